"""Records/s, CPU and memory of `customer-worker run`, beside a raw forwarder of the same records, in interleaved rounds."""

import ctypes.util
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "RealKafka"))

import options as command_line
from cluster import Cluster
from contenders import Bench, build_forwarder
from records import Writer
from result_table import result_table
from samples import sample
from suite import Failure, run_measurement
from worker import Program

PARTITIONS = 4
SCENE = {"count": 500_000, "rounds": 6, "lanes": 2, "partitions": PARTITIONS, "processes": 1, "prefetch": 0, "bad": 0.1}
BASE = "forwarder, six headers"
# The worker's.
LONG_LINGER = 1000
# Lanes that join one after the other have unequal shares until the next rebalance, and a run is too short for that.
BROKER_SETTINGS = {"group.initial.rebalance.delay.ms": 1000}
COLUMNS = {"records_per_second": "records/s", "cpu_seconds_per_million": "CPU s per million", "resident_megabytes_max": "peak MB",
           "resident_megabytes_median": "median MB"}


def compare(options):
    figures = measure(options)
    print(result_table(COLUMNS, figures, BASE))
    if options.json:
        runs = {name: [vars(figure) for figure in each] for name, each in figures.items()}
        scene = {name: getattr(options, name) for name in ("seed", "newest", *SCENE)}
        pathlib.Path(options.json).write_text(json.dumps(scene | {"runs": runs}, indent=2) + "\n")


def measure(options):
    program = Program(options.worker, options.newest, options.worker_flag)
    with Cluster(heap="1g", is_measured=True, settings=BROKER_SETTINGS) as cluster, tempfile.TemporaryDirectory() as scratch:
        bench = Bench(cluster.bootstrap, options.partitions, options.count, options.lanes, scratch, prefetch=options.prefetch)
        load(bench, sample(program, options.count, options.seed, options.bad))
        forwarder = build_forwarder(scratch)
        contenders = {
            BASE: lambda: bench.forwarder(forwarder, 6, newest=options.newest),
            "forwarder, six headers, mimalloc": lambda: bench.forwarder(forwarder, 6, [mimalloc()], options.newest),
            "forwarder, mimalloc, linger 1 s": lambda: bench.forwarder(forwarder, 6, [mimalloc()], options.newest, LONG_LINGER),
            "forwarder, no headers": lambda: bench.forwarder(forwarder, 0, newest=options.newest),
            "customer-worker run": lambda: bench.worker(program, options.processes),
        }
        if not options.newest:
            contenders["forwarder, the worker's reminder"] = lambda: bench.forwarder(forwarder, 6, reminds=True)
        if options.also:
            other = Program(options.also, options.newest, options.worker_flag)
            contenders["the other worker"] = lambda: bench.worker(other, options.processes)
        # A fresh broker is slow: its first round is not one of the figures.
        contenders[BASE]()
        figures = {name: [] for name in contenders}
        for number in range(1, options.rounds + 1):
            for name, run in contenders.items():
                figures[name].append(run())
                print(f"round {number}: {name}: {figures[name][-1]}", file=sys.stderr, flush=True)
        return figures


def mimalloc():
    """The worker's own malloc."""
    path = ctypes.util.find_library("mimalloc")
    if not path:
        raise Failure("libmimalloc is not installed")
    return path


def load(bench, commands):
    bench.topics.create([bench.commands], bench.partitions)
    writer = Writer(bench.bootstrap)
    for number, (key, value) in enumerate(commands):
        writer.write(bench.commands, key, value, number % bench.partitions)
    writer.flush()


if __name__ == "__main__":
    run_measurement(compare, command_line.parse(__doc__, **SCENE, json="", also=""))
