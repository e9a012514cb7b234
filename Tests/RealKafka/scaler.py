"""What KEDA makes of a group's lag, with the settings of the ScaledObject in `deploy/kubernetes`."""

import yaml

from cluster import PROJECT
from suite import need

SCALED_OBJECT = PROJECT / "deploy" / "kubernetes" / "scaledobject.yaml"
# Settings of the trigger that would make it another formula.
OTHERS = {
    "allowIdleConsumers", "excludePersistentLag", "limitToPartitionsWithLag", "partitionLimitation", "scaleToZeroOnInvalidOffset"}


class Scaler:
    """The trigger `kafka` of KEDA 2.16, whose formula is in its `kafka_scaler.go`."""

    def __init__(self):
        [scaled] = [each for each in yaml.safe_load_all(SCALED_OBJECT.read_text()) if each["kind"] == "ScaledObject"]
        [trigger] = scaled["spec"]["triggers"]
        settings = trigger["metadata"]
        need(trigger["type"] == "kafka" and not OTHERS & settings.keys(), f"the trigger has another formula: {trigger}")
        need(settings["offsetResetPolicy"] == "earliest", "a partition without a committed offset has another lag")
        self.group = settings["consumerGroup"]
        self.topic = settings["topic"]
        self._pod_lag = int(settings["lagThreshold"])
        self.activation_lag = int(settings["activationLagThreshold"])
        self._is_even = settings.get("ensureEvenDistributionOfPartitions") == "true"

    def pods(self, ends, committed):
        """How many pods the trigger wants, which the ScaledObject's bounds then limit; 0: it is not active.

        `ends`: the high watermarks by partition; `committed`: the group's offsets, of the partitions that have one.
        """
        lag = sum(end - committed.get(partition, 0) for partition, end in ends.items())
        if lag <= self.activation_lag:
            return 0
        wanted = min(-(-lag // self._pod_lag), len(ends))
        if self._is_even:
            wanted = next(number for number in range(wanted, len(ends) + 1) if len(ends) % number == 0)
        return wanted
