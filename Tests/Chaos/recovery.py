#!/usr/bin/env python3
"""The time from a single fault to the first new results, on three brokers with their default settings and two workers."""

import contextlib
import dataclasses
import json
import pathlib
import random
import statistics
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "RealKafka"))

import options as command_line
from cluster import Cluster
from faults import BROKERS
from fleet import GROUP, LANES, Fleet, transactional_ids
from records import Writer
from samples import sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from watch import Along
from worker import Program

WORKERS = 2
# One for each lane.
PARTITIONS = WORKERS * LANES
# Commands for each partition, each second.
RATE = 200
TICK_SECONDS = 0.02
# Kafka's defaults, which `bin/cluster` lowers, and what is counted in the goals.
BROKER_SESSION_SECONDS = 9
BROKER_SETTINGS = {
    "broker.session.timeout.ms": BROKER_SESSION_SECONDS * 1000, "broker.heartbeat.interval.ms": 2000,
    "controller.quorum.election.timeout.ms": 1000, "controller.quorum.fetch.timeout.ms": 2000,
    "group.initial.rebalance.delay.ms": 3000, "offsets.topic.num.partitions": 50, "transaction.state.log.num.partitions": 50,
    "num.network.threads": 3, "num.io.threads": 8}
# The writer and the reader shall not be what is waited for.
PATIENCE = {"topic.metadata.refresh.interval.ms": 1000, "socket.timeout.ms": 2500, "reconnect.backoff.max.ms": 500}
# Past a goal by so much, a try is given up.
GRACE_SECONDS = 60
SETTLE_SECONDS = 120


# The faults: each brings itself about, and says of which partitions the results are to come, and how to end it.


def worker_kill(run):
    """kill -9 of a worker, and restart under its name: the partitions that it owns."""
    name = run.random.choice(sorted(run.fleet.workers))
    owned = run.partitions_of(run.fleet.workers[name])
    with run.fault(), run.fleet.hold(name) as worker:
        worker.kill()
    return owned, f"{name}, {len(owned)} partitions", None


def worker_kill_nameless(run):
    """kill -9 of a worker without `kafka.instanceId`: the whole group waits for its session, so every partition."""
    _, what, end = worker_kill(run)
    return set(range(PARTITIONS)), what, end


def broker_fault(how, back):
    def bring_about(run):
        broker, role = run.next_broker()
        with run.fault():
            getattr(run.cluster, how)(broker)
        return set(range(PARTITIONS)), f"broker {broker}, {role}", lambda: getattr(run.cluster, back)(broker)

    return bring_about


@dataclasses.dataclass(frozen=True)
class Fault:
    bring_about: object
    # Seconds to the first result of any partition, and of every one.
    any: int
    every: int
    has_instance_id: bool = True


AWAY = BROKER_SESSION_SECONDS + 10
FAULTS = {
    "worker_kill": Fault(worker_kill, 5, 5),
    "broker_kill": Fault(broker_fault("kill", "revive"), AWAY, AWAY),
    "broker_stop": Fault(broker_fault("term", "revive"), AWAY, AWAY),
    # An end marker that is on its way to the paused broker holds its partition back for the brokers' request.timeout.ms.
    "broker_pause": Fault(broker_fault("pause", "resume"), AWAY + 10, BROKER_SESSION_SECONDS + 30),
    "worker_kill_nameless": Fault(worker_kill_nameless, 25, 25, has_instance_id=False),
}


def suite(options, report):
    names = list(FAULTS) if options.faults == "all" else options.faults.split(",")
    need(set(names) <= set(FAULTS), f"--faults: all, or some of {', '.join(FAULTS)}")
    found = {}
    with tempfile.TemporaryDirectory(prefix="recovery-") as folder:
        with report.case("recovery: the cluster for it, started and ended"), Cluster(
                brokers=len(BROKERS), settings=BROKER_SETTINGS, heap="400m") as cluster:
            program = Program(options.worker, options.newest, options.worker_flag)
            logs = pathlib.Path(options.logs or folder)
            Topics(cluster.bootstrap).create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS, len(BROKERS))
            for is_static in (True, False):
                some = [name for name in names if FAULTS[name].has_instance_id == is_static]
                if some:
                    (logs / str(is_static)).mkdir(parents=True, exist_ok=True)
                    with Run(options, program, cluster, logs / str(is_static), is_static) as run:
                        for name in some:
                            play(run, name, report, found)
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"seed": options.seed, "newest": options.newest, "faults": found}, file, indent=1)


def play(run, name, report, found):
    """All tries of one fault, as a case."""
    goals = {"any": FAULTS[name].any, "every": FAULTS[name].every}
    with report.case(f"recovery: {name}: at most {goals['any']} s, in every partition {goals['every']} s"):
        tries = found[name] = []
        try:
            for _ in range(run.options.tries):
                tries.append(run.attempt(name))
                print(f"    {name} {len(tries)}: {tries[-1]}", flush=True)
        except Failure as failure:
            raise Failure(f"try {len(tries) + 1}: {failure}{run.fleet.tails()}") from None
        finally:
            for what in ("any", "every") if tries else ():
                times = [each[what] for each in tries]
                print(f"  {name}, {len(tries)} tries, seconds to {what}: median {statistics.median(times):.1f}, "
                      f"worst {max(times):.1f}", flush=True)
        for what, goal in goals.items():
            worst = max(each[what] for each in tries)
            need(worst <= goal, f"the worst of {len(tries)} took {worst:.1f} s to {what}")
        need(not run.fleet.wrong_ends, "\n".join(run.fleet.wrong_ends))


