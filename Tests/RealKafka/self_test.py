"""The checker under test: right results pass, and each way of breaking the promise is caught, and by its name."""

import dataclasses
import json
import random
import time
import uuid

from confluent_kafka import Producer

import options as command_line
from cluster import Cluster
from digits import parse
from envelope import decision_id
from records import Record, Writer, read
from scaler import Scaler
from suite import need, run_alone
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from verify_results import Expected, check

NAMESPACE = uuid.UUID("5c8c4f0e-0000-4000-8000-000000000000")
# The cluster that the ids are made for.
CLUSTER = "cluster"
PARTITIONS = 2
COUNT = 2000


def suite(options, report):
    randomness = random.Random(options.seed)
    with report.case("self-test: what is written to a real Kafka is read back and found right"), Cluster() as cluster:
        topics = Topics(cluster.bootstrap)
        topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
        commands = through_kafka(cluster.bootstrap, randomness)
        write(cluster.bootstrap, [faked(command) for command in commands])
        results = read(cluster.bootstrap, [ACCEPTED, REJECTED])
        account = check(expectations(commands), results, CLUSTER)
        need(account.is_clean, "\n  ".join(map(str, [account, *account.faults])))
        seen = len(read(cluster.bootstrap, [ACCEPTED, REJECTED], committed=False))
        need(seen == 2 * len(results), f"{seen} records with the aborted ones, {len(results)} committed")
    commands = [made(number, randomness) for number in range(COUNT)]
    good = [dataclasses.replace(faked(command), offset=number) for number, command in enumerate(commands)]
    with report.case("self-test: right results pass"):
        account = check(expectations(commands), good, CLUSTER)
        need(account.is_clean, str(account))
    for name, (kind, spoil) in SPOILED.items():
        with report.case(f"self-test: caught: {name}"):
            results = list(good)
            spoil(results, randomness)
            account = check(expectations(commands), results, CLUSTER)
            need(getattr(account, kind) == 1, f"{kind} is not 1: {account}; {account.faults}")
            others = sum((account.missing, account.doubled, account.wrong, account.out_of_order, account.stray))
            need(others == 1 or (name in ALSO_MISSING and others == 2), f"it is not the only fault: {account}")
    with report.case("self-test: KEDA's formula, with the shipped settings"):
        scaler = Scaler()
        for lag, pods in ((0, 0), (12, 0), (13, 1), (50_000, 1), (50_001, 2), (200_001, 6), (350_000, 12), (9_000_000, 12)):
            ends = dict.fromkeys(range(12), 1000) | {3: 1000 + lag}
            wanted = scaler.pods(ends, dict.fromkeys(range(12), 1000))
            need(wanted == pods, f"it wants {wanted} pods for a lag of {lag}, not {pods}")
        need(scaler.pods({0: 50_000, 1: 10}, {1: 10}) == 1, "a partition without a committed offset is not all lag")


