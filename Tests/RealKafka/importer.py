"""A process of `customer-worker import`, and where it is in its job as the brokers show it."""

import json
import signal
import subprocess

from records import read
from suite import Failure, wait_for
from topics import COMMANDS, answered

JOBS = "customer.create.jobs"


class Importer:
    """A context of one import; the process is killed on exit if it still runs."""

    def __init__(self, program, cluster, log, flags, *words, group, folder=None, stdin=None):
        """`flags`: options without their dashes; None as a value is a switch. `folder`: its working directory."""
        self.log = log
        self.command = [program.path, "import", "--kafka-bootstrap-servers", cluster.bootstrap, "--kafka-group-id", group]
        for name, value in flags.items():
            self.command += [f"--{name}"] if value is None else [f"--{name}", str(value)]
        self.command += [str(word) for word in words]
        with open(log, "ab") as errors:
            self.process = subprocess.Popen(
                self.command, stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, cwd=folder,
                env=program.environment, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.communicate()

    def send(self, number):
        self.process.send_signal(number)

    def is_running(self):
        return self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self, seconds):
        """Its exit code and what it wrote to its standard output."""
        try:
            output, _ = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"the import still runs after {seconds} s; it said:\n{self.tail()}") from None
        return self.process.returncode, output.decode(errors="replace")

    def text(self):
        return self.log.read_text(errors="replace")

    def tail(self, lines=15):
        return "\n".join(self.text().splitlines()[-lines:])

    def wait_until(self, what, condition, seconds=60, every=0.005):
        """Waits for a moment of the job; returns whether it came before the process ended."""

        def seen():
            return condition() or not self.is_running()

        wait_for(f"{what}; the import said:\n{self.tail()}", seen, seconds, every)
        return self.is_running()


class JobRecords:
    """The records of a job in the jobs topic, each kind's last one."""

    def __init__(self, bootstrap, job):
        self._bootstrap, self._job = bootstrap, job

    def last(self, kind):
        found = None
        for record in read(self._bootstrap, [JOBS], seconds=30):
            if record.key == f"{self._job}/{kind}".encode():
                found = json.loads(record.value) if record.value else None
        return found

    def sent(self):
        progress = self.last("progress")
        return progress["position"]["sent"] if progress else 0


def has_open_transaction(topics, partitions):
    """Whether the command topic has records past its last stable offset."""
    stable = answered(lambda: topics.ends(COMMANDS, partitions))
    high = answered(lambda: topics.ends(COMMANDS, partitions, False))
    return bool(stable and high) and any(stable[number] < high[number] for number in stable)
