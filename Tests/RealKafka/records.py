"""Records written to and read from topics, as plain values."""

import dataclasses

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition

from suite import Failure, wait_for


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: list | None


def read(bootstrap, topics, committed=True, seconds=120, take=None):
    """Every record of these topics from the first to the end, in the order of each partition.

    `committed`: what a `read_committed` reader sees; else records of aborted and open transactions too.
    `take`: a function that is given each, instead of the list.
    """
    consumer = Consumer({
        "bootstrap.servers": bootstrap, "group.id": "reader", "enable.auto.commit": False,
        "isolation.level": "read_committed" if committed else "read_uncommitted",
        "auto.offset.reset": "error", "enable.partition.eof": True, "fetch.message.max.bytes": 8 << 20,
        "queued.max.messages.kbytes": 65536, "log_level": 0,
    })
    try:
        known = consumer.list_topics(timeout=10).topics
        waiting = {(topic, partition) for topic in topics for partition in known[topic].partitions}
        consumer.assign([TopicPartition(topic, partition, 0) for topic, partition in sorted(waiting)])
        records = []
        take = take or records.append

        def at_end():
            # An empty answer is one of the bounded waits of `wait_for`.
            for message in consumer.consume(10000, timeout=0.5):
                error = message.error()
                if error is None:
                    take(Record(
                        message.topic(), message.partition(), message.offset(), message.timestamp()[1],
                        message.key(), message.value(), message.headers()))
                elif error.code() == KafkaError._PARTITION_EOF:
                    waiting.discard((message.topic(), message.partition()))
                elif not error.retriable() and error.code() != KafkaError._ALL_BROKERS_DOWN:
                    raise Failure(f"reading {topics}: {error}")
            return not waiting

        wait_for(f"the ends of {topics}", at_end, seconds, every=0)
        return records
    finally:
        consumer.close()


class Writer:
    """Writes commands, each exactly once, large ones too."""

    def __init__(self, bootstrap, **settings):
        self._failures = []
        self._producer = Producer({
            "bootstrap.servers": bootstrap, "enable.idempotence": True, "linger.ms": 20,
            "message.max.bytes": 16 << 20, "batch.size": 1 << 20, "queue.buffering.max.messages": 1 << 20, "log_level": 0,
            "on_delivery": self._delivered,
        } | settings)

    def _delivered(self, error, _message):
        if error:
            self._failures.append(str(error))

    def write(self, topic, key, value, partition=-1, headers=()):
        while True:
            try:
                self._producer.produce(topic, value=value, key=key, partition=partition, headers=list(headers))
                return
            except BufferError:
                self._producer.poll(0.1)

    def serve(self):
        """Hears what was acknowledged: for those who write for long and seldom flush."""
        self._producer.poll(0)

    def flush(self, seconds=120):
        """Returns when every record is acknowledged."""
        left = self._producer.flush(seconds)
        if left or self._failures:
            raise Failure(f"{left} commands not written in {seconds} s; errors: {self._failures[:3]}")
