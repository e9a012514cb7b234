"""Transactions that are open, as the brokers show them: records past the last stable offset."""

from suite import Failure, wait_for
from topics import answered


class OpenTransactions:
    """The open transactions of a topic: whose they are is known by their partitions, where each has one producer."""

    def __init__(self, topics, topic, partitions):
        self._topics = topics
        self._topic = topic
        self._partitions = partitions

    def spans(self):
        """By partition: the last stable offset and the high watermark; between them are open transactions."""
        stable = self._topics.ends(self._topic, self._partitions)
        highs = self._topics.ends(self._topic, self._partitions, committed=False)
        return {number: (stable[number], high) for number, high in highs.items()}

    def are_in(self, partitions):
        """Whether any of these has one now; not while the brokers do not say."""
        spans = answered(self.spans) or {}
        return any(spans[number][0] < spans[number][1] for number in partitions if number in spans)

    def stay_in(self, partitions):
        """Whether one stays open when its producer is dead or stopped: what was being committed is soon done."""
        before = self.spans()

        def is_done():
            now = self.spans()
            return not any(now[number][0] == before[number][0] < now[number][1] for number in partitions)

        try:
            return not wait_for("what was being committed", is_done, 1, every=0.1)
        except Failure:
            return True
