"""`customer-worker run` on a topic of bad input, beside one of accepted commands: no input may slow the worker down.

The kinds of input: accepted samples; samples each with one fault; samples of which random bytes, tokens or members were
changed; and with `--corpus DIRECTORY` the inputs that the fuzzer has kept (`.build/fuzz/corpus` after `Tests/Fuzz/run`).
"""

import pathlib
import random
import statistics
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "RealKafka"), str(HERE.parent / "Contract")]

import options as command_line  # noqa: E402
from cluster import Cluster  # noqa: E402
from compare import PARTITIONS, load  # noqa: E402
from contenders import Bench  # noqa: E402
from mutations import mutate  # noqa: E402
from samples import sample  # noqa: E402
from suite import run_measurement  # noqa: E402
from worker import Program  # noqa: E402

BASE = "accepted"
# Of the rate of accepted commands.
SLOWDOWN_MAX = 2
# Settings, headers, key, size and form of a fuzzer's input stand before its value.
FUZZ_PREFIX = 4


def inputs(options, program):
    """By kind: keys and values."""
    randomness = random.Random(options.seed)
    good = sample(program, options.count, options.seed, bad=0)
    kinds = {
        BASE: good,
        "one fault each": sample(program, options.count, options.seed, bad=1),
        "mutated": [(key, mutate(mutate(value, randomness), randomness)) for key, value in good]}
    if options.corpus:
        found = [each.read_bytes()[FUZZ_PREFIX:] for each in sorted(pathlib.Path(options.corpus).iterdir())]
        kinds["fuzzer's corpus"] = [(None, found[number % len(found)]) for number in range(options.count)]
    return kinds


def measure(options):
    program = Program(options.worker, options.newest, options.worker_flag)
    with Cluster(heap="1g", is_measured=True) as cluster, tempfile.TemporaryDirectory() as scratch:
        benches = {}
        for number, (kind, commands) in enumerate(inputs(options, program).items()):
            benches[kind] = Bench(cluster.bootstrap, PARTITIONS, options.count, options.lanes, scratch, f"commands-{number}")
            load(benches[kind], commands)
        # A fresh broker is slow.
        benches[BASE].worker(program)
        figures = {kind: [] for kind in benches}
        for number in range(1, options.rounds + 1):
            for kind, bench in benches.items():
                figures[kind].append(bench.worker(program))
                print(f"round {number}: {kind}: {figures[kind][-1]}", file=sys.stderr, flush=True)
    is_slow = False
    for kind, runs in figures.items():
        rates = [run.records_per_second for run in runs]
        pairs = zip(runs, figures[BASE], strict=True)
        ratio = statistics.median(run.records_per_second / base.records_per_second for run, base in pairs)
        cpu = statistics.median(run.cpu_seconds_per_million for run in runs)
        print(f"{kind:<18} {statistics.median(rates):>10,.0f} records/s, {ratio:.2f} of the accepted ones'; "
              f"{cpu:.2f} CPU s per million")
        is_slow = is_slow or ratio * SLOWDOWN_MAX < 1
    return 1 if is_slow else 0


if __name__ == "__main__":
    run_measurement(measure, command_line.parse(__doc__, count=200_000, rounds=6, lanes=2, corpus=""))
