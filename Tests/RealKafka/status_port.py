"""What a worker shows over HTTP: its pages, its metrics as values, and its health over time."""

import http.client
import re
import time
import urllib.error
import urllib.request

from repeated_look import RepeatedLook

SAMPLE = re.compile(r'^(\w+)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class StatusPort:
    """The port of one worker."""

    def __init__(self, address):
        self.address = address

    def get(self, path, seconds=5):
        """The status and the text of a page; a status of 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self.address}{path}", timeout=seconds) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        # One that is killed in the middle of an answer leaves a part of it.
        except (OSError, http.client.HTTPException) as error:
            return 0, str(error)

    def metrics(self):
        """The samples of `/metrics`; None when nobody answers."""
        status, text = self.get("/metrics")
        return Metrics(text) if status == 200 else None


class Metrics:
    """One scrape."""

    def __init__(self, text):
        self.text = text
        self._samples = {}
        for line in text.splitlines():
            if line.startswith("#"):
                continue
            name, labels, value = SAMPLE.match(line).groups()
            self._samples[name, tuple(LABEL.findall(labels or ""))] = float(value)

    def value(self, name, **labels):
        """The value of a sample, by its name without the prefix; None when there is none."""
        return self._samples.get((f"customer_worker_{name}", tuple(labels.items())))

    def by(self, name):
        """The samples of a family with one label, by its value."""
        return {
            labels[0][1]: value for (family, labels), value in self._samples.items()
            if family == f"customer_worker_{name}" and labels}

    def partitions(self):
        """The partitions that have any sample."""
        return {int(value) for _, labels in self._samples for name, value in labels if name == "partition"}


class HealthWatch(RepeatedLook):
    """A context that asks for `/livez` and `/readyz` five times a second and keeps what changed."""

    EVERY_SECONDS = 0.2

    def __init__(self, port):
        super().__init__()
        self.port = port
        # By path: (time, status, text), each time that the status was another than before.
        self.changes = {"/livez": [], "/readyz": []}
        self.slowest_seconds = 0.0

    def look(self):
        for path, changes in self.changes.items():
            began = time.monotonic()
            status, text = self.port.get(path)
            self.slowest_seconds = max(self.slowest_seconds, time.monotonic() - began)
            if not changes or changes[-1][1] != status:
                changes.append((began, status, text))

    def now(self, path):
        """The last answer's status and text."""
        return self.changes[path][-1][1:] if self.changes[path] else (0, "")

    def statuses(self, path):
        """Every status that there was."""
        return {status for _, status, _ in self.changes[path]}
