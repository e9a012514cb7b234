"""compose.yaml and the settings of the programs in it."""

import json
import pathlib
import re

import tools
from report import Finding

COMPOSE = pathlib.Path("deploy/compose.yaml")
PROMETHEUS = pathlib.Path("deploy/prometheus/prometheus.yml")
GRAFANA = pathlib.Path("deploy/grafana/provisioning")
PINNED = re.compile(r"[\w./-]+:v?\d[\w.-]*")


def check_schema(files):
    """compose.yaml is what Compose understands."""
    is_right, said = tools.run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", files.root / COMPOSE)
    if not is_right:
        yield Finding(COMPOSE, said.strip())


def check_services(files):
    """Images have versions, ports are on this machine only, and what is mounted is there."""
    services = files.yaml(COMPOSE)[0]["services"]
    for name, service in services.items():
        if "build" not in service and not PINNED.fullmatch(service["image"]):
            yield Finding(COMPOSE, f"{name}: the image {service['image']} has no version")
        for port in service.get("ports", []):
            if not str(port).startswith("127.0.0.1:"):
                yield Finding(COMPOSE, f"{name}: the port {port} can be reached from other machines")
        for volume in service.get("volumes", []):
            source = files.root / COMPOSE.parent / volume.split(":")[0]
            if not source.exists():
                yield Finding(COMPOSE, f"{name}: there is no {volume.split(':')[0]}")
        for other in service.get("depends_on", []):
            if other not in services:
                yield Finding(COMPOSE, f"{name}: it depends on {other}, which is no service")
    worker = services["worker"]
    patience = int(worker["stop_grace_period"].removesuffix("s"))
    if patience <= files.setting("stop", "drainSeconds"):
        yield Finding(COMPOSE, f"stop_grace_period is {patience} s, not more than stop.drainSeconds")


def check_connections(files):
    """Prometheus scrapes the worker, and Grafana asks that Prometheus and finds the dashboard."""
    services = files.yaml(COMPOSE)[0]["services"]
    scraped = files.yaml(PROMETHEUS)[0]["scrape_configs"][0]["dns_sd_configs"][0]
    if not set(scraped["names"]) <= set(services):
        yield Finding(PROMETHEUS, f"{scraped['names']} is no service of compose.yaml")
    listens = re.search(r"CUSTOMER_WORKER_HTTP_LISTEN=\S*:(\d+)", files.text("deploy/Dockerfile"))
    if listens is None or int(listens[1]) != scraped["port"]:
        yield Finding(PROMETHEUS, f"the image does not listen on port {scraped['port']}")
    if not any(str(port).endswith(f":{scraped['port']}") for port in services["worker"]["ports"]):
        yield Finding(COMPOSE, f"port {scraped['port']} of the worker is not published")
    source = files.yaml(GRAFANA / "datasources/prometheus.yaml")[0]["datasources"][0]
    if source["url"] != "http://prometheus:9090" or "prometheus" not in services:
        yield Finding(GRAFANA, f"{source['url']} is no service of compose.yaml")
    folder = files.yaml(GRAFANA / "dashboards/customer-worker.yaml")[0]["providers"][0]["options"]["path"]
    mounts = {target.split(":")[1]: target.split(":")[0] for target in services["grafana"]["volumes"]}
    dashboards = files.root / COMPOSE.parent / mounts.get(folder, "nowhere")
    if not [path for path in dashboards.glob("*.json") if json.loads(path.read_text())["uid"] == "customer-worker"]:
        yield Finding(GRAFANA, f"there is no dashboard in {folder}")
