"""The manifests: by the schemas of Kubernetes and KEDA, and by what the worker needs of them."""

import pathlib
import re

import yaml

import strimzi
from report import Finding, Skipped

FOLDER = pathlib.Path("deploy/kubernetes")
# Kinds that Kubernetes itself does not know, by who checks them here.
OTHERS = {"ScaledObject", "TriggerAuthentication", "KafkaTopic", "KafkaUser"}
# KEDA's documentation of the scaler `kafka`.
SCALER = {
    "bootstrapServers", "consumerGroup", "topic", "lagThreshold", "activationLagThreshold", "offsetResetPolicy",
    "allowIdleConsumers", "scaleToZeroOnInvalidOffset", "excludePersistentLag", "limitToPartitionsWithLag", "version",
    "partitionLimitation", "ensureEvenDistributionOfPartitions", "sasl", "tls", "unsafeSsl"}


def manifests(files):
    for path in files.under(FOLDER, "*.yaml"):
        for manifest in files.yaml(path):
            yield path, manifest


def of_kind(files, *kinds):
    return [(path, manifest) for path, manifest in manifests(files) if manifest["kind"] in kinds]


def check_schemas(files):
    """Every manifest is one of the Kubernetes that its checker knows."""
    try:
        import kubernetes_validate
    except ImportError as error:
        raise Skipped("there is no kubernetes_validate") from error
    for path, manifest in manifests(files):
        if manifest["kind"] in OTHERS:
            continue
        try:
            kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)
        except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
            yield Finding(path, f"{manifest['kind']}: {(str(error).splitlines() or [type(error).__name__])[0]}")


def check_keda(files):
    """KEDA's resources are what its schema has, with no field besides."""
    try:
        from cloudcoil.models.keda import v1alpha1
    except ImportError as error:
        raise Skipped("there is no cloudcoil.models.keda") from error
    for path, manifest in of_kind(files, "ScaledObject", "TriggerAuthentication"):
        try:
            model = getattr(v1alpha1, manifest["kind"]).model_validate(manifest)
        except ValueError as error:
            yield Finding(path, str(error))
            continue
        # What the schema does not know is dropped.
        if model.model_dump(mode="json", by_alias=True, exclude_unset=True) != manifest:
            yield Finding(path, f"{manifest['kind']} has a field that KEDA does not know")
        for trigger in manifest["spec"].get("triggers", []):
            for name in sorted(set(trigger["metadata"]) - SCALER):
                yield Finding(path, f"{name} is no parameter of the scaler")


def check_strimzi(files):
    """Strimzi's resources have the fields that its API has."""
    for path, manifest in of_kind(files, "KafkaTopic", "KafkaUser"):
        for what in strimzi.faults(manifest):
            yield Finding(path, what)


def workloads(files):
    for path, manifest in of_kind(files, "Deployment", "StatefulSet"):
        yield path, manifest["kind"], manifest["spec"]["template"]["spec"]


def settings(files):
    return yaml.safe_load(of_kind(files, "ConfigMap")[0][1]["data"]["worker.yaml"])


def check_probes(files):
    """No probe ends a worker that its own watchdog would let live."""
    watchdog = files.setting("watchdog", "seconds") + 15
    start = files.setting("start", "deadlineSeconds")
    for path, _, pod in workloads(files):
        container = pod["containers"][0]
        for name, is_for, least in (
                ("livenessProbe", "/livez", watchdog), ("startupProbe", "/livez", start), ("readinessProbe", "/readyz", 0)):
            probe = container[name]
            if probe["httpGet"]["path"] != is_for:
                yield Finding(path, f"{name} asks {probe['httpGet']['path']}, not {is_for}")
            lasts = probe["periodSeconds"] * probe["failureThreshold"]
            if lasts < least:
                yield Finding(path, f"{name} gives up after {lasts} s, before the worker does: {least} s")
        if pod["terminationGracePeriodSeconds"] <= files.setting("stop", "drainSeconds") + 5:
            yield Finding(path, "terminationGracePeriodSeconds is not above stop.drainSeconds and 5")
        port = int(re.search(r"CUSTOMER_WORKER_HTTP_LISTEN=\S*:(\d+)", files.text("deploy/Dockerfile"))[1])
        if container["ports"][0]["containerPort"] != port:
            yield Finding(path, f"the image listens on port {port}")


def check_security(files):
    """A pod is not root, writes nothing, and has no right of its own."""
    user = int(re.search(r"^USER (\d+):", files.text("deploy/Dockerfile"), flags=re.MULTILINE)[1])
    for path, _, pod in workloads(files):
        context = pod["containers"][0]["securityContext"]
        if not (context.get("readOnlyRootFilesystem") and context.get("allowPrivilegeEscalation") is False
                and context["capabilities"] == {"drop": ["ALL"]}):
            yield Finding(path, "its container may write or do more than it needs")
        if pod["securityContext"].get("runAsUser") != user or not pod["securityContext"].get("runAsNonRoot"):
            yield Finding(path, f"it does not run as the image's user, {user}")
        if pod.get("automountServiceAccountToken") is not False or pod.get("enableServiceLinks") is not False:
            yield Finding(path, "it gets a token or variables of services")


