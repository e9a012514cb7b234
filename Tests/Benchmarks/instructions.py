#!/usr/bin/env python3
"""Counts the instructions of deciding hostile commands and writing their results: each shape of them, small and large.

    Tests/Benchmarks/instructions.py [PROGRAM]      PROGRAM: a release build of DecideBenchmark

Fails when one costs more than ten times an ordinary command of its bytes; a very short one may cost as much as one of 128.
Valgrind counts, so the figures are the same on a busy machine. Where there is no valgrind, time is measured: the least of
many turns, and again where it is too much.
"""

import dataclasses
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TIMES_MAX = 10
# A shorter command may cost as much as one of so many bytes: its result alone takes half of an ordinary command's work.
BYTES_MIN = 128
ROOT = pathlib.Path(__file__).resolve().parents[2]
# The function of DecideBenchmark that a turn is; see `Decide/HostileCosts.swift`.
COUNTED = "countedTurn"
ROUNDS = 25
ATTEMPTS = 5


@dataclasses.dataclass(frozen=True)
class Cost:
    """What a turn costs: instructions or nanoseconds."""

    shape: str
    command_bytes: int
    per_byte: float


def run(arguments):
    done = subprocess.run([str(each) for each in arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments[0]} exits {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def timed(program, samples, rounds):
    costs = []
    for line in run([program, samples, rounds, "--hostile"]).splitlines():
        shape, command_bytes, turn_bytes, nanoseconds = line.split("\t")
        costs.append(Cost(shape, int(command_bytes), float(nanoseconds) / int(turn_bytes)))
    return costs


def counted(program, samples, folder):
    """Callgrind counts within the turn alone, and writes a file after each."""
    # To write a file after a function it needs the whole of its name.
    names = [line.split()[-1] for line in run(["nm", program]).splitlines() if COUNTED in line]
    if len(names) != 1:
        sys.exit(f"{program.name} has {len(names)} functions {COUNTED}")
    valgrind = [
        "valgrind", "--tool=callgrind", "--collect-atstart=no", f"--toggle-collect={names[0]}", f"--dump-after={names[0]}",
        f"--callgrind-out-file={folder / 'counts'}"]
    lines = run([*valgrind, program, samples, 1, "--hostile"]).splitlines()
    files = sorted(folder.glob("counts.*"), key=lambda file: int(file.suffix[1:]))
    counts = [int(re.search(r"^(?:summary|totals): (\d+)", file.read_text(), re.MULTILINE)[1]) for file in files]
    counts = [count for count in counts if count]
    if len(counts) != len(lines):
        sys.exit(f"{len(lines)} turns, and {len(counts)} counts of them")
    costs = []
    for line, count in zip(lines, counts, strict=True):
        shape, command_bytes, turn_bytes, _ = line.split("\t")
        costs.append(Cost(shape, int(command_bytes), count / int(turn_bytes)))
    return costs


def too_dear(costs, unit):
    """Prints how many times an ordinary command of its bytes each costs; returns those that cost too much."""
    ordinary, *hostile = costs
    print(f"{ordinary.per_byte:7.2f} {unit} a byte of an ordinary command")
    share = {cost: min(1.0, cost.command_bytes / BYTES_MIN) for cost in hostile}
    times = {cost: cost.per_byte / ordinary.per_byte * share[cost] for cost in hostile}
    for cost, each in sorted(times.items(), key=lambda item: -item[1]):
        print(f"{each:7.2f} times: {cost.shape}, {cost.command_bytes} bytes")
    return [f"{cost.shape} ({cost.command_bytes} bytes)" for cost, each in times.items() if each > TIMES_MAX]


def least(one, other):
    return [min(pair, key=lambda cost: cost.per_byte) for pair in zip(one, other, strict=True)]


def main():
    built = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/DecideBenchmark")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        samples = folder / "samples.ndjson"
        samples.write_text(run([built.parent / "customer-worker", "sample", "--count", 100, "--bad", 0, "--seed", 5]))
        if shutil.which("valgrind"):
            program = folder / "benchmark"
            # Valgrind cannot read all of the debugging information.
            run(["strip", "--strip-debug", "-o", program, built])
            found = too_dear(counted(program, samples, folder), "instructions")
        else:
            print("no valgrind: time is measured")
            costs = timed(built, samples, ROUNDS)
            for _ in range(ATTEMPTS):
                found = too_dear(costs, "ns")
                if not found:
                    break
                # Another process may have been in the way.
                costs = least(costs, timed(built, samples, ROUNDS))
    if found:
        sys.exit(f"these cost too many times an ordinary command of their bytes: {', '.join(found)}")


if __name__ == "__main__":
    main()
