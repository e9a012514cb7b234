#!/usr/bin/env python3
"""Counts the instructions of deciding a command and writing its result, for commands that cost the most by their size.

    Tests/Benchmarks/instructions.py [PROGRAM]      PROGRAM: a release build of DecideBenchmark

Fails when a byte of one costs more than ten times a byte of an ordinary command; for two shapes the bound is higher. Time is
not measured, so the figures are the same on a busy machine. Needs valgrind.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TIMES_MAX = 10
# An error for every six bytes, each with two hundred bytes in the result, or with a pointer of 62 segments.
TIMES_MAX_OF = {"numbers out of range": 13, "nested too deeply": 17}
ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUIRED = '"legalName":"Nordwind Logistik GmbH","displayName":"Nordwind","customerType":"active"'
FILE_BYTES = 30_000
FIELDS = [
    "legalName", "displayName", "customerType", "status", "primaryEmail", "website", "customerSince", "healthScore", "taxExempt",
    "contractTerms", "paymentTerms", "industrySegment", "visibilityMode"]


def many(size, piece):
    """A piece again and again, with its number, until there are so many bytes."""
    pieces, count = [], 0
    while count < size:
        pieces.append(piece(len(pieces)))
        count += len(pieces[-1]) + 1
    return ",".join(pieces)


def command(members):
    return f"{{{REQUIRED},{members}}}"


def in_array(element):
    return command(f'"creditLimit":[{many(600, lambda _: element)}]')


def numbered(name):
    """An object of members whose names differ by a number at their end."""
    return "{" + many(900, lambda number: f'"{name}{number}":0') + "}"


def snake_case(name):
    return re.sub("([A-Z])", r"_\1", name).lower()


# Each smaller than a kilobyte.
SHAPES = {
    "numbers out of range": in_array("1e999"),
    "exponents out of range": in_array("0e99999"),
    "exponents of three digits": in_array("1e300"),
    "nested duplicates": in_array('{"a":1,"a":1}'),
    "escaped names": in_array(r'{"\u0061":0}'),
    "nested too deeply": command('"creditLimit":' + "[" * 60 + many(500, lambda _: "[[]]") + "]" * 60),
    "duplicates of unknown members": command(many(600, lambda number: f'"u{number // 2}":0')),
    "duplicates of a field": command(many(600, lambda _: '"status":1')),
    "unknown members": numbered("u"),
    "names near a field's": numbered("primaryEmia"),
    "short names near a field's": numbered("status"),
    "fields in another case": "{" + ",".join(f'"{snake_case(name)}_":0' for name in FIELDS) + "}",
    "each field null": "{" + ",".join(f'"{name}":null' for name in FIELDS) + "}",
    "formats": ('{"customerSince":"2024-01-15 09:00","website":"www.example.com/press kit",'
                '"primaryEmail":"ida holm@exämple.com"}'),
    "enumerations": ('{"customerType":"Actve","status":"Actve","paymentTerms":"net3","industrySegment":"Goverment",'
                     '"visibilityMode":"Publik"}'),
    "not JSON at the end": command(f'"notesSummary":"{"n" * 500}",'),
    "an event without attributes": f'{{"specversion":1,"data":"{"n" * 500}"}}',
    "control characters": "\1" * 900,
    "quotes": '"' * 900,
}


def instructions(program, file, rounds, folder):
    output = folder / "callgrind"
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", program, file, str(rounds), "--encode-only"],
        check=False, capture_output=True, text=True)
    found = re.search(r"Collected\s*: (\d+)", run.stderr)
    if run.returncode or not found:
        sys.exit(f"valgrind did not count: exit code {run.returncode}\n{run.stderr[-2000:]}")
    return int(found[1])


def per_byte(program, text, folder):
    """What a byte costs once the program has warmed up."""
    file = folder / "commands.ndjson"
    file.write_text(text)
    two, one = (instructions(program, file, rounds, folder) for rounds in (2, 1))
    return (two - one) / len(text.encode())


def main():
    built = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/DecideBenchmark")
    if not shutil.which("valgrind"):
        print("skipped: no valgrind")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = folder / "benchmark"
        # Valgrind cannot read all of the debugging information.
        subprocess.run(["strip", "--strip-debug", "-o", program, built], check=True)
        samples = [built.parent / "customer-worker", "sample", "--count", "100", "--bad", "0", "--seed", "5"]
        ordinary = per_byte(program, subprocess.run(samples, capture_output=True, text=True, check=True).stdout, folder)
        print(f"{ordinary:7.1f} instructions a byte of an ordinary command")
        too_dear = []
        for shape, text in SHAPES.items():
            assert len(text.encode()) < 1024, shape
            times = per_byte(program, (text + "\n") * (FILE_BYTES // len(text.encode())), folder) / ordinary
            print(f"{times:7.2f} times: {shape}")
            if times > TIMES_MAX_OF.get(shape, TIMES_MAX):
                too_dear.append(shape)
    if too_dear:
        sys.exit(f"a byte of these costs too many times one of an ordinary command: {', '.join(too_dear)}")


if __name__ == "__main__":
    main()
