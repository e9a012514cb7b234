"""The metrics' reference, and the names and labels that a query uses."""

import dataclasses
import json
import pathlib
import re

REFERENCE = pathlib.Path("Config/metrics.json")
# Labels that Prometheus adds when it scrapes, and those of its own series.
SCRAPED = {"job", "instance", "le"}
OWN = {"ALERTS": {"alertname", "alertstate", "job"}, "up": set()}
NAME = re.compile(r"\b(?:customer_worker|process)_[a-z0-9_]+|\bALERTS\b|\bup\b")
SELECTOR = re.compile(r"(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\s*\{(?P<matchers>[^}]*)\}")
MATCHER = re.compile(r"(?P<label>[a-z_]+)\s*(?P<operator>=~|!~|!=|=)\s*\"(?P<value>[^\"]*)\"")
GROUPING = re.compile(r"\b(?:by|on|without|ignoring|group_left|group_right)\s*\(([^)]*)\)")
PARTS = ("_bucket", "_sum", "_count")
# What begins so is a recording rule's.
RECORDED = "customer_worker_late"


@dataclasses.dataclass(frozen=True)
class Metric:
    name: str
    kind: str
    # The values of each label, as far as they are known; empty where any is possible.
    labels: dict[str, frozenset]
    sentence: str


def read(root):
    """By name: every metric of the reference."""
    rows = json.loads(pathlib.Path(root, REFERENCE).read_text())
    return {row["name"]: Metric(
        row["name"], row["type"], {label["name"]: frozenset(label["values"]) for label in row["labels"]}, row["sentence"])
        for row in rows}


def metric_of(name, metrics):
    """The metric that a series is of: one of a histogram has further series."""
    for part in PARTS:
        family = metrics.get(name.removesuffix(part))
        if name.endswith(part) and family is not None and family.kind == "histogram":
            return family
    metric = metrics.get(name)
    return None if metric is None or metric.kind == "histogram" else metric


def named(queries, metrics):
    """The metrics that some queries are about, in their order, each once."""
    found = (metric_of(name, metrics) for query in queries for name in NAME.findall(query))
    return list({metric.name: metric for metric in found if metric}.values())


def faults(query, metrics):
    """What a query asks for and no worker exposes: metrics, labels, and values of labels."""
    labels = set()
    for name in NAME.findall(query):
        metric = metric_of(name, metrics)
        if metric is None and name not in OWN and not name.startswith(RECORDED):
            yield f"there is no metric {name}"
        labels |= OWN.get(name, set()) | (set(metric.labels) if metric else set())
    for selector in SELECTOR.finditer(query):
        metric = metric_of(selector["name"], metrics)
        for matcher in MATCHER.finditer(selector["matchers"]):
            label, value = matcher["label"], matcher["value"]
            if metric is None or label in SCRAPED:
                continue
            if label not in metric.labels:
                yield f"{metric.name} has no label {label}"
            elif metric.labels[label] and not set(value.split("|")) <= metric.labels[label]:
                yield f"{metric.name} has no {label} {value}"
    for grouping in GROUPING.finditer(query):
        for label in re.findall(r"\w+", grouping[1]):
            if label not in labels | SCRAPED:
                yield f"none of its metrics has a label {label}"
