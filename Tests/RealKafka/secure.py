#!/usr/bin/env python3
"""TLS, client certificates, passwords, and the least rights: each missing at the start, and each taken away under load."""

import contextlib
import dataclasses
import pathlib
import re
import tempfile
import threading
import time

from confluent_kafka.admin import AclOperation, ResourcePatternType, ResourceType

import options as command_line
from records import Writer, read
from samples import sample
from secure_cluster import PASSWORD, USER, Right, SecureCluster
from suite import Pace, need, run_alone, wait_for
from topics import Topics, answered
from worker import Program, Worker

DEADLINE_SECONDS = 10
# A start that fails may take its deadline, the time-out of the last question, and a slow machine's breath.
GRACE_SECONDS = 10
MISCONFIGURED = 78
UNAVAILABLE = 69
# The first librdkafka whose SCRAM Kafka 4 takes.
SCRAM_SINCE = (2, 6, 1)
PARTITIONS = 2
# Commands a second to each of the workers whose rights are taken away.
RATE = 50
SOME = 100


def suite(options, report):
    with report.case("secure: the cluster for it, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with SecureCluster() as cluster, tempfile.TemporaryDirectory() as logs:
            stage = Stage(report, program, cluster, pathlib.Path(logs), sample(program, SOME, options.seed, bad=0.5))
            connections(stage, options)
            rights(stage)


class Stage:
    def __init__(self, report, program, cluster, logs, commands):
        self.report = report
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.commands = commands
        self.topics = Topics(cluster.bootstrap)

    def user(self, name):
        """Topics, a group and every right that it needs; the certificate of this name."""
        user = User(name, self)
        self.topics.create(user.topics, PARTITIONS)
        self.cluster.grant(name, user.rights.values())
        return user


@dataclasses.dataclass
class User:
    """A principal with topics and a group of its own."""

    name: str
    stage: Stage

    @property
    def topics(self):
        return [f"{self.name}.{kind}" for kind in ("commands", "accepted", "rejected")]

    @property
    def group(self):
        return f"{self.name}-group"

    @property
    def rights(self):
        """The least rights, by what they are for."""
        commands, accepted, rejected = self.topics
        return {
            "commands": Right(ResourceType.TOPIC, commands, AclOperation.READ),
            "accepted": Right(ResourceType.TOPIC, accepted, AclOperation.WRITE),
            "rejected": Right(ResourceType.TOPIC, rejected, AclOperation.WRITE),
            "group": Right(ResourceType.GROUP, self.group, AclOperation.READ),
            # Whatever the names of instances are.
            "transactions": Right(
                ResourceType.TRANSACTIONAL_ID, f"{self.group}-", AclOperation.WRITE, ResourcePatternType.PREFIXED)}

    def worker(self, bootstrap, properties, program=None):
        commands, accepted, rejected = self.topics
        log = self.stage.logs / f"{self.name}.log"
        made = Worker(program or self.stage.program, log, {
            "kafka-bootstrap-servers": bootstrap, "kafka-group-id": self.group, "kafka-instance-id": "w-0", "lanes": 1,
            "topics-commands": commands, "topics-accepted": accepted, "topics-rejected": rejected,
            "start-deadline-seconds": DEADLINE_SECONDS})
        for name, value in properties.items():
            made.command += ["--kafka-properties", f"{name}={value}"]
        return made

    def with_certificate(self):
        """A worker that connects with the user's certificate."""
        cluster = self.stage.cluster
        certificate, key = cluster.certificate(self.name)
        return self.worker(cluster.with_certificates, tls(cluster) | {
            "ssl.certificate.location": certificate, "ssl.key.location": key})

    def write(self):
        writer = Writer(self.stage.cluster.bootstrap)
        for number, (key, value) in enumerate(self.stage.commands):
            writer.write(self.topics[0], key, value, partition=number % PARTITIONS)
        writer.flush()

    def wait_until_answered(self, worker, seconds=30):
        topics = self.stage.topics

        def is_done():
            need(worker.process.poll() is None, f"it ended with {worker.process.returncode}:\n{worker.tail()}")
            ends = answered(lambda: topics.ends(self.topics[0], PARTITIONS))
            return ends and answered(lambda: topics.group_offsets(self.group, self.topics[0], PARTITIONS)) == ends

        wait_for(lambda: f"answers to all commands; the log ends:\n{worker.tail()}", is_done, seconds)

    def need_one_result_each(self):
        commands, accepted, rejected = (len(read(self.stage.cluster.bootstrap, [topic])) for topic in self.topics)
        need(accepted + rejected == commands, f"{accepted} accepted and {rejected} rejected of {commands} commands")


def tls(cluster):
    return {"security.protocol": "SSL", "ssl.ca.location": cluster.tls / "ca.pem"}


# Connections


def sasl(cluster, mechanism, password=PASSWORD):
    return tls(cluster) | {
        "security.protocol": "SASL_SSL", "sasl.mechanism": mechanism, "sasl.username": USER, "sasl.password": password}


def connections(stage, options):
    """One user, known by a password and by a certificate."""
    cluster = stage.cluster
    user = stage.user(USER)

    def works(name, worker):
        with stage.report.case(f"secure: {name}: it works"), worker() as running:
            user.write()
            user.wait_until_answered(running)
            running.terminate()
            need(running.exit_code(40) == 0, f"it exits {running.process.returncode}:\n{running.tail()}")

    is_able = library_version(stage.program) >= SCRAM_SINCE

    def scram(mechanism):
        cluster.add_scram_user(USER, PASSWORD)
        program = stage.program if is_able else Program(options.worker, True, options.worker_flag)
        return user.worker(cluster.with_passwords, sasl(cluster, mechanism), program)

    works("TLS and PLAIN", lambda: user.worker(cluster.with_passwords, sasl(cluster, "PLAIN")))
    works("TLS with a client certificate", user.with_certificate)
    for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512"):
        works(f"TLS and {mechanism}{'' if is_able else ', on the newest library'}", lambda mechanism=mechanism: scram(mechanism))
    # These end by themselves, so they wait together.
    unknown_authority = sasl(cluster, "PLAIN") | {"ssl.ca.location": cluster.certificate("other")[0]}
    ends = {
        "a broker's certificate that the authority has not signed": (
            (UNAVAILABLE, MISCONFIGURED), r"(?i)certificate|ssl", user.worker(cluster.with_passwords, unknown_authority)),
        "no client certificate": (
            (UNAVAILABLE, MISCONFIGURED), r"(?i)certificate|ssl", user.worker(cluster.with_certificates, tls(cluster))),
        "a wrong password": (
            (MISCONFIGURED,), r"(?i)authentication", user.worker(cluster.with_passwords, sasl(cluster, "PLAIN", "wrong"))),
    }
    if not is_able:
        since = r"\.".join(map(str, SCRAM_SINCE))
        # The password is right: whoever reads this must not look for another one.
        ends[f"SCRAM on a library before {since}"] = (
            (MISCONFIGURED,), since, user.worker(cluster.with_passwords, sasl(cluster, "SCRAM-SHA-256")))
    with contextlib.ExitStack() as stack:
        for number, (_, _, worker) in enumerate(ends.values()):
            worker.log = stage.logs / f"connection-{number}.log"
            stack.enter_context(worker)
        for name, (codes, words, worker) in ends.items():
            with stage.report.case(f"secure: {name}: exit {' or '.join(map(str, codes))}"):
                # What TLS refuses, the library says in lines of its own.
                need_end(worker, worker.started, codes, [words], anywhere=True)


def library_version(program):
    """The numbers of the version of librdkafka that the program runs on."""
    return tuple(map(int, re.search(rb"librdkafka (\d+)\.(\d+)\.(\d+)", program.output("--version")).groups()))


def need_end(worker, since, codes, words, anywhere=False):
    """The worker ends within its deadline, with one of these codes, and the reason that it gives matches each pattern."""
    left = since + DEADLINE_SECONDS + GRACE_SECONDS - time.monotonic()
    code = worker.exit_code(max(left, 0.1))
    need(code in codes, f"it exits {code}:\n{worker.tail()}")
    lines = worker.text().splitlines()
    reason = "\n".join(line for line in lines if anywhere or line.startswith("customer-worker: ") or '"worker-stopped"' in line)
    for word in words:
        need(re.search(word, reason), f"its reason does not match {word!r}:\n{reason or worker.tail()}")


# Rights


def rights(stage):
    with stage.report.case("secure: the least rights suffice, and the log says that the limits of the result topics are unknown"):
        user = stage.user("least")
        with user.with_certificate() as worker:
            user.write()
            user.wait_until_answered(worker)
            need(worker.events("result-limit-unknown"), f"it does not say that the limit is unknown:\n{worker.tail()}")
            worker.terminate()
            need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")
            user.need_one_result_each()
    names = list(user.rights)
    missing_at_start(stage, names)
    taken_away(stage, names)


# The setting of each resource: a reason may name that, too.
SETTINGS = {
    "commands": "topics.commands", "accepted": "topics.accepted", "rejected": "topics.rejected", "group": "kafka.groupId",
    "transactions": "kafka.groupId"}


def words_of(kind, right):
    """What the reason of an end has to name: the resource, or its setting, and the operation."""
    return [f"{re.escape(right.name)}|{re.escape(SETTINGS[kind])}", rf"(?i)\b{right.operation.name}\b"]


def missing_at_start(stage, names):
    with contextlib.ExitStack() as stack:
        starts = []
        for name in names:
            user = stage.user(f"start-{name}")
            stage.cluster.take_away(user.name, user.rights[name])
            # A right to write is missed when something is to be written.
            user.write()
            starts.append((user, stack.enter_context(user.with_certificate())))
        for name, (user, worker) in zip(names, starts, strict=True):
            right = user.rights[name]
            with stage.report.case(f"secure: without {right}: exit {MISCONFIGURED}"):
                need_end(worker, worker.started, (MISCONFIGURED,), words_of(name, right))
    # The right to know that a topic is there is not the one to read it or to write to it.
    with contextlib.ExitStack() as stack:
        starts = []
        for name in ("commands", "accepted", "rejected"):
            user = stage.user(f"describe-{name}")
            right = user.rights[name]
            stage.cluster.grant(user.name, [dataclasses.replace(right, operation=AclOperation.DESCRIBE)])
            stage.cluster.take_away(user.name, right)
            user.write()
            starts.append((name, right, stack.enter_context(user.with_certificate())))
        for name, right, worker in starts:
            with stage.report.case(f"secure: Describe, but not {right}: exit {MISCONFIGURED}"):
                need_end(worker, worker.started, (MISCONFIGURED,), words_of(name, right))


def taken_away(stage, names):
    """Each of the workers loses one right under load; with the right given back the next one goes on."""
    with contextlib.ExitStack() as stack:
        users = [stage.user(f"load-{name}") for name in names]
        workers = [stack.enter_context(user.with_certificate()) for user in users]
        load = stack.enter_context(Load(stage, users))
        ready = []
        with stage.report.case("secure: workers under load, before their rights are taken away"):
            for user, worker in zip(users, workers, strict=True):
                worker.wait_for_event("partitions-assigned", 30)
                wait_for(f"results of {user.name}", lambda: any(stage.topics.ends(user.topics[1], PARTITIONS).values()), 30)
            ready = users
        since = time.monotonic()
        for name, user in zip(names, ready, strict=True):
            stage.cluster.take_away(user.name, user.rights[name])
        for name, user, worker in zip(names, users, workers, strict=True):
            right = user.rights[name]
            with stage.report.case(f"secure: {right}, taken away under load: exit {MISCONFIGURED}; given back, the next goes on"):
                need_end(worker, since, (MISCONFIGURED,), words_of(name, right))
                load.leave(user)
                stage.cluster.grant(user.name, [right])
                worker.start()
                user.wait_until_answered(worker)
                user.need_one_result_each()


class Load(threading.Thread):
    """A context: commands for each of some users, all the time."""

    def __init__(self, stage, users):
        super().__init__(daemon=True)
        self._writer = Writer(stage.cluster.bootstrap)
        self._commands = stage.commands
        self._users = list(users)
        self._is_over = False
        self._lock = threading.Lock()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._is_over = True
        self.join(30)

    def leave(self, user):
        """Nothing more for this one; returns when what was written is there."""
        with self._lock:
            self._users.remove(user)
            self._writer.flush()

    def run(self):
        pace = Pace(RATE)
        number = 0
        while not self._is_over:
            pace.wait(number)
            key, value = self._commands[number % len(self._commands)]
            with self._lock:
                for user in self._users:
                    self._writer.write(user.topics[0], key, value, partition=number % PARTITIONS)
            number += 1


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
