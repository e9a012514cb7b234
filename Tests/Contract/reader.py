"""Reads a line as the reference says, with Python's own JSON parser: the errors that no schema can find, or the command.

Knows no code of the worker.
"""

import base64
import binascii
import dataclasses
import decimal
import json
import math
import re
import sys

LINE_BYTES = 900_000
DEPTH = 62
MEMBERS = 1000
NAME_BYTES = 10_000
NUMBER_CHARACTERS = 1000
EXPONENT = 9999
POINTER_BYTES = 1024

# Longer numbers than Python reads by default are within the contract's limits or refused by them.
sys.set_int_max_str_digits(0)
sys.setrecursionlimit(4000)

SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.DOTALL)
JSON_TYPE = re.compile(r"[^/]+/(json|[^/]+\+json)")


@dataclasses.dataclass(slots=True)
class Reading:
    """A command for the schema, or the errors of the stages before the fields, as (pointer, code)."""

    errors: set = dataclasses.field(default_factory=set)
    command: object = None


class NotJSON(Exception):
    """Why the text is not JSON."""


class Pairs(list):
    """An object with its members as they stand, for the walk that looks for duplicates and limits."""


class Number:
    """The characters of a number."""

    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text


def read(line):
    if len(line) >= 5 and line[0] == 0:
        line = line[5:]
    if not line:
        return Reading({("", "empty")})
    if len(line) > LINE_BYTES:
        return Reading({("", "too_large")})
    return _read(line)


def _read(line, is_data=False):
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return Reading({("", "not_utf8")})
    text = text.removeprefix("\ufeff")
    try:
        flagged = []
        value = parse(text, flagged)
    except NotJSON:
        return Reading({("", "not_json")})
    if not isinstance(value, dict):
        errors = {("", "not_object")}
        if flagged or _may_break_limits(text):
            errors |= structure(parse_pairs(text))
        return Reading(errors)
    if "specversion" in value and not is_data:
        return _read_event(value, text)
    if flagged or _may_break_limits(text):
        errors = structure(parse_pairs(text))
        if errors:
            return Reading(errors)
    return Reading(command=value)


def parse(text, flagged):
    """The value, exact: numbers with a fraction or an exponent as decimals. `flagged` gets objects with duplicates."""

    def members(pairs):
        result = dict(pairs)
        if len(result) < len(pairs):
            flagged.append(pairs)
        return result

    return _loads(text, object_pairs_hook=members, parse_float=exact)


def exact(text):
    try:
        return decimal.Decimal(text)
    except decimal.InvalidOperation:
        # An exponent past what `decimal` has is past everything that is asked of the number.
        digits, exponent = re.split("[eE]", text)
        return decimal.Decimal(f"{digits}e{'-' if exponent.startswith('-') else ''}1000000000")


def parse_pairs(text):
    return _loads(text, object_pairs_hook=Pairs, parse_float=Number, parse_int=Number)


def _loads(text, **hooks):
    def constant(name):
        raise NotJSON(name)

    try:
        value = json.loads(text, parse_constant=constant, **hooks)
    except (ValueError, RecursionError) as error:
        raise NotJSON(str(error)) from None
    if SURROGATE.search(text) and _has_lone_surrogate(text):
        raise NotJSON("half of a surrogate pair")
    return value


def _has_lone_surrogate(text):
    """Whether JSON text has half a surrogate pair; escapes are in strings only."""
    return any(match.group(1) for match in ESCAPE.finditer(text))


def _may_break_limits(text):
    """Whether a walk is needed: cheap, and true too often rather than too seldom."""
    return (text.count("[") + text.count("{") > DEPTH or text.count(":") > MEMBERS or len(text) > NAME_BYTES // 4
            or LARGE_NUMBER.search(text) is not None)


LARGE_NUMBER = re.compile(r"[-+.0-9eE]{300}|[0-9][eE][-+]?[0-9]{3}")


def structure(value):
    """The errors of duplicates and limits, as (pointer, code)."""
    return {(cut(pointer), code) for pointer, code in walk(value)}


def walk(value, pointer="", depth=1):
    if isinstance(value, Number):
        if len(value.text) > NUMBER_CHARACTERS or _is_out_of_range(value.text):
            yield pointer, "too_large"
        return
    if not isinstance(value, list):
        return
    if depth > DEPTH:
        yield pointer, "too_deep"
        return
    if not isinstance(value, Pairs):
        for index, element in enumerate(value):
            yield from walk(element, f"{pointer}/{index}", depth + 1)
        return
    if len(value) > MEMBERS:
        yield pointer, "too_large"
    seen = set()
    for name, member in value:
        at = f"{pointer}/{escape(name)}"
        if name in seen:
            yield at, "duplicate_field"
        seen.add(name)
        if len(name.encode()) > NAME_BYTES:
            yield pointer, "too_large"
        yield from walk(member, at, depth + 1)


def _is_out_of_range(number):
    """Whether a number is past every double, or its exponent past what decimal types take."""
    exponent = re.split("[eE]", number)[1] if "e" in number.lower() else "0"
    return abs(int(exponent)) > EXPONENT or math.isinf(float(number))


def escape(name):
    return name.replace("~", "~0").replace("/", "~1")


def cut(pointer):
    """One that is too long becomes its parent's."""
    while len(pointer.encode()) > POINTER_BYTES:
        pointer = pointer.rpartition("/")[0]
    return pointer


def _read_event(event, text):
    """A CloudEvent in structured mode. Pointers outside its data are none of the command's: they are empty."""
    pairs = parse_pairs(text)
    at = next((index for index, (name, _) in enumerate(pairs) if name == "data"), None)
    # The first one counts; its inside is looked at apart.
    first = pairs[at][1] if at is not None else None
    outside = Pairs((name, None if index == at else value) for index, (name, value) in enumerate(pairs))
    errors = {("", code) for _, code in structure(outside)}
    errors |= structure(first) if isinstance(first, Pairs) else {("", code) for _, code in structure(first)}
    if errors:
        return Reading(errors)
    unsupported = Reading({("", "unsupported_event")})
    data, base64_data = event.get("data"), event.get("data_base64")
    if data is not None and base64_data is not None:
        return unsupported
    if base64_data is not None:
        return _read_base64(base64_data, _event_faults(event)) if isinstance(base64_data, str) else unsupported
    return unsupported if _event_faults(event) or not isinstance(data, dict) else Reading(command=data)


def _read_base64(text, faults):
    unsupported = Reading({("", "unsupported_event")})
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return unsupported
    if not data:
        return unsupported
    reading = _read(data, is_data=True)
    # What is no object is the event's fault; what is wrong within it comes before the event's attributes.
    if ("", "not_object") in reading.errors:
        return Reading(reading.errors - {("", "not_object")} or unsupported.errors)
    return unsupported if reading.command is not None and faults else reading


def _event_faults(event):
    def is_wrong(name, is_right):
        value = event.get(name)
        return not isinstance(value, str) or len(value.encode()) > 1024 or not is_right(value)

    def is_json(media):
        return JSON_TYPE.fullmatch(re.sub(r"[ \t]", "", media.split(";")[0]).lower())

    return (is_wrong("specversion", lambda value: value == "1.0") or is_wrong("id", bool) or is_wrong("source", bool)
            or is_wrong("type", lambda value: value == "customer.create")
            or (event.get("datacontenttype") is not None and is_wrong("datacontenttype", is_json)))
