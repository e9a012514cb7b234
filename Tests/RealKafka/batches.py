#!/usr/bin/env python3
"""Batches that the library refuses: some unpack to far more than any limit, and one has a byte flipped on a broker's disk.

By default only what `--codecs` and `--sizes` name is tried; `--all` tries each codec with each size, and takes many minutes.
"""

import dataclasses
import pathlib
import tempfile
import time

from confluent_kafka import Producer

import options as command_line
from cluster import Cluster
from digits import parse
from hostile_records import ONLY_TOO_LARGE, command
from records import Record, read
from samples import expectations
from segments import CODECS, batches, flip
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from verify_results import UNKNOWN_TIME, Expected, check
from worker import Program, Worker, resident_kilobytes

RESULTS = [ACCEPTED, REJECTED]
ALL_SIZES = (64, 150, 700)
MEGABYTE = 1 << 20
# What `limits.batchBytes` lets the worker unpack by default; zstd is the codec that the library has a bound for.
READABLE_MEGABYTES = 512
# A command with blanks around it: half a megabyte, and a small result.
PADDED_BYTES = 500_000
# A partition that stands still for longer has not got past its batch.
PAST_SECONDS = 60
# The largest batch on its way: snappy takes a twentieth of the blanks.
WIRE_BYTES_MAX = 64 * MEGABYTE
# How long the partition of a wrong checksum is watched.
HELD_SECONDS = 8


