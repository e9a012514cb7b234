"""The time from a command's produce to its result being readable with `read_committed`, at a steady rate.

Beside it a bare transaction: one record, nothing read, ten of them a second.
"""

import pathlib
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "RealKafka"))

import options as command_line  # noqa: E402
from cluster import Cluster  # noqa: E402
from confluent_kafka import Consumer, Producer, TopicPartition  # noqa: E402
from samples import sample  # noqa: E402
from suite import Failure, Pace, Skipped, end_on_signals  # noqa: E402
from topics import ACCEPTED, COMMANDS, REJECTED, Topics  # noqa: E402
from worker import Program, Worker  # noqa: E402

PARTITIONS = 4
SENT_AT = "correlation-id"
READ_AT = "ce_correlationid"
BARE_TRANSACTIONS = 100
# Each second.
BARE_RATE = 10
PATIENCE_SECONDS = 5


def main():
    options = command_line.parse(__doc__, rate=1000, seconds=10, rounds=3, lanes=1)
    end_on_signals()
    try:
        measure(options)
    except Skipped as skipped:
        print(f"skipped: {skipped}")
    except Failure as failure:
        print(f"FAILED: {failure}")
        return 1
    return 0


def measure(options):
    program = Program(options.worker, options.newest, options.worker_flag)
    commands = [value for _, value in sample(program, options.rate, options.seed)]
    with Cluster(heap="1g") as cluster, tempfile.TemporaryDirectory() as logs:
        Topics(cluster.bootstrap).create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
        flags = {"kafka-bootstrap-servers": cluster.bootstrap, "lanes": options.lanes}
        with Worker(program, pathlib.Path(logs) / "worker.log", flags) as worker:
            worker.wait_for_event("partitions-assigned", 30)
            reader = Reader(cluster.bootstrap)
            print(f"{'':<28}{'p50 ms':>10}{'p99 ms':>10}{'max ms':>10}")
            # A broker that has just started is slow: its first round is not one of the figures.
            one_round(cluster.bootstrap, reader, commands, options)
            for number in range(1, options.rounds + 1):
                show(f"round {number}, {options.rate} records/s", one_round(cluster.bootstrap, reader, commands, options))
            show("a bare transaction", bare(cluster.bootstrap, reader))


class Reader:
    """Reads results as they become readable."""

    def __init__(self, bootstrap):
        self.consumer = Consumer({
            "bootstrap.servers": bootstrap, "group.id": "latency", "isolation.level": "read_committed",
            "fetch.wait.max.ms": 5, "enable.auto.commit": False, "log_level": 0})
        self.consumer.assign([TopicPartition(topic, partition, 0) for topic in (ACCEPTED, REJECTED) for partition in range(PARTITIONS)])

    def take(self, count):
        """The milliseconds of the next `count` results, from the time that each one's header says."""
        latencies = []
        while len(latencies) < count:
            message = self.consumer.poll(PATIENCE_SECONDS)
            now = time.time()
            if message is None:
                raise Failure(f"{len(latencies)} of {count} results within {PATIENCE_SECONDS} s of each other")
            if message.error():
                continue
            sent = dict(message.headers()).get(READ_AT)
            latencies.append((now - float(sent)) * 1000)
        return latencies


def one_round(bootstrap, reader, commands, options):
    count = options.rate * options.seconds
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 0, "socket.nagle.disable": True, "log_level": 0})

    def send():
        pace = Pace(options.rate)
        for number in range(count):
            pace.wait(number)
            producer.produce(
                COMMANDS, commands[number % len(commands)], partition=number % PARTITIONS,
                headers={SENT_AT: repr(time.time()).encode()})
            producer.poll(0)
        producer.flush(30)

    sender = threading.Thread(target=send)
    sender.start()
    latencies = reader.take(count)
    sender.join()
    return latencies


def bare(bootstrap, reader):
    producer = Producer({
        "bootstrap.servers": bootstrap, "transactional.id": "bare", "linger.ms": 0, "socket.nagle.disable": True,
        "retry.backoff.ms": 5, "log_level": 0})
    producer.init_transactions(30)
    latencies = []
    pace = Pace(BARE_RATE)
    for number in range(BARE_TRANSACTIONS):
        pace.wait(number)
        producer.begin_transaction()
        producer.produce(
            ACCEPTED, b"{}", partition=number % PARTITIONS, headers={READ_AT: repr(time.time()).encode()})
        producer.commit_transaction(30)
        latencies += reader.take(1)
    return latencies


def show(name, latencies):
    ordered = sorted(latencies)
    p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
    print(f"{name:<28}{p50:>10.1f}{p99:>10.1f}{ordered[-1]:>10.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
