"""The reader that reads along, and what it learns of recovery."""

import dataclasses
import re
import threading
import time

from confluent_kafka import Consumer, TopicPartition

from digits import parse
from topics import ACCEPTED, REJECTED

POSITION = re.compile(rb'"position":\{"topic":"[^"\\]*","partition":(\d+),"offset":(\d+),"timestamp":(-?\d+|null)\}')


def position(value):
    """Partition, offset and timestamp of the command that a result answers; None when it does not say."""
    found = POSITION.findall(value or b"")
    try:
        if len(found) != 1:
            of = parse(value)["position"]
            found = [(of["partition"], of["offset"], of["timestamp"] or -1)]
        partition, offset, timestamp = found[0]
        return int(partition), int(offset), -1 if timestamp == b"null" else int(timestamp)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def digest(key, value, headers):
    return hash((key, value, tuple(headers or ())))


@dataclasses.dataclass(slots=True)
class Wait:
    """From a fault to the first result of a command that was written after it: of any partition, and of each."""

    name: str
    since: float
    partitions: set
    is_single: bool = True
    first: float | None = None
    every: float | None = None
    # By partition of the command.
    seconds: dict = dataclasses.field(default_factory=dict)


class Along(threading.Thread):
    """Reads results as they become readable, and keeps their positions and digests."""

    def __init__(self, bootstrap, partitions, committed=True, keeps=True, **settings):
        """`keeps`: the positions and digests; `settings`: of the consumer."""
        super().__init__(daemon=True)
        self._consumer = Consumer({
            "bootstrap.servers": bootstrap, "group.id": "along", "enable.auto.commit": False,
            "isolation.level": "read_committed" if committed else "read_uncommitted", "auto.offset.reset": "error",
            "fetch.wait.max.ms": 50, "log_level": 0, "topic.metadata.refresh.interval.ms": 5000} | settings)
        self._consumer.assign([
            TopicPartition(topic, number, 0) for topic in (ACCEPTED, REJECTED) for number in range(partitions)])
        # By topic and partition: (offset, digest, position of the command).
        self.seen = {}
        self._keeps = keeps
        self.count = 0
        self.last = time.monotonic()
        self.waits = []
        self._pending = []
        self._lock = threading.Lock()
        self._is_over = False
        self.error = None

    def fault(self, name, partitions):
        """A fault begins now. What has not recovered from an earlier one is no measure of that one alone."""
        with self._lock:
            wait = Wait(name, time.time(), set(range(partitions)), is_single=not self._pending)
            for other in self._pending:
                other.is_single = False
            self._pending.append(wait)
            self.waits.append(wait)
            return wait

    @property
    def has_recovered(self):
        with self._lock:
            return not self._pending

    def run(self):
        try:
            while not self._is_over:
                for message in self._consumer.consume(2000, timeout=0.2):
                    error = message.error()
                    if error is None:
                        self._take(message)
                    elif error.fatal() or error.name() in ("_AUTO_OFFSET_RESET", "OFFSET_OUT_OF_RANGE"):
                        self.error = str(error)
                        return
        except Exception as error:
            self.error = repr(error)
        finally:
            self._consumer.close()

    def _take(self, message):
        value = message.value()
        at = position(value)
        if self._keeps:
            self.seen.setdefault((message.topic(), message.partition()), []).append(
                (message.offset(), digest(message.key(), value, message.headers()), at))
        self.count += 1
        self.last = time.monotonic()
        if at is None or not self._pending:
            return
        now = time.time()
        with self._lock:
            for wait in self._pending:
                if at[2] >= wait.since * 1000:
                    wait.first = wait.first or now - wait.since
                    wait.seconds.setdefault(at[0], now - wait.since)
                    wait.partitions.discard(at[0])
                    if not wait.partitions:
                        wait.every = now - wait.since
            self._pending = [wait for wait in self._pending if wait.every is None]

    def finish(self):
        self._is_over = True
        self.join(30)
