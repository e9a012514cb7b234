"""A cluster whose brokers have a second address, through the proxy: the workers know no other."""

import collections
import itertools
import json
import os
import pathlib
import subprocess
import sys
import threading

from cluster import Cluster

# Kinds of requests, as the protocol numbers them.
PRODUCE, OFFSET_COMMIT, ADD_PARTITIONS, ADD_OFFSETS, END_TXN, TXN_OFFSET_COMMIT = 0, 8, 24, 25, 26, 28

PROXY = pathlib.Path(__file__).with_name("proxy.py")
PROTOCOLS = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,WORKERS:PLAINTEXT"


class Proxy:
    """A context: the proxy's process."""

    def __init__(self, ports):
        self._ports = ports
        self._numbers = itertools.count()
        # By event and API key.
        self.events = collections.Counter()

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(PROXY), *map(str, self._ports)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, start_new_session=True)
        self.ports = json.loads(self._process.stdout.readline())["ports"]
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def _listen(self):
        for line in self._process.stdout:
            event = json.loads(line)
            self.events[event["event"], event.get("key")] += 1

    def tell(self, order, **members):
        self._process.stdin.write(json.dumps({"order": order} | members) + "\n")
        self._process.stdin.flush()

    def trap(self, keys, client, do, **members):
        """What to do with the next request of one of these API keys whose client id begins with `client`; returns its number."""
        number = next(self._numbers)
        self.tell("trap", trap={"keys": keys, "client": client, "do": do, "number": number} | members)
        return number

    def disarm(self, number):
        """Takes a trap away, if it has not been sprung."""
        self.tell("disarm", number=number)

    @property
    def bootstrap(self):
        return ",".join(f"127.0.0.1:{port}" for port in self.ports)


class ProxiedCluster(Cluster):
    """Brokers, three by default; what is advertised to workers is the proxy's port, which `bin/cluster` has no setting for."""

    def __init__(self, brokers=3, **arguments):
        super().__init__(brokers, **arguments)

    def __enter__(self):
        super().__enter__()
        try:
            # Between those of the brokers and those of the next cluster.
            ports = [self.port + 2 * self.brokers + 1 + number for number in range(self.brokers)]
            self.proxy = Proxy(ports).__enter__()
            for broker in range(1, self.brokers + 1):
                self.kill(broker)
                self._add_listener(broker, ports[broker - 1], self.proxy.ports[broker - 1])
            revivals = [threading.Thread(target=self.revive, args=(broker,)) for broker in range(1, self.brokers + 1)]
            for revival in revivals:
                revival.start()
            for revival in revivals:
                revival.join()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if hasattr(self, "proxy"):
            self.proxy.__exit__()
        super().__exit__()

    def _add_listener(self, broker, port, advertised):
        first = self.port + 2 * (broker - 1)
        lines = (
            f"listener.security.protocol.map={PROTOCOLS}",
            f"listeners=PLAINTEXT://127.0.0.1:{first},CONTROLLER://127.0.0.1:{first + 1},WORKERS://127.0.0.1:{port}",
            # The space keeps `bin/cluster`, which looks for "advertised.listeners=", at the first listener.
            f"advertised.listeners =PLAINTEXT://127.0.0.1:{first},WORKERS://127.0.0.1:{advertised}")
        with open(os.path.join(self._directory, str(broker), "server.properties"), "a") as settings:
            settings.write("\n".join(lines) + "\n")
