"""What ends a start, and what SIGTERM leaves behind: messages that name the setting, exit codes, and deadlines kept."""

import contextlib
import dataclasses
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time

import options as command_line
from cluster import Cluster, free_ports, sasl_bootstrap, sasl_plain
from records import Writer, read
from samples import expectations, sample
from suite import need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from verify_results import check
from worker import Program, Worker

DEADLINE_SECONDS = 5
# Past the first questions: the library tells of a refusal with those alone.
LONG_DEADLINE_SECONDS = 14
# A start that fails may take its deadline, the time-out of the last question, and a slow machine's breath.
GRACE_SECONDS = 6
# `EX_TEMPFAIL`.
TRY_AGAIN = 75
DRAIN_SECONDS = 2
PARTITIONS = 4
SHORT_LIVES = 20
# The most that are looked at in one file.
CERTIFICATES = 20
# One lane, so that there is time to stop it; a name, so that the next worker goes on at once where it left off.
LOAD = {"kafka-group-id": "failures-load", "kafka-instance-id": "load", "lanes": 1}
USERS = {"worker": "right"}


def suite(options, report):
    with report.case("failures: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with Cluster(settings=sasl_plain(USERS)) as cluster, tempfile.TemporaryDirectory() as logs:
            Topics(cluster.bootstrap).create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
            failures = Failures(options, report, program, cluster, pathlib.Path(logs))
            failures.of_starts()
            failures.of_the_right_password()
            failures.of_short_lives()
            failures.of_the_end()
            failures.of_a_new_connection()
            failures.of_systemd()


@dataclasses.dataclass(frozen=True)
class Start:
    """A start that fails: with which code, and what its log must match."""

    name: str
    code: int
    words: list
    settings: dict
    deadline: int = DEADLINE_SECONDS


class Failures:
    def __init__(self, options, report, program, cluster, logs):
        self.options = options
        self.report = report
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.workers = 0

    def worker(self, flags=None, environment=None, bootstrap=None, deadline=DEADLINE_SECONDS):
        self.workers += 1
        flags = {
            "kafka-bootstrap-servers": bootstrap or self.cluster.bootstrap, "kafka-group-id": "failures", "lanes": 2,
            "start-deadline-seconds": deadline} | (flags or {})
        return Worker(self.program, self.logs / f"{self.workers}.log", flags, environment)

    def of_starts(self):
        """Starts that end by themselves. Each waits out its deadline, so they wait together."""
        nowhere = f"127.0.0.1:{free_ports(1)}"
        sasl = {"flags": self.mechanism(), "bootstrap": sasl_bootstrap(self.cluster)}
        starts = [
            Start("no broker", 69, [r"kafka\.bootstrapServers", r"start\.deadlineSeconds", re.escape(nowhere)],
                  {"bootstrap": nowhere}),
            *(Start(f"no topic of topics.{key}", 78, [rf"topics\.{key}", r"no\.such\.topic"],
                    {"flags": {f"topics-{key}": "no.such.topic"}}) for key in ("commands", "accepted", "rejected")),
            Start("a wrong password", 78,
                  [r"(?i)authentication", r"start\.deadlineSeconds|kafka\.properties|sasl\.password"],
                  sasl | {"environment": self.password("wrong")}, LONG_DEADLINE_SECONDS),
            Start("no broker to give a password to", 69, [r"kafka\.bootstrapServers"],
                  sasl | {"environment": self.password("right"), "bootstrap": nowhere})]
        with contextlib.ExitStack() as stack:
            workers = [stack.enter_context(self.worker(deadline=start.deadline, **start.settings)) for start in starts]
            for start, worker in zip(starts, workers, strict=True):
                with self.report.case(f"failures: {start.name}: exit {start.code}"):
                    left = worker.started + start.deadline + GRACE_SECONDS - time.monotonic()
                    code = worker.exit_code(max(left, 0))
                    need(code == start.code, f"it exits {code}:\n{worker.tail()}")
                    for word in start.words:
                        need(re.search(word, worker.text()), f"it does not say {word!r}:\n{worker.tail()}")

    def of_the_right_password(self):
        with self.report.case("failures: the right password: it starts"), self.sasl("right") as worker:
            worker.wait_for_event("worker-started", 30)
            worker.terminate()
            need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")

    def of_short_lives(self):
        """A stop wakes the thread that reads certificates, and then the process ends beside it."""
        with self.report.case(f"failures: a stop within the first second, {SHORT_LIVES} times: exit 0"):
            key, certificate, authorities = (self.logs / name for name in ("key.pem", "certificate.pem", "authorities.pem"))
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
                 "/CN=short-lived", "-keyout", key, "-out", certificate], check=True, capture_output=True)
            authorities.write_text(certificate.read_text() * CERTIFICATES)
            worker = self.worker({
                "kafka-group-id": "short-lives", "kafka-instance-id": "short-lived", "lanes": 1,
                "kafka-properties": f"ssl.ca.location={authorities}"})
            for life in range(1, SHORT_LIVES + 1):
                with worker:
                    worker.wait_for_event("partitions-assigned", 40, count=life)
                    worker.terminate()
                    need(worker.exit_code(40) == 0, f"life {life}: it exits {worker.process.returncode}:\n{worker.tail()}")

    def of_systemd(self):
        """What the service manager hears on its socket, an abstract one."""
        name = f"real-kafka-{os.getpid()}"
        with self.report.case("failures: systemd hears that it is ready, alive, what it does, and that it stops"), \
                contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as manager:
            manager.bind("\0" + name)
            manager.settimeout(30)
            heard = []

            def hear(line):
                wait_for(lambda: f"{line} among {heard}", lambda: line in heard or heard.extend(
                    manager.recv(4096).decode().splitlines()), 60)

            environment = {"NOTIFY_SOCKET": "@" + name, "WATCHDOG_USEC": "90000000"}
            with self.worker({"kafka-group-id": "systemd"}, environment) as worker:
                hear("READY=1")
                need(any(line.startswith("EXTEND_TIMEOUT_USEC=") for line in heard), f"the start takes no more time: {heard}")
                hear("WATCHDOG=1")
                need(any(line.startswith("STATUS=starting: ") for line in heard), f"no status of the start: {heard}")
                wait_for(lambda: f"partitions among {heard}", lambda: any(
                    line.startswith(f"STATUS={PARTITIONS} partitions, ") for line in heard) or heard.extend(
                        manager.recv(4096).decode().splitlines()), 60)
                worker.terminate()
                hear("STOPPING=1")
                need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")

    def sasl(self, password, flags=None):
        return self.worker(self.mechanism() | (flags or {}), self.password(password), sasl_bootstrap(self.cluster))

    @staticmethod
    def password(text):
        return {f"CUSTOMER_WORKER_KAFKA_PROPERTIES_{name}": value for name, value in (
            ("SASL_MECHANISM", "PLAIN"), ("SASL_USERNAME", "worker"), ("SASL_PASSWORD", text))}

    @staticmethod
    def mechanism():
        return {"kafka-properties": "security.protocol=SASL_PLAINTEXT"}

    def of_the_end(self):
        """One load of commands; worker after worker is stopped in the middle of it, and the last one ends it."""
        self.topics = Topics(self.cluster.bootstrap)
        writer = Writer(self.cluster.bootstrap)
        for key, value in sample(self.program, self.options.load_count, self.options.seed):
            writer.write(COMMANDS, key, value)
        writer.flush()
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.report.case(f"failures: {number.name} under load: exit 0"), self.under_load() as worker:
                worker.process.send_signal(number)
                need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")
        with self.report.case("failures: SIGTERM under load, and the broker hangs: exit 75 past stop.drainSeconds"):
            with self.under_load({"stop-drain-seconds": DRAIN_SECONDS}) as worker, self.hanging_broker():
                stopped = time.monotonic()
                worker.terminate()
                code = worker.exit_code(DRAIN_SECONDS + GRACE_SECONDS)
                need(code == TRY_AGAIN, f"it exits {code}:\n{worker.tail()}")
                seconds = time.monotonic() - stopped
                need(seconds >= DRAIN_SECONDS, f"it gave up after {seconds:.1f} s, before its deadline")
        with self.report.case("failures: a second signal while it drains: exit 75 at once"):
            with self.under_load({"stop-drain-seconds": 300}) as worker, self.hanging_broker():
                worker.process.send_signal(signal.SIGTERM)
                worker.process.send_signal(signal.SIGINT)
                need(worker.exit_code(GRACE_SECONDS) == TRY_AGAIN, f"it exits {worker.process.returncode}:\n{worker.tail()}")
        with self.report.case("failures: after all of these nothing is lost and nothing doubled"):
            with self.worker(LOAD) as last:
                wait_for("the rest", lambda: self.done() == self.options.load_count, 90)
                last.terminate()
                need(last.exit_code(40) == 0, f"the last worker exits {last.process.returncode}:\n{last.tail()}")
            commands = read(self.cluster.bootstrap, [COMMANDS])
            account = check(
                expectations(self.program, commands), read(self.cluster.bootstrap, [ACCEPTED, REJECTED]),
                self.topics.cluster_id())
            print(f"  {account}")
            need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))

    def done(self):
        return self.topics.answered(LOAD["kafka-group-id"], COMMANDS, PARTITIONS)

    @contextlib.contextmanager
    def under_load(self, flags=None):
        """A worker that has begun to answer, and has far to go."""
        before = self.done()
        with self.worker(LOAD | (flags or {})) as worker:
            wait_for("the first results", lambda: self.done() > before, 60, every=0.002)
            yield worker
        left = self.options.load_count - self.done()
        need(left > 0, f"it had nothing left to do: give more than --load-count {self.options.load_count}")

    @contextlib.contextmanager
    def hanging_broker(self):
        self.cluster.pause(1)
        try:
            yield
        finally:
            self.cluster.resume(1)

    def of_a_new_connection(self):
        """After the commands of `of_the_end`. What reminds an old library of its queue's room sets the password again."""
        count = self.options.load_count
        flags = {"kafka-group-id": "failures-sasl", "kafka-prefetch-megabytes": 1}
        with self.report.case("failures: a broker that comes back gets the password it knows, after many fetches"):
            def done():
                return self.topics.answered("failures-sasl", COMMANDS, PARTITIONS)

            with self.sasl("right", flags) as worker:
                wait_for("half of the results", lambda: done() > count // 2, 60, every=0.002)
                self.cluster.kill(1)
                self.cluster.revive(1)
                wait_for("the rest", lambda: done() == count, 90)
                need(not re.search("(?i)authentication", worker.text()), f"the password was refused:\n{worker.tail()}")
                worker.terminate()
                need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, load_count=60_000))
