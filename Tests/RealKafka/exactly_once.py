"""Exactly once on three brokers: a worker dies in the middle of a transaction, a broker dies, and every command has one result."""

import contextlib
import pathlib
import random
import tempfile
import threading
import time

import options as command_line
from checker import check
from cluster import Cluster
from records import Writer, read
from samples import expectations, sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from worker import Program, Worker

PARTITIONS = 4
GROUP = "exactly-once"
KILLS_MAX = 8


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
        self._limit = 0
        self._changed = threading.Condition()
        self.error = None

    def release(self, share):
        with self._changed:
            self._limit = max(self._limit, int(len(self._commands) * share))
            self._changed.notify()

    def run(self):
        try:
            for number, (key, value) in enumerate(self._commands):
                if number >= self._limit:
                    with self._changed:
                        self._changed.wait_for(lambda: number < self._limit)
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
        self.random = random.Random(options.seed)
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

    def work(self, commands):
        wait_for("a partition for each of the four lanes", self.is_settled, 60)
        feed = Feed(self.cluster.bootstrap, commands)
        started = time.monotonic()
        feed.start()
        self.kill_worker(feed)
        self.kill_broker(feed)
        feed.release(1)
        feed.join(60)
        need(not feed.is_alive() and feed.error is None, f"the commands are not written: {feed.error}")
        wait_for(lambda: f"the committed offsets at the end of the commands: {self.progress()}", self.is_done, 90, every=0.2)
        self.seconds = time.monotonic() - started
        for name, worker in self.workers.items():
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
            wait_for("an open transaction of worker a", lambda: self.open_in(owned), 30, every=0.002)
            victim.kill()
            hit = self.hangs(owned)
            victim.start()
            if hit:
                return
            wait_for("a partition for each of the four lanes", self.is_settled, 60)
        raise Failure(f"none of {KILLS_MAX} kill -9 hit an open transaction")

    def kill_broker(self, feed):
        before = self.results()
        feed.release(0.6)
        wait_for("results after the worker's restart", lambda: self.results() > before, 60)
        self.broker = self.random.randint(1, 3)
        self.cluster.kill(self.broker)
        feed.release(0.8)
        before = self.results()
        wait_for(f"results without broker {self.broker}", lambda: self.results() > before, 60)
        self.cluster.revive(self.broker)

    def is_settled(self):
        members = answered(lambda: self.topics.group_members(GROUP, COMMANDS)) or {}
        return sorted(members.values()) == [[number] for number in range(PARTITIONS)]

    def owned(self, prefix):
        return sum((partitions for member, partitions in self.topics.group_members(GROUP, COMMANDS).items()
                    if member.startswith(prefix)), [])

    def spans(self, topic):
        """By partition: the last stable offset and the high watermark; between them are open transactions."""
        stable = self.topics.ends(topic, PARTITIONS)
        return {number: (stable[number], high) for number, high in self.topics.ends(topic, PARTITIONS, False).items()}

    def open_in(self, owned):
        spans = answered(lambda: self.spans(ACCEPTED)) or {}
        return any(spans[number][0] < spans[number][1] for number in owned if number in spans)

    def hangs(self, owned):
        """Whether a transaction of the dead worker stays open: what was being committed at its death is soon done."""
        before = self.spans(ACCEPTED)
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline:
            now = self.spans(ACCEPTED)
            if not any(now[number][0] == before[number][0] < now[number][1] for number in owned):
                return False
            time.sleep(0.1)
        return True

    def results(self):
        """The readable end of all result partitions, transaction markers included."""
        ends = [answered(lambda: self.topics.ends(topic, PARTITIONS)) for topic in (ACCEPTED, REJECTED)]
        return sum(sum(each.values()) for each in ends if each)

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
              f"  kill -9: worker a {self.kills} times, the last in an open transaction; broker {self.broker} once\n"
              f"  {hidden} records of aborted transactions, hidden; {aborted} transactions aborted by the workers themselves")
        need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))
        need(hidden > 0, "no record of an aborted transaction is in the result topics: no kill -9 hit a transaction")
        for topic in (ACCEPTED, REJECTED):
            need(all(stable == high for stable, high in self.spans(topic).values()), f"{topic} has an open transaction")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=200_000))
