"""Topics, their settings and their offsets, as the brokers say them."""

from confluent_kafka import Consumer, IsolationLevel, KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewTopic, OffsetSpec, ResourceType

from suite import wait_for

COMMANDS = "customer.create.commands"
ACCEPTED = "customer.create.accepted"
REJECTED = "customer.create.rejected"


class Topics:
    """The admin client of a suite, with answers as plain values."""

    def __init__(self, bootstrap):
        self._settings = {"bootstrap.servers": bootstrap, "socket.timeout.ms": 10000, "log_level": 0}
        self.admin = AdminClient(self._settings)
        self._members = {}

    def create(self, names, partitions, replication=1, **config):
        config = {key.replace("_", "."): str(value) for key, value in config.items()}
        made = self.admin.create_topics([NewTopic(name, partitions, replication, config=config) for name in names])
        for future in made.values():
            future.result(30)
        # A topic that is made is not yet one that every broker knows.
        wait_for(f"the leaders of {names}", lambda: self._have_leaders(names, partitions), 30)

    def _have_leaders(self, names, partitions):
        known = self.admin.list_topics(timeout=10).topics
        return all(
            name in known and len(known[name].partitions) == partitions
            and all(partition.leader >= 0 for partition in known[name].partitions.values())
            for name in names)

    def delete(self, names):
        for future in self.admin.delete_topics(names).values():
            future.result(30)

    def set(self, topic, key, value):
        """Changes a setting of a topic, and returns when the broker says so too."""
        resource = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[
            ConfigEntry(key, str(value), incremental_operation=AlterConfigOpType.SET)])
        for future in self.admin.incremental_alter_configs([resource]).values():
            future.result(30)
        asked = ConfigResource(ResourceType.TOPIC, topic)

        def current():
            return next(iter(self.admin.describe_configs([asked]).values())).result(30)[key].value

        wait_for(f"{key}={value} of {topic}", lambda: current() == str(value), 30)

    def ends(self, topic, partitions, committed=True):
        """The end offsets by partition: the last stable ones when `committed`, else the high watermarks."""
        level = IsolationLevel.READ_COMMITTED if committed else IsolationLevel.READ_UNCOMMITTED
        asked = {TopicPartition(topic, partition): OffsetSpec.latest() for partition in range(partitions)}
        try:
            answers = self.admin.list_offsets(asked, isolation_level=level, request_timeout=10)
            offsets = {where.partition: answer.result(15).offset for where, answer in answers.items()}
        except KafkaException:
            # After a change of leaders this call asks with the old epoch forever (FENCED_LEADER_EPOCH, librdkafka 2.16).
            self.admin = AdminClient(self._settings)
            raise
        if min(offsets.values()) < 0:
            raise KafkaException(KafkaError(KafkaError.LEADER_NOT_AVAILABLE))
        return offsets

    def group_offsets(self, group, topic, partitions):
        """The offsets that the group has committed, by partition; those without one are left out.

        Asked by a consumer that never joins: the admin client's ListConsumerGroupOffsets crashes the process when the
        coordinator is not ready (librdkafka 2.16).
        """
        if group not in self._members:
            # Without `read_committed` the answer does not wait for open transactions.
            self._members[group] = Consumer(
                self._settings | {"group.id": group, "enable.auto.commit": False, "isolation.level": "read_uncommitted"})
        asked = [TopicPartition(topic, number) for number in range(partitions)]
        answer = self._members[group].committed(asked, timeout=10)
        return {each.partition: each.offset for each in answer if each.offset >= 0}

    def answered(self, group, topic, partitions):
        """How many records the group has committed, of a topic without transactions; 0 while the coordinator does not say."""
        return sum((answered(lambda: self.group_offsets(group, topic, partitions)) or {}).values())

    def group_members(self, group, topic):
        """The partitions of `topic` that each member of the group has, by its `group.instance.id` or member id."""
        described = self.admin.describe_consumer_groups([group], request_timeout=10)[group].result(15)
        return {
            member.group_instance_id or member.member_id: sorted(
                each.partition for each in member.assignment.topic_partitions if each.topic == topic)
            for member in described.members}

    def leader(self, topic, partition):
        """The broker that leads a partition."""
        return self.admin.list_topics(topic, timeout=10).topics[topic].partitions[partition].leader

    def coordinator(self, topic, name):
        """The broker that leads the partition of `topic`, an internal one, where a group or a transactional id is kept."""
        known = self.admin.list_topics(topic, timeout=10).topics[topic].partitions
        return known[java_hash(name) % len(known)].leader

    def cluster_id(self):
        return self.admin.list_topics(timeout=10).cluster_id


def java_hash(text):
    """`Utils.abs(text.hashCode())`, by which the brokers spread groups and transactional ids."""
    value = 0
    for character in text:
        value = (31 * value + ord(character)) & 0xFFFFFFFF
    return value & 0x7FFFFFFF


def answered(question):
    """The answer of a cluster that may be without one of its brokers for a moment: None when it did not answer."""
    try:
        return question()
    except Exception as error:  # KafkaException, or the future's TimeoutError
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return None
