#!/usr/bin/env python3
"""A worker whose stderr is a full pipe, as a stuck collector of logs leaves it: it goes on, and it ends when it has to."""

import contextlib
import fcntl
import json
import os
import pathlib
import tempfile
import time

import options as command_line
from network import TXN_OFFSET_COMMIT, ProxiedCluster
from records import Writer
from samples import sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from worker import Program, Worker

PARTITIONS = 4
TRY_AGAIN = 75
# The shortest that the setting takes, and for what has to be below it.
WATCHDOG_SECONDS = 5
CALL_MILLISECONDS = 4000
HELD_SECONDS = 60
# The watchdog looks now and then; a slow machine's breath.
GRACE_SECONDS = 10
# Of the rate with a log that is read: two workers on a busy machine are not alike either.
RATE_SHARE_MIN = 0.5
ROUNDS_MAX = 3


def suite(options, report):
    with report.case("stderr: the cluster for it, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with ProxiedCluster(brokers=1) as cluster, tempfile.TemporaryDirectory() as logs:
            stage = Stage(options, program, cluster, pathlib.Path(logs))
            with report.case("stderr: unread: the worker decides at the same rate, SIGTERM ends it, and no line is torn"):
                same_rate(stage)
            with report.case(f"stderr: unread, and a call is stuck: exit {TRY_AGAIN}"):
                stuck_call(stage)


class FullPipe:
    """A context: a pipe that takes no byte more."""

    def __enter__(self):
        self._reading, self.writing = os.pipe()
        os.set_blocking(self.writing, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(self.writing, b"\n" * 4096)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(self.writing, b"\n")
        # The worker gets it as a shell or a supervisor gives it.
        os.set_blocking(self.writing, True)
        return self

    def __exit__(self, *_):
        for end in (self._reading, self.writing):
            with contextlib.suppress(OSError):
                os.close(end)

    def read(self):
        """What is in it: for when its writer has ended."""
        os.close(self.writing)
        text = b""
        while data := os.read(self._reading, 1 << 16):
            text += data
        return text

    @property
    def room(self):
        """How many bytes more it takes."""
        waiting = int.from_bytes(fcntl.ioctl(self._reading, FIONREAD, bytes(4)), "little")
        return fcntl.fcntl(self.writing, fcntl.F_GETPIPE_SZ) - waiting


FIONREAD = 0x541B


class Stage:
    def __init__(self, options, program, cluster, logs):
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.count = options.stderr_count
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
        writer = Writer(cluster.bootstrap)
        for key, value in sample(program, self.count, options.seed):
            writer.write(COMMANDS, key, value)
        writer.flush()

    def worker(self, group, bootstrap=None, **flags):
        return Worker(self.program, self.logs / f"{group}.log", {
            "kafka-bootstrap-servers": bootstrap or self.cluster.bootstrap, "kafka-group-id": group, "lanes": 1,
            "log-level": "debug"} | {name.replace("_", "-"): value for name, value in flags.items()})

    def answered(self, group):
        return self.topics.answered(group, COMMANDS, PARTITIONS)

    def progress(self, worker, group, least):
        """Waits until so many commands are answered, and returns how many are."""

        def done():
            need(worker.process.poll() is None, f"it ended with {worker.process.returncode}:\n{worker.tail()}")
            count = self.answered(group)
            return count if count >= least else None

        return wait_for(f"{least:,} results in group {group}", done, 60, every=0.005)

    def rate(self, worker, group):
        """Commands a second, from the first ones to the last."""
        first = self.progress(worker, group, 1)
        started = time.monotonic()
        self.progress(worker, group, self.count)
        return (self.count - first) / (time.monotonic() - started)


def same_rate(stage):
    # Whatever else the machine does, it does not do each time.
    for number in range(ROUNDS_MAX):
        with stage.worker(f"read-{number}") as worker:
            usual = stage.rate(worker, f"read-{number}")
        unread = unread_rate(stage, f"unread-{number}")
        print(f"  {usual:,.0f} records/s with a log that is read, {unread:,.0f} with one that is not")
        if unread >= usual * RATE_SHARE_MIN:
            return
    raise Failure("it is slower when nobody reads its log")


def unread_rate(stage, group):
    with FullPipe() as pipe, contextlib.closing(stage.worker(group)) as worker:
        worker.start_with(pipe.writing)
        unread = stage.rate(worker, group)
        need(pipe.room < os.fpathconf(pipe.writing, "PC_PIPE_BUF"), "the pipe was not full")
        worker.terminate()
        need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode} on SIGTERM")
        lines = [line for line in pipe.read().splitlines() if line]
    for line in lines:
        need(isinstance(json.loads(line), dict), f"a line is torn: {line}")
    return unread


def stuck_call(stage):
    with FullPipe() as pipe, contextlib.closing(stage.worker(
            "stuck", watchdog_seconds=WATCHDOG_SECONDS, transaction_timeout_ms=CALL_MILLISECONDS,
            kafka_socket_timeout_ms=CALL_MILLISECONDS, bootstrap=stage.cluster.proxy.bootstrap)) as worker:
        worker.start_with(pipe.writing)
        stage.progress(worker, "stuck", 1)
        # The connection of this request is cut, and there is no other: the library waits for one, whatever its time-out is.
        proxy = stage.cluster.proxy
        proxy.tell("refuse", brokers=[1])
        proxy.trap([TXN_OFFSET_COMMIT], "", "hold", seconds=HELD_SECONDS, cut=True)
        wait_for("the offsets of a transaction", lambda: proxy.events["held", TXN_OFFSET_COMMIT], 30)
        code = worker.exit_code(WATCHDOG_SECONDS + GRACE_SECONDS)
        need(code == TRY_AGAIN, f"it exits {code}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, stderr_count=60_000))
