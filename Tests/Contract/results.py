#!/usr/bin/env python3
"""Results against the generated schemas, and as the official CloudEvents SDK for Python reads them.

As a program: of two topics (--bootstrap), of a file with one result a line ({"topic", "key", "value", "headers": [[name,
value], …]}, keys and values in base 64; - is standard input), or of the documents' own examples (--self-check), which
are then spoiled in every way that has to be caught. As a module: `Checker().faults(record)`, where a record has a key, a
value and headers as confluent-kafka gives them.
"""

import argparse
import base64
import collections
import dataclasses
import decimal
import json
import pathlib
import sys
import uuid

from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka
from cloudevents.core.formats.json import JSONFormat

import contract

SHOWN = 20
COMMAND_MEMBERS = ("command", "commandText", "commandBase64", "commandOmitted")
# Bytes to the contract, and text to the SDK.
RAW_HEADER = "kafka_correlationId"


@dataclasses.dataclass(frozen=True)
class Result:
    key: bytes | None
    value: bytes
    headers: list
    topic: str = ""


class Checker:
    """Counts what it has seen; one for a run."""

    def __init__(self, folder=contract.FOLDER):
        document = contract.load("asyncapi.json", folder)
        self.messages = contract.messages(document)
        self.codes = {each["code"]: each for each in contract.load("codes.json", folder)}
        problem = contract.load("rejected.schema.json", folder)["properties"]["type"]["enum"][0]
        self.problem_base = problem.removesuffix(next(iter(self.codes)))
        self.types = {
            document["components"]["messages"][name]["headers"]["properties"]["ce_type"]["const"]: name
            for name in ("accepted", "rejected")}
        self.seen = collections.Counter()
        self.ids = set()

    def faults(self, result):
        """Everything in which a result is not what the documents say, in words without the command's own."""
        headers = dict(result.headers or [])
        if len(headers) != len(result.headers or []):
            yield "a header is there twice"
        try:
            event = self._event(result, headers)
            value = exact(result.value)
        # Whatever the SDK raises, a reader of results would have met it.
        except Exception as error:
            yield f"the CloudEvents SDK cannot read it: {type(error).__name__}"
            return
        name = self.types.get(event.get_type())
        if name is None:
            yield "its type is none of ours"
            return
        is_structured = "ce_type" not in headers
        message = self.messages[f"{name}Event" if is_structured else name]
        self.seen[f"{name}, {'structured' if is_structured else 'binary'}"] += 1
        if result.topic and result.topic != event.get_type() and result.topic in self.types:
            yield f"a result of type {event.get_type()} is in {result.topic}"
        texts = {header: text(content) for header, content in headers.items()}
        yield from (f"headers: {fault}" for fault in contract.faults(message.headers, texts))
        yield from (f"value: {fault}" for fault in contract.faults(message.payload, value))
        if texts.get("content-type") != message.content_type:
            yield "its content-type is another one"
        yield from self._event_faults(event, is_structured, result)
        if name == "rejected":
            yield from self._problem_faults(event.get_data())

    def _event(self, result, headers):
        # The SDK takes every header and the key for UTF-8; ours are the command's bytes, which may be others.
        readable = {name: value for name, value in headers.items() if name != RAW_HEADER or is_text(value)}
        key = result.key if is_text(result.key) else None
        return from_kafka(KafkaMessage(headers=readable, key=key, value=result.value), JSONFormat())

    def _event_faults(self, event, is_structured, result):
        identity = event.get_id()
        if identity in self.ids:
            yield "its id is another result's too"
        self.ids.add(identity)
        if not is_uuid5(identity):
            yield "its id is no UUID of version 5"
        if event.get_specversion() != "1.0" or not event.get_source() or event.get_time() is None:
            yield "the SDK misses its specversion, source or time"
        data = json.loads(result.value)
        if is_structured:
            data = data.get("data")
        if not isinstance(data, dict) or event.get_data() != data:
            yield "the SDK reads other data"
        elif "customerId" in data and not is_uuid5(data["customerId"]):
            yield "its customerId is no UUID of version 5"

    def _problem_faults(self, problem):
        if not isinstance(problem, dict):
            return
        name = str(problem.get("type")).removeprefix(self.problem_base)
        code = self.codes.get(name)
        if code is None or (problem.get("title"), problem.get("status")) != (code["title"], code["status"]):
            yield "its type, title and status are not of one code"
            return
        errors = problem.get("errors") or []
        if errors and errors[0].get("code") != name:
            yield "its type is not the first error's"
        if any(self.codes.get(error.get("code"), code)["status"] != code["status"] for error in errors):
            yield "its errors have several statuses"
        if not errors and "errorsOmitted" not in problem:
            yield "it has no error"
        if sum(member in problem for member in COMMAND_MEMBERS) != (name not in ("empty", "undecodable")):
            yield "it gives the command back not at all, or twice"


def exact(value):
    return json.loads(value, parse_float=decimal.Decimal)


def text(value):
    return (value or b"").decode(errors="replace")


def is_text(value):
    try:
        return value is None or value.decode() is not None
    except UnicodeDecodeError:
        return False


def is_uuid5(value):
    try:
        return str(uuid.UUID(value)) == value and uuid.UUID(value).version == 5
    except (ValueError, TypeError, AttributeError):
        return False


# MARK: Where results come from


def main():
    options = arguments()
    if options.self_check:
        import spoiled_results

        return spoiled_results.self_check()
    checker = Checker()
    wrong = 0
    for number, result in enumerate(read(options), 1):
        faults = list(checker.faults(result))
        wrong += bool(faults)
        if faults and wrong <= SHOWN:
            print(f"FAILED: result {number}: {'; '.join(faults)}")
    total = sum(checker.seen.values())
    kinds = ", ".join(f"{count:,} {name}" for name, count in sorted(checker.seen.items()))
    print(f"{total:,} results ({kinds}), {wrong:,} wrong")
    if options.count is not None and total != options.count:
        print(f"FAILED: there are not {options.count:,}")
        wrong += 1
    return 1 if wrong or not total else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", help="results, one a line")
    source.add_argument("--bootstrap", help="brokers of a Kafka that has the two topics")
    source.add_argument("--self-check", action="store_true", help="check the check")
    parser.add_argument("--accepted", default="customer.create.accepted", metavar="TOPIC")
    parser.add_argument("--rejected", default="customer.create.rejected", metavar="TOPIC")
    parser.add_argument("--count", type=int, help="how many results there have to be")
    return parser.parse_args()


def read(options):
    if options.bootstrap:
        sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "RealKafka"))
        import records

        return records.read(options.bootstrap, [options.accepted, options.rejected])
    with open(0 if options.file == "-" else options.file, encoding="utf-8") as file:
        return [parsed(line) for line in file]


def parsed(line):
    record = json.loads(line)
    key = record["key"]
    headers = [(name, base64.b64decode(value)) for name, value in record["headers"]]
    return Result(None if key is None else base64.b64decode(key), base64.b64decode(record["value"]), headers, record["topic"])


if __name__ == "__main__":
    sys.exit(main())
