#!/usr/bin/env python3
"""Commands as the CloudEvents SDK for Python writes them to Kafka, by its old interface and its new one: all accepted."""

import argparse
import json
import pathlib
import sys

from cloudevents.core.bindings.kafka import to_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from cloudevents.v1.http import CloudEvent as OldCloudEvent
from cloudevents.v1.kafka import to_binary as old_to_binary
from cloudevents.v1.kafka import to_structured as old_to_structured

import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = {"legalName": "Ærø Færgefart", "displayName": "Ærø", "customerType": "partner", "taxProfile": {"vat": None}}
DEFAULTS = {"status": "active", "taxExempt": False, "visibilityMode": "workspace_local"}
ATTRIBUTES = {"id": "e-1", "source": "/crm/eu", "type": "customer.create"}


def messages():
    """(what it is, message) for each way of writing an event."""
    data = json.dumps(COMMAND).encode()
    kinds = {"an object": (COMMAND, "application/json"), "an object of a type of its own": (COMMAND, "application/vnd.crm+json"),
             "no content type": (COMMAND, None), "bytes": (data, "application/json")}
    for name, (value, content_type) in kinds.items():
        attributes = ATTRIBUTES | ({"datacontenttype": content_type} if content_type else {})
        if content_type and value is not data:
            # The old interface writes no event without a content type, and takes no bytes without a marshaller.
            old = OldCloudEvent.create(attributes | {"correlationid": "c-1"}, value)
            yield f"old interface, binary, {name}", old_to_binary(old)
            yield f"old interface, structured, {name}", old_to_structured(old)
        new = CloudEvent(attributes | {"specversion": "1.0", "correlationid": "c-1"}, value)
        yield f"new interface, binary, {name}", to_binary(new, JSONFormat())
        yield f"new interface, structured, {name}", to_structured(new, JSONFormat())


def fault(worker, message):
    """What the worker has against a message; None when it accepts the command that it should."""
    headers = [f"--header={name}={text(value)}" for name, value in message.headers.items()]
    value = message.value if isinstance(message.value, bytes) else message.value.encode()
    if b"\n" in value:
        return "it has a line feed, which `validate` takes for its end"
    output = program.run([worker, "validate", "-", *headers], value + b"\n", codes=(0, 65))
    result = json.loads(output)
    if result["verdict"] != "accepted":
        return f"rejected: {result['errors']}; headers {message.headers}; value {value!r}"
    return None if result["customer"] == COMMAND | DEFAULTS else f"another customer: {result['customer']}"


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", default=str(ROOT / ".build/release/customer-worker"), help="the program to be judged")
    options = parser.parse_args()
    faults = {name: fault(options.worker, message) for name, message in messages()}
    for name, found in faults.items():
        if found:
            print(f"FAILED: {name}: {found}")
    wrong = sum(found is not None for found in faults.values())
    print(f"{len(faults)} events written by the SDK, {wrong} not taken")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
