"""Commands written at an even rate in transactions, some of which are aborted."""

import threading
import time

from confluent_kafka import KafkaException, Producer

from suite import Pace
from topics import COMMANDS

# Commands a second and in a transaction, one in so many of which is aborted.
RATE, BATCH, ABORTED = 2000, 100, 9


class Feed(threading.Thread):
    """Writes commands in transactions, some of which are aborted: behind the last command lie control records."""

    def __init__(self, bootstrap, commands, partitions):
        super().__init__(daemon=True)
        self._settings = {
            "bootstrap.servers": bootstrap, "transactional.id": "feed", "transaction.timeout.ms": 60000, "log_level": 0}
        self._commands = commands
        self._partitions = partitions
        self.error = None

    def run(self):
        try:
            producer = Producer(self._settings)
            producer.init_transactions(60)
            pace = Pace(RATE / BATCH)
            for number, start in enumerate(range(0, len(self._commands), BATCH)):
                pace.wait(number)
                self._write(producer, self._commands[start:start + BATCH], is_aborted=number % ABORTED == ABORTED - 1)
            # Behind the last command of each partition lies one control record, and nothing that was aborted.
            last = [(None, value, headers) for _, value, headers in self._commands[:self._partitions]]
            self._write(producer, last, is_aborted=False, is_spread=True)
        except Exception as error:  # The suite says it.
            self.error = error

    def _write(self, producer, commands, is_aborted, is_spread=False):
        """`is_spread`: one command for each partition."""
        while True:
            producer.begin_transaction()
            for number, (key, value, headers) in enumerate(commands):
                producer.produce(COMMANDS, key=key, value=value, headers=headers, partition=number if is_spread else -1)
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
