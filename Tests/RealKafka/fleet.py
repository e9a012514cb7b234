"""Workers whose ports are asked, on one cluster."""

from cluster import free_ports
from status_port import StatusPort
from suite import need, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from worker import Worker

GROUP = "observed"
# Those of the shipped topics, whose scaler is looked at.
PARTITIONS = 12


class Fleet:
    """The topics of a cluster, and workers of one group."""

    def __init__(self, program, cluster, logs, seed, replication=1):
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.seed = seed
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS, replication)

    def worker(self, name, **flags):
        """A worker, whose results say in their `ce_source` who made them."""
        port = StatusPort(f"127.0.0.1:{free_ports(1)}")
        worker = Worker(self.program, self.logs / f"{self.cluster.port}-{name}.log", {
            "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": GROUP, "lanes": 1,
            "http-listen": port.address, "results-source": f"/{name}"} | flags)
        worker.port = port
        worker.name = name
        return worker


def wait_until_ready(worker, seconds=60):
    def is_ready():
        need(worker.process.poll() is None, f"{worker.name} ended:\n{worker.tail()}")
        return worker.port.get("/readyz")[0] == 200

    wait_for(lambda: f"{worker.name} to be ready: {worker.port.get('/readyz')}", is_ready, seconds)
