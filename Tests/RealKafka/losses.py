#!/usr/bin/env python3
"""What the brokers take away: commands, transactions, result topics, ids of producers, and for a while themselves."""

import pathlib
import signal
import tempfile
import threading
import time

from confluent_kafka import Producer, TopicPartition

import options as command_line
from cluster import Cluster
from records import Writer, read
from samples import expectations, sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from verify_results import check
from worker import Program, Worker

PARTITIONS = 4
RESULTS = [ACCEPTED, REJECTED]
# `EX_DATAERR` and `EX_TEMPFAIL`.
LOST, TRY_AGAIN = 65, 75
# A few: so many commands of each partition are written at a time where the number does not matter.
SOME = 250
# To each partition, for a worker to run behind: more than it fetches ahead.
BACKLOG = 15_000
# How long partitions that are held are watched.
HELD_SECONDS = 5
EXPIRY_MILLISECONDS = 8000
OUTAGE_SECONDS = 30
OUTAGE_RATE = 1000


def suite(options, report):
    with report.case("losses: the clusters for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with tempfile.TemporaryDirectory() as logs:
            stages = Stages(program, pathlib.Path(logs), report, options.seed)
            with Cluster() as cluster:
                stages.play(cluster, "commands deleted while the worker is down: exit 65 with stop, held with hold, else counted",
                            deleted_while_down)
                stages.play(cluster, "commands deleted under a worker that runs behind: counted", deleted_under_it)
                stages.play(cluster, "the same with stop: exit 65, and nothing committed past the loss", deleted_under_it,
                            stops=True)
                stages.play(cluster, "commands of aborted transactions get no result, committed ones among them do", aborted)
                stages.play(cluster, "result topics deleted and made again under the running worker", made_again, PARTITIONS)
                stages.play(cluster, "result topics made again with fewer partitions", made_again, PARTITIONS // 2)
            for name, ids in (("the producer's id", ["producer"]), ("both ids of the producer", ["producer", "transactional"])):
                with Cluster(settings=expiry(ids)) as cluster:
                    stages.play(cluster, f"{name} expired while nothing was written", expired, ids)
            for how, end in (("kill", "revive"), ("pause", "resume")):
                # Replicated: after such a fault of the only broker, Kafka itself may leave a transaction open forever
                # (KAFKA-20734).
                with Cluster(brokers=3) as cluster:
                    stages.play(cluster, f"{OUTAGE_SECONDS} s without a coordinator ({how}), under load: no process ends",
                                outage, how, end)


class Stages:
    """Plays each scene as a case, on topics of its own."""

    def __init__(self, program, logs, report, seed):
        self._program = program
        self._logs = logs
        self._report = report
        self._seed = seed
        self._count = 0

    def play(self, cluster, name, scene, *arguments, **keywords):
        self._count += 1
        with self._report.case(f"losses: {name}"):
            stage = Stage(self._program, cluster, self._logs, self._seed, self._count)
            try:
                scene(stage, *arguments, **keywords)
            except Failure as failure:
                raise Failure(f"{failure}{stage.tails()}") from None
            finally:
                # A failed case shall not fail the others, nor be hidden by what comes of it.
                answered(lambda: stage.delete([COMMANDS, *RESULTS]))


class Stage:
    """New topics and a group with this scene's number."""

    def __init__(self, program, cluster, logs, seed, number):
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.number = number
        self.group = f"losses-{number}"
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([COMMANDS, *RESULTS], PARTITIONS, cluster.brokers)
        self.commands = sample(program, SOME, seed)
        self._workers = []

    def worker(self, name="a", **flags):
        flags = {"kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": self.group, "kafka-instance-id": name,
                 "lanes": 2} | {key.replace("_", "-"): value for key, value in flags.items()}
        made = Worker(self.program, self.logs / f"{self.number}-{name}-{len(self._workers)}.log", flags)
        self._workers.append(made)
        return made

    def tails(self):
        return "".join(f"\n{worker.log.name} ends:\n{worker.tail()}" for worker in self._workers)

    def delete(self, names):
        """Deletes the topics of these names that exist."""
        self.topics.delete(sorted(self.topics.admin.list_topics(timeout=10).topics.keys() & set(names)))
        wait_for(f"the end of {names}", lambda: not self.topics.admin.list_topics(timeout=10).topics.keys() & set(names), 30)

    def write(self, count=SOME):
        """So many commands to each partition."""
        # A new one each time, so that it knows the topic as it is now.
        writer = Writer(self.cluster.bootstrap)
        for number in range(count):
            for partition in range(PARTITIONS):
                key, value = self.commands[number % len(self.commands)]
                writer.write(COMMANDS, key, value, partition=partition)
        writer.flush()

    def committed(self):
        """By partition, 0 where nothing is committed; None while the coordinator does not say."""
        known = answered(lambda: self.topics.group_offsets(self.group, COMMANDS, PARTITIONS))
        return known if known is None else {number: known.get(number, 0) for number in range(PARTITIONS)}

    def wait_until_answered(self, seconds, restarted=None):
        """Waits until everything that is in the topic is answered. A worker that ends with 75 is started again."""

        def is_done():
            ends, committed = answered(lambda: self.topics.ends(COMMANDS, PARTITIONS)), self.committed()
            if restarted and restarted.process.poll() is not None:
                need(restarted.process.returncode == TRY_AGAIN, f"the worker exits {restarted.process.returncode}")
                restarted.start()
            return ends is not None and ends == committed

        started = time.monotonic()
        wait_for(lambda: f"every answer: {self.committed()} of {answered(lambda: self.topics.ends(COMMANDS, PARTITIONS))}",
                 is_done, seconds)
        return time.monotonic() - started

    def read_commands(self):
        return read(self.cluster.bootstrap, [COMMANDS])

    def delete_before(self, offsets):
        """DeleteRecords, by which retention is brought about at once."""
        asked = [TopicPartition(COMMANDS, partition, offset) for partition, offset in offsets.items()]
        for future in self.topics.admin.delete_records(asked).values():
            future.result(30)

    def judge(self, commands, lost=frozenset(), partitions=PARTITIONS):
        """Each command but those of `lost` has its result, and those have none."""
        expected = expectations(self.program, commands)
        for wanted in expected.values():
            wanted.partition = wanted.command.partition % partitions
        wanted = {at: each for at, each in expected.items() if at not in lost}
        # Readers wait for a transaction that an outage left open until the brokers give it up: 10 s, and their next look.
        wait_for("the end of every transaction", self.is_stable, 40)
        account = check(wanted, read(self.cluster.bootstrap, RESULTS), self.topics.cluster_id())
        print(f"  {account}")
        need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))

    def is_stable(self):
        def ends(topic, committed):
            count = len(self.topics.admin.list_topics(topic, timeout=10).topics[topic].partitions)
            return self.topics.ends(topic, count, committed)

        return answered(lambda: all(ends(topic, True) == ends(topic, False) for topic in RESULTS))


