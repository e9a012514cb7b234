"""What an import has to leave behind, by the input file and the topics alone: no code of the importer is known here."""

import collections
import dataclasses
import json

from records import read
from suite import need
from topics import ACCEPTED, COMMANDS, REJECTED


@dataclasses.dataclass
class Found:
    """What the topics hold of a job."""

    # By row: the value of its command, as often as it is in the topic.
    commands: dict
    # By row: the names of the topics of its results.
    results: dict
    customers: dict
    # By row: the codes of its errors.
    codes: dict


def correlation(record, names):
    """The text of the first of these headers; None without one."""
    headers = dict(record.headers or ())
    return next((headers[name].decode() for name in names if name in headers), None)


def find(bootstrap, job):
    found = Found(collections.defaultdict(list), collections.defaultdict(list), {}, {})

    def take(record):
        name = correlation(record, ("correlation-id", "ce_correlationid"))
        if name is None or not name.startswith(job + "/"):
            return
        row = int(name.removeprefix(job + "/"))
        if record.topic == COMMANDS:
            found.commands[row].append(record.value)
            return
        found.results[row].append(record.topic)
        result = json.loads(record.value)
        if record.topic == ACCEPTED:
            found.customers[row] = result["customerId"]
        else:
            found.codes[row] = [error["code"] for error in result["errors"]]

    read(bootstrap, [COMMANDS, ACCEPTED, REJECTED], take=take)
    return found


def check_lines(bootstrap, job, lines, folder):
    """Holds an import of NDJSON against its lines; returns the account that it should have, as a text.

    `folder`: where the result files are.
    """
    found = find(bootstrap, job)
    rows = {number: line for number, line in enumerate(lines, 1) if line.strip(b" \t\r")}
    need(found.commands.keys() == rows.keys(), differing(f"{job}: rows in the command topic", found.commands.keys(), rows.keys()))
    doubled = sorted(row for row, values in found.commands.items() if len(values) > 1)
    need(not doubled, f"{job}: rows {doubled[:5]} are in the command topic more than once, {len(doubled)} in all")
    changed = [row for row, (value,) in found.commands.items() if value != rows[row]]
    need(not changed, f"{job}: the commands of rows {changed[:5]} are not the lines")
    need(found.results.keys() == rows.keys(), differing(f"{job}: rows with results", found.results.keys(), rows.keys()))
    accepted = {row for row, topics in found.results.items() if ACCEPTED in topics}
    rejected = rows.keys() - accepted
    account = json.loads((folder / f"{job}.account.json").read_text())
    expected = {
        "job": job, "state": "done", "rows": len(lines), "blank": len(lines) - len(rows), "unreadable": 0, "sent": len(rows),
        "unsent": 0, "accepted": len(accepted), "rejected": len(rejected), "unprocessed": {},
        # By default a row's key is the digest of its line.
        "repeatedKeys": len(rows) - len(set(rows.values())), "contradictions": 0}
    wrong = {name: (account.get(name), value) for name, value in expected.items() if account.get(name) != value}
    need(not wrong, f"{job}: the account has (first) and should have (second): {wrong}")
    check_files(job, rows, found, accepted, rejected, folder)
    return f"{len(lines)} rows = {len(lines) - len(rows)} blank + {len(accepted)} accepted + {len(rejected)} rejected"


def check_files(job, rows, found, accepted, rejected, folder):
    lines = objects(folder / f"{job}.accepted.ndjson", accepted)
    need([line["row"] for line in lines] == sorted(accepted), f"{job}: the file of accepted rows has other rows or another order")
    wrong = [line["row"] for line in lines if line["customerId"] != found.customers[line["row"]]]
    need(not wrong, f"{job}: the customers of rows {wrong[:5]} are not those of their results")
    if not rejected:
        return
    own = (folder / f"{job}.rejected.ndjson").read_bytes().removesuffix(b"\n").split(b"\n")
    need(own == [rows[row] for row in sorted(rejected)], f"{job}: the rejected rows are not the bytes of the file's")
    lines = objects(folder / f"{job}.errors.ndjson", rejected)
    need([line["row"] for line in lines] == sorted(rejected), f"{job}: the file of errors has other rows or another order")
    wrong = [line["row"] for line in lines if [error["code"] for error in line["errors"]] != found.codes[line["row"]]]
    need(not wrong, f"{job}: the errors of rows {wrong[:5]} are not those of their results")


def objects(path, rows):
    return [json.loads(line) for line in path.read_bytes().splitlines()] if rows else []


def differing(what, found, expected):
    missing, extra = sorted(expected - found), sorted(found - expected)
    return f"{what}: {len(missing)} are missing ({missing[:5]}), {len(extra)} are too many ({extra[:5]})"
