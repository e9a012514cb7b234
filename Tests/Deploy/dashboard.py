#!/usr/bin/env python3
"""The Grafana dashboard, made from the table of panels below and the sentences of the metrics' reference.

    python3 Tests/Deploy/dashboard.py      # writes deploy/grafana/dashboards/customer-worker.json
"""

import dataclasses
import json
import pathlib
import sys

import metric_table

DASHBOARD = pathlib.Path("deploy/grafana/dashboards/customer-worker.json")
# What every query is about: the fleet that was chosen, and the workers of it that were.
WORKERS = 'job="$job", instance=~"$instance"'
# Prometheus 3 stores the bound as 10.0, older ones as the worker writes it.
TEN_SECONDS = 'le=~"10|10.0"'
WIDTH = 24


@dataclasses.dataclass(frozen=True)
class Panel:
    """A panel: what it is about, its queries by their legends, and how its values are shown."""

    title: str
    queries: dict[str, str]
    unit: str = "short"
    kind: str = "timeseries"
    width: int = 8
    # From this value on a number is shown in this colour.
    colours: tuple = ()
    stacked: bool = False


def rate(metric, by="", labels=""):
    inner = f"{WORKERS}, {labels}" if labels else WORKERS
    return f"sum{f' by ({by})' if by else ''} (rate({metric}{{{inner}}}[$__rate_interval]))"


def worst(metric):
    return {"partition {{partition}}, {{instance}}": f"topk(10, {metric}{{{WORKERS}}})"}


def quantiles(metric):
    return {name: f"histogram_quantile({value}, {rate(f'{metric}_bucket', 'le')})"
            for name, value in (("half", 0.5), ("99 %", 0.99), ("99.9 %", 0.999))}


def one(query, legend=""):
    return {legend: query}


# By row, from the first look to the last.
PANELS = {
    "Is all well?": [
        Panel("Workers that are ready", {
            "ready": f"sum(customer_worker_ready{{{WORKERS}}})", "of": f"count(customer_worker_ready{{{WORKERS}}})"},
            kind="stat", width=4),
        Panel("Partitions that no worker has", one(
            'max(customer_worker_command_partitions{job="$job"}) - sum(customer_worker_partitions_owned{job="$job"})'),
            kind="stat", width=4, colours=(("green", None), ("red", 1))),
        Panel("Partitions that are held", one(f"sum(customer_worker_partitions_held{{{WORKERS}}})"),
              kind="stat", width=4, colours=(("green", None), ("red", 1))),
        Panel("Oldest command that waits", one(f"max(customer_worker_waiting_seconds{{{WORKERS}}})"), "s",
              kind="stat", width=4, colours=(("green", None), ("orange", 10), ("red", 60))),
        Panel("Answered later than 10 s", one(
            f"1 - {rate('customer_worker_command_to_commit_seconds_bucket', labels=TEN_SECONDS)}"
            f" / {rate('customer_worker_command_to_commit_seconds_count')}"), "percentunit",
            kind="stat", width=4, colours=(("green", None), ("orange", 0.01), ("red", 0.06))),
        Panel("Commands lost, in the time shown", one(
            f"sum(increase(customer_worker_lost_commands_total{{{WORKERS}}}[$__range]))"),
            kind="stat", width=4, colours=(("green", None), ("red", 1))),
    ],
    "Results": [
        Panel("Results a second", {
            "accepted": rate("customer_worker_accepted_total"), "rejected": rate("customer_worker_rejected_total")},
            "ops", stacked=True),
        Panel("Rejections by their first error", {
            "{{code}}": f"topk(10, {rate('customer_worker_rejected_total', 'code')})"}, "ops"),
        Panel("Errors by code, each once a result", {
            "{{code}}": f"topk(10, {rate('customer_worker_errors_total', 'code')})"}, "ops"),
    ],
    "What waits": [
        Panel("Age of the oldest command, the ten worst partitions", worst("customer_worker_waiting_seconds"), "s", width=12),
        Panel("Commands that wait, the ten worst partitions", worst("customer_worker_waiting_records"), width=12),
        Panel("Held back by a producer's open transaction", worst("customer_worker_unstable_seconds"), "s", width=12),
        Panel("Time since the last commit, the ten oldest", {
            "partition {{partition}}, {{instance}}":
            f"topk(10, time() - customer_worker_last_commit_timestamp_seconds{{{WORKERS}}})"}, "s", width=12),
    ],
    "How long it takes": [
        Panel("From a command's timestamp to its commit", quantiles("customer_worker_command_to_commit_seconds"), "s", width=12),
        Panel("To decide a command", quantiles("customer_worker_decide_seconds"), "s", width=12),
        Panel("A transaction", quantiles("customer_worker_transaction_seconds"), "s", width=12),
        Panel("The calls of a commit", quantiles("customer_worker_commit_seconds"), "s", width=12),
    ],
    "Transactions and the group": [
        Panel("Transactions a second", {"{{outcome}}": rate("customer_worker_transactions_total", "outcome")}, "ops"),
        Panel("Transactions in a row without a commit", {
            "{{instance}}": f"customer_worker_undone_streak{{{WORKERS}}}"}),
        Panel("Partitions of each worker", {"{{instance}}": f"customer_worker_partitions_owned{{{WORKERS}}}"}, stacked=True),
        Panel("Assignments a minute", {
            "{{instance}}": f"60 * rate(customer_worker_rebalances_total{{{WORKERS}}}[$__rate_interval])"}),
        Panel("Throttled by a quota", {"{{instance}}": f"customer_worker_throttle_seconds{{{WORKERS}}}"}, "s"),
        Panel("Batches that could not be read", {
            "{{reason}}": rate("customer_worker_unreadable_batches_total", "reason")}, "ops"),
    ],
    "Producers of commands": [
        Panel("Keys by the function that gives their partition, one in 64", {
            "{{partitioner}}": rate("customer_worker_sampled_keys_total", "partitioner")}, "ops"),
        Panel("Commands whose timestamp is ahead", {"a second": rate("customer_worker_clock_ahead_total")}, "ops"),
        Panel("Until a certificate expires", {
            "{{certificate}}, {{instance}}": f"customer_worker_certificate_expiry_timestamp_seconds{{{WORKERS}}} - time()"}, "s"),
    ],
    "Processes": [
        Panel("Processors in use", {"{{instance}}": f"rate(process_cpu_seconds_total{{{WORKERS}}}[$__rate_interval])"}),
        Panel("Memory", {
            "{{instance}}": f"process_resident_memory_bytes{{{WORKERS}}}",
            "{{instance}}, virtual": f"process_virtual_memory_bytes{{{WORKERS}}}"}, "bytes"),
        Panel("Threads, and lanes", {
            "{{instance}}": f"process_threads{{{WORKERS}}}", "{{instance}}, lanes": f"customer_worker_lanes{{{WORKERS}}}"}),
        Panel("Descriptors, of those that may be open", {
            "{{instance}}": f"process_open_fds{{{WORKERS}}} / process_max_fds{{{WORKERS}}}"}, "percentunit"),
        Panel("Uptime", {"{{instance}}": f"time() - process_start_time_seconds{{{WORKERS}}}"}, "s"),
        Panel("What runs, and on what", {
            "{{instance}}: {{version}}, librdkafka {{librdkafka}}": f"customer_worker_build_info{{{WORKERS}}}",
            "{{instance}}: group {{group}}, topic {{topic}}": f"customer_worker_info{{{WORKERS}}}"}),
    ],
}
SOURCE = {"type": "prometheus", "uid": "${source}"}