def made(number, randomness):
    name = f"n{randomness.randrange(1 << 30)}"
    value = json.dumps({"legalName": name, "creditLimit": number}) if number % 10 else f'{{"legalName":{number}'
    key = None if number % 7 == 0 else f"k{number}".encode()
    return Record(COMMANDS, number % PARTITIONS, number // PARTITIONS, 1_700_000_000_000 + number, key, value.encode(), [])


def through_kafka(bootstrap, randomness):
    writer = Writer(bootstrap)
    for number in range(COUNT):
        command = made(number, randomness)
        writer.write(COMMANDS, command.key, command.value, command.partition)
    writer.flush()
    return read(bootstrap, [COMMANDS])


def is_good(command):
    return command.value.endswith(b"}")


def expectations(commands):
    return {
        (command.partition, command.offset): Expected(
            command, verdicts=(ACCEPTED,) if is_good(command) else (REJECTED,),
            customer=parse(command.value) if is_good(command) else None,
            errors=None if is_good(command) else parse('[{"code":"not_json","pointer":"","byteOffset":9}]'))
        for command in commands}


def faked(command):
    topic = ACCEPTED if is_good(command) else REJECTED
    position = {name: getattr(command, name) for name in ("topic", "partition", "offset", "timestamp")}
    name = f"{command.partition} {command.offset}"
    if topic == ACCEPTED:
        body = {"customerId": str(uuid.uuid5(NAMESPACE, "c" + name)), "customer": json.loads(command.value)}
    else:
        body = {"type": "urn:x:not_json", "title": "", "status": 400, "detail": "", "commandText": command.value.decode(),
                "errors": [{"code": "not_json", "pointer": "", "byteOffset": 9}]}
    kind = b"application/json" if topic == ACCEPTED else b"application/problem+json"
    headers = [
        ("ce_specversion", b"1.0"), ("ce_id", decision_id(command, CLUSTER).encode()), ("ce_type", topic.encode()),
        ("ce_source", b"/customer-worker"), ("ce_time", b"2026-01-01T00:00:00.000Z"), ("content-type", kind)]
    value = json.dumps(body | {"position": position}).encode()
    return Record(topic, command.partition, -1, 0, command.key, value, headers)


def write(bootstrap, results):
    """Writes them twice: in a transaction that is aborted, and in one that is committed."""
    producer = Producer({"bootstrap.servers": bootstrap, "transactional.id": "self-test", "log_level": 0})
    producer.init_transactions(30)
    for end in (producer.abort_transaction, producer.commit_transaction):
        producer.begin_transaction()
        for result in results:
            producer.produce(result.topic, result.value, result.key, result.partition, headers=result.headers)
        need(producer.flush(30) == 0, "the results are not written")
        end(30)


def change(**fields):
    """Spoils one result: each field of its record becomes what its function makes of it."""

    def spoil(results, randomness):
        at = randomness.randrange(10, COUNT)
        while results[at].topic != ACCEPTED or results[at].key is None:
            at = randomness.randrange(10, COUNT)
        new = {name: function(getattr(results[at], name)) for name, function in fields.items()}
        results[at] = dataclasses.replace(results[at], **new)

    return spoil


def edit(function):
    """Spoils the JSON of one accepted result."""
    return change(value=lambda text: json.dumps(function(json.loads(text))).encode())


def position(**members):
    return edit(lambda body: body | {"position": body["position"] | members})


def swap(results, _randomness):
    # Accepted ones of the same partition.
    first, second = [n for n, each in enumerate(results) if each.partition == 1 and each.topic == ACCEPTED][10:12]
    results[first], results[second] = results[second], results[first]


def same_id(results, _randomness):
    results[21] = dataclasses.replace(results[21], headers=[results[11].headers[1] if name == "ce_id" else (name, value)
                                                           for name, value in results[21].headers])


def other_error(results, _randomness):
    at = next(n for n, each in enumerate(results) if each.topic == REJECTED)
    results[at] = dataclasses.replace(results[at], value=results[at].value.replace(b'"byteOffset": 9', b'"byteOffset": 8'))


def other_verdict(results, _randomness):
    at = next(n for n, each in enumerate(results) if each.topic == ACCEPTED)
    results[at] = dataclasses.replace(results[at], topic=REJECTED)


SPOILED = {
    "a result is missing": ("missing", lambda results, randomness: results.pop(randomness.randrange(COUNT))),
    "a result is doubled": ("doubled", lambda results, randomness: results.append(results[randomness.randrange(COUNT)])),
    "two results are swapped": ("out_of_order", swap),
    "the other verdict": ("wrong", other_verdict),
    "another error": ("wrong", other_error),
    "another customer": ("wrong", edit(lambda body: body | {"customer": {}})),
    "a number with other digits": ("wrong", change(value=lambda text: text.replace(b'"creditLimit": ', b'"creditLimit": 0.0e'))),
    "no customerId": ("wrong", edit(lambda body: {name: body[name] for name in body if name != "customerId"})),
    "another key": ("wrong", change(key=lambda key: key + b" ")),
    "an empty key instead of none": ("wrong", lambda results, _: results.__setitem__(
        7, dataclasses.replace(results[7], key=b""))),
    "another partition": ("wrong", change(partition=lambda partition: 1 - partition)),
    "a header is missing": ("wrong", change(headers=lambda headers: headers[1:])),
    "a header is doubled": ("wrong", change(headers=lambda headers: headers + headers[4:5])),
    "a header that is not known": ("wrong", change(headers=lambda headers: headers + [("x", b"")])),
    "another id": ("wrong", change(headers=lambda headers: [
        (name, value[:-1] + b"x" if name == "ce_id" else value) for name, value in headers])),
    "an id twice": ("wrong", same_id),
    "another timestamp": ("wrong", position(timestamp=int(time.time()))),
    "a result of no command": ("stray", position(offset=COUNT)),
    "a value that is not JSON": ("wrong", change(value=lambda text: text[:-1])),
}
# The command of these is without a result too.
ALSO_MISSING = ("a result of no command", "a value that is not JSON")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__))
