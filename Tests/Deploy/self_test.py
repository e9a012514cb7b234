"""The checks under test: each finds the faults that are planted in a copy of the files."""

import pathlib
import shutil
import sys
import tempfile

from check_deploy import CHECKS, ROOT, findings
from files import Files
from report import Skipped

COPIED = ("deploy", "Config", ".ci", ".dockerignore", "Package.swift", "Sources", "Tests/Deploy")
K, P = "deploy/kubernetes/", "deploy/prometheus/"
RULES = P + "alerts.yaml"
DASHBOARD = "deploy/grafana/dashboards/customer-worker.json"

# By the begin of a check's name: the file, a text in it, and what stands there instead.
FAULTS = {
    "dockerfile: Every stage": [
        ("deploy/Dockerfile", "FROM debian:trixie-20260803-slim\n", "FROM debian:bookworm-slim\n"),
        ("deploy/Dockerfile", "COPY Tests ./Tests", "COPY Trees ./Tests"),
    ],
    "dockerfile: The image": [
        ("deploy/Dockerfile", "USER 10001:10001", "USER root"),
        ("deploy/Dockerfile", '"health"]', '"version"]'),
        ("deploy/Dockerfile", "EXPOSE 8464", "EXPOSE 8080"),
    ],
    "dockerfile: The build": [("deploy/Dockerfile", " libyaml-dev", "")],
    "compose: compose.yaml": [("deploy/compose.yaml", "restart: on-failure", "restarts: on-failure")],
    "compose: Images": [
        ("deploy/compose.yaml", "apache/kafka:4.3.1", "apache/kafka:latest"),
        ("deploy/compose.yaml", "127.0.0.1:9090:9090", "9090:9090"),
        ("deploy/compose.yaml", "./prometheus:/", "./promtheus:/"),
        ("deploy/compose.yaml", "stop_grace_period: 40s", "stop_grace_period: 10s"),
    ],
    "compose: Prometheus": [
        (P + "prometheus.yml", "port: 8464", "port: 8465"),
        (P + "prometheus.yml", "names: [worker]", "names: [workers]"),
        ("deploy/grafana/provisioning/dashboards/customer-worker.yaml", "/etc/customer-worker/dashboards", "/etc/dashboards"),
    ],
    "settings: Each variable": [
        ("deploy/compose.yaml", "CUSTOMER_WORKER_KAFKA_BOOTSTRAP_SERVERS", "CUSTOMER_WORKER_KAFKA_SERVERS")],
    "settings: The worker": [(K + "configmap.yaml", "lanes: 2", "lane: 2")],
    "kubernetes: Every manifest": [
        (K + "deployment.yaml", "minReadySeconds", "minReadySecond"),
        (K + "poddisruptionbudget.yaml", "policy/v1", "policy/v1beta1"),
        (K + "networkpolicy.yaml", "port: 53", "port: [53]"),
    ],
    "kubernetes: KEDA": [
        (K + "scaledobject.yaml", "fallback:", "fallBack:"),
        (K + "scaledobject.yaml", "maxReplicaCount: 6", "maxReplicaCount: six"),
        (K + "scaledobject.yaml", "lagThreshold:", "lagThreshhold:"),
    ],
    "kubernetes: Strimzi": [
        (K + "kafkauser.yaml", "type: tls", "type: ssl"),
        (K + "kafkauser.yaml", "patternType: prefix", "patternType: prefixed"),
        (K + "kafkatopics.yaml", "partitions: 12", "partition: 12"),
        (K + "kafkatopics.yaml", "strimzi.io/cluster", "cluster"),
    ],
    "kubernetes: No probe": [
        (K + "deployment.yaml", "failureThreshold: 6", "failureThreshold: 3"),
        (K + "statefulset.yaml", "path: /readyz", "path: /livez"),
        (K + "statefulset.yaml", "terminationGracePeriodSeconds: 40", "terminationGracePeriodSeconds: 30"),
        (K + "deployment.yaml", "containerPort: 8464", "containerPort: 8080"),
    ],
    "kubernetes: A pod": [
        (K + "deployment.yaml", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
        (K + "statefulset.yaml", "runAsUser: 10001", "runAsUser: 0"),
        (K + "statefulset.yaml", "enableServiceLinks: false", "enableServiceLinks: true"),
    ],
    "kubernetes: Only": [
        (K + "deployment.yaml", "name: CUSTOMER_WORKER_CONFIG", "name: CUSTOMER_WORKER_KAFKA_INSTANCE_ID"),
        (K + "statefulset.yaml", "fieldPath: metadata.name", "fieldPath: metadata.uid"),
        (K + "statefulset.yaml", "Parallel", "OrderedReady"),
        (K + "poddisruptionbudget.yaml", "AlwaysAllow", "IfHealthyBudget"),
    ],
    "kubernetes: The scaler": [
        (K + "scaledobject.yaml", 'activationLagThreshold: "12"', 'activationLagThreshold: "0"'),
        (K + "scaledobject.yaml", "consumerGroup: customer-worker", "consumerGroup: customers"),
        (K + "scaledobject.yaml", "maxReplicaCount: 6", "maxReplicaCount: 12"),
        (K + "scaledobject.yaml", "tls: enable", 'tls: enable\n        excludePersistentLag: "true"'),
    ],
    "kubernetes: Each user": [
        (K + "kafkauser.yaml", "operations: [Read]", "operations: [Read, Write]"),
        (K + "kafkauser.yaml", "name: customer-worker-\n", "name: customer\n"),
        (K + "kafkatopics.yaml", "cleanup.policy: delete", "cleanup.policy: compact"),
    ],
    "systemd: The unit has": [
        ("deploy/systemd/customer-worker.service", "RestartSec=2", "RestartSeconds=2"),
        ("deploy/systemd/customer-worker.service", "ProtectSystem=strict\n", "User=root\n"),
    ],
    "systemd: The unit is": [
        ("deploy/systemd/customer-worker.service", "WatchdogSec=90", "WatchdogSec=60"),
        ("deploy/systemd/customer-worker.service", "Type=notify", "Type=exec"),
        ("deploy/systemd/customer-worker.service", "64 65 78", "64 78"),
    ],
    "prometheus: promtool": [
        (RULES, "for: 2m", "for: 2 minutes"),
        (P + "prometheus.yml", "scrape_configs:", "scrape_config:"),
    ],
    "prometheus: Every metric": [
        (RULES, "customer_worker_partitions_held", "customer_worker_held"),
        (RULES, "changes(customer_worker_last", "changes by (topic) (customer_worker_last"),
        (RULES, 'outcome="aborted"', 'result="aborted"'),
        (P + "alerts_test.yaml", "customer_worker_unstable_seconds", "customer_worker_unstable"),
        (DASHBOARD, "customer_worker_undone_streak{", "customer_worker_streak{"),
    ],
    "prometheus: Each alert has": [
        (P + "alerts_test.yaml", "alertname: CustomerWorkerNotReady", "alertname: CustomerWorkerReady"),
        (P + "alerts_days_test.yaml", "quiet: a day, an idle night", "a day, an idle night"),
    ],
    "prometheus: Each alert says": [
        (RULES, "#customerworkerstalled", "#stalled"),
        ("deploy/README.md", "### CustomerWorkerAbsent", "### Absent"),
        (RULES, "severity: ticket", "severity: low"),
    ],
    "prometheus: Prometheus understands": [(DASHBOARD, "topk(10, ", "topk(10 ")],
    "prometheus: The dashboard": [(DASHBOARD, '"refresh": "30s"', '"refresh": "5s"')],
    "prometheus: Each alert fires": [
        (RULES, "waiting_seconds > 60", "waiting_seconds > 600"),
        (RULES, "expr: customer_worker_ready == 0\n        for: 10m", "expr: customer_worker_ready == 0"),
    ],
}


def plant(root, path, old, new):
    """Puts a fault into a copy, and gives back the text that was there."""
    file = root / path
    text = file.read_text()
    if old not in text:
        raise ValueError(f"{path} has no {old!r}")
    file.write_text(text.replace(old, new))
    return text


def main():
    failures = []
    unknown = set(CHECKS) - {name for begin in FAULTS for name in CHECKS if name.startswith(begin)}
    failures += [f"no fault is planted for: {name}" for name in sorted(unknown)]
    skipped = set()
    program = ROOT / ".build/release/customer-worker"
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
            else:
                shutil.copy2(ROOT / name, root / name)
        # One of the two is enough to see that a rule is tested.
        (root / P / "alerts_days_test.yaml").rename(root / "days")
        count = 0
        for begin, faults in FAULTS.items():
            name = next(name for name in CHECKS if name.startswith(begin))
            if begin == "prometheus: Each alert has":
                (root / "days").rename(root / P / "alerts_days_test.yaml")
            for path, old, new in faults:
                text = plant(root, path, old, new)
                try:
                    found = findings(Files(root, program if program.exists() else None), name)
                except Skipped:
                    skipped.add(name)
                    found = [""]
                except (AttributeError, KeyError, TypeError, ValueError) as error:
                    found = [error]
                count += 1
                if not found:
                    failures.append(f"{name}: it does not find {new!r} in {path}")
                (root / path).write_text(text)
            if begin == "prometheus: Each alert has":
                (root / P / "alerts_days_test.yaml").rename(root / "days")
    for failure in failures:
        print(f"FAILED: {failure}")
    for name in sorted(skipped):
        print(f"skipped: faults for {name}")
    if not failures:
        print(f"passed: the checks find {count} planted faults")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
