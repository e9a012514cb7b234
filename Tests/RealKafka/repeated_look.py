"""A look that is taken again and again while something else happens."""

import threading


class RepeatedLook:
    """A context in which `look` is called every so many seconds, by a thread of its own; `look` is the subclass's."""

    EVERY_SECONDS = 1.0
    # How long the last look may take.
    END_SECONDS = 20

    def __init__(self):
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._repeat, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join(self.END_SECONDS)

    def _repeat(self):
        while not self._over.wait(self.EVERY_SECONDS):
            self.look()

    def look(self):
        raise NotImplementedError
