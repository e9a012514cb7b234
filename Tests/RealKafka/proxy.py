"""A TCP proxy on loopback between workers and brokers: a program of its own, that is told what to break on its stdin.

Each line of stdin is a JSON object, each line of stdout one too. It reads Kafka's requests as far as their header: the
size (4 bytes), the API key (2), its version (2), the correlation id (4), and the client's id.
"""

import contextlib
import json
import os
import signal
import socket
import sys
import threading

CHUNK = 1 << 18
# How long the broker may take to answer a request that was delivered late.
ANSWER_SECONDS = 5


class State:
    def __init__(self):
        self.lock = threading.Lock()
        self.thawed = threading.Condition(self.lock)
        self.links = set()
        self.cut = set()
        self.frozen = set()
        self.delays = {}
        self.traps = []

    def trap(self, key, client):
        """Takes out the first trap that this request springs."""
        if not self.traps:
            return None
        with self.lock:
            for trap in self.traps:
                if key in trap["keys"] and client.startswith(trap["client"]):
                    self.traps.remove(trap)
                    return trap
        return None


STATE = State()


def say(**event):
    with STATE.lock:
        print(json.dumps(event), flush=True)


class Link:
    """A worker's connection and the broker's side of it."""

    def __init__(self, broker, client, upstream):
        self.broker = broker
        self.client = client
        self.upstream = upstream
        # The worker's side was cut off; the broker's lives on.
        self.is_detached = False
        self.kill_at_answer = None
        self.answered = threading.Event()
        self.released = threading.Event()
        self.closed = threading.Event()

    def start(self):
        with STATE.lock:
            STATE.links.add(self)
        for pump in (self.up, self.down):
            threading.Thread(target=self.guarded, args=(pump,), daemon=True).start()

    def guarded(self, pump):
        with contextlib.suppress(OSError):
            pump()
        if pump == self.down or not self.is_detached:
            self.close()

    def close(self):
        self.closed.set()
        self.released.set()
        with STATE.lock:
            STATE.links.discard(self)
        for each in (self.client, self.upstream):
            hang_up(each)

    def pass_time(self):
        if self.broker in STATE.frozen:
            with STATE.thawed:
                STATE.thawed.wait_for(lambda: self.broker not in STATE.frozen)
        delay = STATE.delays.get(self.broker)
        if delay:
            self.closed.wait(delay)

    def up(self):
        waiting = bytearray()
        while data := self.client.recv(CHUNK):
            self.pass_time()
            waiting += data
            while len(waiting) >= 4:
                end = 4 + int.from_bytes(waiting[:4], "big")
                if len(waiting) < end:
                    break
                request = bytes(waiting[:end])
                del waiting[:end]
                if not self.request(request):
                    return

    def request(self, request):
        """Whether the connection goes on."""
        key = int.from_bytes(request[4:6], "big")
        length = max(0, int.from_bytes(request[12:14], "big", signed=True))
        trap = STATE.trap(key, request[14:14 + length].decode(errors="replace"))
        if trap is None:
            self.upstream.sendall(request)
            return True
        return getattr(self, trap["do"])(request, key, trap)

    def kill(self, request, key, trap):
        """kill -9 of the worker before the request is delivered, after, or when its answer has come back."""
        if trap["when"] == "sent":
            self.upstream.sendall(request)
        if trap["when"] == "answered":
            self.kill_at_answer = trap["pid"]
            self.upstream.sendall(request)
            return True
        slay(trap["pid"])
        say(event="killed", key=key, when=trap["when"])
        return False

    def hold(self, request, key, trap):
        """Delivers the request late, when its time has come or it is released; the worker's side is cut at once, or waits."""
        self.released.clear()
        say(event="held", key=key, seconds=trap["seconds"], cut=trap["cut"])
        if trap["cut"]:
            self.is_detached = True
            hang_up(self.client)
        self.released.wait(trap["seconds"])
        self.answered.clear()
        try:
            self.upstream.sendall(request)
            say(event="delivered", key=key)
        finally:
            if self.is_detached:
                if self.answered.wait(ANSWER_SECONDS):
                    say(event="answered", key=key)
                self.close()
        return not self.is_detached

    def down(self):
        while data := self.upstream.recv(CHUNK):
            self.pass_time()
            self.answered.set()
            if self.kill_at_answer:
                slay(self.kill_at_answer)
                say(event="killed", when="answered")
                return
            try:
                self.client.sendall(data)
            except OSError:
                if not self.is_detached:
                    raise


def slay(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def hang_up(connection):
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def listen(broker, listener, port):
    while True:
        client, _ = listener.accept()
        if broker in STATE.cut:
            client.close()
            continue
        try:
            # A paused broker's system still accepts, a dead one refuses at once.
            upstream = socket.create_connection(("127.0.0.1", port), timeout=2)
        except OSError:
            client.close()
            continue
        upstream.settimeout(None)
        for each in (client, upstream):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        Link(broker, client, upstream).start()


def obey(order):
    brokers = set(order.get("brokers", ()))
    match order["order"]:
        case "cut":
            STATE.cut |= brokers
            with STATE.lock:
                links = [link for link in STATE.links if link.broker in brokers]
            for link in links:
                link.close()
        case "refuse":
            # Those that are open stay.
            STATE.cut |= brokers
        case "freeze":
            STATE.frozen |= brokers
        case "slow":
            STATE.delays |= dict.fromkeys(brokers, order["seconds"])
        case "mend":
            STATE.cut.clear()
            STATE.delays.clear()
            with STATE.thawed:
                STATE.frozen.clear()
                STATE.thawed.notify_all()
        case "trap":
            with STATE.lock:
                STATE.traps.append(order["trap"])
        case "disarm":
            with STATE.lock:
                STATE.traps = [trap for trap in STATE.traps if trap["number"] != order["number"]]
        case "release":
            with STATE.lock:
                for link in STATE.links:
                    link.released.set()


def main():
    """Arguments: the broker's ports, in their order; it says its own ports first."""
    ports = []
    for broker, port in enumerate(map(int, sys.argv[1:]), 1):
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        ports.append(listener.getsockname()[1])
        threading.Thread(target=listen, args=(broker, listener, port), daemon=True).start()
    say(event="ports", ports=ports)
    for line in sys.stdin:
        obey(json.loads(line))


if __name__ == "__main__":
    main()
