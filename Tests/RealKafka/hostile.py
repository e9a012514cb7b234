"""Hostile records: each gets its result, and its neighbours theirs, whatever the result topics take."""

import pathlib
import tempfile

import options as command_line
from cluster import Cluster
from hostile_records import BLANKS, GOOD, LIMIT_SMALL, hostile_records
from records import Writer, read
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from verify_results import check
from worker import Program, Worker

PARTITIONS = 2
COMMAND_BYTES_MAX = 8 << 20
# Past the small limit many times over: the broker's limit is one of batches.
CROWD = 300
CODECS = ("gzip", "snappy", "lz4", "zstd")


def suite(options, report):
    with report.case("hostile records: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with Cluster(settings={"message.max.bytes": COMMAND_BYTES_MAX}) as cluster, tempfile.TemporaryDirectory() as logs:
            suite_on(cluster, program, pathlib.Path(logs), report)


def suite_on(cluster, program, logs, report):
    rounds = [
        ("result topics of the default size", round_with, {}),
        (f"result topics of max.message.bytes={LIMIT_SMALL}", round_with, {"max_message_bytes": LIMIT_SMALL}),
        (f"result topics lowered to {LIMIT_SMALL} under the running worker", round_lowered, {}),
    ]
    for number, (name, play, limits) in enumerate(rounds):
        with report.case(f"hostile records: {name}"):
            topics = Topics(cluster.bootstrap)
            topics.create([COMMANDS], PARTITIONS, max_message_bytes=COMMAND_BYTES_MAX)
            topics.create([ACCEPTED, REJECTED], PARTITIONS, **limits)
            flags = {"kafka-bootstrap-servers": cluster.bootstrap, "kafka-group-id": f"hostile-{number}", "lanes": 1}
            try:
                with Worker(program, logs / f"{number}.log", flags) as worker:
                    play(Round(cluster, topics, worker, flags["kafka-group-id"]), bool(limits))
            finally:
                topics.delete([COMMANDS, ACCEPTED, REJECTED])
                wait_for("the topics' end", lambda: not topics.admin.list_topics(timeout=10).topics.keys()
                         & {COMMANDS, ACCEPTED, REJECTED}, 30)


def round_with(play, is_small):
    expected = play.send(hostile_records(is_small))
    play.judge(expected)


def round_lowered(play, _):
    expected = play.send(hostile_records(False))
    play.wait_until_done(len(expected))
    for topic in (ACCEPTED, REJECTED):
        play.topics.set(topic, "max.message.bytes", LIMIT_SMALL)
    expected += play.send(hostile_records(True))
    play.judge(expected)
    refused = len(play.worker.events("result-refused"))
    print(f"  the broker refused results for their size {refused} times")


class Round:
    def __init__(self, cluster, topics, worker, group):
        self.cluster = cluster
        self.topics = topics
        self.worker = worker
        self.group = group

    def send(self, records):
        """Writes each record between two good ones in one partition, some of them in each codec, then a crowd of good ones."""
        sent = []

        def write(some, codec="none"):
            writer = Writer(self.cluster.bootstrap, **{"compression.type": codec, "message.max.bytes": 2 * len(BLANKS.value)})
            for partition, record in some:
                writer.write(COMMANDS, record.key, record.value, partition, record.headers)
            writer.flush()
            sent.extend(some)

        write([(number % PARTITIONS, each) for number, record in enumerate(records) for each in (GOOD, record, GOOD)])
        for number, codec in enumerate(CODECS):
            write([(number % PARTITIONS, each) for each in (GOOD, BLANKS, GOOD, GOOD)], codec)
        write([(number % PARTITIONS, GOOD) for number in range(CROWD)])
        return sent

    def wait_until_done(self, count):
        def is_done():
            if self.worker.process.poll() is not None:
                raise Failure(f"the worker ended with {self.worker.process.returncode}; its log:\n{self.worker.tail()}")
            return self.topics.answered(self.group, COMMANDS, PARTITIONS) == count

        try:
            wait_for(f"committed offsets after {count} commands", is_done, 60, every=0.2)
        except Failure as failure:
            raise Failure(f"{failure}; the worker's log ends:\n{self.worker.tail()}") from None

    def judge(self, sent):
        self.wait_until_done(len(sent))
        self.worker.terminate()
        need(self.worker.exit_code(40) == 0, f"the worker exits {self.worker.process.returncode}:\n{self.worker.tail()}")
        commands = {partition: [] for partition in range(PARTITIONS)}
        for command in read(self.cluster.bootstrap, [COMMANDS]):
            commands[command.partition].append(command)
        need(sum(map(len, commands.values())) == len(sent), "the command topic has other records than were written")
        expected = {}
        for partition, record in sent:
            command = commands[partition].pop(0)
            need(command.value == record.value and command.key == record.key, f"{record.name} arrived as something else")
            expected[command.partition, command.offset] = record.expected(command)
        account = check(expected, read(self.cluster.bootstrap, [ACCEPTED, REJECTED]), self.topics.cluster_id())
        print(f"  {account}")
        need(account.is_clean, "\n  ".join(["not every result is right:", *account.faults]))


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