def end(worker):
    worker.terminate()
    code = worker.exit_code(40)
    need(code == 0, f"the worker exits {code} on SIGTERM")


# Retention


def deleted_while_down(stage):
    stage.write()
    with stage.worker() as worker:
        stage.wait_until_answered(60)
        end(worker)
    before = stage.committed()
    stage.write()
    commands = stage.read_commands()
    # None of the last partition, and of the first all that is there.
    cut = {0: before[0] + SOME, 1: before[1] + 1, 2: before[2] + SOME // 2}
    stage.delete_before(cut)
    with stage.worker(kafka_on_lost_records="stop") as worker:
        need(worker.exit_code(40) == LOST, f"it exits {worker.process.returncode}, not {LOST}")
        need(worker.events("commands-lost"), "it does not say what was lost")
    committed = stage.committed()
    need(all(committed[number] == before[number] for number in cut), f"it has committed {committed}, and before it was {before}")
    held_while_others_go_on(stage, before, cut)
    with stage.worker() as worker:
        stage.wait_until_answered(60)
        end(worker)
        lost = lost_positions(worker)
    need(lost == {(number, offset) for number in cut for offset in range(before[number], cut[number])},
         f"{len(lost)} are said to be lost; {before} was committed, and {cut} is the first that was not deleted")
    stage.judge(commands, lost)


def held_while_others_go_on(stage, before, cut):
    ends = stage.topics.ends(COMMANDS, PARTITIONS)
    wanted = {number: before[number] if number in cut else ends[number] for number in ends}
    with stage.worker(kafka_on_lost_records="hold") as worker:
        wait_for("the events that say what was lost",
                 lambda: {event["partition"] for event in worker.events("commands-lost")} == cut.keys(), 60)
        wait_for(lambda: f"answers in the other partitions: {stage.committed()} of {wanted}",
                 lambda: stage.committed() == wanted, 60)
        until = time.monotonic() + HELD_SECONDS
        while time.monotonic() < until:
            need(stage.committed() in (wanted, None), f"it went on: {stage.committed()}")
            need(worker.process.poll() is None, f"it ended with {worker.process.returncode}")
        end(worker)


def deleted_under_it(stage, stops=False):
    stage.write(BACKLOG)
    commands = stage.read_commands()
    ends = stage.topics.ends(COMMANDS, PARTITIONS)
    kept = {number: end - SOME for number, end in ends.items()}
    # Little is fetched ahead, in small pieces: most of the backlog is still with the broker.
    with stage.worker(kafka_on_lost_records="stop" if stops else "continue", kafka_prefetch_megabytes=1,
                      kafka_consumer_properties="fetch.message.max.bytes=65536") as worker:
        wait_for("the first answers", lambda: sum((stage.committed() or {}).values()), 60, every=0.002)
        # So that it does not run past what is deleted meanwhile; shorter than its session.
        worker.process.send_signal(signal.SIGSTOP)
        try:
            stage.delete_before(kept)
        finally:
            worker.process.send_signal(signal.SIGCONT)
        if stops:
            need(worker.exit_code(60) == LOST, f"it exits {worker.process.returncode}, not {LOST}")
            need(worker.events("commands-lost"), "it does not say what was lost")
            first = {(event["partition"], event["offset"] - event["count"]) for event in worker.events("commands-lost")}
            committed = stage.committed()
            need(all(committed[number] <= offset for number, offset in first), f"committed {committed}, lost from {first} on")
        else:
            stage.wait_until_answered(60)
            end(worker)
            lost = lost_positions(worker)
    if stops:
        with stage.worker() as worker:
            stage.wait_until_answered(60)
            end(worker)
            lost = lost_positions(worker)
    need(lost, f"nothing was lost: the worker had read all of {sum(ends.values())} commands")
    need(all(offset < kept[number] for number, offset in lost), f"more is said to be lost than was deleted: {kept}")
    print(f"  {len(lost):,} of {len(commands):,} commands were deleted unread")
    stage.judge(commands, lost)


def lost_positions(worker):
    """Partition and offset of each command that the worker says was lost, each said once."""
    positions = [(event["partition"], offset) for event in worker.events("commands-lost")
              for offset in range(event["offset"] - event["count"], event["offset"])]
    need(len(set(positions)) == len(positions), f"some were counted twice: {worker.events('commands-lost')}")
    return set(positions)


# Transactions of those who write commands


def aborted(stage):
    rounds = 20
    producer = Producer({"bootstrap.servers": stage.cluster.bootstrap, "transactional.id": "upstream", "log_level": 0})
    producer.init_transactions(30)
    with stage.worker() as worker:
        for number in range(rounds):
            producer.begin_transaction()
            for partition in range(PARTITIONS):
                for key, value in stage.commands[:50]:
                    producer.produce(COMMANDS, value, key, partition)
            need(producer.flush(30) == 0, "the commands are not written")
            (producer.commit_transaction if number % 2 else producer.abort_transaction)(30)
            if number == rounds // 2:
                # Between the transactions of one producer, those of nobody's.
                stage.write()
        commands = stage.read_commands()
        written = len(read(stage.cluster.bootstrap, [COMMANDS], committed=False))
        need(written - len(commands) == rounds // 2 * 50 * PARTITIONS, f"{len(commands)} of {written} commands are committed")
        last = {command.partition: command.offset for command in commands}
        wait_for(lambda: f"answers to the last commands: {stage.committed()} of {last}",
                 lambda: all((stage.committed() or {}).get(number, 0) > offset for number, offset in last.items()), 60)
        end(worker)
    print(f"  {written - len(commands)} commands were aborted")
    stage.judge(commands)


# Result topics


def made_again(stage, partitions):
    with stage.worker() as worker:
        stage.write()
        stage.wait_until_answered(60)
        gone = stage.committed()
        stage.delete(RESULTS)
        # Some while there are none, some to the new ones.
        stage.write()
        stage.topics.create(RESULTS, partitions)
        stage.write()
        seconds = stage.wait_until_answered(120, restarted=worker)
        stage.write()
        stage.wait_until_answered(60, restarted=worker)
        restarts = len(worker.events("worker-started")) - 1
        print(f"  answered {seconds:.1f} s after the topics were there again, {restarts} restarts")
        end(worker)
    commands = [command for command in stage.read_commands() if command.offset >= gone[command.partition]]
    stage.judge(commands, partitions=partitions)


# Ids of producers


def expiry(ids):
    settings = {}
    if "producer" in ids:
        settings |= {"producer.id.expiration.ms": EXPIRY_MILLISECONDS, "producer.id.expiration.check.interval.ms": 500}
    if "transactional" in ids:
        settings |= {
            "transactional.id.expiration.ms": EXPIRY_MILLISECONDS,
            "transaction.remove.expired.transaction.cleanup.interval.ms": 500}
    return settings


def expired(stage, ids):
    with stage.worker() as worker:
        stage.write()
        stage.wait_until_answered(60)
        for _ in range(2):
            need(stage.cluster.producer_ids(ACCEPTED, 0), "the brokers do not know a producer: there is nothing to expire")
            wait_for("the end of the producers' ids", lambda: not stage.cluster.producer_ids(ACCEPTED, 0), 60)
            if "transactional" in ids:
                wait_for("the end of the transactional ids", lambda: not stage.cluster.transactional_ids(), 60)
            stage.write()
            stage.wait_until_answered(60)
        renewed = len(worker.events("producer-renewed"))
        end(worker)
    print(f"  {renewed} producers recreated")
    stage.judge(stage.read_commands())


# The coordinators


def outage(stage, how, back):
    """Two of three brokers, the group's coordinator among them: without a majority of controllers nobody takes over."""
    feed = threading.Thread(target=write_evenly, args=(stage, stop := threading.Event(), errors := []), daemon=True)
    with stage.worker("a") as first, stage.worker("b") as second:
        pids = {worker.process.pid for worker in (first, second)}
        feed.start()
        try:
            wait_for("the first answers", lambda: sum((stage.committed() or {}).values()) > OUTAGE_RATE, 60)
            coordinator = stage.topics.coordinator("__consumer_offsets", stage.group)
            away = [coordinator, coordinator % stage.cluster.brokers + 1]
            for broker in away:
                getattr(stage.cluster, how)(broker)
            # The outage's length is what is asked for.
            stop.wait(OUTAGE_SECONDS)
            for broker in away:
                getattr(stage.cluster, back)(broker)
            written_after = time.time()
            # Under load until there are answers again.
            before = sum(wait_for("the group's offsets", stage.committed, 60).values())
            wait_for("answers after the outage", lambda: sum((stage.committed() or {}).values()) > before + OUTAGE_RATE, 60)
            seconds = time.time() - written_after
        finally:
            stop.set()
            feed.join(120)
        need(not feed.is_alive() and not errors, f"the commands are not written: {errors}")
        stage.wait_until_answered(90)
        for worker in (first, second):
            need(worker.process.poll() is None, f"a worker ended with {worker.process.returncode}")
        need({worker.process.pid for worker in (first, second)} == pids, "another process is there")
        for worker in (first, second):
            end(worker)
    print(f"  answers again {seconds:.1f} s after the broker")
    stage.judge(stage.read_commands())


def write_evenly(stage, stop, errors):
    try:
        writer = Writer(stage.cluster.bootstrap, **{"message.timeout.ms": 0})
        number = 0
        while not stop.wait(0.02):
            for _ in range(OUTAGE_RATE // 50):
                key, value = stage.commands[number % len(stage.commands)]
                writer.write(COMMANDS, key, value, partition=number % PARTITIONS)
                number += 1
        writer.flush()
    except Failure as failure:
        errors.append(str(failure))


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