def panels(metrics):
    """Grafana's panels, in rows that are filled from the left."""
    number, top = 0, 0
    for row, content in PANELS.items():
        number += 1
        yield {"id": number, "type": "row", "title": row, "collapsed": False, "panels": [],
               "gridPos": {"h": 1, "w": WIDTH, "x": 0, "y": top}}
        top += 1
        left = 0
        for panel in content:
            height = 4 if panel.kind == "stat" else 8
            if left + panel.width > WIDTH:
                left, top = 0, top + height
            number += 1
            yield made(panel, number, {"h": height, "w": panel.width, "x": left, "y": top}, metrics)
            left += panel.width
        top += height


def made(panel, number, position, metrics):
    steps = [{"color": colour, "value": value} for colour, value in panel.colours or (("green", None),)]
    defaults = {"unit": panel.unit, "thresholds": {"mode": "absolute", "steps": steps}}
    if panel.kind == "timeseries":
        defaults |= {"min": 0, "custom": {
            "drawStyle": "line", "fillOpacity": 20 if panel.stacked else 0, "showPoints": "never",
            "stacking": {"mode": "normal" if panel.stacked else "none", "group": "A"}}}
    named = metric_table.named([*panel.queries.values()], metrics)
    return {
        "id": number, "type": panel.kind, "title": panel.title, "gridPos": position, "datasource": SOURCE,
        "description": "\n\n".join(f"`{metric.name}`: {metric.sentence}" for metric in named),
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi", "sort": "desc"}}
        if panel.kind == "timeseries" else {"reduceOptions": {"calcs": ["lastNotNull"]}, "textMode": "auto"},
        "targets": [
            {"refId": chr(ord("A") + index), "datasource": SOURCE, "expr": query, "legendFormat": legend or "__auto"}
            for index, (legend, query) in enumerate(panel.queries.items())],
    }


def variable(name, label, query, **more):
    return {"name": name, "label": label, "type": "query", "datasource": SOURCE, "refresh": 2, "sort": 1,
            "query": {"query": query, "refId": name}, "definition": query, **more}


def dashboard(metrics):
    return {
        "uid": "customer-worker", "title": "customer-worker", "tags": ["kafka"], "schemaVersion": 39, "version": 1,
        "editable": True, "graphTooltip": 1, "refresh": "30s", "timezone": "browser", "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": [
            {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus", "refresh": 1},
            variable("job", "fleet", "label_values(customer_worker_build_info, job)"),
            variable("instance", "worker", 'label_values(customer_worker_build_info{job="$job"}, instance)',
                     multi=True, includeAll=True, allValue=".*",
                     current={"text": "All", "value": "$__all"})]},
        "annotations": {"list": [{
            "name": "alerts", "datasource": SOURCE, "enable": True, "iconColor": "red",
            "expr": 'ALERTS{alertname=~"CustomerWorker.*", alertstate="firing", job="$job"}', "titleFormat": "{{alertname}}"}]},
        "panels": list(panels(metrics)),
    }


def text(root):
    return json.dumps(dashboard(metric_table.read(root)), indent=2, ensure_ascii=False) + "\n"


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    (root / DASHBOARD).write_text(text(root))


if __name__ == "__main__":
    sys.exit(main())
