"""Everything in deploy/ that can be checked without a cluster."""

import argparse
import pathlib
import sys

import compose
import dockerfile
import kubernetes
import prometheus
import settings
import systemd
from files import Files
from report import Skipped

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECKS = {
    f"{module.__name__}: {check.__doc__.splitlines()[0].rstrip('.')}": check
    for module, checks in {
        dockerfile: (dockerfile.check_stages, dockerfile.check_user, dockerfile.check_libraries),
        compose: (compose.check_schema, compose.check_services, compose.check_connections),
        settings: (settings.check_variables, settings.check_configuration),
        kubernetes: (
            kubernetes.check_schemas, kubernetes.check_keda, kubernetes.check_strimzi, kubernetes.check_probes,
            kubernetes.check_security, kubernetes.check_fleet, kubernetes.check_scaling, kubernetes.check_rights),
        systemd: (systemd.check_unit, systemd.check_times),
        prometheus: (
            prometheus.check_configuration, prometheus.check_names, prometheus.check_tests, prometheus.check_runbooks,
            prometheus.check_queries, prometheus.check_dashboard, prometheus.check_alerts),
    }.items() for check in checks}


def findings(files, name):
    """What one check finds; in a file that is broken, what broke it."""
    return sorted(set(CHECKS[name](files)))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/customer-worker",
                         help="the worker, for its own check of the settings")
    program = options.parse_args().program
    files = Files(ROOT, program if program.exists() else None)
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for name in CHECKS:
        try:
            found = findings(files, name)
        except Skipped as reason:
            counts["skipped"] += 1
            print(f"skipped: {name}: {reason}", flush=True)
            continue
        counts["failed" if found else "passed"] += 1
        print(f"{'FAILED' if found else 'passed'}: {name}", *found, sep="\n  ", flush=True)
    print(", ".join(f"{count} {word}" for word, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
