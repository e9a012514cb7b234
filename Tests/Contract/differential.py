#!/usr/bin/env python3
"""The worker's verdicts against an independent validator's: of samples and of mutations, with the generated schema.

Fails on a difference that `differences.py` does not explain, and shows the line.
"""

import argparse
import collections
import copy
import json
import multiprocessing
import os
import pathlib
import random
import sys
import time

import program
import reader
import verify_contract
from differences import EXPLAINED, Finding, explanation
from mutations import mutate

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHUNK = 5000
BAD = 0.3
SHOWN = 10


def main():
    options = arguments()
    print(f"seed {options.seed}", flush=True)
    started = time.monotonic()
    chunks = [(options, index) for index in range(-(-options.samples // CHUNK))]
    account = Account()
    with multiprocessing.Pool(options.processes) as pool:
        for part in pool.imap_unordered(compare_chunk, chunks):
            account.add(part)
            if len(account.unexplained) >= SHOWN:
                pool.terminate()
                break
    print(account.text(time.monotonic() - started))
    blind = [] if account.unexplained else self_check(options)
    for name in blind:
        print(f"FAILED: a schema without {name} is not caught")
    if not account.accepted or not account.rejected:
        print("FAILED: the lines are not of both kinds")
        blind.append("")
    return 1 if account.unexplained or blind else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", default=str(ROOT / ".build/release/customer-worker"), help="the program to be judged")
    parser.add_argument("--sampler", help="the program that writes the samples (default: the same)")
    parser.add_argument("--schema", default=str(ROOT / "Config/contract/command.schema.json"))
    parser.add_argument("--samples", type=int, default=200_000, help="default: 200000")
    parser.add_argument("--mutations", type=int, default=1, help="mutated lines for each sample; default: 1")
    parser.add_argument("--seed", type=int, help="where the random numbers start (default: a new one)")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.sampler = options.sampler or options.worker
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1 << 31)
    return options


class Account:
    """What was found in some lines."""

    def __init__(self):
        self.accepted = self.rejected = 0
        self.codes = collections.Counter()
        self.outside = collections.Counter()
        self.explained = collections.Counter()
        self.other_verdicts = 0
        self.unexplained = []

    def add(self, other):
        self.accepted += other.accepted
        self.rejected += other.rejected
        self.other_verdicts += other.other_verdicts
        for name in ("codes", "outside", "explained"):
            getattr(self, name).update(getattr(other, name))
        self.unexplained += other.unexplained

    def text(self, seconds):
        count = self.accepted + self.rejected
        lines = [f"{count:,} lines in {seconds:.0f} s: {self.accepted:,} accepted, {self.rejected:,} rejected",
                 "errors: " + ", ".join(f"{code} {count:,}" for code, count in sorted(self.codes.items())),
                 "lines that are no schema's to judge, and were judged by reader.py:"]
        lines += [f"  {count:9,}  {name}" for name, count in self.outside.most_common()]
        lines.append(f"differences that are explained, {self.other_verdicts:,} of them in the verdict:")
        lines += [f"  {self.explained[each.name]:9,}  {each.name}: {each.reason}" for each in EXPLAINED]
        for line, ours, theirs in self.unexplained[:SHOWN]:
            lines.append(f"FAILED: the worker has {sorted(ours)}, the judge {sorted(theirs)}, of the line\n  {line!r}")
        return "\n".join(lines)


def compare_chunk(arguments):
    options, index = arguments
    lines = chunk_lines(options, index, CHUNK)
    with open(options.schema, encoding="utf-8") as file:
        validator = verify_contract.validator(json.load(file))
    return compare(lines, program.verdicts(options.worker, lines), validator)


def chunk_lines(options, index, count):
    lines = program.samples(options.sampler, count, options.seed + index, BAD)
    randomness = random.Random(f"{options.seed} {index}")
    return lines + [mutate(line, randomness) for line in lines for _ in range(options.mutations)]


def compare(lines, results, validator):
    account = Account()
    for line, result in zip(lines, results, strict=True):
        ours, has_more = program.reported(result)
        if ours:
            account.rejected += 1
            account.codes.update(code for _, code in ours)
        else:
            account.accepted += 1
        reading = reader.read(line)
        if reading.command is None:
            account.outside.update({code for _, code in reading.errors})
        theirs, explanations = judged(reading, ours, has_more, validator)
        if None in explanations:
            account.unexplained.append((line, ours, theirs))
        elif explanations:
            account.explained.update(each.name for each in explanations)
            account.other_verdicts += bool(ours) != bool(theirs)
    return account


def judged(reading, ours, has_more, validator):
    """The judge's errors, and for each error that only one has what explains it; None for what nothing explains."""
    theirs = reading.errors if reading.command is None else verify_contract.errors(validator, reading.command)
    return theirs, [difference(pointer, kind, ours, has_more, reading.command) for pointer, kind in ours ^ theirs]


def difference(pointer, kind, ours, has_more, command):
    finding = Finding(pointer, kind, (pointer, kind) in ours, ours, has_more)
    value = None
    if isinstance(command, dict) and pointer.count("/") == 1:
        value = command.get(pointer[1:].replace("~1", "/").replace("~0", "~"))
    return explanation(finding, value)


# MARK: Whether the comparison can fail


def self_check(options):
    """The rules that can be broken in the schema without a difference being found: none."""
    lines = chunk_lines(options, 0, CHUNK)
    verdicts = [program.reported(result) for result in program.verdicts(options.worker, lines)]
    readings = [reader.read(line) for line in lines]
    with open(options.schema, encoding="utf-8") as file:
        schemas = list(broken_schemas(json.load(file)))
    blind = [name for name, schema in schemas if not is_caught(readings, verdicts, verify_contract.validator(schema))]
    print(f"self-check: {len(schemas)} schemas with one rule broken, {len(blind)} not caught")
    return blind


def is_caught(readings, verdicts, validator):
    return any(None in judged(reading, ours, has_more, validator)[1]
               for reading, (ours, has_more) in zip(readings, verdicts, strict=True))


def broken_schemas(schema):
    def without(path, keyword):
        broken = copy.deepcopy(schema)
        inner = broken
        for name in path:
            inner = inner[name]
        value = inner.pop(keyword)
        return broken, inner, value

    for name in schema["required"]:
        broken, inner, required = without([], "required")
        inner["required"] = [other for other in required if other != name]
        yield f"required {name}", broken
    yield "additionalProperties", without([], "additionalProperties")[0]
    for field, rules in schema["properties"].items():
        path = ["properties", field]
        yield f"the field {field}", without(["properties"], field)[0]
        for keyword in ("type", "pattern", "format", "minimum", "maximum"):
            if keyword in rules and not ("enum" in rules and keyword == "type"):
                yield f"{keyword} of {field}", without(path, keyword)[0]
        for value in rules.get("enum", []):
            broken, inner, allowed = without(path, "enum")
            inner["enum"] = [other for other in allowed if other != value]
            yield f"{value} of {field}", broken


if __name__ == "__main__":
    sys.exit(main())
