"""The hostile records, and the result that each must get."""

import dataclasses
import itertools
import json
import string

from digits import Digits
from topics import ACCEPTED, REJECTED
from verify_results import Expected

# What the result topics of the second and third round take; a result's record, batch overhead included, stays below.
LIMIT_SMALL = 20480
ONLY_TOO_LARGE = (("too_large",),)
TEXT_OR_NOT = ("commandText", "commandOmitted")


@dataclasses.dataclass(frozen=True)
class Hostile:
    name: str
    value: bytes | None
    key: bytes | None = b"key"
    headers: list = dataclasses.field(default_factory=list)
    # Codes of the rejected result: a list, or lists any of which will do; empty: it is accepted.
    codes: tuple = ()
    holds: tuple | None = None
    members: dict = dataclasses.field(default_factory=dict)
    key_omitted: bool = False
    # Either verdict will do.
    is_open: bool = False

    def expected(self, command):
        verdicts = (REJECTED,) if self.codes else (ACCEPTED,)
        return Expected(
            command, verdicts=(ACCEPTED, REJECTED) if self.is_open else verdicts, codes=self.codes or None,
            holds=self.holds, members=self.members, key_omitted=self.key_omitted, name=self.name)


def command(text="", **members):
    """A command with what is required, these members, and `text` as further ones."""
    whole = json.dumps({"legalName": "Grün & Söhne", "displayName": "Grün", "customerType": "active"} | members)
    return (whole[:-1] + (f", {text}" if text else "") + "}").encode()


def members(count):
    """Members that are not known, with short names."""
    letters = itertools.product(string.ascii_lowercase + string.digits, repeat=4)
    return ",".join(f'"{"".join(name)}":0' for name in itertools.islice(letters, count))


GOOD = Hostile("a good neighbour", command())
# The command topic takes it in a compressed batch only.
BLANKS = Hostile("20 MB of blanks, compressed", b" " * (20 << 20), codes=ONLY_TOO_LARGE, holds=("commandOmitted",))


def hostile_records(is_small):
    """Each with what its result is when the result topics take 1 MB, or `is_small`: 20 KB."""
    omitted = ("commandOmitted",)
    text = omitted if is_small else TEXT_OR_NOT
    brackets = "[" * 10_000 + "]" * 10_000
    number = "7" * 300
    key_small, key_large = b"k" * 30_000, b"K" * 1_040_000
    unread = [(name, b"h" * 100_000) for name in ("x-large", "correlation-id", "traceparent")]
    return [
        Hostile("a null value", None, codes=(("empty",),)),
        Hostile("a null value without a key", None, key=None, codes=(("empty",),)),
        Hostile("an empty value", b"", codes=(("empty",),)),
        Hostile("white space", b" \t\r\n ", codes=(("not_json",), ("empty",)), holds=("commandText",)),
        Hostile("raw bytes", bytes(range(255, 0, -1)), codes=(("not_utf8",),), holds=("commandBase64",)),
        Hostile("raw bytes in a name", command().replace(b"Gr", b"\xff\xfe"), codes=(("not_utf8",),), holds=("commandBase64",)),
        Hostile("1 MB of text", b"lorem ipsum " * 87_382, codes=ONLY_TOO_LARGE, holds=TEXT_OR_NOT),
        Hostile("a name of 1 MB", command(notesSummary="n" * 1_048_576), codes=ONLY_TOO_LARGE, holds=TEXT_OR_NOT),
        Hostile("500 KB of text", b"lorem ipsum " * 41_666, codes=(("not_json",),),
                holds=omitted if is_small else ("commandText",)),
        Hostile("500 KB of control characters", b"\x01" * 500_000, codes=(("not_json",),), holds=omitted),
        Hostile("10,000 nested brackets in a member", command(f'"annualRevenue": {brackets}'), codes=(("too_deep",),),
                holds=text),
        Hostile("10,000 nested brackets", brackets.encode(), codes=(("not_object", "too_deep"),),
                holds=text),
        Hostile("10,000 open brackets", brackets[:10_000].encode(), codes=(("too_deep",), ("not_json",)),
                holds=("commandText",)),
        Hostile("a number of 300 digits", command(f'"annualRevenue": {number}')),
        Hostile("a number of 400 digits, which is no double", command(f'"annualRevenue": {number}{number[:100]}'),
                codes=ONLY_TOO_LARGE, holds=("commandText",)),
        Hostile("an integer of 300 digits", command(f'"healthScore": {number}'), codes=(("out_of_range",),), holds=("command",)),
        Hostile("a number of 5,100 digits", command(f'"annualRevenue": {number * 17}'), codes=ONLY_TOO_LARGE,
                holds=("commandText",)),
        Hostile("100,000 unknown members", command(members(100_000)), codes=ONLY_TOO_LARGE, holds=text),
        Hostile("900 unknown members", command(members(900)), codes=(["unknown_field"] * 100,),
                holds=("command", "commandOmitted"), members={"errorsOmitted": Digits(800)}),
        Hostile("a member name of 9 KB", command(f'"{"m" * 9_000}": 1'), codes=(("unknown_field",),), holds=("command",)),
        Hostile("a member name of 880 KB", command(f'"{"m" * 880_000}": 1'), codes=ONLY_TOO_LARGE, holds=text),
        Hostile("a member name of 900 KB", command(f'"{"m" * 900_000}": 1'), codes=ONLY_TOO_LARGE, holds=TEXT_OR_NOT),
        Hostile("a member twice", command('"legalName": "b"'), codes=(("duplicate_field",),)),
        Hostile("half a surrogate pair", command(r'"notesSummary": "\ud800"'), codes=(("not_json",),), holds=("commandText",)),
        Hostile("two documents", command() + command(), codes=(("not_json",),), holds=("commandText",)),
        Hostile("a byte-order mark", b"\xef\xbb\xbf" + command()),
        Hostile("a schema id before the command", b"\0\0\0\0\7" + command()),
        Hostile("a good command of 50 KB", command(notesSummary="n" * 50_000), codes=ONLY_TOO_LARGE if is_small else (),
                holds=omitted),
        Hostile("a key of 30 KB", command(), key=key_small, key_omitted=is_small, is_open=is_small,
                codes=ONLY_TOO_LARGE if is_small else ()),
        Hostile("a key of 30 KB on an empty value", b"", key=key_small, key_omitted=is_small, codes=(("empty",),)),
        Hostile("a key larger than the result topic takes", command(), key=key_large, key_omitted=True, is_open=True,
                codes=ONLY_TOO_LARGE),
        Hostile("headers of 100 KB", command(), headers=unread),
        Hostile("1,000 headers", command(), headers=[(f"h{number}", b"x") for number in range(1000)]),
        # None of them can be read, so that nothing is known of what they say.
        Hostile("100,001 headers", command(), headers=[("h", b"")] * 100_001, codes=ONLY_TOO_LARGE, holds=("commandText",)),
        Hostile("no key", command(), key=None),
        Hostile("an empty key", command(), key=b""),
    ]
