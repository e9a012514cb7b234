#!/usr/bin/env python3
"""Commits of offsets that arrive late: the committed offset never moves back, and no command is answered twice for it.

The proxy holds one request back and cuts its connection. The worker connects again and goes on; when transactions have moved the
offset on, the request is delivered after all, by a connection that the broker has never seen break.
"""

import pathlib
import tempfile

from confluent_kafka import Producer

import options as command_line
from network import OFFSET_COMMIT, TXN_OFFSET_COMMIT, ProxiedCluster
from records import Writer, read
from samples import expectations, sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from verify_results import check
from worker import Program, Worker

PARTITIONS = 2
SOME = 200
# So long a request is held back at most; a scene ends long before.
HELD_SECONDS = 300


def suite(options, report):
    with report.case("late commits: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with ProxiedCluster(brokers=1) as cluster, tempfile.TemporaryDirectory() as logs:
            commands = sample(program, SOME, options.seed)
            for number, (name, play) in enumerate(SCENES.items()):
                with report.case(f"late commits: {name}"):
                    scene = Scene(program, cluster, pathlib.Path(logs), commands, number)
                    try:
                        play(scene)
                    except Failure as failure:
                        raise Failure(f"{failure}; the worker's log ends:\n{scene.worker.tail()}") from None
                    finally:
                        scene.end()


class Scene:
    """New topics, a group of its own, and one worker that knows the brokers by the proxy alone."""

    def __init__(self, program, cluster, logs, commands, number):
        self.program = program
        self.cluster = cluster
        self.proxy = cluster.proxy
        self.armed = None
        self.commands = commands
        self.group = f"late-{number}"
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
        self.worker = Worker(program, logs / f"{number}.log", {
            "kafka-bootstrap-servers": cluster.proxy.bootstrap, "kafka-group-id": self.group, "kafka-instance-id": "w",
            "lanes": 1})

    def end(self):
        """Gives the next scene an empty cluster."""
        self.worker.__exit__()
        self.proxy.disarm(self.armed)
        self.proxy.tell("release")
        names = {COMMANDS, ACCEPTED, REJECTED}
        self.topics.delete(sorted(names))
        wait_for("the topics' end", lambda: not self.topics.admin.list_topics(timeout=10).topics.keys() & names, 30)

    def write(self):
        """Writes some commands to each partition."""
        writer = Writer(self.cluster.bootstrap)
        for partition in range(PARTITIONS):
            for key, value in self.commands:
                writer.write(COMMANDS, key, value, partition=partition)
        writer.flush()

    def committed(self):
        """The committed offsets, by partition; None while the coordinator does not say, or not of each."""
        known = answered(lambda: self.topics.group_offsets(self.group, COMMANDS, PARTITIONS))
        return known if known and len(known) == PARTITIONS else None

    def wait_until_answered(self):
        """Waits until everything is answered, and returns the committed offsets."""

        def at_end():
            committed, ends = self.committed(), answered(lambda: self.topics.ends(COMMANDS, PARTITIONS))
            return committed if committed == ends else None

        return wait_for(lambda: f"answers to all commands: {self.committed()}", at_end, 60)

    def trap(self, *keys):
        """Holds back the next request of one of these kinds, and cuts its connection."""
        self.before = self.proxy.events.copy()
        self.armed = self.proxy.trap(keys, "", "hold", seconds=HELD_SECONDS, cut=True)

    def happened(self, event, *keys):
        return sum(self.proxy.events[event, key] - self.before[event, key] for key in keys)

    def deliver(self, *keys):
        """Lets the request go that was held back, and returns when the broker has answered it."""
        self.proxy.tell("release")
        wait_for("the broker's answer to the late request", lambda: self.happened("answered", *keys), 30)

    def verify(self, before):
        """The offsets that were committed hold, also for a worker that starts from them, and each command has one result."""
        after = wait_for("the committed offsets", self.committed, 30)
        self.worker.kill()
        self.worker.start()
        self.write()
        self.wait_until_answered()
        self.worker.terminate()
        need(self.worker.exit_code(40) == 0, f"it exits {self.worker.process.returncode}")
        commands = read(self.cluster.bootstrap, [COMMANDS])
        account = check(
            expectations(self.program, commands), read(self.cluster.bootstrap, [ACCEPTED, REJECTED]), self.topics.cluster_id())
        moved = {number: (before[number], after[number]) for number in before if after[number] < before[number]}
        need(not moved, f"the late request moved the committed offset back: {moved}; {account}")
        need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))


def start(scene):
    """The first offsets of partitions that nobody has read yet."""
    scene.trap(OFFSET_COMMIT, TXN_OFFSET_COMMIT)
    scene.worker.start()
    wait_for("a commit of the first offsets", lambda: scene.happened("held", OFFSET_COMMIT, TXN_OFFSET_COMMIT), 30)
    scene.write()
    before = scene.wait_until_answered()
    scene.deliver(OFFSET_COMMIT, TXN_OFFSET_COMMIT)
    scene.verify(before)


def confirmation(scene):
    """The question whether a member that was fenced is still one."""
    scene.worker.start()
    scene.write()
    first = scene.wait_until_answered()
    ids = scene.cluster.transactional_ids()
    ours = [name for name in ids if scene.group in name]
    need(len(ours) == 1, f"the transactional id of the worker is not among {ids}")
    scene.trap(OFFSET_COMMIT)
    # Another producer of the same id: the worker's next request is fenced.
    Producer({"bootstrap.servers": scene.cluster.bootstrap, "transactional.id": ours[0], "log_level": 0}).init_transactions(30)
    scene.write()
    before = scene.wait_until_answered()
    need(before != first, "nothing was committed after the fence")
    if scene.happened("held", OFFSET_COMMIT):
        scene.deliver(OFFSET_COMMIT)
    else:
        print("  no offset is committed to find out: nothing can come late")
    scene.verify(before)


def transaction(scene):
    """The offsets of a transaction."""
    scene.worker.start()
    scene.write()
    scene.wait_until_answered()
    scene.trap(TXN_OFFSET_COMMIT)
    scene.write()
    wait_for("the offsets of a transaction", lambda: scene.happened("held", TXN_OFFSET_COMMIT), 30)
    scene.wait_until_answered()
    scene.write()
    scene.wait_until_answered()
    scene.deliver(TXN_OFFSET_COMMIT)
    # What a late request has changed is seen at the end of the next transaction.
    scene.write()
    scene.verify(scene.wait_until_answered())


SCENES = {
    "of the first offsets": start,
    "of a member that was fenced and asks whether it is still one": confirmation,
    "in a transaction": transaction,
}


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
