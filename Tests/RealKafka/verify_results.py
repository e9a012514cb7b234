"""Compares results with the commands they answer. Knows the contract's reference and no code of the worker.

For each command: is there a result, is there only one, is it the right one, and is it in order.
"""

import collections
import dataclasses

import envelope
from digits import Digits, parse
from topics import ACCEPTED

FAULTS_SHOWN = 6
# The timestamp of a record that has none, or whose own nobody can read.
UNKNOWN_TIME = -1


@dataclasses.dataclass(slots=True)
class Expected:
    """What the result of one command must be; None where anything will do."""

    command: object  # Record
    verdicts: tuple = (ACCEPTED,)
    errors: list | None = None
    customer: object = None
    # A list of error codes, or several lists any of which will do.
    codes: tuple | None = None
    # The member, or one of the members, that a rejected result gives the command back in.
    holds: tuple | None = None
    # Members that the result must have with these values.
    members: dict = dataclasses.field(default_factory=dict)
    key_omitted: bool = False
    # The result's; the command's own unless the topics differ in their partitions.
    partition: int | None = None
    name: str = ""


@dataclasses.dataclass
class Account:
    """What was found. `faults` has the first ones of each kind in words."""

    commands: int = 0
    accepted: int = 0
    rejected: int = 0
    missing: int = 0
    doubled: int = 0
    wrong: int = 0
    out_of_order: int = 0
    stray: int = 0
    faults: list = dataclasses.field(default_factory=list)

    @property
    def is_clean(self):
        return not (self.missing or self.doubled or self.wrong or self.out_of_order or self.stray)

    def fault(self, kind, text):
        setattr(self, kind, getattr(self, kind) + 1)
        if getattr(self, kind) <= FAULTS_SHOWN:
            self.faults.append(f"{kind}: {text}")

    def __str__(self):
        return (f"{self.commands} commands = {self.accepted} accepted + {self.rejected} rejected; missing {self.missing}, "
                f"doubled {self.doubled}, wrong {self.wrong}, out of order {self.out_of_order}, stray {self.stray}")


def check(expected, results, cluster_id):
    """The account of `results`, all records of both result topics in the order of their partitions.

    `expected`: by (partition, offset) of the command.
    """
    account = Account(commands=len(expected))
    seen = collections.Counter()
    last = {}
    ids = set()
    for result in results:
        where = f"{result.topic}[{result.partition}]@{result.offset}"
        try:
            value = parse(result.value)
            position = value["position"]
            at = (int(position["partition"]), int(position["offset"]))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            account.fault("wrong", f"{where} cannot be read: {error!r}")
            continue
        wanted = expected.get(at)
        if wanted is None:
            account.fault("stray", f"{where} answers {at}, which is no command")
            continue
        name = f"{wanted.name or 'the command'} at {at}"
        seen[at] += 1
        if seen[at] > 1:
            account.fault("doubled", f"{where} answers {name} again")
            continue
        if at[1] <= last.get((result.topic, at[0]), -1):
            account.fault("out_of_order", f"{where} answers {name} after a later one")
        last[result.topic, at[0]] = max(at[1], last.get((result.topic, at[0]), -1))
        if result.topic == ACCEPTED:
            account.accepted += 1
        else:
            account.rejected += 1
        differences = list(difference(wanted, result, value, cluster_id))
        ce_id = dict(result.headers or []).get("ce_id")
        if ce_id in ids:
            differences.append(f"ce_id {ce_id} is not the only one")
        ids.add(ce_id)
        if differences:
            account.fault("wrong", f"{where} of {name}: {'; '.join(differences)}")
    for at, wanted in expected.items():
        if not seen[at]:
            account.fault("missing", f"no result for {wanted.name or 'the command'} at {at}")
    return account


def difference(wanted, result, value, cluster_id):
    """Everything in which a result is not the one that was expected, in words without the command's own."""
    command = wanted.command
    if result.topic not in wanted.verdicts:
        codes = [error.get("code") for error in value.get("errors", [])]
        yield f"is {result.topic}, not {' or '.join(wanted.verdicts)} (codes {codes[:5]})"
        return
    if result.partition != (command.partition if wanted.partition is None else wanted.partition):
        yield f"is in partition {result.partition}"
    position = value["position"]
    timestamp = None if command.timestamp == UNKNOWN_TIME else Digits(command.timestamp)
    if position.get("topic") != command.topic or position.get("timestamp") != timestamp:
        yield f"position is {position}"
    key = None if wanted.key_omitted else command.key
    if result.key != key:
        yield f"key is {_brief(result.key)}, not {_brief(key)}"
    if bool(value.get("keyOmitted")) != wanted.key_omitted:
        yield f"keyOmitted is {value.get('keyOmitted')}"
    for name, member in wanted.members.items():
        if value.get(name) != member:
            yield f"{name} is {_brief(value.get(name))}"
    yield from envelope.faults(result, command, cluster_id)
    yield from (_accepted if result.topic == ACCEPTED else _rejected)(wanted, value)


def _accepted(wanted, value):
    if set(value) - {"keyOmitted"} != {"customerId", "customer", "position"}:
        yield f"its members are {sorted(value)}"
    if not envelope.is_uuid5(value.get("customerId")):
        yield f"customerId is {_brief(value.get('customerId'))}"
    if not isinstance(value.get("customer"), dict):
        yield "it has no customer"
    if wanted.customer is not None and value.get("customer") != wanted.customer:
        yield "customer is another one"


def _rejected(wanted, value):
    errors = value.get("errors")
    if not isinstance(errors, list) or not errors:
        yield "it has no errors"
        return
    for member in ("type", "title", "status", "detail"):
        if member not in value:
            yield f"it has no {member}"
    codes = [error.get("code") for error in errors]
    if not str(value.get("type")).endswith(str(codes[0])):
        yield f"type is {value.get('type')}, and the first code {codes[0]}"
    if wanted.errors is not None and errors != wanted.errors:
        yield f"errors are {_brief(errors)}, not {_brief(wanted.errors)}"
    if wanted.codes is not None and codes not in [list(each) for each in wanted.codes]:
        yield f"codes are {codes[:5]} ({len(codes)}), not {_brief(wanted.codes)}"
    yield from envelope.command_faults(wanted, value)


def _brief(value):
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:300]}… ({len(text)} characters)"
