"""Memory, file descriptors and threads of one process over its life, as the kernel has them."""

import os
import pathlib
import statistics
import threading

EVERY_SECONDS = 1


class Vitals(threading.Thread):
    """Takes a sample of the worker's process each second while it runs."""

    def __init__(self, worker):
        super().__init__(daemon=True)
        self._worker = worker
        self._stop_event = threading.Event()
        # (pid, megabytes, file descriptors, threads)
        self.samples = []

    def run(self):
        while not self._stop_event.wait(EVERY_SECONDS):
            try:
                self.samples.append(sample(self._worker.process.pid))
            except (OSError, ValueError, KeyError, AttributeError):
                continue  # Between two processes.

    def finish(self):
        self._stop_event.set()
        self.join(10)

    @property
    def processes(self):
        return len({pid for pid, *_ in self.samples})

    def thirds(self):
        """The median of each figure in the first, the middle and the last third."""
        third = len(self.samples) // 3
        parts = (self.samples[:third], self.samples[third:2 * third], self.samples[2 * third:])
        return {
            name: [statistics.median(each[index] for each in part) for part in parts]
            for index, name in ((1, "megabytes"), (2, "file descriptors"), (3, "threads"))} if third else {}


def sample(pid):
    process = pathlib.Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    return pid, int(status["VmRSS"].split()[0]) / 1024, len(os.listdir(process / "fd")), int(status["Threads"])
