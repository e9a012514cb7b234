"""Brings faults about, one after another, each when it is due."""

import contextlib
import threading
import time
import traceback

from faults import FAULTS
from suite import Failure, wait_for

# How long the first lap may go on when the time is over.
OVERTIME_SECONDS = 120


class Injector(threading.Thread):
    """Each fault of its names until it has come about, in a random order, then any by their weights, while there is time."""

    def __init__(self, stage, names, seconds, along, partitions, stop, pauses=(0.3, 2.5), waits=False,
                 finishes_lap=False):
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
        # Every fault comes about, whatever time it takes.
        self._finishes_lap = finishes_lap
        self.journal = []
        self.errors = []
        # Random numbers of its own, so that the same seed gives the same order, whatever a fault draws.
        self._order = stage.random.__class__(stage.random.random())
        self._first = self._order.sample(names, len(names))

    @property
    def missing(self):
        """The faults that did not come about."""
        return [name for name in self._names if not any(each["fault"] == name and each["happened"] for each in self.journal)]

    def run(self):
        while name := self._next():
            self.bring_about(name)
            if self._waits:
                with contextlib.suppress(Failure):
                    wait_for("the recovery", lambda: self._along.has_recovered, 60)
            self._stop_event.wait(self._order.uniform(*self._pauses))

    def _next(self):
        """The next fault; None when there is no time for any."""
        left = self._until - time.monotonic()
        if self._stop_event.is_set() or (left <= 0 and not (self._finishes_lap and self._first and left > -OVERTIME_SECONDS)):
            return None
        if self._first:
            # The time may not do for all of them: then the long ones come first, and the last may end late.
            if sum(FAULTS[name].seconds for name in self._first) > left:
                self._first.sort(key=lambda name: -FAULTS[name].seconds)
            return self._first.pop(0)
        fitting = [name for name in self._names if FAULTS[name].seconds <= left + 5]
        return self._order.choices(fitting, [FAULTS[name].weight for name in fitting])[0] if fitting else None

    def bring_about(self, name):
        entry = {"fault": name, "at": time.time(), "happened": False}
        self.journal.append(entry)
        self._along.fault(name, self._partitions)
        try:
            entry["happened"] = FAULTS[name].bring_about(self._stage) is not False
        except Exception:
            self.errors.append(f"{name}: {traceback.format_exc()}")
        entry["seconds"] = time.time() - entry["at"]
        if name in self.missing and name not in self._first:
            self._first.append(name)
