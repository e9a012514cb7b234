#!/usr/bin/env python3
"""Faults under load: workers and brokers die, hang and come back, the network breaks, and every command has one result."""

import contextlib
import json
import pathlib
import random
import statistics
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "RealKafka"))

import options as command_line
from faults import FAULTS, THREADS, Stage, chosen
from feed import Feed
from fleet import GROUP, LANES, SPARED, Fleet
from injector import Injector
from network import ProxiedCluster
from records import read
from samples import sample
from suite import Failure, Skipped, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from verify_promise import RESULTS, entries, positions_of, verify_along, verify_commands, verify_contents, verify_positions
from vitals import Vitals
from watch import Along
from worker import Program

HERE = pathlib.Path(__file__).resolve().parent
PARTITIONS = 4
# Nothing answered for so long, with every fault over, is a hang. Past the watchdog (60 s) and a restart.
STALL_SECONDS = 100
SETTLE_SECONDS = 240
# The last third of a run beside the middle one; a shorter run still warms up.
MEMORY_GROWTH_MAX = 1.05
FLAT_SECONDS_MIN = 600
# A broker that is away takes the connections of each client with it: two clients for each lane.
DESCRIPTORS_APART_MAX = 2 * LANES
# A run of so many seconds has every fault: when there was not time enough, it goes on.
LAP_SECONDS = 120
# Faults that leave open transactions behind.
ABRUPT = {"worker_kill", "worker_kill_at"}
# What a canary must be caught by.
CANARIES = {"doubled": "doubled", "lost": "missing", "dirty": "unconfirmed"}


def suite(options, report):
    need(not options.canary or options.canary in CANARIES, f"--canary is one of {', '.join(CANARIES)}")
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        logs = pathlib.Path(options.logs or folder)
        logs.mkdir(parents=True, exist_ok=True)
        run = Run(options, report, logs)
        with report.case(f"chaos: {options.commands:,} commands, {options.seconds} s of faults"):
            run.run()
        if run.is_over:
            run.report_on()


