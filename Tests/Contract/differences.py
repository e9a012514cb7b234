"""Where the worker and the judge may differ, and why: every difference has to be one of these, and each is counted."""

import dataclasses
import re
import typing


@dataclasses.dataclass(frozen=True)
class Difference:
    name: str
    reason: str
    # Of an error that only one of them reports: (finding, value) -> whether this explains it.
    explains: typing.Callable


@dataclasses.dataclass(frozen=True)
class Finding:
    """An error that only one of them reports."""

    pointer: str
    kind: str
    is_workers: bool
    # Everything that the worker reports, and whether it reports more than it shows.
    workers: frozenset
    has_more: bool

    def is_judges(self, *kinds):
        return not self.is_workers and self.kind in kinds


def is_within_64_bits(value):
    return value == int(value) and -(1 << 63) <= value <= (1 << 63) - 1


def mailbox(finding, value):
    """The local part and the domain of an address that only one of them takes; two empty texts else."""
    if finding.kind != "invalid_format" or not isinstance(value, str):
        return "", ""
    local, _, domain = value.rpartition("@")
    return local, domain


def is_long(local, domain):
    return len(local) > 64 or len(domain) > 253 or any(len(label) > 63 for label in domain.split("."))


def has_hyphens_like_punycode(domain):
    return any(label[2:4] == "--" for label in domain.split("."))


ZERO_BEFORE_DIGIT = re.compile(r"\[(IPv6:[^\]]*:)?(\d+\.)*0\d", re.IGNORECASE)
SEVEN_GROUPS_AND_GAP = re.compile(r"\[IPv6:(?=[^\]]*::)[^\]]*\]", re.IGNORECASE)


def has_seven_groups(domain):
    """`::` beside seven groups; an IPv4 address at the end counts as two."""
    if not SEVEN_GROUPS_AND_GAP.fullmatch(domain):
        return False
    groups = [each for each in domain[6:-1].split(":") if each]
    return len(groups) + groups[-1].count(".") // 3 == 7


EXPLAINED = (
    Difference(
        "another type", "JSON Schema judges `enum`, `minimum` and `maximum` apart from `type`; the worker reports the type",
        lambda finding, value: finding.is_judges("invalid_enum", "out_of_range")
        and (finding.pointer, "invalid_type") in finding.workers),
    Difference(
        "64-bit bounds as doubles", "jsonschema-rs compares a number with a fraction or an exponent as a double",
        lambda finding, value: finding.is_judges("out_of_range") and is_within_64_bits(value)
        and abs(float(value)) >= float(1 << 63)),
    Difference(
        "length of an address", "RFC 5321's Mailbox bounds no length (section 4.5.3.1 bounds what servers have to take)",
        lambda finding, value: not finding.is_workers and is_long(*mailbox(finding, value))),
    Difference(
        "hyphens as in punycode", "RFC 5321's sub-domain has letters, digits and hyphens in any order; IDNA is not asked for",
        lambda finding, value: not finding.is_workers and has_hyphens_like_punycode(mailbox(finding, value)[1])),
    Difference(
        "zeros in an address literal", "RFC 5321, section 4.1.3: Snum is one to three digits, so `01` is one",
        lambda finding, value: not finding.is_workers and bool(ZERO_BEFORE_DIGIT.match(mailbox(finding, value)[1]))),
    Difference(
        "a backslash before a space", "RFC 5321, section 4.1.2: quoted-pairSMTP is a backslash and any of %d32-126",
        lambda finding, value: not finding.is_workers and "\\ " in mailbox(finding, value)[0]),
    Difference(
        "a tab in quotes", "RFC 5321, section 4.1.2: qtextSMTP begins at the space",
        lambda finding, value: finding.is_workers and "\t" in mailbox(finding, value)[0]),
    Difference(
        "an angle bracket", "jsonschema-rs takes it for the start of an address behind a name; in quotes it is qtextSMTP",
        lambda finding, value: "<" in mailbox(finding, value)[0] and value.startswith('"') != finding.is_workers),
    Difference(
        "seven groups beside a gap", "RFC 5321, section 4.1.3: no more than six groups stand beside the `::`",
        lambda finding, value: finding.is_workers and has_seven_groups(mailbox(finding, value)[1])),
    Difference(
        "duplicates past the limit of members", "of an object with too many members the worker compares the first ones",
        lambda finding, value: finding.is_judges("duplicate_field")
        and (finding.pointer.rpartition("/")[0], "too_large") in finding.workers),
    Difference(
        "past the limit of errors", "the worker counts the errors past `limits.errors` and does not show them",
        lambda finding, value: not finding.is_workers and finding.has_more),
)


def explanation(finding, value):
    return next((each for each in EXPLAINED if each.explains(finding, value)), None)
