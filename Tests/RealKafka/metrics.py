#!/usr/bin/env python3
"""What workers show of themselves: counters equal what the topics hold, and health says the truth."""

import collections
import contextlib
import json
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from confluent_kafka import KafkaException, Producer

import options as command_line
from cluster import Cluster, free_ports
from marked import MarkerSearch, marked_commands
from records import read
from samples import sample
from status_port import HealthWatch, StatusPort
from stopped_thread import StoppedThread
from suite import Failure, Pace, Skipped, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from worker import Program, Worker

GROUP = "metrics"
PARTITIONS = 6
SESSION_SECONDS = 10
# Commands a second and in a transaction of the feed, one in so many of which is aborted.
RATE, BATCH, ABORTED = 2000, 100, 9
# What the design promises of a broker that is away.
RED_SECONDS, OUTAGE_SECONDS = 20, 60
JOINS = 20
# More than a transaction may take.
WATCHDOG_SECONDS = 11


def suite(options, report):
    with report.case("metrics: the clusters for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with tempfile.TemporaryDirectory() as folder:
            logs = pathlib.Path(folder)
            with Cluster(brokers=3) as cluster:
                with report.case(
                        "metrics: after kills, aborts and rebalances counters equal what the topics hold, by code, and "
                        "nothing of a command is shown"):
                    Counters(options, program, cluster, logs).run()
            with Cluster() as cluster:
                stage = Stage(program, cluster, logs, options.seed)
                with report.case("metrics: members come and go: those that stay are ready, and all alive"):
                    joins_and_leaves(stage)
                with report.case("metrics: a lane whose thread stands still: not alive, and alive again when it moves"):
                    wedged(stage)
                with report.case("metrics: the broker is away for a minute: not ready within 20 s, and alive"):
                    outage(stage)


class Stage:
    """Workers whose ports are asked, on one cluster."""

    def __init__(self, program, cluster, logs, seed, replication=1):
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.seed = seed
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS, replication)

    def worker(self, name, **flags):
        """A worker, whose results say in their `ce_source` who made them."""
        port = StatusPort(f"127.0.0.1:{free_ports(1)}")
        worker = Worker(self.program, self.logs / f"{self.cluster.port}-{name}.log", {
            "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": GROUP, "lanes": 1,
            "http-listen": port.address, "results-source": f"/{name}"} | flags)
        worker.port = port
        worker.name = name
        return worker


class Feed(threading.Thread):
    """Writes commands in transactions, some of which are aborted: behind the last command lie control records."""

    def __init__(self, bootstrap, commands):
        super().__init__(daemon=True)
        self._settings = {
            "bootstrap.servers": bootstrap, "transactional.id": "feed", "transaction.timeout.ms": 60000, "log_level": 0}
        self._commands = commands
        self.error = None

    def run(self):
        try:
            producer = Producer(self._settings)
            producer.init_transactions(60)
            pace = Pace(RATE / BATCH)
            for number, start in enumerate(range(0, len(self._commands), BATCH)):
                pace.wait(number)
                self._write(producer, self._commands[start:start + BATCH], is_aborted=number % ABORTED == ABORTED - 1)
        except Exception as error:  # The suite says it.
            self.error = error

    def _write(self, producer, commands, is_aborted):
        while True:
            producer.begin_transaction()
            for key, value, headers in commands:
                producer.produce(COMMANDS, key=key, value=value, headers=headers)
            try:
                if not is_aborted:
                    return self._patiently(producer.commit_transaction)
            except KafkaException as error:
                if not error.args[0].txn_requires_abort():
                    raise
            producer.flush(60)
            self._patiently(producer.abort_transaction)
            if is_aborted:
                return None

    @staticmethod
    def _patiently(call):
        """Commit and abort go on where they stopped."""
        deadline = time.monotonic() + 120
        while True:
            try:
                return call(30)
            except KafkaException as error:
                if not error.args[0].retriable() or time.monotonic() > deadline:
                    raise


