"""A process of `customer-worker import`, and where it is in its job as the brokers show it."""

import contextlib
import json
import pathlib
import signal
import subprocess

from confluent_kafka import Consumer, KafkaError, TopicPartition

from suite import Failure, need, wait_for
from topics import answered

JOBS = "customer.create.jobs"
# What goes before a command whose files are full at a size: that is an error then, and not a signal.
FULL = ["sh", "-c", 'trap "" XFSZ; exec "$@"', "sh", "prlimit"]


class Importer:
    """A context of one import; the process is killed on exit if it still runs."""

    def __init__(self, program, cluster, log, flags, *words, group, folder=None, stdin=None, file_bytes=None, settings=None):
        """`flags`: options without their dashes; None as a value is a switch. `folder`: its working directory. `file_bytes`:
        the size at which its files are full, as a disk would be. `settings`: variables of the environment."""
        self.log = log
        self.command = [program.path, "import", "--kafka-bootstrap-servers", cluster.bootstrap, "--kafka-group-id", group]
        for name, value in flags.items():
            self.command += [f"--{name}"] if value is None else [f"--{name}", str(value)]
        self.command += [str(word) for word in words]
        with open(log, "ab") as errors:
            limited = [] if file_bytes is None else [*FULL, f"--fsize={file_bytes}"]
            self.process = subprocess.Popen(
                limited + self.command, stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, cwd=folder,
                env=program.environment | (settings or {}), start_new_session=True)

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

    def bytes_read(self):
        """What it has read so far, of files and sockets; 0 when it has ended."""
        try:
            fields = pathlib.Path(f"/proc/{self.process.pid}/io").read_text().split()
        except OSError:
            return 0
        return int(fields[fields.index("rchar:") + 1])

    def text(self):
        return self.log.read_text(errors="replace")

    def tail(self, lines=15):
        return "\n".join(self.text().splitlines()[-lines:])

    def wait_until(self, what, condition, seconds=60, every=0.005):
        """Waits for a moment of the job; returns whether it came before the process ended."""

        def seen():
            return condition() or not self.is_running()

        wait_for(lambda: f"{what}; the import said:\n{self.tail()}", seen, seconds, every)
        return self.is_running()

    def reach(self, what, condition, seconds=60, every=0.005):
        """Waits for a moment of the job, which the process must not end before."""
        need(self.wait_until(what, condition, seconds, every), f"the import ended before {what}:\n{self.tail()}")


def step_to(importer, what, condition, seconds=120):
    """Lets the process run a few milliseconds at a time, and looks while it stands still: few short moments are missed.

    Returns whether the moment was there, with the process stopped then; it may end in a step of a busy machine.
    """

    def is_there():
        importer.send(signal.SIGCONT)
        # A step, unless it ends before.
        with contextlib.suppress(subprocess.TimeoutExpired):
            importer.process.wait(0.003)
        importer.send(signal.SIGSTOP)
        return not importer.is_running() or condition()

    wait_for(lambda: f"{what}; the import said:\n{importer.tail()}", is_there, seconds, every=0)
    return importer.is_running()


class JobRecords:
    """The records of a job in the jobs topic, each kind's last one; the topic is read once and followed from then on."""

    def __init__(self, bootstrap, job):
        self._job = job
        self._found = {}
        self._reached = 0
        self._partition = TopicPartition(JOBS, 0, 0)
        self._consumer = Consumer({
            "bootstrap.servers": bootstrap, "group.id": "jobs-reader", "enable.auto.commit": False,
            "isolation.level": "read_committed", "auto.offset.reset": "earliest", "enable.partition.eof": True,
            "fetch.wait.max.ms": 20, "log_level": 0})
        self._consumer.assign([self._partition])

    def last(self, kind):
        """The value of the last committed record of a kind; None without one."""
        end = wait_for("the end of the jobs topic", lambda: answered(self._end), 60)[0]
        wait_for("the records of the jobs topic", lambda: self._read() >= end, 60, every=0)
        return self._found.get(kind)

    def _end(self):
        # In a tuple: an end may be 0.
        return (self._consumer.get_watermark_offsets(self._partition, timeout=5)[1],)

    def _read(self):
        for message in self._consumer.consume(1000, timeout=0.02):
            if message.error() is None:
                self._reached = message.offset() + 1
                job, _, kind = message.key().decode(errors="replace").partition("/")
                if job == self._job:
                    self._found[kind] = json.loads(message.value()) if message.value() else None
            elif message.error().code() == KafkaError._PARTITION_EOF:
                self._reached = message.offset()
        return self._reached

    def sent(self):
        progress = self.last("progress")
        return progress["position"]["sent"] if progress else 0

    def is_sent(self):
        progress = self.last("progress")
        return progress is not None and progress["isComplete"]


def has_open_transaction(topics, topic, partitions):
    """Whether a topic has records past its last stable offset."""
    stable = answered(lambda: topics.ends(topic, partitions))
    high = answered(lambda: topics.ends(topic, partitions, False))
    return bool(stable and high) and any(stable[number] < high[number] for number in stable)
