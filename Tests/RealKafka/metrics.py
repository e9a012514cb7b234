#!/usr/bin/env python3
"""What workers show of their work: counters equal what the topics hold, by code, and nothing of a command is shown."""

import collections
import contextlib
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

import options as command_line
from cluster import Cluster
from feed import Feed
from fleet import GROUP, PARTITIONS, Fleet
from held import Held
from marked import MarkerSearch, marked_commands
from open_transactions import OpenTransactions
from records import read
from samples import sample
from scaler import Scaler
from suite import Failure, Skipped, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, answered
from worker import Program

SESSION_SECONDS = 10
# A batch of some results is larger, one result is not, and no worker is content with less than 4096; what Kafka takes by default.
SMALL_BATCH_BYTES, BATCH_BYTES = 5000, 1048588


def suite(options, report):
    with report.case("metrics: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with tempfile.TemporaryDirectory() as logs, Cluster(brokers=3) as cluster:
            counters = Counters(options, program, cluster, pathlib.Path(logs))
            with report.case(
                    "metrics: after kills, aborts and rebalances counters equal what the topics hold, by code, and nothing of "
                    "a command is shown"):
                counters.run()
            with report.case("metrics: `promtool check metrics` has nothing to say of a scrape"):
                check_format(counters.scrape)


class Counters(Fleet):
    """A fleet that is disturbed in every way, and then counted."""

    def __init__(self, options, program, cluster, logs):
        super().__init__(program, cluster, logs, options.seed, replication=3)
        self.count = options.count
        self.open = OpenTransactions(self.topics, ACCEPTED, PARTITIONS)
        self.living = []
        self.all = []
        self.marker = f"m4rker{self.seed}"
        # One of a worker in the middle of its life, for those who look at its form.
        self.scrape = None
        # By name: the last scrape of a worker that was killed, and the totals that one said at its end.
        self.killed = {}
        self.stopped = {}

    def run(self):
        commands = [(key, value, []) for key, value in sample(self.program, self.count, self.seed, bad=0.4)]
        # With a marked one among every ten.
        marked = marked_commands(self.marker)
        commands = [command for number, each in enumerate(commands) for command in (
            (each, marked[number // 9 % len(marked)]) if number % 9 == 0 else (each,))]
        with contextlib.ExitStack() as self.stack:
            try:
                with MarkerSearch(self.marker, lambda: list(self.living)) as search:
                    self.disturb(commands)
                search.judge(self.all)
            except Failure as failure:
                logs = "".join(f"\n{worker.name}'s log ends:\n{worker.tail()}" for worker in self.living)
                raise Failure(f"{failure}{logs}") from None

    def start(self, name):
        """Returns when it shows partitions and nobody else shows them."""
        worker = self.stack.enter_context(self.worker(name, lanes=2))
        others = list(self.living)
        self.living.append(worker)
        self.all.append(worker)
        shown = wait_for(f"partitions of {name}", lambda: have_moved(worker, others), 60)
        if others:
            print(f"  {name} shows partitions {sorted(shown)}, and nobody else does")
        return worker

    def owned(self):
        """The partitions that each living worker shows, by its name: never two the same at once."""
        scrapes = {worker.name: worker.port.metrics() for worker in self.living}
        return {name: metrics.value("partitions_owned") for name, metrics in scrapes.items() if metrics}

    def disturb(self, commands):
        a, b = self.start("a"), self.start("b")
        feed = Feed(self.cluster.bootstrap, commands, PARTITIONS)
        feed.start()
        c = self.start("c")
        wait_for("results of c", lambda: c.port.metrics().value("accepted_total") > 0, 60)
        self.abort_one()
        self.killed["b"] = b.port.metrics()
        b.kill()
        self.living.remove(b)
        wait_for("a rebalance after the kill", self.are_all_owned, 60)
        self.cluster.kill(2)
        self.start("d")
        self.cluster.revive(2)
        wait_for("c to stand still in a transaction", lambda: self.is_suspended(c), 60, every=0)
        paused = time.monotonic()
        wait_for("the end of c's session", lambda: time.monotonic() - paused > SESSION_SECONDS + 3, SESSION_SECONDS + 5)
        c.process.send_signal(signal.SIGCONT)
        a.terminate()
        need(a.exit_code(60) == 0, f"a does not drain:\n{a.tail()}")
        self.living.remove(a)
        self.stopped["a"] = a.events("worker-stopped")[-1]
        feed.join(240)
        need(not feed.is_alive() and feed.error is None, f"the commands are not written: {feed.error}")
        self.judge()

    def abort_one(self):
        """Lowers the limit of a result topic under the workers: a batch that is refused for its size ends its transaction."""
        self.topics.set(ACCEPTED, "max.message.bytes", SMALL_BATCH_BYTES)
        wait_for("an aborted transaction", lambda: any(
            metrics.by("transactions_total")["aborted"] for worker in self.living if (metrics := worker.port.metrics())), 60)
        self.topics.set(ACCEPTED, "max.message.bytes", BATCH_BYTES)

    def is_suspended(self, worker):
        """Whether the worker was stopped in an open transaction; one that was not, or was committing it, goes on."""
        metrics = worker.port.metrics()
        partitions = metrics.partitions() if metrics else set()
        if not self.open.are_in(partitions):
            return False
        worker.process.send_signal(signal.SIGSTOP)
        if answered(lambda: self.open.stay_in(partitions)):
            return True
        worker.process.send_signal(signal.SIGCONT)
        return False

    def are_all_owned(self):
        return sum(self.owned().values()) == PARTITIONS

    def judge(self):
        written = read(self.cluster.bootstrap, [COMMANDS])
        wait_for("the last result", lambda: self.is_drained(written), 120, every=0.5)
        wait_for("fresh numbers", lambda: self.shown_waiting().keys() == set(range(PARTITIONS)), 30)
        scrapes = {worker.name: worker.port.metrics() for worker in self.living}
        results = read(self.cluster.bootstrap, [ACCEPTED, REJECTED])
        held = Held(results)
        need(any(self.marker.encode() in result.value for result in results), "no result has the marker")
        need(held.total() == len(written), f"{held.total()} results of {len(written)} commands")
        for name, metrics in scrapes.items():
            held.compare(name, metrics)
        for name, metrics in self.killed.items():
            held.compare(name, metrics, is_last=False)
        for name, event in self.stopped.items():
            need(
                (event["accepted"], event["rejected"]) == (held.accepted[name], sum(held.first[name].values())),
                f"{name} ended with {event}; the topics have {held.accepted[name]} and {held.first[name]}")
        self.check_waiting()
        self.check_fleet(scrapes)
        self.scrape = next(iter(scrapes.values()))

    def is_drained(self, written):
        """Whether the group has committed the last command of each partition."""
        ends = {}
        for command in written:
            ends[command.partition] = max(ends.get(command.partition, 0), command.offset + 1)
        committed = answered(lambda: self.topics.group_offsets(GROUP, COMMANDS, PARTITIONS)) or {}
        return all(committed.get(partition, 0) >= end for partition, end in ends.items())

    def shown_waiting(self):
        """By partition what waits, as all workers show it together."""
        shown = {}
        for worker in self.living:
            for partition, value in worker.port.metrics().by("waiting_records").items():
                need(int(partition) not in shown, f"partition {partition} is shown by two workers")
                shown[int(partition)] = value
        return shown

    def check_waiting(self):
        """Nothing waits, though the log goes on behind the last command, and no pod is wanted for it."""
        shown = self.shown_waiting()
        need(set(shown.values()) == {0}, f"on a drained topic there wait {shown}")
        ends = wait_for("the ends", lambda: answered(lambda: self.topics.ends(COMMANDS, PARTITIONS, committed=False)), 30)
        committed = self.topics.group_offsets(GROUP, COMMANDS, PARTITIONS)
        behind = {partition: end - committed[partition] for partition, end in ends.items()}
        need(set(behind.values()) == {1}, f"there is something else than a control record behind the last commands: {behind}")
        print(f"  behind the committed offsets: {behind}")
        scaler = Scaler()
        need(scaler.topic == COMMANDS and scaler.activation_lag == PARTITIONS, "the scaler is for another topic")
        wanted = scaler.pods(ends, committed)
        need(wanted == 0, f"KEDA wants {wanted} pods for a lag of {sum(behind.values())}")

    def check_fleet(self, scrapes):
        owned = sum(metrics.value("partitions_owned") for metrics in scrapes.values())
        need(owned == PARTITIONS, f"the fleet has {owned} partitions")
        for name, metrics in scrapes.items():
            need(metrics.value("command_partitions") == PARTITIONS, f"{name} knows of other partitions")
            need(metrics.value("rebalances_total") > 1, f"{name} has seen no rebalance")
        keys = collections.Counter()
        for metrics in scrapes.values():
            keys.update(metrics.by("sampled_keys_total"))
        need(keys["crc32"] > 0 == keys["murmur2"] == keys["neither"], f"the feed's client spreads keys by crc32; sampled: {keys}")
        aborted = sum(metrics.by("transactions_total")["aborted"] for metrics in scrapes.values())
        unknown = sum(metrics.by("transactions_total")["unknown"] for metrics in scrapes.values())
        print(f"  transactions of the living workers: {aborted:.0f} aborted, {unknown:.0f} unknown")


def have_moved(newcomer, others):
    """The partitions that the newcomer shows, None while there are none; a failure when others show any at a later scrape."""
    first = newcomer.port.metrics()
    shown = {other.name: metrics.partitions() for other in others if (metrics := other.port.metrics())}
    last = newcomer.port.metrics()
    # While the group rebalances they may have moved on in between.
    if not first or not last or not first.partitions() or first.partitions() - last.partitions():
        return None
    still = {name: partitions & first.partitions() for name, partitions in shown.items() if partitions & first.partitions()}
    need(not still, f"{newcomer.name} has {first.partitions()}, and there are still shown {still}")
    return first.partitions()


def check_format(metrics):
    """`promtool check metrics` has nothing to say."""
    if not shutil.which("promtool"):
        raise Skipped("there is no promtool")
    need(metrics, "there is no scrape")
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=metrics.text, capture_output=True, text=True, check=False)
    need(done.returncode == 0 and not done.stdout + done.stderr, f"promtool: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=60_000))
