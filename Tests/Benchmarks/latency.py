"""The time from a command's produce to its result being readable with `read_committed`, at a steady rate, and the CPU of it.

Beside it a bare transaction: one record, nothing read, ten of them a second.
"""

import json
import multiprocessing
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "RealKafka"))

from confluent_kafka import Consumer, Producer, TopicPartition

import options as command_line
from cluster import Cluster
from samples import sample
from suite import Failure, Pace, run_measurement
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from worker import Program, Worker

PARTITIONS = 4
# A broker that has just started is slow, and its compiler goes on for some of these.
WARM_UP_ROUNDS = 4
SENT_AT = "correlation-id"
READ_AT = "ce_correlationid"
BARE_TRANSACTIONS = 100
# Each second.
BARE_RATE = 10
PATIENCE_SECONDS = 5
# More results a second than these are counted, not timed.
TIMED_RATE = 5000


def measure(options):
    program = Program(options.worker, options.newest, options.worker_flag)
    commands = [value for _, value in sample(program, options.rate, options.seed)]
    with Cluster(heap="1g", is_measured=True) as cluster, tempfile.TemporaryDirectory() as logs:
        Topics(cluster.bootstrap).create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
        flags = {"kafka-bootstrap-servers": cluster.bootstrap, "lanes": options.lanes}
        with Worker(program, pathlib.Path(logs) / "worker.log", flags) as worker, Reader(cluster.bootstrap) as reader:
            worker.wait_for_event("partitions-assigned", 30)

            def one_round():
                return Round(cluster.bootstrap, reader, commands, options, worker.process.pid)

            for _ in range(WARM_UP_ROUNDS):
                one_round()
            rounds = [one_round() for _ in range(options.rounds)]
            bare = Latencies(bare_transactions(cluster.bootstrap, reader))
    print(f"{'':<28}{'p50 ms':>10}{'p99 ms':>10}{'max ms':>10}{'records/s':>12}{'CPU s per million':>20}")
    for number, each in enumerate(rounds, 1):
        print(f"{f'round {number}':<28}{each.latencies}{each.rate:>12,.0f}{each.cpu_seconds_per_million:>20.1f}")
    print(f"{'a bare transaction':<28}{bare}")
    if options.json:
        document = {"rate": options.rate, "lanes": options.lanes, "newest": options.newest, "bare": vars(bare), "rounds": [
            vars(each.latencies) | {"records_per_second": each.rate, "cpu_seconds_per_million": each.cpu_seconds_per_million}
            for each in rounds]}
        pathlib.Path(options.json).write_text(json.dumps(document, indent=2) + "\n")


class Latencies:
    def __init__(self, milliseconds):
        ordered = sorted(milliseconds)
        self.p50 = statistics.median(ordered)
        self.p99 = ordered[int(len(ordered) * 0.99)]
        self.max = ordered[-1]

    def __str__(self):
        return f"{self.p50:>10.1f}{self.p99:>10.1f}{self.max:>10.1f}"


class Round:
    """Commands at an even rate, until the last one's result was read."""

    def __init__(self, bootstrap, reader, commands, options, pid):
        self._count = options.rate * options.seconds
        self._commands = commands
        self._producer = Producer({
            "bootstrap.servers": bootstrap, "linger.ms": 0, "socket.nagle.disable": True, "log_level": 0,
            "queue.buffering.max.messages": 1_000_000})
        reader.ask(self._count, max(1, options.rate // TIMED_RATE))
        started, before = time.monotonic(), cpu_seconds(pid)
        sender = threading.Thread(target=self._send, args=[Pace(options.rate)])
        sender.start()
        self.latencies = Latencies(reader.answer())
        sender.join()
        self.rate = self._count / (time.monotonic() - started)
        self.cpu_seconds_per_million = (cpu_seconds(pid) - before) * 1e6 / self._count

    def _send(self, pace):
        for number in range(self._count):
            pace.wait(number)
            self._producer.produce(
                COMMANDS, self._commands[number % len(self._commands)], partition=number % PARTITIONS,
                headers={SENT_AT: repr(time.time()).encode()})
            self._producer.poll(0)
        self._producer.flush(30)


def bare_transactions(bootstrap, reader):
    producer = Producer({
        "bootstrap.servers": bootstrap, "transactional.id": "bare", "linger.ms": 0, "socket.nagle.disable": True,
        "retry.backoff.ms": 5, "log_level": 0})
    producer.init_transactions(30)
    latencies = []
    pace = Pace(BARE_RATE)
    for number in range(BARE_TRANSACTIONS):
        pace.wait(number)
        reader.ask(1)
        producer.begin_transaction()
        producer.produce(
            ACCEPTED, b"{}", partition=number % PARTITIONS, headers={READ_AT: repr(time.time()).encode()})
        producer.commit_transaction(30)
        latencies += reader.answer()
    return latencies


class Reader:
    """Reads results as they become readable, in a process of its own: one of Python's would not keep up with both ends."""

    def __init__(self, bootstrap):
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=read, args=[bootstrap, other], daemon=True)

    def __enter__(self):
        self._process.start()
        self.answer()
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.join()

    def ask(self, count, step=1):
        """Times every `step`th of the next `count` results."""
        self._pipe.send((count, step))

    def answer(self):
        """The milliseconds of those, from the time that each one's header says."""
        answer = self._pipe.recv()
        if isinstance(answer, str):
            raise Failure(answer)
        return answer


def read(bootstrap, pipe):
    consumer = Consumer({
        "bootstrap.servers": bootstrap, "group.id": "latency", "isolation.level": "read_committed",
        "fetch.wait.max.ms": 5, "enable.auto.commit": False, "log_level": 0})
    consumer.assign([TopicPartition(topic, partition, 0) for topic in (ACCEPTED, REJECTED) for partition in range(PARTITIONS)])
    pipe.send([])
    while True:
        pipe.send(take(consumer, *pipe.recv()))


def take(consumer, count, step):
    """The latencies, or what is wrong."""
    latencies = []
    number = 0
    while number < count:
        message = consumer.poll(PATIENCE_SECONDS)
        now = time.time()
        if message is None:
            return f"{number} of {count} results within {PATIENCE_SECONDS} s of each other"
        if message.error():
            continue
        if number % step == 0:
            latencies.append((now - float(dict(message.headers())[READ_AT])) * 1000)
        number += 1
    return latencies


def cpu_seconds(pid):
    """User and system, of all threads."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    run_measurement(measure, command_line.parse(__doc__, rate=1000, seconds=10, rounds=3, lanes=1, json=""))
