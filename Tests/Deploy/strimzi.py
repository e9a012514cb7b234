"""The fields of Strimzi's resources, as its API reference has them: as far as the manifests may use them."""

import re

VERSION = "kafka.strimzi.io/v1"
NAME = re.compile(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
OPERATIONS = {
    "Read", "Write", "Create", "Delete", "Alter", "Describe", "ClusterAction", "AlterConfigs", "DescribeConfigs",
    "IdempotentWrite", "All"}
AUTHENTICATION = {"tls", "tls-external", "scram-sha-512"}
RESOURCES = {"topic", "group", "cluster", "transactionalId"}


def faults(manifest):
    """What Strimzi would refuse or overlook."""
    if manifest["apiVersion"] != VERSION:
        yield f"apiVersion is {manifest['apiVersion']}, not {VERSION}"
    if set(manifest) != {"apiVersion", "kind", "metadata", "spec"}:
        yield f"it has the members {sorted(manifest)}"
    if not NAME.fullmatch(manifest["metadata"]["name"]):
        yield f"{manifest['metadata']['name']} is no name of a resource"
    if "strimzi.io/cluster" not in manifest["metadata"].get("labels", {}):
        yield "the label strimzi.io/cluster is missing: no operator looks after it"
    yield from {"KafkaTopic": topic_faults, "KafkaUser": user_faults}[manifest["kind"]](manifest["spec"])


def topic_faults(spec):
    yield from unknown(spec, {"partitions", "replicas", "config", "topicName"}, "spec")
    for name, most in (("partitions", 2**31 - 1), ("replicas", 32767)):
        if not (isinstance(spec.get(name), int) and 1 <= spec[name] <= most):
            yield f"{name} is {spec.get(name)}"
    for name, value in spec.get("config", {}).items():
        if not re.fullmatch(r"[a-z.]+", name) or isinstance(value, (dict, list)):
            yield f"config: {name} is no setting of a topic"


def user_faults(spec):
    yield from unknown(spec, {"authentication", "authorization", "quotas", "template", "userName"}, "spec")
    yield from unknown(spec.get("authentication", {}), {"type", "password"}, "authentication")
    if spec.get("authentication", {}).get("type") not in AUTHENTICATION:
        yield "authentication has no type that there is"
    authorization = spec.get("authorization", {})
    yield from unknown(authorization, {"type", "acls"}, "authorization")
    if authorization.get("type") != "simple":
        yield "authorization is not of type simple"
    for rule in authorization.get("acls", []):
        yield from unknown(rule, {"resource", "operations", "type", "host"}, "acls")
        resource = rule.get("resource", {})
        yield from unknown(resource, {"type", "name", "patternType"}, "resource")
        if resource.get("type") not in RESOURCES:
            yield f"{resource.get('type')} is no type of resource"
        if resource.get("patternType", "literal") not in {"literal", "prefix"}:
            yield f"{resource['patternType']} is no type of pattern"
        if not rule.get("operations") or not set(rule["operations"]) <= OPERATIONS:
            yield f"{rule.get('operations')} are no operations"


def unknown(values, known, where):
    for name in sorted(set(values) - known):
        yield f"{where} has no field {name}"