class Counters(Stage):
    """A fleet that is disturbed in every way, and then counted."""

    def __init__(self, options, program, cluster, logs):
        super().__init__(program, cluster, logs, options.seed, replication=3)
        self.count = options.count
        self.living = []
        self.all = []
        self.marker = f"m4rker{self.seed}"
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
        """Returns when it has partitions and nobody else has them."""
        worker = self.stack.enter_context(self.worker(name, lanes=2))
        self.living.append(worker)
        self.all.append(worker)
        wait_for(f"partitions of {name}", lambda: self.owned().get(name), 60)
        return worker

    def owned(self):
        """The partitions that each living worker shows, by its name: never two the same at once."""
        scrapes = {worker.name: worker.port.metrics() for worker in self.living}
        return {name: metrics.value("partitions_owned") for name, metrics in scrapes.items() if metrics}

    def disturb(self, commands):
        a, b = self.start("a"), self.start("b")
        feed = Feed(self.cluster.bootstrap, commands)
        feed.start()
        c = self.start("c")
        wait_for("results of c", lambda: c.port.metrics().value("accepted_total") > 0, 60)
        self.killed["b"] = b.port.metrics()
        b.kill()
        self.living.remove(b)
        wait_for("a rebalance after the kill", self.are_all_owned, 60)
        self.cluster.kill(2)
        self.start("d")
        self.cluster.revive(2)
        c.process.send_signal(signal.SIGSTOP)
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
        check_format(next(iter(scrapes.values())))

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
        """Nothing waits, though the log goes on behind the last command."""
        shown = self.shown_waiting()
        need(set(shown.values()) == {0}, f"on a drained topic there wait {shown}")
        ends = wait_for("the ends", lambda: answered(lambda: self.topics.ends(COMMANDS, PARTITIONS, committed=False)), 30)
        committed = self.topics.group_offsets(GROUP, COMMANDS, PARTITIONS)
        behind = {partition: end - committed[partition] for partition, end in ends.items()}
        need(sum(behind.values()) > 0, f"there are no control records behind the last commands: {behind}")
        # A scaler takes the high watermark less the committed offset, and is active above `activationLagThreshold`,
        # which the shipped one sets to the number of partitions.
        print(f"  behind the committed offsets: {behind}")

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


class Held:
    """What the result topics hold, by the worker that made it."""

    def __init__(self, results):
        self.accepted = collections.Counter()
        # By worker and code: results by their first error, and by each of their errors.
        self.first = collections.defaultdict(collections.Counter)
        self.each = collections.defaultdict(collections.Counter)
        for result in results:
            name = dict(result.headers)["ce_source"].decode().removeprefix("/")
            if result.topic == ACCEPTED:
                self.accepted[name] += 1
                continue
            codes = [error["code"] for error in json.loads(result.value)["errors"]]
            self.first[name][codes[0]] += 1
            self.each[name].update(set(codes))

    def total(self):
        return self.accepted.total() + sum(codes.total() for codes in self.first.values())

    def compare(self, name, metrics, is_last=True):
        """`is_last`: the worker has committed nothing since the scrape."""
        unknown = metrics.by("transactions_total")["unknown"]
        held = {"": self.accepted[name]} | {f"rejected {code}": count for code, count in self.first[name].items()}
        held |= {f"error {code}": count for code, count in self.each[name].items()}
        counted = {"": metrics.value("accepted_total")}
        counted |= {f"rejected {code}": count for code, count in metrics.by("rejected_total").items() if count}
        counted |= {f"error {code}": count for code, count in metrics.by("errors_total").items() if count}
        if is_last and not unknown:
            need(held == counted, f"{name} counts {counted}; the topics have {held}")
        else:
            more = {what: count for what, count in counted.items() if count > held.get(what, 0)}
            need(not more, f"{name} counts {more}; the topics have {held}")
        print(f"  {name}: {sum(count for what, count in counted.items() if not what.startswith('error')):.0f} results"
              f"{'' if is_last else ' at the last scrape before its kill'}, {unknown:.0f} unknown transactions")


def check_format(metrics):
    """`promtool check metrics` has nothing to say."""
    if not shutil.which("promtool"):
        raise Skipped("there is no promtool")
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=metrics.text, capture_output=True, text=True, check=False)
    need(done.returncode == 0 and not done.stdout + done.stderr, f"promtool: {done.stdout}{done.stderr}")