def suite(options, report):
    with report.case("batches: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        settings = {"message.max.bytes": WIRE_BYTES_MAX, "replica.fetch.max.bytes": WIRE_BYTES_MAX}
        codecs = CODECS[1:] if options.all else options.codecs.split(",")
        sizes = ALL_SIZES if options.all else [int(size) for size in options.sizes.split(",")]
        # A broker decompresses a batch to check it, and of snappy all at once.
        heap = "2g" if max(sizes) > READABLE_MEGABYTES else "1g"
        with Cluster(settings=settings, heap=heap) as cluster, tempfile.TemporaryDirectory() as logs:
            for codec in codecs:
                for megabytes in sizes:
                    with report.case(f"batches: {codec}, unpacking to {megabytes} MB"):
                        Partition(program, cluster, pathlib.Path(logs), codec, megabytes).run()
    program = Program(options.worker, options.newest, options.worker_flag)
    with report.case("batches: the cluster for a flipped byte, started and ended"), \
            Cluster(brokers=3, heap="400m") as cluster, tempfile.TemporaryDirectory() as logs:
        with report.case("batches: a flipped byte, with reject: its record is undecodable, all others are decided"):
            Corruption(program, cluster, pathlib.Path(logs), "reject").run()
        # The last: it ends a broker.
        with report.case("batches: a flipped byte on the leader's disk: no result of it, and the next leader's copy is read"):
            Corruption(program, cluster, pathlib.Path(logs), "hold").run()


@dataclasses.dataclass(frozen=True)
class Written:
    """A record as it is in the topic; `is_large`: in a batch that unpacks to the size which is tried."""

    offset: int
    timestamp: int
    key: bytes
    value: bytes
    codes: tuple
    is_large: bool
    is_committed: bool

    def expected(self, is_undecodable):
        if is_undecodable:
            return undecodable(0, self.offset)
        record = Record(COMMANDS, 0, self.offset, self.timestamp, self.key, self.value, [])
        return Expected(record, (REJECTED,) if self.codes else (ACCEPTED,), codes=self.codes or None)


def undecodable(partition, offset):
    """What a record of a batch that cannot be read must get: nothing of it is known but its position."""
    record = Record(COMMANDS, partition, offset, UNKNOWN_TIME, None, None, [])
    return Expected(record, (REJECTED,), codes=(("undecodable",),), name="a record of a batch that cannot be read")


def remove(topics):
    answered(lambda: topics.delete([COMMANDS, *RESULTS]))
    wait_for("the topics' end", lambda: not topics.admin.list_topics(timeout=10).topics.keys() & {COMMANDS, *RESULTS}, 30)


class Partition:
    """One partition with a large batch at its beginning, in its middle and at its end."""

    def __init__(self, program, cluster, logs, codec, megabytes):
        self.program = program
        self.cluster = cluster
        self.codec = codec
        self.bytes = megabytes * MEGABYTE
        self.group = f"batches-{codec}-{megabytes}"
        self.topics = Topics(cluster.bootstrap)
        self.log = logs / f"{self.group}.log"
        self.written = []
        # `zstd` alone is bounded by what the library may receive.
        self.may_be_undecodable = megabytes > READABLE_MEGABYTES
        self.must_be_undecodable = self.may_be_undecodable and codec == "zstd"

    def run(self):
        self.topics.create([COMMANDS, *RESULTS], 1, max_message_bytes=WIRE_BYTES_MAX)
        try:
            self.write_all()
            with Worker(self.program, self.log, {
                    "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": self.group, "lanes": 1}) as worker:
                started = time.monotonic()
                standstill = self.wait_until_answered(worker)
                seconds = time.monotonic() - started
                _, peak = resident_kilobytes(worker.process.pid)
                worker.terminate()
                code = worker.exit_code(60)
                need(code == 0, f"it exits {code}:\n{worker.tail()}")
            print(f"  past {len(self.written)} records in {seconds:.1f} s, the longest standstill {standstill:.1f} s; "
                  f"peak memory {peak / 1024:.0f} MB")
            self.verify()
        finally:
            remove(self.topics)

    def write_all(self):
        """A batch of one record and of hundreds, committed, in a committed and in an aborted transaction, with neighbours."""
        one = [(b"large", b" " * self.bytes, ONLY_TOO_LARGE)]
        padded = command(notesSummary="padded")
        many = [(b"%d" % number, padded + b" " * PADDED_BYTES, ()) for number in range(self.bytes // PADDED_BYTES)]
        large = [(one, None), (many, None), (one, True), (many, True), (one, False), (many, False), (one, None)]
        for number, (records, end) in enumerate(large):
            if number:
                # Neighbours in batches of their own.
                self.write([(b"good", command(), ()) for _ in range(3)], None, batch=1)
            self.write(records, end, is_large=True)
        on_disk = [(each.codec, each.records) for each in batches(self.cluster.folder(1, COMMANDS, 0)) if each.codec != "none"]
        need(on_disk == [(self.codec, len(records)) for records, _ in large], f"the batches in the log are {on_disk}")

    def write(self, records, end, is_large=False, batch=1_000_000):
        """Writes records as one batch, or in batches of so many; `end`: of their transaction, True is a commit."""
        settings = {
            "bootstrap.servers": self.cluster.bootstrap, "log_level": 0, "enable.idempotence": True, "linger.ms": 3000,
            "compression.type": self.codec if is_large else "none", "message.max.bytes": 1_000_000_000,
            "batch.size": 1_000_000_000, "batch.num.messages": batch, "queue.buffering.max.kbytes": 2_097_151}
        if end is not None:
            settings |= {"transactional.id": f"{self.group}-{len(self.written)}"}
        producer = Producer(settings)
        if end is not None:
            producer.init_transactions(60)
            producer.begin_transaction()
        failures = []

        def delivered(key, value, codes):
            def hear(error, message):
                if error:
                    failures.append(str(error))
                else:
                    self.written.append(Written(
                        message.offset(), message.timestamp()[1], key, value, codes, is_large, end is not False))
            return hear

        for key, value, codes in records:
            producer.produce(COMMANDS, value, key, 0, on_delivery=delivered(key, value, codes))
        need(producer.flush(120) == 0 and not failures, f"the batch is not written: {failures[:3]}")
        if end is not None:
            (producer.commit_transaction if end else producer.abort_transaction)(60)

    def wait_until_answered(self, worker):
        """Returns the longest time without a new committed offset."""
        last = max(each.offset for each in self.written)
        moved = time.monotonic()
        longest = committed = 0

        def is_done():
            nonlocal moved, longest, committed
            if worker.process.poll() is not None:
                raise Failure(f"the worker ended with {worker.process.returncode}; its log:\n{worker.tail()}")
            known = answered(lambda: self.topics.group_offsets(self.group, COMMANDS, 1)) or {}
            longest = max(longest, time.monotonic() - moved)
            if known.get(0, 0) > committed:
                committed, moved = known[0], time.monotonic()
            need(time.monotonic() - moved < PAST_SECONDS,
                 f"the partition stands at offset {committed} of {last} for {PAST_SECONDS} s:\n{worker.tail(3)}")
            return committed > last

        wait_for("the end of the partition", is_done, 20 * PAST_SECONDS)
        return longest

    def verify(self):
        results = read(self.cluster.bootstrap, RESULTS)
        codes = {}
        for result in results:
            value = parse(result.value)
            codes[int(value["position"]["offset"])] = [error["code"] for error in value.get("errors", ())]
        expected = {}
        for each in self.written:
            is_undecodable = each.is_large and (self.must_be_undecodable or (self.may_be_undecodable
                                                and codes.get(each.offset) == ["undecodable"]))
            # Whether a batch that nobody can read was aborted cannot be known.
            if each.is_committed or (is_undecodable and each.offset in codes):
                expected[0, each.offset] = each.expected(is_undecodable)
        account = check(expected, results, self.topics.cluster_id())
        print(f"  {account}")
        need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))


class Corruption:
    """Three replicas of two partitions: in one, the leader's disk has another byte than was written."""

    COUNT = 30
    AT = 10

    def __init__(self, program, cluster, logs, policy):
        self.program = program
        self.cluster = cluster
        self.policy = policy
        self.group = f"batches-flipped-{policy}"
        self.log = logs / f"{self.group}.log"
        self.topics = Topics(cluster.bootstrap)

    def run(self):
        self.topics.create([COMMANDS, *RESULTS], 2, 3)
        try:
            self.play()
        finally:
            remove(self.topics)

    def play(self):
        self.write()
        leader = self.topics.leader(COMMANDS, 0)
        batch = next(each for each in batches(self.cluster.folder(leader, COMMANDS, 0)) if each.first == self.AT)
        flip(batch, b"GmbH")
        with Worker(self.program, self.log, {
                "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": self.group, "lanes": 1,
                "kafka-on-corrupt": self.policy}) as worker:
            try:
                if self.policy == "hold":
                    self.verify_hold(worker)
                    # Its clean stop makes another replica the leader.
                    self.cluster.term(leader)
                    wait_for("another leader", lambda: self.leader() not in (None, -1, leader), 30)
                wait_for(lambda: f"answers to all commands: {self.committed()}",
                         lambda: self.committed() == {0: self.COUNT, 1: self.COUNT}, PAST_SECONDS)
            except Failure as failure:
                raise Failure(f"{failure}; the worker's log ends:\n{worker.tail()}") from None
            worker.terminate()
            need(worker.exit_code(60) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")
        expected = expectations(self.program, read(self.cluster.bootstrap, [COMMANDS]))
        if self.policy == "reject":
            expected[0, self.AT] = undecodable(0, self.AT)
        account = check(expected, read(self.cluster.bootstrap, RESULTS), self.topics.cluster_id())
        print(f"  {account}")
        need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))

    def write(self):
        producer = Producer({
            "bootstrap.servers": self.cluster.bootstrap, "enable.idempotence": True, "batch.num.messages": 1, "log_level": 0})
        for number in range(self.COUNT):
            for partition in range(2):
                producer.produce(COMMANDS, command(notesSummary=f"{number} GmbH"), b"key", partition)
        need(producer.flush(60) == 0, "the commands are not written")

    def leader(self):
        return answered(lambda: self.topics.leader(COMMANDS, 0))

    def committed(self):
        return answered(lambda: self.topics.group_offsets(self.group, COMMANDS, 2))

    def verify_hold(self, worker):
        """All before the batch is answered, nothing of it or after it, and the other partition is not kept."""
        held = {0: self.AT, 1: self.COUNT}

        def is_held():
            known = self.committed() or {}
            need(known.get(0, 0) <= self.AT, f"it went past the flipped byte at offset {self.AT}: {known}")
            return known == held

        wait_for(lambda: f"answers to all but the flipped byte: {self.committed()} of {held}", is_held, 60)
        until = time.monotonic() + HELD_SECONDS
        while time.monotonic() < until:
            need(is_held(), f"it went on: {self.committed()}")
            need(worker.process.poll() is None, f"it ended with {worker.process.returncode}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, codecs="zstd", sizes="150", all=False))
