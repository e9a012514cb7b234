#!/usr/bin/env python3
"""Static members of the group: a partition that is added while they restart, and one that wakes up after it was replaced."""

import pathlib
import signal
import tempfile
import time

from confluent_kafka.admin import NewPartitions

import options as command_line
from cluster import Cluster
from records import Writer
from samples import sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from worker import Program, Worker

GROUP = "groups"
PARTITIONS = 2
NAMES = ("w0", "w1")
# A session's default; a lane looks for partitions of nobody twice, 5 s apart.
SESSION_SECONDS = 10
SURVEY_SECONDS = 40


def suite(options, report):
    with report.case("groups: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with tempfile.TemporaryDirectory() as logs:
            for name, check in (
                    ("a partition is added and every static member restarts: it is read", added_partition),
                    ("a static member sleeps past its session and is replaced: it ends with 75, its successor goes on",
                     replaced)):
                with Cluster() as cluster, report.case(f"groups: {name}"):
                    check(Stage(program, cluster, pathlib.Path(logs), options.seed))


class Stage:
    """Two workers with `kafka.instanceId`, and commands for any partition."""

    def __init__(self, program, cluster, logs, seed):
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
        self.partitions = PARTITIONS
        self.commands = sample(program, 20, seed)

    def worker(self, name):
        return Worker(self.program, self.logs / f"{self.cluster.port}-{name}.log", {
            "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": GROUP, "kafka-instance-id": name,
            "lanes": 1})

    def write(self):
        """A few commands to each partition."""
        # A new one each time, so that it knows every partition.
        writer = Writer(self.cluster.bootstrap)
        for partition in range(self.partitions):
            for key, value in self.commands:
                writer.write(COMMANDS, key, value, partition=partition)
        writer.flush()

    def wait_for_answers(self, seconds):
        """Waits until everything written is answered."""

        def are_there():
            committed = answered(lambda: self.topics.group_offsets(GROUP, COMMANDS, self.partitions)) or {}
            ends = answered(lambda: self.topics.ends(COMMANDS, self.partitions)) or {}
            return ends and all(committed.get(number, 0) == end for number, end in ends.items())

        started = time.monotonic()
        wait_for("every partition's results", are_there, seconds)
        return time.monotonic() - started


def added_partition(stage):
    with stage.worker(NAMES[0]) as first, stage.worker(NAMES[1]) as second:
        stage.write()
        stage.wait_for_answers(30)
        stage.topics.admin.create_partitions([NewPartitions(COMMANDS, PARTITIONS + 1)])[COMMANDS].result(30)
        for worker in (first, second):
            worker.kill()
        for worker in (first, second):
            worker.start()
        stage.partitions += 1
        wait_for("the new partition's leader", lambda: answered(lambda: stage.topics.ends(COMMANDS, stage.partitions)), 30)
        stage.write()
        print(f"  the new partition's results came {stage.wait_for_answers(SURVEY_SECONDS):.1f} s after its commands")
        for worker in (first, second):
            need(worker.process.poll() is None, f"a worker ended:\n{worker.tail()}")


def replaced(stage):
    with stage.worker(NAMES[0]), stage.worker(NAMES[1]) as zombie:
        stage.write()
        stage.wait_for_answers(30)
        zombie.process.send_signal(signal.SIGSTOP)
        with stage.worker(NAMES[1]) as successor:
            successor.wait_for_event("partitions-assigned", 30)
            # What the zombie's own clock says of its session must say that it is over.
            wait_until = time.monotonic() + SESSION_SECONDS + 2
            while time.monotonic() < wait_until:
                need(successor.process.poll() is None, f"the successor ended:\n{successor.tail()}")
                stage.write()
                stage.wait_for_answers(30)
            zombie.process.send_signal(signal.SIGCONT)
            code = zombie.exit_code(60)
            need(code == 75, f"the zombie exits {code}:\n{zombie.tail()}")
            stage.write()
            stage.wait_for_answers(30)
            if successor.process.poll() is not None:
                raise Failure(f"the successor ended with {successor.process.returncode}:\n{successor.tail()}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