class Run:
    def __init__(self, options, report, logs):
        self.options = options
        self.report = report
        self.logs = logs
        self.random = random.Random(options.seed)
        self.stop = threading.Event()
        self.is_over = False

    def run(self):
        options = self.options
        program = Program(options.worker, options.newest, options.worker_flag)
        broken_worker = [str(HERE / "broken_worker.py"), options.canary] if options.canary in ("doubled", "lost") else None
        self.names = chosen("worker_kill" if broken_worker else options.faults)
        commands = sample(program, options.commands, options.seed)
        with contextlib.ExitStack() as stack:
            cluster = stack.enter_context(ProxiedCluster())
            topics = Topics(cluster.bootstrap)
            topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS, 3)
            self.along = Along(cluster.bootstrap, PARTITIONS, committed=options.canary != "dirty")
            self.along.start()
            stack.callback(self.along.finish)
            self.fleet = stack.enter_context(Fleet(
                program, cluster.proxy.bootstrap, self.logs, options.workers, broken_worker, options.spared))
            try:
                self.work(cluster, topics, commands)
            except Failure as failure:
                raise Failure(f"{failure}{self.fleet.tails()}") from None
            self.judge(cluster, topics, program, broken_worker)
        self.is_over = True

    # The run

    def work(self, cluster, topics, commands):
        self.stages = []
        self.injectors = []
        self.feed = Feed(cluster.bootstrap, commands, self.options.seconds, self.has_faults)
        self.started = time.monotonic()
        self.feed.start()
        wait_for("the first results", lambda: self.supervised(lambda: self.along.count > 0), 60)
        self.vitals = Vitals(self.fleet.workers[SPARED]) if self.options.spared else None
        if self.vitals:
            self.vitals.start()
        threads = [self.names] if self.options.single else [
            [name for name in self.names if FAULTS[name].thread == thread] for thread in THREADS]
        for part in filter(None, threads):
            stage = Stage(cluster, self.fleet, topics, random.Random(self.random.random()), self.stop)
            self.stages.append(stage)
            self.injectors.append(Injector(
                stage, part, self.options.seconds, self.along, PARTITIONS, self.stop, waits=self.options.single,
                finishes_lap=self.options.seconds >= LAP_SECONDS))
        for injector in self.injectors:
            injector.start()
        try:
            limit = self.options.seconds + SETTLE_SECONDS - (time.monotonic() - self.started)
            wait_for("the end of faults and commands", lambda: self.supervised(self.is_played), limit, every=0.1)
        finally:
            self.stop.set()
            for injector in self.injectors:
                injector.join(60)
        self.faults_over = time.monotonic()
        if self.vitals:
            self.vitals.finish()
        self.settle(topics)
        self.seconds = self.along.last - self.started
        self.fleet.stop()

    def is_played(self):
        need(self.feed.is_alive() or self.feed.error is None, f"the commands are not written: {self.feed.error}")
        return not self.feed.is_alive() and not self.has_faults()

    def has_faults(self):
        return any(injector.is_alive() for injector in self.injectors)

    def supervised(self, condition):
        self.fleet.supervise()
        return condition()

    def settle(self, topics):
        """Waits until all is answered; nothing for a long while is a hang."""

        def is_done():
            self.fleet.supervise()
            silent = time.monotonic() - max(self.along.last, self.faults_over)
            need(silent < STALL_SECONDS, f"no new result for {silent:.0f} s: {self.progress(topics)}")
            progress = self.progress(topics)
            return progress and all(committed == end for committed, end in progress.values())

        wait_for(lambda: f"all commands to be answered: {self.progress(topics)}", is_done, SETTLE_SECONDS, every=0.5)

    @staticmethod
    def progress(topics):
        known = answered(lambda: len(topics.admin.list_topics(COMMANDS, timeout=10).topics[COMMANDS].partitions)) or 0
        committed = answered(lambda: topics.group_offsets(GROUP, COMMANDS, known)) or {}
        ends = answered(lambda: topics.ends(COMMANDS, known)) or {}
        return {number: (committed.get(number, 0), ends.get(number)) for number in range(known)}

    # The account

    def judge(self, cluster, topics, program, broken_worker):
        def is_stable():
            return all(topics.ends(topic, PARTITIONS) == topics.ends(topic, PARTITIONS, False) for topic in RESULTS)

        wait_for("the end of every transaction", lambda: answered(is_stable), 60)
        commands = read(cluster.bootstrap, [COMMANDS], seconds=300)
        results = read(cluster.bootstrap, RESULTS, seconds=300)
        end = entries(results)
        readable = sum(map(len, end.values()))
        # What it has not seen by then, the verdict tells.
        with contextlib.suppress(Failure):
            wait_for("the reader along", lambda: self.along.count >= readable, 30)
        self.along.finish()
        uncommitted = [0]

        def count_one(_):
            uncommitted[0] += 1

        read(cluster.bootstrap, RESULTS, committed=False, seconds=300, take=count_one)
        self.hidden = uncommitted[0] - readable
        positions = {(command.partition, command.offset) for command in commands}
        self.sent = verify_commands(commands, self.feed.count)
        self.at_end = verify_positions(positions, positions_of(end))
        self.read_along = verify_positions(positions, positions_of(self.along.seen))
        verify_along(self.read_along, self.along.seen, end)
        if not broken_worker:
            verify_contents(self.at_end, program, commands, results, topics.cluster_id(), PARTITIONS)

    def report_on(self):
        self.print_figures()
        report = self.report
        if self.options.canary:
            kind = CANARIES[self.options.canary]
            verdict = self.read_along if self.options.canary == "dirty" else self.at_end
            with report.case(f"canary: {self.options.canary}: caught as {kind}"):
                print(f"  {verdict}")
                need(verdict.faults[kind], f"nothing {kind}: the checker is blind, or the canary was not hit; {verdict}")
            return
        for name, verdict in (
                ("every command was written", self.sent), ("the reader at the end", self.at_end),
                ("the reader along", self.read_along)):
            with report.case(f"chaos: {name}: {verdict}"):
                need(verdict.is_clean, "\n  ".join([str(verdict), *verdict.words]))
        with report.case("chaos: the reader along did not fail"):
            need(self.along.error is None, self.along.error)
        self.report_on_faults()
        if self.vitals:
            self.report_on_vitals()
        with report.case("chaos: no worker ended but with the code that says why"):
            need(not self.fleet.wrong_ends, "\n".join(self.fleet.wrong_ends))

    def report_on_faults(self):
        """A run that leaves out a fault shows nothing of it."""
        report = self.report
        with report.case("chaos: no fault failed in the harness"):
            errors = [error for injector in self.injectors for error in injector.errors]
            need(not errors, "\n".join(errors))
        with report.case("chaos: every fault came about"):
            missing = [name for injector in self.injectors for name in injector.missing]
            self.need_in_a_lap(not missing, f"there was none of {', '.join(missing)}")
        if ABRUPT & set(self.names):
            with report.case("chaos: kills left records of open transactions behind, which readers did not see"):
                self.need_in_a_lap(self.hidden > 0, "no record of an aborted transaction is in the result topics")

    def need_in_a_lap(self, condition, text):
        """Fails unless `condition` holds; a run that is too short for it is skipped instead."""
        if not condition and self.options.seconds < LAP_SECONDS:
            raise Skipped(f"{text}: {self.options.seconds} s are too few")
        need(condition, text)

    def report_on_vitals(self):
        thirds = self.vitals.thirds()
        words = "; ".join(f"{name} {', '.join(f'{each:.0f}' for each in medians)}" for name, medians in thirds.items())
        print(f"  the spared worker, medians of the run's thirds: {words}")
        with self.report.case("chaos: the spared worker ran through, its memory, descriptors and threads are flat"):
            need(self.vitals.processes == 1, f"it was {self.vitals.processes} processes")
            if self.options.seconds < FLAT_SECONDS_MIN:
                raise Skipped(f"{self.options.seconds} s are too few to tell")
            _, middle, last = thirds["megabytes"]
            need(last < middle * MEMORY_GROWTH_MAX, f"its memory grows: {words}")
            _, middle, last = thirds["file descriptors"]
            need(abs(last - middle) <= DESCRIPTORS_APART_MAX, f"file descriptors are not flat: {words}")
            need(thirds["threads"][1] == thirds["threads"][2], f"threads are not flat: {words}")

    def print_figures(self):
        figures = sum((stage.figures for stage in self.stages), start=type(self.stages[0].figures)())
        events = self.fleet.count_events()
        count = self.feed.count
        print(f"  seed {self.options.seed}: {count:,} commands in {self.seconds:.0f} s, {count / self.seconds:,.0f} records/s")
        print(f"  {', '.join(f'{value} {name}' for name, value in sorted(figures.items()))}")
        print(f"  {self.hidden:,} records of aborted transactions, hidden; ends of workers by exit code: {dict(self.fleet.ends)}")
        print(f"  events: {', '.join(f'{value} {name}' for name, value in sorted(events.items(), key=str) if name)}")
        print("  recovery in seconds, from a fault to the first new result of any partition, and of every one: median, worst")
        for name in FAULTS:
            waits = [wait for wait in self.along.waits if wait.name == name]
            if not waits:
                continue
            texts = [f"{len(waits)} times"]
            for what, times in (
                    ("any", [wait.first for wait in waits]), ("every", [wait.every for wait in waits]),
                    ("every, alone", [wait.every for wait in waits if wait.is_single])):
                known = [each for each in times if each is not None]
                if known:
                    texts.append(f"{what} {statistics.median(known):.1f}, {max(known):.1f}")
            print(f"    {name}: {'; '.join(texts)}")
        with open(self.logs / "journal.json", "w") as journal:
            json.dump([entry for injector in self.injectors for entry in injector.journal], journal, indent=1)


def main():
    options = command_line.parse(
        __doc__, seconds=120, commands=120_000, workers=2, faults="all", canary="", logs="", single=False, spared=False)
    run_alone(suite, options)


if __name__ == "__main__":
    main()
