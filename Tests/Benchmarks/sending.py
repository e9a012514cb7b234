"""Rows/s, CPU and memory of `customer-worker import`, beside `kcat -P` with the same keys and headers, in interleaved rounds."""

import base64
import csv
import dataclasses
import hashlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "RealKafka"))

import options as command_line
from cluster import Cluster
from contenders import resident_kilobytes
from result_table import result_table
from suite import Skipped, need, run_measurement, wait_for
from topics import ACCEPTED, REJECTED, Topics, answered
from worker import Program, Worker

SCENE = {"count": 1_000_000, "rounds": 6, "partitions": 4, "ending": 200_000}
JOBS = "customer.create.jobs"
BASE = "kcat -P"
GROUP = "sending"
COLUMNS = {"rows_per_second": "rows/s", "cpu_microseconds": "CPU µs a row", "resident_megabytes_max": "peak MB"}


@dataclasses.dataclass
class Figure:
    """One run. The rate is that between the first and the last record that the topic shows; CPU is the process's from its
    start to its end, so the first pass over a file is in it; memory is its peak."""

    rows_per_second: float
    cpu_microseconds: float
    resident_megabytes_max: float


def compare(options):
    if not shutil.which("kcat"):
        raise Skipped("there is no kcat")
    program = Program(options.worker, options.newest, options.worker_flag)
    with Cluster(heap="1g", is_measured=True) as cluster, tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, program, cluster, pathlib.Path(scratch))
        figures = {name: [] for name in bench.contenders}
        # A fresh broker is slow: its first round is not one of the figures.
        bench.contenders[BASE]()
        for number in range(1, options.rounds + 1):
            for name, run in bench.contenders.items():
                figures[name].append(run())
                print(f"round {number}: {name}: {figures[name][-1]}", file=sys.stderr, flush=True)
        print(result_table(COLUMNS, figures, BASE))
        ends = bench.endings(options.rounds)
        print(f"from the workers' last commit to the end of the import, {options.ending:,} rows: "
              f"{statistics.median(ends):.2f} s ({min(ends):.2f} – {max(ends):.2f})")
    if options.json:
        runs = {name: [vars(figure) for figure in each] for name, each in figures.items()}
        scene = {name: getattr(options, name) for name in ("seed", "newest", *SCENE)}
        pathlib.Path(options.json).write_text(json.dumps(scene | {"runs": runs, "ends": ends}, indent=2) + "\n")


