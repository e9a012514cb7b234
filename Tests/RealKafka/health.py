#!/usr/bin/env python3
"""What workers say of their health: the truth, and nothing that flaps.

By default the forms of CI, which take two minutes; `--all` takes those of the design, and four and a half.
"""

import contextlib
import dataclasses
import pathlib
import tempfile
import time

from confluent_kafka import Producer

import options as command_line
from cluster import Cluster
from fleet import Fleet, wait_until_ready
from status_port import HealthWatch
from stopped_thread import StoppedThread
from suite import need, run_alone, wait_for
from topics import COMMANDS
from worker import Program

# What the design promises of a broker that is away.
RED_SECONDS = 20
# More than a transaction may take.
WATCHDOG_SECONDS = 11


@dataclasses.dataclass
class Extent:
    """How long and how often the cases do what they do."""

    joins: int
    unstable_seconds: int
    outage_seconds: int


SHORT = Extent(joins=5, unstable_seconds=10, outage_seconds=25)
# A partition may be called stuck after 60 s.
LONG = Extent(joins=20, unstable_seconds=70, outage_seconds=60)


def suite(options, report):
    extent = LONG if options.all else SHORT
    with report.case("health: the cluster for it, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with tempfile.TemporaryDirectory() as logs, Cluster() as cluster:
            fleet = Fleet(program, cluster, pathlib.Path(logs), options.seed)
            with report.case(f"health: {extent.joins} members come and go, all are replaced: who stays is ready, and all alive"):
                joins_and_leaves(fleet, extent)
            with report.case("health: a lane whose thread stands still: not alive, and alive again when it moves"):
                wedged(fleet)
            with report.case(f"health: the broker is away for {extent.outage_seconds} s: not ready within 20 s, and alive"):
                outage(fleet, extent)


def joins_and_leaves(fleet, extent):
    """A fleet of three, a transaction that somebody leaves open, joins and leaves, a rolling restart."""
    with contextlib.ExitStack() as stack:
        members = [stack.enter_context(Member(fleet.worker(f"m{number}"))) for number in range(3)]
        for member in members:
            wait_until_ready(member.worker)
        producer = Producer({
            "bootstrap.servers": fleet.cluster.bootstrap, "transactional.id": "somebody", "transaction.timeout.ms": 600000,
            "log_level": 0})
        producer.init_transactions(30)
        producer.begin_transaction()
        producer.produce(COMMANDS, value=b"{}", partition=0)
        producer.flush(30)
        opened = time.monotonic()
        for number in range(extent.joins):
            with Member(fleet.worker(f"guest{number}")) as guest:
                assigned = guest.worker.wait_for_event("partitions-assigned", 30)
                given_up(assigned[-1]["partitions"], members)
                guest.leave()
        print(f"  {extent.joins} joins and leaves took {time.monotonic() - opened:.0f} s")
        # A new owner counts from its own start.
        wait_for(
            f"{extent.unstable_seconds} s of unstable_seconds of partition 0",
            lambda: (unstable(members) or 0) > extent.unstable_seconds, extent.unstable_seconds + 50, every=1)
        for member in members:
            member.judge()
        producer.abort_transaction(30)
        wait_for("the end of the open transaction", lambda: unstable(members) == 0, 30)
        rolling_restart(fleet, stack, members)


class Member:
    """A context of a worker whose health is watched from before its start until after its end."""

    def __init__(self, worker):
        self.worker = worker
        self.watch = HealthWatch(worker.port)

    def __enter__(self):
        self.worker.start()
        self.watch.__enter__()
        return self

    def __exit__(self, *_):
        self.watch.__exit__()
        self.worker.close()

    def leave(self):
        """Ends it as a supervisor does; it is alive to its end."""
        self.judge()
        self.worker.terminate()
        need(self.worker.exit_code(30) == 0, f"{self.worker.name} does not drain:\n{self.worker.tail()}")
        self.watch.__exit__()
        self._judge_life()

    def judge(self):
        """Fails unless it was alive whenever it answered, and ready ever since it was ready."""
        self._judge_life()
        statuses = [status for _, status, _ in self.watch.changes["/readyz"] if status]
        need(statuses in ([503], [503, 200], [200]), f"/readyz of {self.worker.name}: {self.watch.changes['/readyz']}")

    def _judge_life(self):
        # 0: nobody answers yet, or any more.
        need(self.watch.statuses("/livez") - {0} == {200}, f"/livez of {self.worker.name}: {self.watch.changes['/livez']}")


def given_up(partitions, members):
    """Whoever gave partitions up before a guest was assigned them shows them at no scrape from then on."""
    moved = {int(number) for number in partitions.split(",")}
    for member in members:
        shown = member.worker.port.metrics().partitions()
        need(not shown & moved, f"{member.worker.name} shows {shown}; the guest has {moved}")


def unstable(members):
    """`unstable_seconds` of partition 0; None while nobody shows it."""
    for member in members:
        metrics = member.worker.port.metrics()
        value = metrics.value("unstable_seconds", partition="0") if metrics else None
        if value is not None:
            return value
    return None


def rolling_restart(fleet, stack, members):
    """One after the other is replaced by another; those that stay are ready all the time."""
    for number, old in enumerate(list(members)):
        old.leave()
        began = time.monotonic()
        members[number] = stack.enter_context(Member(fleet.worker(f"n{number}")))
        wait_until_ready(members[number].worker)
        print(f"  {members[number].worker.name} is ready after {time.monotonic() - began:.1f} s")
    for member in members:
        member.leave()


def wedged(fleet):
    """The thread stands still outside of any call that the watchdog would end the process for, or just in one."""
    with fleet.worker("s", lanes=2, **{"watchdog-seconds": WATCHDOG_SECONDS}) as worker:
        wait_until_ready(worker)
        with StoppedThread(worker.process.pid, "lane-1"):
            began = time.monotonic()
            _, text = wait_for(
                "/livez to be red", lambda: (answer := worker.port.get("/livez"))[0] == 503 and answer,
                WATCHDOG_SECONDS + 15 + 5)
            need("lane 1" in text and "lane 0" not in text, f"/livez says {text!r}")
            print(f"  not alive after {time.monotonic() - began:.1f} s: {text.strip()}")
        wait_for("/livez to be green again", lambda: worker.port.get("/livez")[0] == 200, 10)


def outage(fleet, extent):
    with fleet.worker("o", lanes=2) as worker:
        wait_until_ready(worker)
        with HealthWatch(worker.port) as watch:
            fleet.cluster.pause(1)
            began = time.monotonic()
            wait_for("/readyz to be red", lambda: watch.now("/readyz")[0] == 503, RED_SECONDS)
            red = watch.changes["/readyz"][-1]
            need("no broker answers" in red[2], f"the reason is {red[2]!r}")
            print(f"  not ready after {red[0] - began:.1f} s")
            seconds = extent.outage_seconds
            wait_for("the end of the outage", lambda: time.monotonic() - began > seconds, seconds + 5)
            status = watch.now("/readyz")[0]
            fleet.cluster.resume(1)
            resumed = time.monotonic()
            need(status == 503, f"/readyz says {status} after {seconds} s")
            wait_for("/readyz to be green again", lambda: watch.now("/readyz")[0] == 200, 60)
            print(f"  ready {time.monotonic() - resumed:.1f} s after the broker was back")
            need(watch.statuses("/livez") == {200}, f"/livez: {watch.changes['/livez']}")
            need(watch.slowest_seconds < 2, f"an answer took {watch.slowest_seconds:.1f} s")
        need(worker.process.poll() is None, f"the worker ended:\n{worker.tail()}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, all=False))
