"""Brings faults about, one after another, each when it is due."""

import contextlib
import threading
import time
import traceback

from faults import FAULTS
from suite import Failure, wait_for


class Injector(threading.Thread):
    """Every fault of its names once, in a random order, then any of them by their weights, until the time is over."""

    def __init__(self, stage, names, seconds, along, partitions, stop, pauses=(0.3, 2.5), waits=False):
        super().__init__(daemon=True)
        self._stage = stage
        self._names = names
        self._until = time.monotonic() + seconds
        self._along = along
        self._partitions = partitions
        self._stop_event = stop
        self._pauses = pauses
        # One fault at a time, each after the recovery from the one before.
        self._waits = waits
        self.journal = []
        self.errors = []
        # Each for itself, so that the same seed gives the same order, whatever a fault draws.
        self._order = stage.random.__class__(stage.random.random())

    def run(self):
        first = self._order.sample(self._names, len(self._names))
        weights = [FAULTS[name].weight for name in self._names]
        while time.monotonic() < self._until and not self._stop_event.is_set():
            name = first.pop(0) if first else self._order.choices(self._names, weights)[0]
            if time.monotonic() + FAULTS[name].seconds > self._until + 5:
                if not first and all(FAULTS[each].seconds > self._until - time.monotonic() for each in self._names):
                    break
                continue
            self.bring_about(name)
            if self._waits:
                with contextlib.suppress(Failure):
                    wait_for("the recovery", lambda: self._along.has_recovered, 60)
            self._stop_event.wait(self._order.uniform(*self._pauses))

    def bring_about(self, name):
        entry = {"fault": name, "at": time.time()}
        self.journal.append(entry)
        self._along.fault(name, self._partitions)
        try:
            FAULTS[name].bring_about(self._stage)
        except Exception:
            self.errors.append(f"{name}: {traceback.format_exc()}")
        entry["seconds"] = time.time() - entry["at"]