def check_fleet(files):
    """Only the StatefulSet has names that stay; a Deployment is what is scaled."""
    for path, kind, pod in workloads(files):
        names = [variable for variable in pod["containers"][0]["env"] if variable["name"] == "CUSTOMER_WORKER_KAFKA_INSTANCE_ID"]
        if kind == "Deployment" and names:
            yield Finding(path, "a Deployment's pods must not have a kafka.instanceId: it would be new at each start")
        if kind == "StatefulSet" and [name.get("valueFrom") for name in names] != [{"fieldRef": {"fieldPath": "metadata.name"}}]:
            yield Finding(path, "kafka.instanceId is not the pod's name")
    for path, manifest in of_kind(files, "StatefulSet"):
        if manifest["spec"].get("podManagementPolicy") != "Parallel":
            yield Finding(path, "its pods wait for each other")
    deployments = {manifest["metadata"]["name"] for _, manifest in of_kind(files, "Deployment")}
    for path, manifest in of_kind(files, "ScaledObject"):
        if manifest["spec"]["scaleTargetRef"].get("kind", "Deployment") != "Deployment":
            yield Finding(path, "it scales a fleet of static members")
        if manifest["spec"]["scaleTargetRef"]["name"] not in deployments:
            yield Finding(path, "there is no Deployment that it scales")
    for path, manifest in of_kind(files, "PodDisruptionBudget"):
        if manifest["spec"].get("unhealthyPodEvictionPolicy") != "AlwaysAllow":
            yield Finding(path, "while the brokers are away no node could be drained")


def check_scaling(files):
    """The scaler looks at the worker's group and topic, and its bounds fit the topic's partitions."""
    worker = settings(files)
    group, topic = worker["kafka"]["groupId"], files.setting("topics", "commands")
    partitions = {manifest["metadata"]["name"]: manifest["spec"]["partitions"] for _, manifest in of_kind(files, "KafkaTopic")}
    for path, manifest in of_kind(files, "ScaledObject"):
        trigger = manifest["spec"]["triggers"][0]["metadata"]
        for name, value in (
                ("bootstrapServers", worker["kafka"]["bootstrapServers"]), ("consumerGroup", group), ("topic", topic),
                ("offsetResetPolicy", "earliest"), ("activationLagThreshold", str(partitions.get(topic))),
                ("ensureEvenDistributionOfPartitions", "true"), ("excludePersistentLag", None), ("allowIdleConsumers", None)):
            if trigger.get(name) != value:
                yield Finding(path, f"{name} is {trigger.get(name)}, not {value}")
        if int(trigger.get("lagThreshold", 10)) < 1000:
            yield Finding(path, "lagThreshold would scale to the maximum at once")
        if manifest["spec"]["maxReplicaCount"] * worker["lanes"] > partitions.get(topic, 0):
            yield Finding(path, "at its maximum some lanes have no partition")
        if "fallback" not in manifest["spec"]:
            yield Finding(path, "a lag that cannot be read would count as none")


def check_rights(files):
    """Each user has the least rights to the topics, the group and the transactional ids, and no other."""
    group = settings(files)["kafka"]["groupId"]
    commands, accepted, rejected, jobs = (
        files.setting("topics", name) for name in ("commands", "accepted", "rejected", "jobs"))
    users = {
        "customer-worker": {
            ("topic", commands, "literal"): {"Read"},
            ("topic", accepted, "literal"): {"Write", "DescribeConfigs"},
            ("topic", rejected, "literal"): {"Write", "DescribeConfigs"},
            ("group", group, "literal"): {"Read"},
            ("transactionalId", f"{group}-", "prefix"): {"Write"}},
        "customer-import": {
            ("topic", commands, "literal"): {"Write"},
            ("topic", jobs, "literal"): {"Read", "Write"},
            ("topic", accepted, "literal"): {"Read"},
            ("topic", rejected, "literal"): {"Read"},
            ("group", group, "literal"): {"Describe"},
            ("transactionalId", f"{group}/import/", "prefix"): {"Write"}}}
    for path, manifest in of_kind(files, "KafkaUser"):
        needed = users[manifest["metadata"]["name"]]
        given = {}
        for rule in manifest["spec"]["authorization"]["acls"]:
            resource = rule["resource"]
            on = (resource["type"], resource.get("name"), resource.get("patternType", "literal"))
            given.setdefault(on, set()).update(rule["operations"])
        for on in sorted(set(needed) | set(given)):
            if needed.get(on) != given.get(on):
                yield Finding(path, f"{on[0]} {on[1]}: {sorted(given.get(on, ()))}, not {sorted(needed.get(on, ()))}")
    topics = {manifest["metadata"]["name"]: manifest["spec"] for _, manifest in of_kind(files, "KafkaTopic")}
    for name, policy in ((commands, "delete"), (accepted, "delete"), (rejected, "delete"), (jobs, "compact")):
        if name not in topics:
            yield Finding(FOLDER, f"there is no KafkaTopic {name}")
        elif topics[name]["config"].get("cleanup.policy") != policy:
            yield Finding(FOLDER, f"the cleanup.policy of {name} is not {policy}")
    if topics.get(jobs, {}).get("partitions") != 1:
        yield Finding(FOLDER, f"{jobs} must have one partition: its records have one order")
    if len({spec["partitions"] for name, spec in topics.items() if name != jobs}) > 1:
        yield Finding(FOLDER, "the topics have different numbers of partitions")
