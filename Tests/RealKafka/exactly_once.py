"""Exactly once on three brokers: a worker dies in a transaction, a broker dies, and every command has one result."""

import contextlib
import pathlib
import random
import tempfile
import threading
import time

import options as command_line
from cluster import Cluster
from open_transactions import OpenTransactions
from records import Writer, read
from samples import expectations, sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from verify_results import check
from worker import Program, Worker

PARTITIONS = 4
GROUP = "exactly-once"
KILLS_MAX = 8
# `EX_TEMPFAIL`: a supervisor starts the worker again, and so does this one, so often.
TRY_AGAIN = 75
RESTARTS_MAX = 4


def suite(options, report):
    with report.case("exactly once: kill -9 of a worker in a transaction, and of a broker"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with Cluster(brokers=3) as cluster, tempfile.TemporaryDirectory() as logs:
            Run(options, program, cluster, pathlib.Path(logs)).run()


class Feed(threading.Thread):
    """Writes the commands in the background, no more of them than `release` has set free."""

    def __init__(self, bootstrap, commands):
        super().__init__(daemon=True)
        self._writer = Writer(bootstrap)
        self._commands = commands
        self.limit = 0
        self._changed = threading.Condition()
        self.error = None

    def release(self, share):
        with self._changed:
            self.limit = max(self.limit, int(len(self._commands) * share))
            self._changed.notify()

    def run(self):
        try:
            for number, (key, value) in enumerate(self._commands):
                if number >= self.limit:
                    with self._changed:
                        self._changed.wait_for(lambda: number < self.limit)
                self._writer.write(COMMANDS, key, value)
            self._writer.flush()
        except Failure as failure:
            self.error = failure


class Run:
    def __init__(self, options, program, cluster, logs):
        self.options = options
        self.program = program
        self.cluster = cluster
        self.topics = Topics(cluster.bootstrap)
        self.open = OpenTransactions(self.topics, ACCEPTED, PARTITIONS)
        self.random = random.Random(options.seed)
        self.restarts = 0
        self.workers = {name: Worker(program, logs / f"{name}.log", self.flags(name)) for name in ("a", "b")}

    def flags(self, name):
        return {
            "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": GROUP, "kafka-instance-id": name, "lanes": 2}

    def run(self):
        self.topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS, 3)
        commands = sample(self.program, self.options.count, self.options.seed)
        with contextlib.ExitStack() as stack:
            for worker in self.workers.values():
                stack.enter_context(worker)
            try:
                self.work(commands)
            except Failure as failure:
                logs = "".join(f"\n{name}'s log ends:\n{worker.tail()}" for name, worker in self.workers.items())
                raise Failure(f"{failure}{logs}") from None
        self.judge(len(commands))

    def wait_for(self, what, condition, seconds, every=0.05):
        """Waits like `suite.wait_for`, and supervises the workers meanwhile."""

        def supervised():
            self.supervise()
            return condition()

        return wait_for(what, supervised, seconds, every)

    def supervise(self):
        for name, worker in self.workers.items():
            code = worker.process.poll()
            if code is None:
                continue
            need(code == TRY_AGAIN and self.restarts < RESTARTS_MAX, f"worker {name} exits {code}")
            self.restarts += 1
            worker.start()

    def work(self, commands):
        self.wait_for("a partition for each of the four lanes", self.is_settled, 60)
        feed = Feed(self.cluster.bootstrap, commands)
        started = time.monotonic()
        feed.start()
        self.kill_worker(feed)
        self.kill_broker(feed)
        feed.release(1)
        feed.join(60)
        need(not feed.is_alive() and feed.error is None, f"the commands are not written: {feed.error}")
        self.wait_for(lambda: f"the committed offsets at the end of the commands: {self.progress()}", self.is_done, 90, every=0.2)
        self.seconds = time.monotonic() - started
        for worker in self.workers.values():
            worker.terminate()
        for name, worker in self.workers.items():
            need(worker.exit_code(40) == 0, f"worker {name} exits {worker.process.returncode} on SIGTERM:\n{worker.tail()}")

    def kill_worker(self, feed):
        """kill -9 until it has hit an open transaction; each time the worker is started again."""
        victim = self.workers["a"]
        for self.kills in range(1, KILLS_MAX + 1):
            # The first half of the commands is for this; a try that misses leaves some for the next one.
            feed.release(0.25 + 0.25 * self.kills / KILLS_MAX)
            owned = self.owned("a-")
            self.wait_for("an open transaction of worker a", lambda: self.open.are_in(owned), 30, every=0.002)
            victim.kill()
            hit = self.open.stay_in(owned)
            victim.start()
            if hit:
                return
            self.wait_for("a partition for each of the four lanes", self.is_settled, 60)
        raise Failure(f"none of {KILLS_MAX} kill -9 hit an open transaction")

    def kill_broker(self, feed):
        self.wait_for_more(feed, 0.6, "after the worker's restart")
        self.broker = self.random.randint(1, 3)
        self.cluster.kill(self.broker)
        self.wait_for_more(feed, 0.8, f"without broker {self.broker}")
        self.cluster.revive(self.broker)

    def wait_for_more(self, feed, share, when):
        """Releases commands, and returns when some of them are answered."""
        before = feed.limit
        feed.release(share)
        self.wait_for(f"answers to commands written {when}", lambda: self.answered() > before, 60)

    def answered(self):
        return sum(committed for committed, _ in self.progress().values())

    def is_settled(self):
        members = answered(lambda: self.topics.group_members(GROUP, COMMANDS)) or {}
        return sorted(members.values()) == [[number] for number in range(PARTITIONS)]

    def owned(self, prefix):
        return sum((partitions for member, partitions in self.topics.group_members(GROUP, COMMANDS).items()
                    if member.startswith(prefix)), [])

    def progress(self):
        """By partition: the committed offset, and the end of the commands."""
        committed = answered(lambda: self.topics.group_offsets(GROUP, COMMANDS, PARTITIONS)) or {}
        ends = answered(lambda: self.topics.ends(COMMANDS, PARTITIONS)) or {}
        return {number: (committed.get(number, 0), ends.get(number)) for number in range(PARTITIONS)}

    def is_done(self):
        return all(committed == end for committed, end in self.progress().values())

    def judge(self, count):
        bootstrap = self.cluster.bootstrap
        commands = read(bootstrap, [COMMANDS])
        need(len(commands) == count, f"{len(commands)} commands are in the topic, {count} were written")
        results = read(bootstrap, [ACCEPTED, REJECTED])
        hidden = len(read(bootstrap, [ACCEPTED, REJECTED], committed=False)) - len(results)
        account = check(expectations(self.program, commands), results, self.topics.cluster_id())
        aborted = sum(len(worker.events("transaction-aborted")) for worker in self.workers.values())
        keyless = sum(command.key is None for command in commands)
        print(f"  {account}\n"
              f"  {self.seconds:.1f} s with the faults, {count / self.seconds:,.0f} records/s; {keyless} without a key\n"
              f"  kill -9: worker a {self.kills} times, the last in an open transaction; broker {self.broker} once; "
              f"{self.restarts} ends with exit {TRY_AGAIN}, started again\n"
              f"  {hidden} records of aborted transactions, hidden; {aborted} transactions aborted by the workers themselves")
        need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))
        need(hidden > 0, "no record of an aborted transaction is in the result topics: no kill -9 hit a transaction")
        for topic in (ACCEPTED, REJECTED):
            spans = OpenTransactions(self.topics, topic, PARTITIONS).spans()
            need(all(stable == high for stable, high in spans.values()), f"{topic} has an open transaction")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=200_000))
