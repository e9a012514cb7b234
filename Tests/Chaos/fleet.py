"""The workers under test, supervised as an operator's platform does: who ends by itself is started again, and counted."""

import collections
import contextlib
import json
import os
import signal
import sys
import threading

from suite import Failure, wait_for
from worker import Worker

GROUP = "chaos"
LANES = 2
# `EX_TEMPFAIL`, which asks for a new start.
TRY_AGAIN = 75
# The worker that no fault of workers touches.
SPARED = "spared"
# Past the drain deadline (25 s) and the watchdog (60 s).
END_SECONDS = 100


class Fleet:
    """A context: workers with `kafka.instanceId`, and at times one without; unless `is_static`, all of them without."""

    def __init__(self, program, bootstrap, logs, count, broken_worker=None, has_spared=False, is_static=True):
        self.program = program
        self.bootstrap = bootstrap
        self.logs = logs
        self._broken_worker = broken_worker
        self._lock = threading.RLock()
        self._held = set()
        self._made = []
        self.ends = collections.Counter()
        self.wrong_ends = []
        self.mortal = [f"w{number}" for number in range(count)]
        self.workers = {name: self.make(name, is_static) for name in self.mortal + [SPARED] * has_spared}

    def make(self, name, is_static=True):
        """A worker that is not started yet; the log of each is its own."""
        flags = {
            "kafka-bootstrap-servers": self.bootstrap, "kafka-group-id": GROUP, "lanes": LANES,
            "kafka-properties": f"client.id={name}"}
        if is_static:
            flags["kafka-instance-id"] = name
        made = Worker(self.program, self.logs / f"{len(self._made):03}-{name}.log", flags)
        if self._broken_worker:
            made.command = [sys.executable, "-B", *self._broken_worker, self.bootstrap, GROUP, name]
        self._made.append(made)
        return made

    def __enter__(self):
        for worker in self.workers.values():
            worker.start()
        return self

    def __exit__(self, *_):
        for worker in self._made:
            worker.__exit__()

    @contextlib.contextmanager
    def hold(self, name):
        """The worker of this name, which nobody supervises meanwhile; running at the end, whatever happened to it."""
        with self._lock:
            self._held.add(name)
        try:
            yield self.workers[name]
        finally:
            with self._lock:
                if self.workers[name].process.poll() is not None:
                    self.workers[name].start()
                self._held.discard(name)

    def joins(self, worker, seconds=20):
        """Whether its process has, or gets, partitions for every lane."""

        def has_joined():
            need_running("the worker", worker)
            lanes = set()
            for event in worker.events():
                if event["event"] == "worker-started":
                    lanes = set()
                elif event["event"] == "partitions-assigned":
                    lanes.add(event["lane"])
            return len(lanes) == LANES

        with contextlib.suppress(Failure):
            return wait_for("partitions for every lane", has_joined, seconds, every=0.1)
        return False

    def supervise(self):
        with self._lock:
            for name, worker in self.workers.items():
                if name not in self._held and worker.process.poll() is not None:
                    self.note_end(name, worker, (TRY_AGAIN,))
                    worker.start()

    def note_end(self, name, worker, allowed, seconds=END_SECONDS):
        code = worker.exit_code(seconds)
        self.ends[code] += 1
        if code not in allowed:
            self.wrong_ends.append(f"{name} exits {code}; its log ends:\n{worker.tail()}")
        return code

    def terminate(self, name, worker, number=signal.SIGTERM):
        """SIGTERM or SIGINT; in an outage the drain may pass its deadline."""
        worker.process.send_signal(number)
        return self.note_end(name, worker, (0, TRY_AGAIN))

    def stop(self):
        for worker in self.workers.values():
            worker.terminate()
        for name, worker in self.workers.items():
            self.note_end(name, worker, (0, TRY_AGAIN))

    def tails(self):
        return "".join(f"\n{name}'s log ends:\n{worker.tail(25)}" for name, worker in self.workers.items())

    def count_events(self):
        """How often each event stands in all logs."""
        counts = collections.Counter()
        for worker in self._made:
            if worker.log.exists():
                with open(worker.log, errors="replace") as lines:
                    for line in lines:
                        with contextlib.suppress(ValueError):
                            event = json.loads(line)
                            if isinstance(event, dict):
                                counts[event.get("event")] += 1
        return counts


def transactional_ids(name):
    """The ids of an instance's lanes, as deploy/UPGRADE.md has them."""
    instance = name.replace("-", "~")
    return [f"{GROUP}-{instance}-{lane}" for lane in range(LANES)]


def need_running(name, worker):
    if worker.process.poll() is not None:
        raise Failure(f"{name} ended with {worker.process.returncode}; its log ends:\n{worker.tail()}")
    return os.getpgid(worker.process.pid)
