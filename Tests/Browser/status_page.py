"""The status page in a headless Chromium: its looks cannot be tested, but that it fits, is right and harmless can."""

import argparse
import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "RealKafka"))

import chromium
from suite import Failure, need, wait_for

PROJECT = pathlib.Path(__file__).resolve().parents[2]
WINDOWS = ((1280, False), (1280, True), (390, False), (390, True))
HOSTILE = "\"'></code><img src=x onerror=alert(1)><script>alert(2)</script>"


class Program:
    """A context of one process of the program; it is killed on exit."""

    def __init__(self, path, *arguments):
        self.process = subprocess.Popen(
            [path, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def find(self, pattern, seconds=30):
        """The first group of a line that comes."""
        return wait_for(
            lambda: f"{pattern} in:\n" + "".join(self.lines[-20:]),
            lambda: next((found[1] for line in self.lines if (found := re.search(pattern, line))), None), seconds)


def fetch(address):
    """The status and the text of a path."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def metric(text, name, label=""):
    """The sum of a family's samples."""
    pattern = re.compile(rf"^{name}(?:\{{[^}}]*{label}[^}}]*\}})? (\S+)$", re.MULTILINE)
    return sum(float(value) for value in pattern.findall(text))


class Look:
    """Looks at pages as windows of each kind show them."""

    def __init__(self, browser, pictures):
        self.browser = browser
        self.pictures = pictures

    def at(self, page, name):
        """Opens the page in every window, and returns its totals as the last one showed them."""
        totals = {}
        for width, dark in WINDOWS:
            window = f"{name} at {width}, {'dark' if dark else 'light'}"
            self.browser.complaints.clear()
            self.browser.open(page, width, dark=dark)
            totals = self.browser.value(
                "Object.fromEntries([...document.querySelectorAll('.totals div')]"
                ".map(tile => [tile.querySelector('dt').textContent, tile.querySelector('b').textContent]))")
            needed = self.browser.value("document.documentElement.scrollWidth")
            if self.pictures:
                self.browser.screenshot(self.pictures / f"{name}-{width}-{'dark' if dark else 'light'}.png")
            need(not self.browser.complaints, f"{window}: the browser complains: {self.browser.complaints}")
            need(needed <= width, f"{window}: the page needs {needed} pixels")
            foreign = self.browser.value("document.querySelectorAll('script, img, iframe, object, [onerror], [onclick]').length")
            need(foreign == 0, f"{window}: {foreign} elements are not the page's")
        return totals


def equal_numbers(look, address, name):
    """The totals of the page are those of the metrics, at rest."""
    totals = look.at(address, name)
    metrics = fetch(address + "metrics")[1]
    for title, sample in (
            ("Accepted", metric(metrics, "customer_worker_accepted_total")),
            ("Rejected", metric(metrics, "customer_worker_rejected_total")),
            ("Partitions", metric(metrics, "customer_worker_partitions_owned"))):
        need(int(totals[title].replace(",", "")) == sample, f"{name}: {title} is {totals[title]}, the metric {sample:.0f}")
    return totals


def check(worker, browser, pictures):
    look = Look(browser, pictures)
    with contextlib.ExitStack() as scope:
        demo = Program(
            worker, "demo", "--count", "3000", "--keep", "--http-listen", "127.0.0.1:0", "--commands-event-types", HOSTILE)
        stop_demo = scope.enter_context(contextlib.ExitStack())
        stop_demo.enter_context(demo)
        page = demo.find(r"for a browser: (http://\S+)")
        broker = demo.find(r"Still serving on (\S+);")
        totals = equal_numbers(look, page, "demo")
        need(totals["Accepted"] != "0" and totals["Rejected"] != "0", f"the demo decided nothing: {totals}")
        shown = browser.value("document.querySelector('.settings').textContent")
        need(HOSTILE in shown, "the page does not show a setting as it is written")
        print("passed: the demo at rest", flush=True)

        run = scope.enter_context(Program(
            worker, "run", "--kafka-bootstrap-servers", broker, "--kafka-group-id", HOSTILE, "--http-listen", "127.0.0.1:0",
            "--log-format", "json", "--lanes", "2", "--kafka-session-timeout-ms", "6000"))
        page = run.find(r'"address":"([^"]+)"')
        page = f"http://{page}/"
        look.at(page, "under-load")
        need(browser.value("document.querySelector('h1').textContent") == HOSTILE, "the group's name is not shown as it is")
        wait_for(lambda: f"/readyz: {fetch(page + 'readyz')[1]}", lambda: fetch(page + "readyz")[0] == 200, 30)
        equal_numbers(look, page, "run")
        print("passed: a run with a hostile name", flush=True)

        stop_demo.close()
        wait_for("/readyz to be red without a broker", lambda: fetch(page + "readyz")[0] == 503, 30)
        look.at(page, "outage")
        state = browser.value("document.querySelector('.state').textContent")
        need(state == "Not ready", f"without a broker the page says {state}")
        reasons = browser.value("document.querySelector('.problems').textContent")
        need("no broker" in reasons, f"the page does not say that the broker is away, but {reasons}")
        need(fetch(page + "livez")[0] == 200, "/livez is red without a broker")
        print("passed: a broker that is gone", flush=True)


def main():
    parser = argparse.ArgumentParser(description="The status page in a headless Chromium.")
    parser.add_argument("--worker", default=str(PROJECT / ".build" / "release" / "customer-worker"))
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for the screenshots (default: none are kept)")
    options = parser.parse_args()
    path = chromium.program()
    if path is None:
        print(f"skipped: no browser ({', '.join(chromium.PROGRAMS)})")
        return 0
    with tempfile.TemporaryDirectory() as scratch, chromium.Chromium(path) as browser:
        pictures = options.pictures or pathlib.Path(scratch)
        pictures.mkdir(parents=True, exist_ok=True)
        try:
            check(options.worker, browser, pictures)
        except Failure as failure:
            print(f"FAILED: {failure}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
