"""The faults, as a table; each function brings one about, and returns when it is over: False when it did not come to it."""

import collections
import contextlib
import signal

from confluent_kafka.admin import NewPartitions

from fleet import END_SECONDS, GROUP, TRY_AGAIN, need_running, transactional_ids
from network import ADD_OFFSETS, ADD_PARTITIONS, END_TXN, PRODUCE, TXN_OFFSET_COMMIT
from suite import Failure, need, wait_for
from topics import COMMANDS, answered

BROKERS = (1, 2, 3)
SESSION_SECONDS = 10
TRANSACTION_SECONDS = 10
PARTITIONS_ADDED_MAX = 2

CHOSEN_MOMENTS = (PRODUCE, ADD_PARTITIONS, ADD_OFFSETS, TXN_OFFSET_COMMIT, END_TXN)


class Stage:
    """What a fault can reach: the processes, and a random source of the caller's own."""

    def __init__(self, cluster, fleet, topics, random, stop):
        self.cluster = cluster
        self.proxy = cluster.proxy
        self.fleet = fleet
        self.topics = topics
        self.random = random
        self._stop = stop
        self.figures = collections.Counter()

    def last(self, least, most=None):
        """How long a fault lasts, in seconds; it is over at once when the run is."""
        self._stop.wait(self.random.uniform(least, least if most is None else most))

    def any_worker(self):
        return self.random.choice(self.fleet.mortal)

    def any_broker(self):
        """One in three times the group's coordinator, one in three a transaction's."""
        choice = self.random.randrange(3)
        if choice == 0:
            return self.coordinator("__consumer_offsets", GROUP, "group coordinators")
        if choice == 1:
            name = self.random.choice(transactional_ids(self.any_worker()))
            return self.coordinator("__transaction_state", name, "transaction coordinators")
        return self.random.choice(BROKERS)

    def coordinator(self, topic, name, figure):
        leader = answered(lambda: self.topics.coordinator(topic, name))
        if leader not in BROKERS:
            return self.random.choice(BROKERS)
        self.figures[figure] += 1
        return leader

    @contextlib.contextmanager
    def broker_down(self, broker, how):
        """A broker that is killed or stopped, and revived at the end."""
        self.figures["broker faults"] += 1
        getattr(self.cluster, how)(broker)
        try:
            yield
        finally:
            self.cluster.revive(broker)


# Workers


def worker_kill(stage):
    """kill -9 at a random moment, and restart."""
    name = stage.any_worker()
    with stage.fleet.hold(name) as worker:
        worker.kill()
        stage.figures["kills"] += 1
        stage.last(0, 0.5)


def worker_kill_at(stage):
    """kill -9 before, just after, or at the answer of a chosen request of a transaction, and restart."""
    name = stage.any_worker()
    key, when = stage.random.choice(CHOSEN_MOMENTS), stage.random.choice(("before", "sent", "answered"))
    with stage.fleet.hold(name) as worker:
        trap = stage.proxy.trap([key], name, "kill", pid=worker.process.pid, when=when)
        with contextlib.suppress(Failure):
            wait_for("the trap", lambda: worker.process.poll() is not None, 10, every=0.01)
        stage.proxy.disarm(trap)
        missed = worker.process.poll() is None
        # A trap that waits for an answer kills when that comes, which must not be later, when the worker is supervised again.
        worker.kill()
        stage.figures["kills"] += 1
        if missed:
            return False
        stage.figures["kills at a chosen request"] += 1
        stage.figures[f"kills {when} {key}"] += 1
        return True


def worker_stop(stage):
    """SIGTERM or SIGINT, and restart."""
    name = stage.any_worker()
    with stage.fleet.hold(name) as worker:
        stage.fleet.terminate(name, worker, stage.random.choice((signal.SIGTERM, signal.SIGINT)))


def worker_pause(stage):
    """SIGSTOP past the session and the transaction time-out: others take over; then SIGCONT."""
    name = stage.any_worker()
    with stage.fleet.hold(name) as worker, stopped(worker):
        stage.last(SESSION_SECONDS + TRANSACTION_SECONDS + 1, SESSION_SECONDS + TRANSACTION_SECONDS + 5)
    stage.figures["pauses of workers"] += 1


def worker_replaced(stage):
    """SIGSTOP; a successor of the same name joins; SIGCONT: one of the two ends with 75, and does not end the other.

    It is the zombie, unless the network has taken the successor's session away as well.
    """
    name = stage.any_worker()
    fleet = stage.fleet
    with fleet.hold(name) as zombie:
        # One that is stopped before it has joined comes second, and is no zombie.
        if not fleet.joins(zombie):
            return False
        successor = fleet.make(name)
        with stopped(zombie):
            successor.start()
            if not fleet.joins(successor):
                successor.kill()
                return False
            fleet.workers[name] = successor
            stage.last(0, 12)
        pair = (zombie, successor)
        wait_for("the end of one of two with one name", lambda: any(each.process.poll() is not None for each in pair),
                 END_SECONDS)
        ended, survivor = pair if zombie.process.poll() is not None else pair[::-1]
        fleet.workers[name] = survivor
        fleet.note_end(f"{name} (of two with one name)", ended, (TRY_AGAIN,))
        need_running(f"{name}, the other of two with one name,", survivor)
        stage.figures["zombies" if ended is zombie else "successors that were replaced"] += 1
        return ended is zombie


@contextlib.contextmanager
def stopped(worker):
    worker.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        worker.process.send_signal(signal.SIGCONT)


