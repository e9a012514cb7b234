"""`check-config --connect`: a line for each thing that the worker needs of a cluster, and nothing changed there by asking."""

import contextlib
import dataclasses
import pathlib
import re
import subprocess
import tempfile
import time

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AclOperation, ResourceType

import options as command_line
import secure
from cluster import Cluster, free_ports
from secure_cluster import Right, SecureCluster
from suite import need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from worker import Program

WELL, UNAVAILABLE, MISCONFIGURED = 0, 69, 78
GROUP = "connect"
PARTITIONS = 3
# A transaction has to stay open for 10 s to be told of; each question has 10 s.
HANGING_SECONDS = 10
# Below the worker's own `transaction.timeoutMs`, for one of the cases.
TRANSACTION_MAX_MS = 20000
# The first librdkafka that can ask for rights.
RIGHTS_SINCE = (2, 3)


@dataclasses.dataclass
class Answer:
    """The lines of a check: its findings as (state, subject, text)."""

    code: int
    text: str

    @property
    def findings(self):
        return [(line[:11].strip(), line[13:35].strip(), line[37:]) for line in self.text.splitlines()[:-1]]

    def need(self, code, *patterns):
        """Needs this exit code, and a line for each pattern: `state subject: text`."""
        need(self.code == code, f"it exits {self.code}, not {code}:\n{self.text}")
        lines = [f"{state} {subject}: {text}" for state, subject, text in self.findings]
        for pattern in patterns:
            need(any(re.search(pattern, line) for line in lines), f"no line matches {pattern!r}:\n{self.text}")

    def need_no(self, pattern):
        lines = [f"{state} {subject}: {text}" for state, subject, text in self.findings]
        need(not any(re.search(pattern, line) for line in lines), f"a line matches {pattern!r}:\n{self.text}")


