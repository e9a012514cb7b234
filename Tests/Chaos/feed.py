"""Numbered commands at an even rate, so that there is load as long as there are faults."""

import itertools
import threading

from records import Writer
from suite import Pace
from topics import COMMANDS

NUMBER = "number"


class Feed(threading.Thread):
    """Writes all commands within some seconds, and begins again with them while `goes_on` says so."""

    def __init__(self, bootstrap, commands, seconds, goes_on):
        super().__init__(daemon=True)
        # New partitions are known soon; a command is never given up.
        self._writer = Writer(bootstrap, **{"topic.metadata.refresh.interval.ms": 3000, "message.timeout.ms": 0})
        self._commands = commands
        self._rate = len(commands) / seconds
        self._goes_on = goes_on
        # How many are written.
        self.count = 0
        self.error = None

    def run(self):
        pace = Pace(self._rate)
        try:
            for number, (key, value) in enumerate(itertools.cycle(self._commands)):
                if number % 16 == 0:
                    pace.wait(number)
                if number >= len(self._commands) and not self._goes_on():
                    break
                self._writer.write(COMMANDS, key, value, headers=[(NUMBER, b"%d" % number)])
                self.count = number + 1
            self._writer.flush()
        except Exception as error:
            self.error = error