def joins_and_leaves(stage):
    """A fleet of three, a transaction that somebody leaves open, twenty joins and leaves in a minute, a rolling restart."""
    with contextlib.ExitStack() as stack:
        workers = [stack.enter_context(stage.worker(f"m{number}")) for number in range(3)]
        for worker in workers:
            wait_until_ready(worker)
        watches = [stack.enter_context(HealthWatch(worker.port)) for worker in workers]
        producer = Producer({
            "bootstrap.servers": stage.cluster.bootstrap, "transactional.id": "somebody", "transaction.timeout.ms": 600000,
            "log_level": 0})
        producer.init_transactions(30)
        producer.begin_transaction()
        producer.produce(COMMANDS, value=b"{}", partition=0)
        producer.flush(30)
        opened = time.monotonic()
        for number in range(JOINS):
            with stage.worker(f"guest{number}") as guest:
                guest.wait_for_event("partitions-assigned", 30)
                guest.terminate()
                need(guest.exit_code(30) == 0, f"{guest.name} does not drain:\n{guest.tail()}")
        print(f"  {JOINS} joins and leaves took {time.monotonic() - opened:.0f} s")
        # A new owner counts from its own start; shown for longer than after which a partition may be called stuck.
        wait_for("70 s of unstable_seconds of partition 0", lambda: (unstable(workers) or 0) > 70, 120, every=1)
        for watch in watches:
            need(watch.statuses("/livez") == {200}, f"/livez: {watch.changes['/livez']}")
            need(watch.statuses("/readyz") == {200}, f"/readyz: {watch.changes['/readyz']}")
        producer.abort_transaction(30)
        wait_for("the end of the open transaction", lambda: unstable(workers) == 0, 30)
        rolling_restart(stage, stack, workers, watches)


def unstable(workers):
    """`unstable_seconds` of partition 0; None while nobody shows it."""
    for worker in workers:
        metrics = worker.port.metrics()
        value = metrics.value("unstable_seconds", partition="0") if metrics else None
        if value is not None:
            return value
    return None


def rolling_restart(stage, stack, workers, watches):
    """One after the other is replaced by another; those that stay are ready all the time."""
    for number, (worker, watch) in enumerate(zip(list(workers), list(watches), strict=True)):
        watch.__exit__()
        worker.terminate()
        need(worker.exit_code(30) == 0, f"{worker.name} does not drain:\n{worker.tail()}")
        need(watch.statuses("/livez") == {200}, f"/livez: {watch.changes['/livez']}")
        workers[number] = stack.enter_context(stage.worker(f"n{number}"))
        wait_until_ready(workers[number])
        watches[number] = stack.enter_context(HealthWatch(workers[number].port))
        for other in watches[:number] + watches[number + 1:]:
            need(other.statuses("/readyz") <= {200}, f"/readyz: {other.changes['/readyz']}")
            need(other.statuses("/livez") <= {200}, f"/livez: {other.changes['/livez']}")


def wait_until_ready(worker, seconds=60):
    def is_ready():
        need(worker.process.poll() is None, f"{worker.name} ended:\n{worker.tail()}")
        return worker.port.get("/readyz")[0] == 200

    wait_for(lambda: f"{worker.name} to be ready: {worker.port.get('/readyz')}", is_ready, seconds)


def wedged(stage):
    """The thread stands still outside of any call that the watchdog would end the process for, or just in one."""
    with stage.worker("s", lanes=2, **{"watchdog-seconds": WATCHDOG_SECONDS}) as worker:
        wait_until_ready(worker)
        with StoppedThread(worker.process.pid, "lane-1"):
            began = time.monotonic()
            _, text = wait_for(
                "/livez to be red", lambda: (answer := worker.port.get("/livez"))[0] == 503 and answer,
                WATCHDOG_SECONDS + 15 + 5)
            need("lane 1" in text and "lane 0" not in text, f"/livez says {text!r}")
            print(f"  not alive after {time.monotonic() - began:.1f} s: {text.strip()}")
        wait_for("/livez to be green again", lambda: worker.port.get("/livez")[0] == 200, 10)


def outage(stage):
    with stage.worker("o", lanes=2) as worker:
        wait_until_ready(worker)
        with HealthWatch(worker.port) as watch:
            stage.cluster.pause(1)
            began = time.monotonic()
            wait_for("/readyz to be red", lambda: watch.now("/readyz")[0] == 503, RED_SECONDS)
            red = watch.changes["/readyz"][-1]
            need("no broker answers" in red[2], f"the reason is {red[2]!r}")
            print(f"  not ready after {red[0] - began:.1f} s")
            wait_for("the end of the outage", lambda: time.monotonic() - began > OUTAGE_SECONDS, OUTAGE_SECONDS + 5)
            status = watch.now("/readyz")[0]
            stage.cluster.resume(1)
            resumed = time.monotonic()
            need(status == 503, f"/readyz says {status} after {OUTAGE_SECONDS} s")
            wait_for("/readyz to be green again", lambda: watch.now("/readyz")[0] == 200, 60)
            print(f"  ready {time.monotonic() - resumed:.1f} s after the broker was back")
            need(watch.statuses("/livez") == {200}, f"/livez: {watch.changes['/livez']}")
            need(watch.slowest_seconds < 2, f"an answer took {watch.slowest_seconds:.1f} s")
        need(worker.process.poll() is None, f"the worker ended:\n{worker.tail()}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=60_000))
