"""Compares what was sent, what a reader sees at the end, and what the one that read along has seen."""

import collections
import dataclasses

from feed import NUMBER
from samples import expectations
from topics import ACCEPTED, REJECTED
from verify_results import check
from watch import digest, position

# Commands verified together: what `validate` says of them takes memory.
CHUNK = 100_000
SHOWN = 6


@dataclasses.dataclass
class Verdict:
    """What is wrong with what a reader saw."""

    commands: int = 0
    results: int = 0
    faults: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    words: list = dataclasses.field(default_factory=list)

    @property
    def is_clean(self):
        return not self.faults

    def fault(self, kind, text):
        self.faults[kind] += 1
        if self.faults[kind] <= SHOWN:
            self.words.append(f"{kind}: {text}")

    def __str__(self):
        kinds = ("missing", "doubled", "wrong", "out of order", "stray", "unconfirmed", "unseen")
        found = ", ".join(f"{self.faults[kind]} {kind}" for kind in kinds)
        return f"{self.results:,} results of {self.commands:,} commands: {found}"


def verify_commands(commands, count):
    """Every number is there: the harness's own promise.

    Its idempotent producer may write one twice when brokers fail (8 or 9 of a million were seen): each position has to have its
    result then.
    """
    verdict = Verdict(count, len(commands))
    numbers = {int(dict(command.headers)[NUMBER]) for command in commands}
    for number in range(count):
        if number not in numbers:
            verdict.fault("missing", f"command {number} is not there")
    return verdict


def verify_positions(positions, seen):
    """One result for each position, in order. `seen`: by topic and partition, positions in the order that they were read in."""
    verdict = Verdict(len(positions), sum(map(len, seen.values())))
    counts = collections.Counter()
    last = {}
    for (topic, partition), answers in sorted(seen.items()):
        for at in answers:
            where = f"{topic}[{partition}]"
            if at is None or at[:2] not in positions:
                verdict.fault("stray", f"{where} answers {at}, which is no command")
                continue
            counts[at[:2]] += 1
            if counts[at[:2]] > 1:
                verdict.fault("doubled", f"{where} answers {at[:2]} again")
            elif at[1] <= last.get((topic, at[0]), -1):
                verdict.fault("out of order", f"{where} answers {at[:2]} after {last[topic, at[0]]}")
            last[topic, at[0]] = max(at[1], last.get((topic, at[0]), -1))
    for at in positions:
        if not counts[at]:
            verdict.fault("missing", f"no result of {at}")
    return verdict


def verify_contents(verdict, program, commands, results, cluster_id, partitions):
    """Each result is the one that `validate` gives; adds to the verdict."""
    by_position = collections.defaultdict(list)
    for result in results:
        at = position(result.value)
        if at:
            by_position[at[:2]].append(result)
    for start in range(0, len(commands), CHUNK):
        chunk = commands[start:start + CHUNK]
        expected = expectations(program, chunk)
        for wanted in expected.values():
            wanted.partition = wanted.command.partition % partitions
        found = [result for at in expected for result in by_position[at]]
        account = check(expected, found, cluster_id)
        # Positions are verified elsewhere, all at once.
        verdict.faults += collections.Counter({"wrong": account.wrong})
        verdict.words += [words for words in account.faults if words.startswith("wrong")][:SHOWN]


def verify_along(verdict, along, end):
    """The reader along saw what the end confirms, all of it, in the same order. Both: (offset, digest, position) by partition."""
    for where in sorted(set(along) | set(end)):
        early, late = along.get(where, []), end.get(where, [])
        if early == late:
            continue
        confirmed, known = set(late), set(early)
        for each in early:
            if each not in confirmed:
                verdict.fault("unconfirmed", f"{where} showed {each[2]} at offset {each[0]}, which the end does not have")
        for each in late:
            if each not in known:
                verdict.fault("unseen", f"{where} did not show {each[2]} at offset {each[0]}")
        if [each for each in early if each in confirmed] != [each for each in late if each in known]:
            verdict.fault("out of order", f"{where} was in another order")


def entries(results):
    """The results as the reader along keeps them."""
    seen = collections.defaultdict(list)
    for result in results:
        seen[result.topic, result.partition].append(
            (result.offset, digest(result.key, result.value, result.headers), position(result.value)))
    return dict(seen)


def positions_of(seen):
    return {where: [each[2] for each in answers] for where, answers in seen.items()}


RESULTS = [ACCEPTED, REJECTED]
