"""A worker that breaks the promise: no transactions, offsets after results (`doubled`) or before them (`lost`)."""

import json
import sys

from confluent_kafka import Consumer, Producer

COMMANDS, ACCEPTED = "customer.create.commands", "customer.create.accepted"
RECORDS_PER_FLUSH = 10


def main():
    canary, bootstrap, group, name = sys.argv[1:]
    settings = {"bootstrap.servers": bootstrap, "log_level": 0}
    consumer = Consumer(settings | {
        "group.id": group, "group.instance.id": name, "enable.auto.commit": False, "auto.offset.reset": "earliest",
        "session.timeout.ms": 10000})
    producer = Producer(settings | {"enable.idempotence": True})
    consumer.subscribe([COMMANDS])
    while True:
        messages = [each for each in consumer.consume(200, timeout=0.2) if not each.error()]
        if not messages:
            continue
        if canary == "lost":
            consumer.commit(asynchronous=False)
        for number, message in enumerate(messages, 1):
            position = {
                "topic": message.topic(), "partition": message.partition(), "offset": message.offset(),
                "timestamp": message.timestamp()[1]}
            value = json.dumps({"customerId": "", "customer": {}, "position": position}, separators=(",", ":"))
            producer.produce(ACCEPTED, value, message.key(), partition=message.partition())
            # A kill comes at any moment: most of them are to fall between the first result and the last.
            if number % RECORDS_PER_FLUSH == 0:
                producer.flush()
        producer.flush()
        if canary != "lost":
            consumer.commit(asynchronous=False)


if __name__ == "__main__":
    main()
