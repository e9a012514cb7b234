"""Commands with a marker in every part that a producer writes, and the search for it in what workers show of themselves."""

import json

from repeated_look import RepeatedLook
from suite import need

PAGES = ("/", "/metrics", "/readyz", "/livez")


def marked_commands(marker):
    """Returns (key, value, headers) of each form of a command, good, and bad in each of the ways that say something about it."""
    good = {"legalName": f"{marker} Ltd", "displayName": marker, "customerType": "active"}
    bad = {
        "legalName": 7, "displayName": f" {marker}", "customerType": f"{marker}", "primaryEmail": f"{marker}@",
        "websiteUrl": f"not a {marker}", "customerSince": f"{marker}", f"unknown{marker}": marker, "tags": {marker: marker}}
    event = {"specversion": "1.0", "id": marker, "source": f"/{marker}", "type": "customer.create"}
    key = marker.encode()
    headers = [
        ("correlation-id", key), ("idempotency-key", key), (marker, key), ("traceparent", key), ("kafka_correlationId", key)]
    values = [json.dumps(command) for command in (good, bad, good | {"legalName": None})]
    values += [
        f'{{"legalName": "{marker}", "legalName": "{marker}"}}', f'{{"{marker}": ', f'{marker}', f'["{marker}"]',
        f'{{"{marker}": ' + "[" * 100 + "]" * 100 + "}", json.dumps(event | {"data": good}), json.dumps(event | {"data": marker}),
        json.dumps(event | {"type": marker, "data": good})]
    commands = [(key, value.encode(), headers) for value in values]
    binary = [(f"ce_{name}", value.encode()) for name, value in event.items()]
    commands += [(key, json.dumps(command).encode(), binary + headers) for command in (good, bad)]
    commands += [(key, b"\xff" + key, headers), (key, None, headers), (key, b"\0\0\0\0\7" + json.dumps(good).encode(), headers)]
    return commands


class MarkerSearch(RepeatedLook):
    """A context in which the pages of workers are read again and again, and looked through."""

    EVERY_SECONDS = 0.5

    def __init__(self, marker, workers):
        """`workers`: a function that gives those that live now."""
        super().__init__()
        self._marker = marker
        self._workers = workers
        self._found = set()
        self._pages = 0

    def look(self):
        for worker in self._workers():
            for path in PAGES:
                status, text = worker.port.get(path)
                self._pages += status > 0
                if self._marker in text:
                    self._found.add(path)

    def judge(self, workers):
        """`workers`: all whose logs are looked through."""
        need(self._pages > 100, f"only {self._pages} pages were read")
        need(not self._found, f"something of a command is shown on {self._found}")
        for worker in workers:
            lines = [line for line in worker.text().splitlines() if self._marker in line]
            need(not lines, f"something of a command is in the log of {worker.name}: {lines[:2]}")
        print(f"  nothing of a command on {self._pages} pages and in {len(workers)} logs")