class Bench:
    """The files, and the programs that send them, each to a topic of its own."""

    def __init__(self, options, program, cluster, scratch):
        self.partitions = options.partitions
        self.options, self.program, self.bootstrap, self.scratch = options, program, cluster.bootstrap, scratch
        self.topics = Topics(cluster.bootstrap)
        self.topics.create([ACCEPTED, REJECTED], options.partitions)
        self.topics.create([JOBS], 1, cleanup_policy="compact")
        self.runs = 0
        lines = self.sample(options.count, options.seed)
        self.count = len(lines)
        self.lines = self.write("rows.ndjson", lines)
        self.keyed = self.write("keyed", (key(line) + b"\t" + line for line in lines))
        self.cells = self.scratch / "rows.csv"
        write_cells(self.cells, lines)
        self.contenders = {
            BASE: self.kcat,
            "import, NDJSON": lambda: self.importing(self.lines),
            "import, CSV": lambda: self.importing(self.cells),
        }

    def sample(self, count, seed):
        text = self.program.output("sample", "--count", str(count), "--seed", str(seed), "--bad", "0")
        # kcat takes a tab for the end of the key; an event with a name of its own is no row.
        return [line for line in text.split(b"\n") if line and b"\t" not in line and b"correlationid" not in line]

    def write(self, name, lines):
        path = self.scratch / name
        with open(path, "wb") as file:
            file.writelines(line + b"\n" for line in lines)
        return path

    def new_topic(self):
        self.runs += 1
        name = f"commands-{self.runs}"
        self.topics.create([name], self.partitions)
        return name

    def kcat(self):
        topic = self.new_topic()
        # One header for all: of the same length as each row's own.
        return self.measured(topic, [
            "kcat", "-P", "-b", self.bootstrap, "-t", topic, "-K", "\t", "-l", str(self.keyed),
            "-X", "partitioner=murmur2_random", "-H", f"correlation-id=job-{self.runs:03}/500000",
            "-H", "idempotency-key=AAAAAAAAAAAAAAAAAAAAAA"])

    def importing(self, path):
        topic = self.new_topic()
        return self.measured(topic, [
            self.program.path, "import", "--no-wait", "--ahead", str(10 * self.count), "--job", f"job-{self.runs:03}",
            "--again", "--kafka-bootstrap-servers", self.bootstrap, "--kafka-group-id", GROUP, "--topics-commands", topic,
            str(path)])

    def measured(self, topic, command):
        """Runs a program until it ends; what it sends is seen from outside, in the same way for all."""
        log = self.scratch / f"{topic}.log"
        with open(log, "wb") as errors:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, env=self.program.environment,
                start_new_session=True)
        looks, peak = [], 0

        def has_ended():
            nonlocal peak
            ends = answered(lambda: self.topics.ends(topic, self.partitions, committed=False))
            if ends and sum(ends.values()) != (looks[-1][1] if looks else 0):
                looks.append((time.monotonic(), sum(ends.values())))
            now, most = resident_kilobytes(process.pid)
            peak = max(peak, most)
            return now == 0

        try:
            wait_for(f"the end of {command[0]}", has_ended, 60 + self.count / 2000, every=0.01)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
        need(process.returncode == 0, f"{command[0]} exits {process.returncode}: {log.read_text(errors='replace')[-1000:]}")
        self.topics.delete([topic])
        (began, first), (ended, last) = looks[0], looks[-1]
        # The markers of transactions are no rows.
        sent = self.count * (last - first) / last
        seconds = usage.ru_utime + usage.ru_stime
        return Figure(sent / (ended - began), seconds * 1e6 / self.count, peak / 1024)

    def endings(self, rounds):
        """Seconds from the workers' last commit to the end of an import that waits."""
        path = self.write("ending.ndjson", self.sample(self.options.ending, self.options.seed + 1))
        topic = self.new_topic()
        flags = {"kafka-bootstrap-servers": self.bootstrap, "kafka-group-id": GROUP, "topics-commands": topic}
        found = []
        with Worker(self.program, self.scratch / "worker.log", flags | {"lanes": 2}):
            for number in range(rounds):
                output = self.scratch / f"results-{number}"
                output.mkdir()
                words = [word for name, value in flags.items() for word in (f"--{name}", str(value))]
                process = subprocess.Popen(
                    [self.program.path, "import", "--again", "--output", str(output), *words, str(path)],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    env=self.program.environment, start_new_session=True)
                looks = [(time.monotonic(), self.committed(topic))]

                def has_ended(process=process, looks=looks):
                    committed = self.committed(topic)
                    if committed != looks[-1][1]:
                        looks.append((time.monotonic(), committed))
                    return process.poll() is not None

                try:
                    wait_for("the end of the import", has_ended, 60 + self.options.ending / 1000, every=0.01)
                finally:
                    if process.poll() is None:
                        process.kill()
                        process.wait()
                need(process.returncode == 0, f"the import exits {process.returncode}")
                found.append(time.monotonic() - looks[-1][0])
        return found

    def committed(self, topic):
        return self.topics.answered(GROUP, topic, self.partitions)


def key(line):
    return base64.urlsafe_b64encode(hashlib.sha256(line).digest()[:16]).rstrip(b"=")


def write_cells(path, lines):
    """Writes the customers of commands as cells: their texts and numbers, without their objects."""
    customers = [json.loads(line) for line in lines]
    customers = [each["data"] if "specversion" in each else each for each in customers]
    names = sorted({name for each in customers[:1000] for name, value in each.items() if isinstance(value, (str, int, float))})
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for each in customers:
            writer.writerow(cell(each.get(name)) for name in names)


def cell(value):
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, (bool, int, float)) else ""


if __name__ == "__main__":
    run_measurement(compare, command_line.parse(__doc__, **SCENE, json=""))
