"""A process of `customer-worker`, seen from outside: its log, its signals, its exit code."""

import glob
import json
import os
import pathlib
import select
import signal
import subprocess
import time

import confluent_kafka

from suite import Failure, Skipped, wait_for


def newest_library():
    """The librdkafka inside the installed wheel of confluent-kafka."""
    folder = pathlib.Path(confluent_kafka.__file__).parent.parent / "confluent_kafka.libs"
    found = sorted(glob.glob(str(folder / "librdkafka-*.so*")))
    if not found:
        raise Skipped(f"confluent-kafka {confluent_kafka.__version__} carries no librdkafka of its own")
    return found[-1]


def resident_kilobytes(pid):
    """VmRSS and VmHWM of a process, zeros when it has ended: `ru_maxrss` begins with the size of the one that started it."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0, 0
    sizes = dict(line.split()[:2] for line in status.splitlines() if line.startswith(("VmRSS:", "VmHWM:")))
    return int(sizes.get("VmRSS:", 0)), int(sizes.get("VmHWM:", 0))


class Program:
    """The program under test: its path, and what every start of it has in common."""

    def __init__(self, path, newest=False, flags=()):
        self.path = os.path.abspath(path)
        if not os.access(self.path, os.X_OK):
            raise Skipped(f"there is no program {os.path.relpath(self.path)}: build it, or name it with --worker")
        self.flags = list(flags)
        # Nothing of the caller's own settings may reach the workers.
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("CUSTOMER_WORKER_")}
        if newest:
            library = newest_library()
            self.environment |= {"LD_PRELOAD": library, "LD_LIBRARY_PATH": os.path.dirname(library)}
        # Many workers on one machine: each has a port of its own, which its event http-listening names. An older program, to
        # compare with, has none.
        if b"--http-listen" in self.output("help", "run"):
            self.environment["CUSTOMER_WORKER_HTTP_LISTEN"] = "127.0.0.1:0"

    def output(self, *arguments, stdin=None, exits=(0,)):
        """What a command that ends by itself writes to its standard output."""
        done = subprocess.run(
            [self.path, *arguments], stdin=stdin or subprocess.DEVNULL, capture_output=True, env=self.environment, check=False)
        if done.returncode not in exits:
            raise Failure(f"{arguments[0]} exits {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
        return done.stdout


class Worker:
    """A context of one `run`; the process is killed on exit if it still runs."""

    def __init__(self, program, log, flags, environment=None):
        """`flags`: settings by their flags without the dashes, `{"lanes": 2}`; `log`: the file of its stderr."""
        self.program = program
        self.log = pathlib.Path(log)
        self.command = [program.path, "run", "--log-format", "json", *program.flags]
        for name, value in flags.items():
            self.command += [f"--{name}", str(value)]
        self.environment = program.environment | (environment or {})
        self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends it if it still runs."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            self.process.wait()

    def start(self):
        """Starts it, also again after its end: the log goes on in the same file."""
        with open(self.log, "ab") as log:
            return self.start_with(log)

    def start_with(self, stderr):
        """Starts it with another file, or a pipe, as its stderr."""
        # Its own session: Ctrl-C at the terminal reaches this program alone, which ends its workers.
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, env=self.environment,
            start_new_session=True)
        self.started = time.monotonic()
        return self

    def kill(self):
        """kill -9; returns when it is dead."""
        self.process.kill()
        self.process.wait()

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def exit_code(self, seconds):
        """Its exit code, waited for with a bound; negative: the signal that ended it."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise self._still_runs(seconds) from None

    def usage(self, seconds):
        """Waits for its end as `exit_code` does, and returns the code and the `rusage` of its whole life."""
        # `wait4` has no time-out, but a process can be polled for its end.
        end = select.poll()
        process = os.pidfd_open(self.process.pid)
        try:
            end.register(process, select.POLLIN)
            if not end.poll(seconds * 1000):
                raise self._still_runs(seconds)
        finally:
            os.close(process)
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode, usage

    def _still_runs(self, seconds):
        return Failure(f"the worker still runs after {seconds} s; its log ends:\n{self.tail()}")

    def text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def tail(self, lines=15):
        return "\n".join(line[:400] for line in self.text().splitlines()[-lines:])

    def events(self, name=None):
        """The log's events, or those of one name; lines that are not events are left out."""
        found = []
        for line in self.text().splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict) and name in (None, event.get("event")):
                found.append(event)
        return found

    def wait_for_event(self, name, seconds, count=1):
        """Waits until the log has `count` events of this name; fails at once when the process has ended without."""

        def seen():
            ended = self.process.poll() is not None
            found = self.events(name)
            if len(found) < count and ended:
                raise Failure(f"the worker ended with {self.process.returncode} before {name}; its log:\n{self.tail()}")
            return len(found) >= count and found

        return wait_for(f"the event {name}", seen, seconds)