class Stream(threading.Thread):
    """Writes commands to every partition, all the time."""

    def __init__(self, bootstrap, commands):
        super().__init__(daemon=True)
        self._writer = Writer(bootstrap, **PATIENCE | {
            "message.timeout.ms": 0, "request.timeout.ms": 2000, "linger.ms": 5, "retry.backoff.max.ms": 200})
        self._commands = commands
        self._stop_event = threading.Event()
        self.error = None

    def run(self):
        try:
            number = 0
            while not self._stop_event.wait(TICK_SECONDS):
                for _ in range(int(RATE * TICK_SECONDS)):
                    key, value = self._commands[number % len(self._commands)]
                    for partition in range(PARTITIONS):
                        self._writer.write(COMMANDS, key, value, partition=partition)
                    number += 1
                self._writer.serve()
        except Exception as error:
            self.error = repr(error)

    def finish(self):
        self._stop_event.set()
        self.join(30)


class Run:
    """A context: the workers, the commands, and the reader along."""

    def __init__(self, options, program, cluster, logs, is_static):
        self.options = options
        self.cluster = cluster
        self.random = random.Random(options.seed)
        self.topics = Topics(cluster.bootstrap)
        self.fleet = Fleet(program, cluster.bootstrap, logs, WORKERS, is_static=is_static)
        self._stream = Stream(cluster.bootstrap, sample(program, 1000, options.seed))
        self._along = Along(cluster.bootstrap, PARTITIONS, keeps=False, **PATIENCE)
        self._brokers = 0

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            for thread in (self._along, self._stream):
                thread.start()
                stack.callback(thread.finish)
            stack.enter_context(self.fleet)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()

    def attempt(self, name):
        """One try: what was hit, and the seconds to the first result of any partition and of each that it is about."""
        kind = FAULTS[name]
        self.settle()
        # At any moment of a transaction, and of what the brokers do every few seconds.
        self._wait(self.random.uniform(0, 2))
        self._fault = name
        about, what, end = kind.bring_about(self)
        fault = self._pending
        try:
            self.wait_for(lambda: f"results of {about - fault.seconds.keys()} after {name} of {what}",
                          lambda: about <= fault.seconds.keys(), kind.every + GRACE_SECONDS)
        finally:
            if end:
                end()
        seconds = [fault.seconds[partition] for partition in about]
        return {"what": what, "any": round(min(fault.first, *seconds), 2), "every": round(max(seconds), 2)}

    @contextlib.contextmanager
    def fault(self):
        """What is done in it is the fault: the clock runs from its beginning."""
        self._pending = self._along.fault(self._fault, PARTITIONS)
        yield

    def settle(self):
        """Waits until every replica is in sync, every lane has its partition, and each partition's results come."""
        wait_for("every replica in sync", lambda: answered(self.is_in_sync), SETTLE_SECONDS, every=0.2)
        self.wait_for("a partition for each lane", lambda: all(
            self.partitions_of(worker, LANES) for worker in self.fleet.workers.values()), SETTLE_SECONDS, every=0.2)
        probe = self._along.fault("", PARTITIONS)
        self.wait_for("results of every partition", lambda: probe.every is not None, SETTLE_SECONDS)

    def is_in_sync(self):
        known = self.topics.admin.list_topics(timeout=5)
        return len(known.brokers) == len(BROKERS) and all(
            len(partition.isrs) == len(BROKERS) and partition.leader in BROKERS
            for topic in known.topics.values() for partition in topic.partitions.values())

    def partitions_of(self, worker, lanes_min=0):
        """What a worker says that it has been given since its last start; empty when fewer lanes have any."""
        lanes = {}
        for event in worker.events():
            if event["event"] == "worker-started":
                lanes = {}
            elif event["event"] == "partitions-assigned":
                lanes[event["lane"]] = {int(number) for number in event["partitions"].split(",") if number}
            elif event["event"] == "partitions-revoked":
                lanes.pop(event["lane"], None)
        return set().union(*lanes.values()) if sum(map(bool, lanes.values())) >= lanes_min else set()

    def next_broker(self):
        """Coordinators and leaders in turn: the broker, and what it was chosen for."""
        self._brokers += 1
        names = sorted(self.fleet.workers)
        asked = (
            ("the group's coordinator", "__consumer_offsets", GROUP),
            ("a transaction's coordinator", "__transaction_state", transactional_ids(names[self._brokers % WORKERS])[0]),
            ("a leader of commands", COMMANDS, None), ("a leader of results", ACCEPTED, None))
        role, topic, name = asked[self._brokers % len(asked)]
        if name:
            return self.topics.coordinator(topic, name), role
        return self.topics.leader(topic, self.random.randrange(PARTITIONS)), role

    def wait_for(self, what, condition, seconds, every=0.02):
        """Waits like `suite.wait_for`, supervises the workers, and fails when the writer or the reader has failed."""

        def supervised():
            self.fleet.supervise()
            need(self._stream.error is None and self._along.error is None, f"{self._stream.error} {self._along.error}")
            return condition()

        return wait_for(what, supervised, seconds, every)

    def _wait(self, seconds):
        deadline = time.monotonic() + seconds
        wait_for("the moment of the fault", lambda: time.monotonic() >= deadline, seconds + 1, every=0.01)


def main():
    run_alone(suite, command_line.parse(__doc__, tries=20, faults="all", json="", logs=""))


if __name__ == "__main__":
    main()
