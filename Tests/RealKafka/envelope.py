"""What every result has around its decision: headers, ids, and the command given back."""

import base64
import re
import uuid

from digits import parse
from topics import ACCEPTED, REJECTED

# The namespace of `ce_id`; it never changes.
RESULT_NAMESPACE = uuid.UUID("5b6e1f3c-7d0a-4c52-9a7e-2f41c8d3b096")

SOURCE = b"/customer-worker"
CONTENT_TYPES = {ACCEPTED: b"application/json", REJECTED: b"application/problem+json"}
ALWAYS = ("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type")
SOMETIMES = ("ce_causationid", "ce_correlationid", "traceparent", "tracestate", "kafka_correlationId")
TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
GIVEN_BACK = ("command", "commandText", "commandBase64", "commandOmitted")


def is_uuid5(text):
    try:
        return uuid.UUID(text).version == 5 and str(uuid.UUID(text)) == text
    except (TypeError, ValueError, AttributeError):
        return False


def faults(result, command, cluster_id):
    """The headers that are wrong, missing, doubled or not known."""
    names = [name for name, _ in result.headers or []]
    for name in ALWAYS:
        if names.count(name) != 1:
            yield f"header {name} is there {names.count(name)} times"
            return
    for name in set(names) - set(ALWAYS):
        if name not in SOMETIMES or names.count(name) > 1:
            yield f"header {name} is there {names.count(name)} times"
    values = dict(result.headers)
    ce_id = (values["ce_id"] or b"").decode(errors="replace")
    if values["ce_specversion"] != b"1.0":
        yield f"ce_specversion is {values['ce_specversion']}"
    if values["ce_type"] != result.topic.encode():
        yield f"ce_type is {values['ce_type']}"
    if values["ce_source"] != SOURCE:
        yield f"ce_source is {values['ce_source']}"
    if values["content-type"] != CONTENT_TYPES[result.topic]:
        yield f"content-type is {values['content-type']}"
    if not TIME.fullmatch(values["ce_time"] or b""):
        yield f"ce_time is {values['ce_time']}"
    if ce_id != decision_id(command, cluster_id):
        yield f"ce_id is {ce_id}, not {decision_id(command, cluster_id)}"


def decision_id(command, cluster_id):
    """The `ce_id` of the decision of a command."""
    name = "\0".join(map(str, (cluster_id, command.topic, command.partition, command.offset, command.timestamp)))
    return str(uuid.uuid5(RESULT_NAMESPACE, name))


def command_faults(wanted, value):
    """Whether a rejected result gives the command back whole, in one member, the right one."""
    held = [name for name in GIVEN_BACK if name in value]
    sent = wanted.command.value
    if not sent:
        # Nothing to give back.
        if value.get("commandText", "") != "" or {"command", "commandBase64", "commandOmitted"} & set(held):
            yield f"it gives back {held} of an empty command"
        return
    if len(held) != 1:
        yield f"it gives the command back as {held}"
        return
    if wanted.holds is not None and held[0] not in wanted.holds:
        yield f"it gives the command back as {held}, not {wanted.holds}"
    if held == ["command"]:
        try:
            whole = parse(sent.decode("utf-8-sig"))
            # The command of an event is its data, not the envelope; where the data is no object there is only the event.
            is_event = isinstance(whole, dict) and "specversion" in whole and isinstance(whole.get("data"), dict)
            same = value["command"] == (whole["data"] if is_event else whole)
        except (ValueError, RecursionError):
            same = False
    elif held == ["commandText"]:
        same = value["commandText"].encode() in (sent, sent.removeprefix(b"\xef\xbb\xbf"))
    elif held == ["commandBase64"]:
        same = base64.b64decode(value["commandBase64"]) == sent
    else:
        same = value["commandOmitted"] is True
    if not same:
        yield f"{held[0]} is not the command as sent"
