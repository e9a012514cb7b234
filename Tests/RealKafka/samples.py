"""The sample commands of the program under test, and what it says of them without Kafka."""

import tempfile

from digits import Digits, parse
from suite import need
from topics import ACCEPTED, REJECTED
from verify_results import Expected


def sample(program, count, seed, bad=0.1):
    """Commands as (key, value); an empty key in the sample is a record without one."""
    text = program.output("sample", "--count", str(count), "--seed", str(seed), "--bad", str(bad), "--keys")
    lines = text.split(b"\n")
    need(lines.pop() == b"" and len(lines) == count, f"sample --count {count} writes {len(lines)} lines")
    pairs = [line.split(b"\t", 1) for line in lines]
    return [(key or None, value) for key, value in pairs]


def expectations(program, commands):
    """What `validate` says of the values of these records, by (partition, offset)."""
    with tempfile.TemporaryFile() as lines:
        lines.writelines((command.value or b"") + b"\n" for command in commands)
        lines.seek(0)
        answers = program.output("validate", "-", stdin=lines, exits=(0, 65)).splitlines()
    need(len(answers) == len(commands), f"validate answers {len(answers)} of {len(commands)} lines")
    expected = {}
    for number, (command, line) in enumerate(zip(commands, answers, strict=True), 1):
        answer = parse(line)
        need(answer["line"] == Digits(number), f"validate says {answer['line']} for line {number}")
        is_accepted = answer["verdict"] == "accepted"
        expected[command.partition, command.offset] = Expected(
            command, verdicts=(ACCEPTED,) if is_accepted else (REJECTED,),
            errors=None if is_accepted else answer["errors"], customer=answer["customer"] if is_accepted else None)
    return expected