def asked(program, flags, properties=None, group=GROUP):
    """What the check says with these flags and properties."""
    words = ["check-config", "--connect", *program.flags]
    for name, value in ({"kafka-group-id": group, "start-deadline-seconds": 15} | flags).items():
        words += [f"--{name}", str(value)]
    for name, value in (properties or {}).items():
        words += ["--kafka-properties", f"{name}={value}"]
    done = subprocess.run([program.path, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          env=program.environment, timeout=150, check=False)
    return Answer(done.returncode, done.stdout or done.stderr)


def suite(options, report):
    program = Program(options.worker, options.newest, options.worker_flag)
    with report.case("connect: the clusters for it, started and ended"):
        with Cluster(settings={"transaction.max.timeout.ms": TRANSACTION_MAX_MS}) as cluster:
            of_topics(report, program, cluster)
        with SecureCluster() as cluster, tempfile.TemporaryDirectory() as logs:
            of_rights(report, options, cluster, pathlib.Path(logs))


def of_topics(report, program, cluster):
    topics = Topics(cluster.bootstrap)
    flags = {"kafka-bootstrap-servers": cluster.bootstrap}
    with report.case("connect: a missing topic: 78, and it says how to make it"):
        asked(program, flags).need(MISCONFIGURED, r"^fault topics\.commands: .*topics create")
    topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
    with report.case("connect: all is well: 0; it joins no group, writes nothing and commits nothing"):
        asked(program, flags).need(
            WELL, r"^ok kafka\.bootstrapServers: 1 broker of cluster \S+, over PLAINTEXT",
            r"^ok topics\.commands: its end can be read",
            r"^ok kafka\.groupId: the offsets of connect can be read", r"^ok kafka\.groupId: connect has no members",
            r"^ok transactional\.id: connect-check can be used", r"^ok topics\.accepted: it takes results of",
            r"^ok topics\.commands: it keeps commands forever", r"^ok topics\.rejected: no transaction hangs")
        for topic in (COMMANDS, ACCEPTED, REJECTED):
            need(not any(topics.ends(topic, PARTITIONS, committed=False).values()), f"there are records in {topic}")
        need(topics.group_offsets(GROUP, COMMANDS, PARTITIONS) == {}, "the group has committed offsets")
        need(not topics.group_members(GROUP, COMMANDS), "the group has members")
    with report.case("connect: a jobs topic that is missing is no fault, and one that cannot keep jobs is a warning"):
        asked(program, flags).need(WELL, r"^not checked topics\.jobs: customer\.create\.jobs is not there.*topics create")
        topics.create(["wide"], 2)
        topics.create(["jobs"], 1, cleanup_policy="compact")
        asked(program, flags | {"topics-jobs": "wide"}).need(
            WELL, r"^warning topics\.jobs: wide has 2 partitions", r"^warning topics\.jobs: its cleanup\.policy is delete")
        rights = "the brokers do not say" if secure.library_version(program) >= RIGHTS_SINCE else "must have: Write on topic"
        asked(program, flags | {"topics-jobs": "jobs"}).need(
            WELL, r"^ok topics\.jobs: jobs has 1 partition", r"^ok topics\.jobs: its cleanup\.policy is compact",
            rf"import: .*({rights}|has the rights of an import)")
    with report.case("connect: no broker: 69"):
        nowhere = f"127.0.0.1:{free_ports(1)}"
        asked(program, {"kafka-bootstrap-servers": nowhere, "start-deadline-seconds": 2}).need(
            UNAVAILABLE, rf"^fault kafka\.bootstrapServers: no broker of {re.escape(nowhere)} answers")
    with report.case("connect: a compacted result topic: 78; compacted commands, little room and short retention are warnings"):
        topics.set(REJECTED, "cleanup.policy", "compact")
        topics.set(COMMANDS, "cleanup.policy", "compact")
        topics.set(COMMANDS, "retention.ms", 60000)
        topics.set(ACCEPTED, "max.message.bytes", 20000)
        asked(program, flags).need(
            MISCONFIGURED, r"^fault topics\.rejected: its cleanup\.policy is compact.*set it to delete",
            r"^warning topics\.commands: its cleanup\.policy", r"^warning topics\.commands: its retention\.ms is 60000",
            r"^warning topics\.accepted: its max\.message\.bytes is 20000")
        topics.set(REJECTED, "cleanup.policy", "delete")
        asked(program, flags).need(WELL, r"^warning topics\.accepted")
        topics.set(ACCEPTED, "max.message.bytes", 2000)
        asked(program, flags).need(MISCONFIGURED, r"^fault topics\.accepted: its max\.message\.bytes is 2000; set it to 4096")
        topics.set(ACCEPTED, "max.message.bytes", 1048588)
        topics.set(COMMANDS, "cleanup.policy", "delete")
        topics.set(COMMANDS, "retention.ms", 7 * 86400000)
        asked(program, flags).need(WELL, r"^ok topics\.commands: its retention\.ms is 604800000")
    with report.case("connect: a time-out that the brokers do not allow: 78, and it names the setting"):
        asked(program, flags | {"transaction-timeout-ms": TRANSACTION_MAX_MS + 10000}).need(
            MISCONFIGURED, r"^fault transactional\.id: .*lower transaction\.timeoutMs")
    with report.case("connect: without transactions their id is not looked at"):
        asked(program, flags | {"processing-guarantee": "at_least_once"}).need(WELL, r"^not checked transactional\.id")
    with report.case("connect: members with another assignor: 78"):
        with other_member(cluster, "cooperative-sticky") as group:
            asked(program, flags, group=group).need(MISCONFIGURED, r"^fault kafka\.groupId: .*cooperative-sticky")
    with report.case("connect: members with the worker's assignor"):
        with other_member(cluster, "range") as group:
            asked(program, flags, group=group).need(WELL, r"^ok kafka\.groupId: \S+ has 1 member, with the assignor range")
    of_open_transactions(report, program, cluster, flags)


@contextlib.contextmanager
def other_member(cluster, assignor):
    """Somebody else in a group of its own, which is named."""
    group = f"other-{assignor}"
    consumer = Consumer({"bootstrap.servers": cluster.bootstrap, "group.id": group, "log_level": 0,
                         "partition.assignment.strategy": assignor})
    consumer.subscribe([COMMANDS])
    try:
        wait_for("an assignment", lambda: consumer.poll(0.1) or consumer.assignment(), 30)
        yield group
    finally:
        consumer.close()


def of_open_transactions(report, program, cluster, flags):
    producer = Producer({"bootstrap.servers": cluster.bootstrap, "transactional.id": "somebody", "log_level": 0,
                         "transaction.timeout.ms": TRANSACTION_MAX_MS})
    producer.init_transactions(30)

    def begin(topic):
        producer.begin_transaction()
        producer.produce(topic, b"{}", partition=1)
        need(producer.flush(30) == 0, "the record is not written")

    with report.case("connect: somebody's open transaction is a warning, with its partition; and none once it has ended"):
        begin(COMMANDS)
        started = time.monotonic()
        asked(program, flags).need(
            WELL, r"^warning topics\.commands: a transaction has been open in partition 1 for 10 s",
            r"^ok topics\.accepted: no transaction")
        need(time.monotonic() - started > HANGING_SECONDS, "it did not wait to see whether the transaction ends")
        producer.abort_transaction(30)
        asked(program, flags).need(WELL, r"^ok topics\.commands: no transaction hangs")
    with report.case("connect: an open transaction in a result topic is a warning too"):
        begin(REJECTED)
        asked(program, flags).need(WELL, r"^warning topics\.rejected: a transaction has been open in partition 1")
        producer.abort_transaction(30)


def of_rights(report, options, cluster, logs):
    """Rights on the library of this machine, and on the newest, which can ask for them."""
    programs = {"the library of this machine": Program(options.worker, options.newest, options.worker_flag),
                "the newest library": Program(options.worker, True, options.worker_flag)}
    for number, (name, program) in enumerate(programs.items()):
        stage = secure.Stage(report, program, cluster, logs, [])
        user = stage.user(f"connect-{number}")
        can_ask = secure.library_version(program) >= RIGHTS_SINCE
        with report.case(f"connect: on {name}: the least rights suffice"):
            answer = asked_as(program, cluster, user)
            answer.need(WELL, r"^ok kafka\.bootstrapServers: .* over SSL", r"^not checked topics\.accepted: .*DescribeConfigs")
            if can_ask:
                answer.need(WELL, r"^ok topics\.commands: the user has Read", r"^ok topics\.rejected: the user has Write",
                            r"^ok kafka\.groupId: the user has Read")
            else:
                answer.need(WELL, r"^not checked rights: .*Write on transactional ids with the prefix connect-\d-group-")
        for kind, right in user.rights.items():
            taken_away(report, program, cluster, user, kind, right, name)
        if can_ask:
            described_only(report, program, cluster, user, name)
    of_passwords(report, programs["the library of this machine"], cluster)


def taken_away(report, program, cluster, user, kind, right, name):
    with report.case(f"connect: on {name}: without {right}: 78"):
        cluster.take_away(user.name, right)
        subject = {"commands": r"topics\.commands", "accepted": r"topics\.accepted", "rejected": r"topics\.rejected",
                   "group": r"kafka\.groupId", "transactions": r"transactional\.id"}[kind]
        wait_for("the right is gone", lambda: asked_as(program, cluster, user).code == MISCONFIGURED, 30)
        asked_as(program, cluster, user).need(MISCONFIGURED, rf"(?i)^fault {subject}: .*\b{right.operation.name}\b")
        cluster.grant(user.name, [right])
        wait_for("the right is back", lambda: asked_as(program, cluster, user).code == WELL, 30)


def described_only(report, program, cluster, user, name):
    """Only the brokers' word on rights shows that somebody may see a topic and not write to it."""
    for kind, resource, subject in (
            ("accepted", ResourceType.TOPIC, r"topics\.accepted"), ("group", ResourceType.GROUP, r"kafka\.groupId")):
        right = user.rights[kind]
        with report.case(f"connect: on {name}: Describe, but not {right}: 78"):
            describe = Right(resource, right.name, AclOperation.DESCRIBE)
            cluster.grant(user.name, [describe])
            cluster.take_away(user.name, right)
            wait_for("the right is gone", lambda: asked_as(program, cluster, user).code == MISCONFIGURED, 30)
            asked_as(program, cluster, user).need(
                MISCONFIGURED, rf"(?i)^fault {subject}: the user lacks {right.operation.name} on")
            cluster.grant(user.name, [right])
            cluster.take_away(user.name, describe)


def asked_as(program, cluster, user):
    commands, accepted, rejected = user.topics
    certificate, key = cluster.certificate(user.name)
    return asked(program, {
        "kafka-bootstrap-servers": cluster.with_certificates, "topics-commands": commands, "topics-accepted": accepted,
        "topics-rejected": rejected},
        secure.tls(cluster) | {"ssl.certificate.location": certificate, "ssl.key.location": key}, user.group)


def of_passwords(report, program, cluster):
    flags = {"kafka-bootstrap-servers": cluster.with_passwords}
    with report.case("connect: a wrong password: 78, at once"):
        started = time.monotonic()
        asked(program, flags | {"start-deadline-seconds": 60}, secure.sasl(cluster, "PLAIN", "wrong")).need(
            MISCONFIGURED, r"(?i)^fault kafka\.bootstrapServers: .*authentication.*check the security, sasl")
        need(time.monotonic() - started < 40, "it waits for somebody to correct the password")
    with report.case("connect: a broker's certificate that the authority has not signed: 78"):
        other = secure.sasl(cluster, "PLAIN") | {"ssl.ca.location": cluster.certificate("other")[0]}
        asked(program, flags, other).need(MISCONFIGURED, r"(?i)^fault kafka\.bootstrapServers: .*(certificate|ssl)")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
