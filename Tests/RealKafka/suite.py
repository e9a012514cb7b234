"""The account of a suite's cases, and the entry that every suite has in common."""

import contextlib
import signal
import sys
import threading
import time
import traceback


class Failure(Exception):
    """What was expected and did not happen."""


class Skipped(Exception):
    """Why a case cannot run on this machine."""


def need(condition, text):
    """Fails the case unless `condition` holds; unlike `assert` it stays under `python -O`."""
    if not condition:
        raise Failure(text)


def wait_for(what, condition, seconds, every=0.05):
    """Waits until `condition()` is true, and returns its value.

    When the bound is passed, `what` says what was waited for: a text, or a function that makes one then.
    """
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"waited {seconds} s for {what() if callable(what) else what}")
        time.sleep(every)


class Pace:
    """An even rate, which is what something is measured at or put under: nothing else is waited for."""

    def __init__(self, rate):
        """`rate`: steps each second."""
        self._rate = rate
        self._started = time.monotonic()
        self._over = threading.Event()

    def wait(self, number):
        """Returns when step `number`, counted from 0, is due, or up to a millisecond before: shorter waits cost too much."""
        ahead = self._started + number / self._rate - time.monotonic()
        if ahead > 0.001:
            self._over.wait(ahead)


class Report:
    """Counts cases; prints each as it ends."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    @contextlib.contextmanager
    def case(self, name):
        started = time.monotonic()
        try:
            yield
        except Skipped as skipped:
            self.skipped += 1
            print(f"skipped: {name}: {skipped}", flush=True)
        except Failure as failure:
            self.failed += 1
            print(f"FAILED: {name}: {failure}", flush=True)
        except Exception:  # The other cases still run; the traceback says which line of the harness it was.
            self.failed += 1
            print(f"FAILED: {name}:\n{traceback.format_exc()}", flush=True)
        else:
            self.passed += 1
            print(f"passed: {name} ({time.monotonic() - started:.1f} s)", flush=True)

    def close(self):
        """Prints the closing line, and returns the exit code."""
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        return 1 if self.failed else 0


def end_on_signals():
    """SIGTERM unwinds as Ctrl-C does, so that what was started is ended."""

    def end(number, _frame):
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)


def run_measurement(measure, options):
    """Runs a measurement as a program: what it returns, if anything, is the exit code."""
    end_on_signals()
    try:
        sys.exit(measure(options))
    except Skipped as skipped:
        print(f"skipped: {skipped}")
    except Failure as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)


def run_alone(suite, options):
    """Runs one suite as a program."""
    end_on_signals()
    report = Report()
    suite(options, report)
    sys.exit(report.close())
