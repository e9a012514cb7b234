"""Prometheus's configuration, the alerts and their runbooks, and the dashboard."""

import json
import pathlib
import re
import tempfile

import yaml

import dashboard
import metric_table
import tools
from report import Finding

FOLDER = pathlib.Path("deploy/prometheus")
RULES = FOLDER / "alerts.yaml"
RUNBOOKS = pathlib.Path("deploy/README.md")
VARIABLE = re.compile(r"\$__(?:rate_interval|range)\b")


def rules(files):
    return [rule for group in files.yaml(RULES)[0]["groups"] for rule in group["rules"]]


def check_configuration(files):
    """promtool takes the configuration and the rules."""
    for path, command in ((FOLDER / "prometheus.yml", "config"), (RULES, "rules")):
        is_right, said = tools.run("promtool", "check", command, path.name, directory=files.root / FOLDER)
        if not is_right:
            yield Finding(path, said.strip())


def check_alerts(files):
    """Each alert fires when it has to, and none in a rebalance, a rollout or an idle night."""
    for path in files.under(FOLDER, "*_test.yaml"):
        is_right, said = tools.run("promtool", "test", "rules", path.name, directory=files.root / FOLDER)
        if not is_right:
            yield Finding(path, said.strip())


def check_tests(files):
    """Each alert has a test in which it fires."""
    tests = [test for path in files.under(FOLDER, "*_test.yaml") for test in files.yaml(path)[0]["tests"]]
    fired = {case["alertname"] for test in tests for case in test.get("alert_rule_test", []) if case.get("exp_alerts")}
    for name in sorted({rule["alert"] for rule in rules(files) if "alert" in rule} - fired):
        yield Finding(RULES, f"no test shows that {name} fires")
    quiet = [test["name"] for test in tests if test["name"].startswith("quiet: ")]
    for word in ("rebalance", "rollout", "idle night"):
        if not any(word in name for name in quiet):
            yield Finding(RULES, f"no test shows that all is quiet in a {word}")


def check_runbooks(files):
    """Each alert says how urgent it is, and its runbook is there."""
    anchors = {anchor(line) for line in files.text(RUNBOOKS).splitlines() if line.startswith("#")}
    alerts = [rule for rule in rules(files) if "alert" in rule]
    for rule in alerts:
        address = rule["annotations"].get("runbook_url", "")
        if not re.search(rf"/{RUNBOOKS}#{rule['alert'].lower()}$", address):
            yield Finding(RULES, f"{rule['alert']}: its runbook is {address}")
        if rule["alert"].lower() not in anchors:
            yield Finding(RUNBOOKS, f"there is no runbook for {rule['alert']}")
        if rule["labels"].get("severity") not in {"page", "ticket"} or not rule["annotations"].get("summary"):
            yield Finding(RULES, f"{rule['alert']}: it has no severity or no summary")
    for name in sorted(anchors & {name for name in anchors if name.startswith("customerworker")}):
        if name not in {rule["alert"].lower() for rule in alerts}:
            yield Finding(RUNBOOKS, f"{name} is no alert")


def anchor(heading):
    """The anchor of a heading, as it is made from Markdown."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower()).replace(" ", "-")


def queries(files):
    """Every query, with the file that it is in."""
    for rule in rules(files):
        yield RULES, rule["expr"]
    for panel in json.loads(files.text(dashboard.DASHBOARD))["panels"]:
        for target in panel.get("targets", []):
            yield dashboard.DASHBOARD, target["expr"]


def check_names(files):
    """Every metric and every label in a rule or a panel is one that the worker exposes."""
    metrics = metric_table.read(files.root)
    for path, query in queries(files):
        for what in metric_table.faults(query, metrics):
            yield Finding(path, f"{what}: {' '.join(query.split())}")
    for path in files.under(FOLDER, "*_test.yaml"):
        for test in files.yaml(path)[0]["tests"]:
            for series in test["input_series"]:
                for what in metric_table.faults(series["series"], metrics):
                    yield Finding(path, what)


def check_dashboard(files):
    """The dashboard is the one that is made from the reference, and each metric is in it."""
    if files.text(dashboard.DASHBOARD) != dashboard.text(files.root):
        yield Finding(dashboard.DASHBOARD, "it is out of date: run python3 Tests/Deploy/dashboard.py")
    metrics = metric_table.read(files.root)
    shown = {metric.name for metric in metric_table.named(
        [query for path, query in queries(files) if path == dashboard.DASHBOARD], metrics)}
    for name in sorted(set(metrics) - shown):
        yield Finding(dashboard.DASHBOARD, f"no panel shows {name}")


def check_queries(files):
    """Prometheus understands the query of each panel."""
    found = [query for path, query in queries(files) if path == dashboard.DASHBOARD]
    rules = [{"record": f"panel:{number}", "expr": VARIABLE.sub("5m", query)} for number, query in enumerate(found)]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}, file)
        file.flush()
        is_right, said = tools.run("promtool", "check", "rules", file.name)
    if not is_right:
        yield Finding(dashboard.DASHBOARD, said.strip())
