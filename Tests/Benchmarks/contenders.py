"""What is measured: programs that take every command of a topic, each in a group and with output topics of its own."""

import contextlib
import dataclasses
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "RealKafka"))

from suite import Failure, need, wait_for
from topics import COMMANDS, Topics
from worker import Worker, newest_library, resident_kilobytes

# What the worker takes where it is not told.
PREFETCH_MEGABYTES = 16
# What librdkafka before 2.2 takes to rest for a second and not run dry.
PREFETCH_MEGABYTES_WITH_RESTS = 64
# A program that has committed may end before the group shows it: the markers of a transaction come after the answer.
MARKERS_SECONDS = 5


@dataclasses.dataclass
class Figure:
    """One run. CPU is that of the processes and their children, from start to end; memory is the largest process's, at its
    peak and in the median of the looks at it."""

    records_per_second: float
    cpu_seconds_per_million: float
    resident_megabytes_max: float
    resident_megabytes_median: float


def build_forwarder(directory):
    program = os.path.join(directory, "forwarder")
    source = pathlib.Path(__file__).with_name("forwarder.c")
    subprocess.run(["cc", "-O2", source, "-o", program, "-lrdkafka", "-lpthread"], check=True)
    return program


class Bench:
    """A loaded command topic, and the watch over the groups that read it."""

    def __init__(self, bootstrap, partitions, count, lanes, logs, commands=COMMANDS, prefetch=0):
        self.bootstrap = bootstrap
        self.commands = commands
        self.prefetch = prefetch
        self.partitions = partitions
        self.count = count
        self.lanes = lanes
        self.logs = pathlib.Path(logs)
        self.topics = Topics(bootstrap)
        self.runs = 0

    @contextlib.contextmanager
    def outputs(self, count):
        """A fresh group, and fresh output topics that are deleted afterwards."""
        self.runs += 1
        names = [f"{self.commands}-{self.runs}-{number}" for number in range(count)]
        self.topics.create(names, self.partitions)
        try:
            yield f"group-{self.commands}-{self.runs}", names
        finally:
            self.topics.delete(names)

    def forwarder(self, program, headers, preload=(), newest=False, linger=5, reminds=False):
        """`preload`: libraries; `newest`: the newest librdkafka among them; `linger`: milliseconds; `reminds`: the library
        of the room in its queue, as the worker does."""
        rests = not newest and not reminds
        prefetch = self.prefetch or (PREFETCH_MEGABYTES_WITH_RESTS if rests else PREFETCH_MEGABYTES)
        environment = dict(os.environ)
        if newest:
            preload = [newest_library(), *preload]
            environment["LD_LIBRARY_PATH"] = os.path.dirname(preload[0])
        if preload:
            environment["LD_PRELOAD"] = ":".join(preload)
        with self.outputs(1) as (group, [name]), open(self.logs / f"{group}.log", "wb") as log:
            process = subprocess.Popen(
                [program, "--bootstrap", self.bootstrap, "--group", group, "--from", self.commands, "--to", name,
                 "--count", str(self.count), "--lanes", str(self.lanes), "--headers", str(headers),
                 "--prefetch-mb", str(prefetch), "--reminds", str(int(reminds)), "--linger-ms", str(linger)],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True,
                env=environment)
            try:
                rate, resident = self.watch(group, [process])
                line = process.stdout.read()
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                if process.returncode is None:
                    process.kill()
                    process.wait()
                process.stdout.close()
            need(process.returncode == 0, f"the forwarder exits {process.returncode}")
            need(json.loads(line)["records"] == self.count, f"the forwarder forwarded {line}, not {self.count}")
            return self.figure(rate, resident, [usage])

    def worker(self, program, processes=1, flags=None):
        """`flags`: further settings, as `Worker` takes them."""
        with self.outputs(2) as (group, [accepted, rejected]):
            flags = (flags or {}) | {
                "kafka-bootstrap-servers": self.bootstrap, "kafka-group-id": group, "lanes": self.lanes,
                "topics-commands": self.commands, "topics-accepted": accepted, "topics-rejected": rejected,
                "kafka-prefetch-megabytes": self.prefetch or PREFETCH_MEGABYTES}
            with contextlib.ExitStack() as stack:
                workers = [
                    stack.enter_context(Worker(program, self.logs / f"{group}-{number}.log", flags))
                    for number in range(processes)]
                try:
                    rate, resident = self.watch(group, [worker.process for worker in workers])
                except Failure as failure:
                    raise Failure("\n".join([str(failure), *(worker.tail() for worker in workers)])) from None
                for worker in workers:
                    worker.terminate()
                usages = []
                for worker in workers:
                    code, usage = worker.usage(40)
                    need(code == 0, f"the worker exits {code}:\n{worker.tail()}")
                    usages.append(usage)
                return self.figure(rate, resident, usages)

    def watch(self, group, processes):
        """Records a second from the first commit seen to the commit of the last record, and the kilobytes of memory at the
        peak and in the median.

        Both are seen from outside, in the same way for all.
        """
        first = ended = None
        peak = 0
        looks = []

        def is_done():
            nonlocal first, peak, ended
            # Looks without reaping: the end's `rusage` is the figure.
            sizes = [resident_kilobytes(process.pid) for process in processes]
            peak = max(peak, *(most for _, most in sizes))
            committed = self.topics.answered(group, self.commands, self.partitions)
            if committed and first is None:
                first = (time.monotonic(), committed)
            # Before that it waits for its group.
            if first:
                looks.append(max(now for now, _ in sizes))
            if not all(now for now, _ in sizes):
                ended = ended or time.monotonic()
                if committed < self.count and time.monotonic() > ended + MARKERS_SECONDS:
                    raise Failure("it ended in the middle")
            return committed == self.count

        wait_for(f"group {group} to take {self.count} records", is_done, 30 + self.count / 5000, every=0.01)
        started, before = first
        need(before < self.count, "it was done before it was seen: give it more records")
        return (self.count - before) / (time.monotonic() - started), (peak, statistics.median(looks))

    def figure(self, rate, resident, usages):
        seconds = sum(usage.ru_utime + usage.ru_stime for usage in usages)
        return Figure(rate, seconds * 1e6 / self.count, *(kilobytes / 1024 for kilobytes in resident))
