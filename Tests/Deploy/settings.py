"""The worker's settings in the files of the deployment."""

import pathlib
import re
import tempfile

import yaml

import tools
from report import Finding, Skipped

VARIABLE = re.compile(r"\bCUSTOMER_WORKER_[A-Z0-9_]+\b")
# A property of librdkafka has any name.
PROPERTY = re.compile(r"CUSTOMER_WORKER_KAFKA_(CONSUMER_|PRODUCER_)?PROPERTIES_\w+")
CONFIGURATION = pathlib.Path("deploy/kubernetes/configmap.yaml")


def variables(values, path=()):
    """The variables of all settings: their paths in upper snake case."""
    for name, value in values.items():
        words = re.sub(r"([A-Z])", r"_\1", name).upper()
        if isinstance(value, dict) and value:
            yield from variables(value, (*path, words))
        else:
            yield "_".join(("CUSTOMER_WORKER", *path, words))


def check_variables(files):
    """Each variable that is set or named is a setting's."""
    known = {"CUSTOMER_WORKER_CONFIG", *variables(files.yaml("Config/worker.yaml")[0])}
    for path in files.under("deploy"):
        for name in sorted(set(VARIABLE.findall(files.text(path)))):
            if name.removesuffix("_FILE") not in known and not PROPERTY.fullmatch(name):
                yield Finding(path, f"{name} is no setting")


def check_configuration(files):
    """The worker takes the settings of the ConfigMap; certificates that are not here are left out."""
    if files.program is None:
        raise Skipped("the worker is not built")
    settings = yaml.safe_load(files.yaml(CONFIGURATION)[0]["data"]["worker.yaml"])
    properties = settings["kafka"]["properties"]
    settings["kafka"]["properties"] = {name: value for name, value in properties.items() if not name.startswith("ssl.")}
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(settings, file)
        file.flush()
        is_right, said = tools.run(files.program, "check-config", "--config", file.name)
    if not is_right:
        yield Finding(CONFIGURATION, said.strip())
