"""All suites, several at a time, and one closing line."""

import concurrent.futures
import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

import options as command_line
from suite import end_on_signals

HERE = pathlib.Path(__file__).resolve().parent
# First the one that checks the checks: what they cannot catch, the others would not show. Then the long ones.
SUITES = (
    "self_test", "losses", "imports", "exactly_once", "secure", "failures", "health", "metrics", "batches", "at_least_once",
    "groups", "late_commits", "hostile", "full_stderr", "connect")
CLOSING = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped\Z")


class Runner:
    """Runs each suite as a program of its own."""

    def __init__(self, arguments):
        self._arguments = arguments
        self._running = set()
        self._lock = threading.Lock()
        self._is_over = False

    def run(self, name):
        """What it printed, its account, and the seconds that it took; without an account it has failed."""
        started = time.monotonic()
        with tempfile.TemporaryFile("w+") as output:
            with self._lock:
                if self._is_over:
                    return name, "", (0, 1, 0), 0
                process = subprocess.Popen(
                    [sys.executable, "-B", str(HERE / f"{name}.py"), *self._arguments], stdout=output, stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL, start_new_session=True)
                self._running.add(process)
            code = process.wait()
            with self._lock:
                self._running.discard(process)
            output.seek(0)
            text = output.read().strip()
        closing = CLOSING.search(text)
        counts = tuple(map(int, closing.groups())) if closing and code == (closing[2] != "0") else (0, 1, 0)
        return name, text, counts, time.monotonic() - started

    def end(self):
        """Ends those that run; each ends what it has started."""
        with self._lock:
            self._is_over = True
            for process in self._running:
                process.terminate()


def main():
    options = command_line.parse(__doc__, jobs=1)
    end_on_signals()
    arguments = ["--worker", os.path.abspath(options.worker), "--seed", str(options.seed)]
    arguments += ["--newest"] * options.newest + [f"--worker-flag={flag}" for flag in options.worker_flag]
    runner = Runner(arguments)
    sums = [0, 0, 0]
    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(options.jobs))
        stack.callback(runner.end)
        for done in concurrent.futures.as_completed([pool.submit(runner.run, name) for name in SUITES]):
            name, text, counts, seconds = done.result()
            print(f"-- {name}, {seconds:.0f} s\n{text}", flush=True)
            sums = [each + count for each, count in zip(sums, counts, strict=True)]
    passed, failed, skipped = sums
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
