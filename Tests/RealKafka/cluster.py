"""A real Kafka on 127.0.0.1, started and ended through its own `bin/cluster`."""

import contextlib
import fcntl
import os
import pathlib
import random
import shutil
import socket
import subprocess
import tempfile

from suite import Failure, Skipped, wait_for

PROJECT = pathlib.Path(__file__).resolve().parents[2]
# Below the ports that the system gives to clients: a broker that is revived finds its port free.
PORTS = range(20000, 32000, 20)
# A broker of a test lives for a minute or two and its machine is busy: the JVM's optimizing compiler would take more of
# the processor than it gives back. The start of three brokers takes 8 instead of 14 CPU s.
SHORT_LIVED = "-XX:TieredStopAtLevel=1"
# What `bin/cluster` ends with when a broker that it started runs and does not answer after 60 s; how much longer it may take.
NOT_YET, LATE_SECONDS = 75, 120


def kafka_home():
    """The directory of the Kafka distribution: the variable KAFKA_HOME, else `../shared/kafka` of the project."""
    home = pathlib.Path(os.environ.get("KAFKA_HOME") or PROJECT.parent / "shared" / "kafka")
    if not os.access(home / "bin" / "cluster", os.X_OK):
        raise Skipped("there is no Kafka: KAFKA_HOME names no directory with bin/cluster")
    if not shutil.which("java"):
        raise Skipped("there is no java, which Kafka runs on")
    return home


def free_ports(count, further=()):
    """The first of `count` free ports in a row; those at `further` distances from it are free too.

    They are this program's until it ends: another one that looks for ports at the same time takes others.
    """
    for port in random.sample(PORTS, len(PORTS)):
        numbers = (*range(port, port + count), *(port + each for each in further))
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            locks = [stack.enter_context(locked(start)) for start in {number // PORTS.step for number in numbers}]
            for number in numbers:
                stack.enter_context(socket.create_server(("127.0.0.1", number)))
            # The ports are let go; a copy of its descriptor keeps a lock until this program ends.
            for lock in locks:
                os.dup(lock)
            return port
    raise Failure(f"there are no {count} free ports in a row")


@contextlib.contextmanager
def locked(number):
    """The descriptor of the file that stands for some ports, locked; an `OSError` when another program has it."""
    descriptor = os.open(pathlib.Path(tempfile.gettempdir(), f"real-kafka-ports-{number}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield descriptor
    finally:
        os.close(descriptor)


def checked(done):
    """What a call of `bin/cluster` wrote, if it succeeded."""
    if done.returncode != 0:
        raise Failure(f"cluster {done.args[1]} exits {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout


class Cluster:
    """A context: started on entry, killed and deleted on exit, whatever happened in between."""

    # Distances from the first port to others that have to be free.
    FURTHER_PORTS = ()

    def __init__(self, brokers=1, settings=None, heap="512m", is_measured=False, is_secure=False):
        """`settings`: broker settings; one whose value is callable gets the first port. `is_measured`: for a benchmark."""
        self._is_secure = is_secure
        self.home = kafka_home()
        self.brokers = brokers
        self.heap = heap
        self.settings = settings or {}
        self._environment = os.environ if is_measured else {"JAVA_TOOL_OPTIONS": SHORT_LIVED} | os.environ

    def __enter__(self):
        self._parent = tempfile.TemporaryDirectory(prefix="real-kafka-", ignore_cleanup_errors=True)
        self._directory = os.path.join(self._parent.name, "cluster")
        # Two ports a broker, and two more for listeners of the settings.
        self.port = free_ports(2 * self.brokers + 2, self.FURTHER_PORTS)
        arguments = ["--brokers", str(self.brokers), "--port", str(self.port), "--heap", self.heap]
        if self._is_secure:
            arguments.append("--secure")
        for key, value in self.settings.items():
            arguments += ["--set", f"{key}={value(self.port) if callable(value) else value}"]
        try:
            self._launch(range(1, self.brokers + 1), "start", *arguments)
            self.bootstrap = self._call("bootstrap").strip()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def kill(self, broker):
        """kill -9."""
        self._call("kill", str(broker))

    def term(self, broker):
        self._call("term", str(broker))

    def pause(self, broker):
        self._call("pause", str(broker))

    def resume(self, broker):
        self._call("resume", str(broker))

    def revive(self, broker):
        """Returns when the broker answers again."""
        self._launch([broker], "revive", str(broker))

    def folder(self, broker, topic, partition):
        """Where a broker keeps a partition's log."""
        return pathlib.Path(self._directory, str(broker), "data", f"{topic}-{partition}")

    def transactional_ids(self):
        """The transactional ids that the coordinators know."""
        return self._transactions("list")

    def producer_ids(self, topic, partition):
        """The producers' ids that the leader of a partition knows."""
        return self._transactions("describe-producers", "--topic", topic, "--partition", str(partition))

    def _transactions(self, *arguments):
        """The first column of what Kafka's own tool says, below its heading."""
        lines = self._run("tool", "transactions", "--bootstrap-server", self.bootstrap, *arguments).splitlines()
        return [line.split()[0] for line in lines[1:] if line.split()]

    def _launch(self, brokers, *command):
        """Starts brokers; a busy machine may need more time for it than `bin/cluster` gives them."""
        done = self._done(*command, "--dir", self._directory)
        if done.returncode != NOT_YET:
            checked(done)
            return
        for broker in brokers:
            wait_for(lambda: f"broker {broker}: {self._log_end(broker)}", lambda: broker in self._up(), LATE_SECONDS, every=1)

    def _up(self):
        """The brokers that answer."""
        rows = [line.split() for line in self._done("status", "--dir", self._directory).stdout.splitlines()]
        return {int(number) for _, number, _, state, *_ in rows if state == "up"}

    def _log_end(self, broker):
        return pathlib.Path(self._directory, str(broker), "server.log").read_text(errors="replace")[-2000:]

    def _call(self, command, *arguments):
        return self._run(command, *arguments, "--dir", self._directory)

    def _run(self, *arguments):
        return checked(self._done(*arguments))

    def _done(self, *arguments):
        # In its own session: Ctrl-C ends this program, which then destroys the cluster, not half of that.
        return subprocess.run(
            [self.home / "bin" / "cluster", *arguments], env=self._environment, capture_output=True,
            stdin=subprocess.DEVNULL, text=True, start_new_session=True, check=False)

    def _end(self):
        if os.path.isdir(self._directory):
            self._call("destroy")
        self._parent.cleanup()


def sasl_plain(users):
    """Broker settings of a second listener that asks for a password; its address is `sasl_bootstrap(cluster)`."""
    module = "org.apache.kafka.common.security.plain.PlainLoginModule"
    known = " ".join(f'user_{name}="{password}"' for name, password in users.items())
    return {
        "listeners": lambda port: (
            f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{port + 1},SASL_PLAINTEXT://127.0.0.1:{port + 2}"),
        # The space keeps `bin/cluster`, which looks for "advertised.listeners=", at the first listener.
        "advertised.listeners ": lambda port: f"PLAINTEXT://127.0.0.1:{port},SASL_PLAINTEXT://127.0.0.1:{port + 2}",
        "sasl.enabled.mechanisms": "PLAIN",
        "listener.name.sasl_plaintext.plain.sasl.jaas.config": f"{module} required {known};",
    }


def sasl_bootstrap(cluster):
    return f"127.0.0.1:{cluster.port + 2}"
