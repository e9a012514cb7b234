"""What the port costs: `customer-worker run` with it and a scrape a second, beside the same program with `http.listen` off.

The program without a port is there twice: the ratio of these two shows what the other one is worth. A round goes through all
and back again, so that what drifts adds to each of them alike. On a machine that is not idle itself such ratios differ by a tenth
and more; so there is also the CPU of a worker that has nothing to do, which is exact, to be held against that of a busy one.
"""

import contextlib
import json
import pathlib
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "RealKafka"))

import options as command_line
from cluster import Cluster, free_ports
from compare import BROKER_SETTINGS, COLUMNS, load
from contenders import Bench
from repeated_look import RepeatedLook
from result_table import result_table
from samples import sample
from status_port import StatusPort
from suite import need, run_measurement
from worker import Program, Worker

SCENE = {"count": 1_000_000, "rounds": 6, "lanes": 2, "partitions": 4, "bad": 0.1, "idle": 30}
# After the last assignment: what a start costs is not what a worker at rest costs.
SETTLED_SECONDS = 10
BASE, AGAIN, SERVED = "no port", "no port, again", "port, a scrape a second"


class Scrapes(RepeatedLook):
    """A context in which `/metrics` is read each second, as Prometheus does at most."""

    def __init__(self, port):
        super().__init__()
        self._port = port
        self.count = 0

    def look(self):
        self.count += self._port.metrics() is not None


def compare(options):
    figures, idle = measure(options)
    print(result_table(COLUMNS, figures, BASE, mean, ratio_digits=3))
    print("\nCPU ms/s of a worker that has nothing to do")
    for name, values in idle.items():
        print(f"{name:<34} {statistics.median(values):>12.2f} {min(values):>12.2f} – {max(values):.2f}")
    if options.json:
        runs = {name: [[vars(run) for run in both] for both in each] for name, each in figures.items()}
        scene = {name: getattr(options, name) for name in ("seed", "newest", *SCENE)}
        pathlib.Path(options.json).write_text(json.dumps(scene | {"runs": runs, "idle": idle}, indent=2) + "\n")


def measure(options):
    program = Program(options.worker, options.newest, options.worker_flag)
    with Cluster(heap="1g", is_measured=True, settings=BROKER_SETTINGS) as cluster, tempfile.TemporaryDirectory() as scratch:
        bench = Bench(cluster.bootstrap, options.partitions, options.count, options.lanes, scratch)
        load(bench, sample(program, options.count, options.seed, options.bad))
        bench.topics.create([f"idle.{kind}" for kind in ("commands", "accepted", "rejected")], options.partitions)
        contenders = {
            BASE: Contender(program, is_served=False), SERVED: Contender(program, is_served=True),
            AGAIN: Contender(program, is_served=False)}
        if options.also:
            other = Program(options.also, options.newest, options.worker_flag)
            contenders["the other worker, no port"] = Contender(other, is_served=False)
        # A fresh broker is slow: its first round is not one of the figures.
        contenders[BASE].run(bench)
        figures = {name: [] for name in contenders}
        for number in range(1, options.rounds + 1):
            there = {name: each.run(bench) for name, each in contenders.items()}
            back = {name: each.run(bench) for name, each in reversed(contenders.items())}
            for name, runs in figures.items():
                runs.append((there[name], back[name]))
                print(f"round {number}: {name}: {there[name]}, {back[name]}", file=sys.stderr, flush=True)
        idle = {name: [] for name in contenders}
        for order in (list(contenders), list(reversed(contenders))):
            for name in order:
                idle[name].append(contenders[name].rest(bench, options.idle))
        return figures, idle


class Contender:
    """A program with a port that is scraped, or without one."""

    def __init__(self, program, is_served):
        self._program = program
        self._is_served = is_served

    def run(self, bench):
        """The figure of a run through all commands."""
        with self._observed() as address:
            return bench.worker(self._program, flags={"http-listen": address})

    def rest(self, bench, seconds):
        """The milliseconds of CPU that it takes each second when every command is answered."""
        flags = {
            "kafka-bootstrap-servers": bench.bootstrap, "kafka-group-id": "idle", "lanes": bench.lanes,
            "topics-commands": "idle.commands", "topics-accepted": "idle.accepted", "topics-rejected": "idle.rejected"}
        log = bench.logs / f"idle-{time.monotonic_ns()}.log"
        with self._observed() as address, Worker(self._program, log, flags | {"http-listen": address}) as worker:
            worker.wait_for_event("partitions-assigned", 30, count=bench.lanes)
            threading.Event().wait(SETTLED_SECONDS)
            began, before = time.monotonic(), cpu_seconds(worker.process.pid)
            threading.Event().wait(seconds)
            used, took = cpu_seconds(worker.process.pid) - before, time.monotonic() - began
            worker.terminate()
            need(worker.exit_code(40) == 0, f"the worker exits {worker.process.returncode}:\n{worker.tail()}")
        return 1000 * used / took

    @contextlib.contextmanager
    def _observed(self):
        """The value of `http.listen`; a port is scraped meanwhile."""
        if not self._is_served:
            yield "off"
            return
        address = f"127.0.0.1:{free_ports(1)}"
        with Scrapes(StatusPort(address)) as scrapes:
            yield address
        need(scrapes.count > 1, f"{scrapes.count} scrapes: give it more records")


def cpu_seconds(process):
    """What the threads of a process have taken of the processors, exact to the microsecond."""
    return sum(
        int((task / "schedstat").read_text().split()[0]) for task in pathlib.Path(f"/proc/{process}/task").iterdir()) / 1e9


def mean(runs, column):
    """The figure of a round: of the way there and of the way back."""
    return statistics.mean(getattr(run, column) for run in runs)


if __name__ == "__main__":
    run_measurement(compare, command_line.parse(__doc__, **SCENE, json="", also=""))