def worker_join(stage):
    """One more without `kafka.instanceId` for some seconds; it leaves on SIGTERM, or is killed."""
    name = f"extra{stage.random.randrange(1000)}"
    with stage.fleet.make(name, is_static=False) as worker:
        stage.last(3, 8)
        if stage.random.random() < 0.5:
            stage.fleet.terminate(name, worker)
        else:
            worker.kill()
            stage.figures["kills"] += 1


# Brokers


def broker_kill(stage):
    """kill -9, and revived."""
    with stage.broker_down(stage.any_broker(), "kill"):
        stage.last(1, 10)


def broker_stop(stage):
    """A clean stop, and revived."""
    with stage.broker_down(stage.any_broker(), "term"):
        stage.last(1, 8)


def broker_pause(stage):
    """SIGSTOP for shorter or longer than the broker's session, then SIGCONT."""
    broker = stage.any_broker()
    stage.figures["broker faults"] += 1
    stage.cluster.pause(broker)
    try:
        stage.last(2, 16)
    finally:
        stage.cluster.resume(broker)


def broker_rolling(stage):
    """A clean restart of each in turn."""
    for broker in stage.random.sample(BROKERS, len(BROKERS)):
        with stage.broker_down(broker, "term"):
            pass
        stage.last(2)


def broker_two(stage):
    """kill -9 of two at once: too few in-sync replicas, and no controller; then both are revived."""
    first, second = stage.random.sample(BROKERS, 2)
    # The first is revived once there are two controllers again.
    with stage.broker_down(first, "kill"), stage.broker_down(second, "kill"):
        stage.last(3, 10)


# Topics


def partition_add(stage):
    """One more partition of the command topic."""
    known = answered(lambda: len(stage.topics.admin.list_topics(COMMANDS, timeout=10).topics[COMMANDS].partitions))
    if not known or stage.figures["partitions added"] == PARTITIONS_ADDED_MAX:
        return False
    made = stage.topics.admin.create_partitions([NewPartitions(COMMANDS, known + 1)])
    if not answered(lambda: made[COMMANDS].result(30) or True):
        return False
    stage.figures["partitions added"] += 1
    return True


# The network between workers and brokers


@contextlib.contextmanager
def network_broken(stage):
    stage.figures["network faults"] += 1
    try:
        yield
    finally:
        stage.proxy.tell("mend")


def some_brokers(stage):
    return stage.random.sample(BROKERS, stage.random.randint(1, len(BROKERS)))


def net_cut(stage):
    """Connections to some brokers are reset, and refused for a while."""
    with network_broken(stage):
        stage.proxy.tell("cut", brokers=some_brokers(stage))
        stage.last(0.5, 8)


def net_freeze(stage):
    """Connections to some brokers stay, and carry nothing for a while: then all of it at once."""
    with network_broken(stage):
        stage.proxy.tell("freeze", brokers=some_brokers(stage))
        stage.last(0.5, 14)


def net_slow(stage):
    """Each piece of data takes longer."""
    with network_broken(stage):
        stage.proxy.tell("slow", brokers=some_brokers(stage), seconds=round(stage.random.uniform(0.02, 0.6), 2))
        stage.last(3, 8)


def end_txn_late(stage):
    """An EndTxn is delivered after the worker has gone on: its connection is cut at once, or it waits for an answer."""
    return deliver_late(stage, END_TXN, "EndTxn delivered late")


def txn_offset_commit_late(stage):
    """The offsets of a transaction are delivered after the worker has gone on, as an EndTxn is."""
    return deliver_late(stage, TXN_OFFSET_COMMIT, "TxnOffsetCommit delivered late")


def deliver_late(stage, key, figure):
    before = stage.proxy.events["delivered", key]
    cut = stage.random.random() < 0.7
    seconds = stage.random.uniform(0.05, 3) if cut else stage.random.uniform(0.5, 12)
    trap = stage.proxy.trap([key], "", "hold", seconds=seconds, cut=cut)
    stage.last(seconds + 1)
    stage.proxy.disarm(trap)
    stage.figures["network faults"] += 1
    delivered = stage.proxy.events["delivered", key] - before
    stage.figures[figure] += delivered
    return delivered > 0


Fault = collections.namedtuple("Fault", "bring_about thread weight seconds")

THREADS = ("workers", "brokers", "network")

# `thread`: one fault of a thread at a time. `weight`: how often, among those of its thread. `seconds`: how long, at most, about.
FAULTS = {fault.bring_about.__name__: fault for fault in (
    Fault(worker_kill, "workers", 10, 1),
    Fault(worker_kill_at, "workers", 10, 10),
    Fault(worker_stop, "workers", 3, 5),
    Fault(worker_pause, "workers", 1, 26),
    Fault(worker_replaced, "workers", 1, 20),
    Fault(worker_join, "workers", 2, 10),
    Fault(broker_kill, "brokers", 3, 18),
    Fault(broker_stop, "brokers", 3, 18),
    Fault(broker_pause, "brokers", 3, 16),
    Fault(broker_rolling, "brokers", 1, 40),
    Fault(broker_two, "brokers", 1, 25),
    Fault(partition_add, "network", 1, 1),
    Fault(net_cut, "network", 2, 8),
    Fault(net_freeze, "network", 2, 14),
    Fault(net_slow, "network", 2, 8),
    Fault(end_txn_late, "network", 4, 13),
    Fault(txn_offset_commit_late, "network", 2, 13),
)}


def chosen(text):
    """The names in a list with commas: `all`, names, or beginnings of names as `worker` or `net`."""
    names = []
    for word in text.split(","):
        found = [name for name in FAULTS if word == "all" or name == word] or [name for name in FAULTS if name.startswith(word)]
        need(word and found, f"there is no fault {word!r}; there are {', '.join(FAULTS)}")
        names += [name for name in found if name not in names]
    return names
