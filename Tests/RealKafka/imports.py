"""Imports on a real Kafka: exact whatever is killed, and what happens when two meet, a file changes or nobody reads."""

import contextlib
import json
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

from confluent_kafka import TopicPartition

import options as command_line
from cluster import Cluster
from converted_import import interrupted_array
from import_account import check_lines, find
from importer import JOBS, Importer, JobRecords, has_open_transaction, step_to
from records import Writer
from stopped_thread import StoppedThread
from suite import need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from worker import Program, Worker

PARTITIONS = 4
GROUP = "imports"
USAGE, SOME_REJECTED, NO_INPUT, TRY_AGAIN = 64, 65, 66, 75
# A transaction's time-out and the brokers' scan for those that are past it.
EXPIRY_SECONDS = 20
# The brokers look for transactions past their time-out, which is 10 s, each second instead of each tenth.
BROKER_SETTINGS = {"transaction.abort.timed.out.transaction.cleanup.interval.ms": 1000}


def suite(options, report):
    program = Program(options.worker, options.newest, options.worker_flag)
    with Cluster(brokers=3, settings=BROKER_SETTINGS) as cluster, tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, program, cluster, pathlib.Path(folder))
        program.output("topics", "create", "--kafka-bootstrap-servers", cluster.bootstrap, "--partitions", str(PARTITIONS),
                       "--replication", "3")
        with contextlib.ExitStack() as stack:
            workers = [stack.enter_context(bench.worker(name)) for name in ("a", "b")]
            # The small ones first: each of them reads the topics from their beginning.
            for name, case in CASES.items():
                with report.case(f"import: {name}"):
                    case(bench)
            with report.case("import: kill -9 at every step, a sleep past the transaction, and a broker that dies"):
                Crashes(bench).run()
            for worker in workers:
                worker.terminate()
                need(worker.exit_code(40) == 0, f"a worker exits {worker.process.returncode}:\n{worker.tail()}")
        for name, case in WITHOUT_WORKERS.items():
            with report.case(f"import: {name}"):
                case(bench)


class Bench:
    """What every case has: the cluster, the program, a folder."""

    def __init__(self, options, program, cluster, folder):
        self.options, self.program, self.cluster, self.folder = options, program, cluster, folder
        self.topics = Topics(cluster.bootstrap)
        self.random = random.Random(options.seed)

    def worker(self, name):
        return Worker(self.program, self.folder / f"{name}.log", {
            "kafka-bootstrap-servers": self.cluster.bootstrap, "kafka-group-id": GROUP, "lanes": 2})

    def import_(self, name, flags, *words, **further):
        return Importer(
            self.program, self.cluster, self.folder / f"{name}.import.log", flags, *words, group=GROUP, **further)

    def file(self, name, count, seed, bad=0.1):
        """A file of sample commands, with some blank lines; its path and its lines."""
        text = self.program.output("sample", "--count", str(count), "--seed", str(seed), "--bad", str(bad))
        lines = text.split(b"\n")[:-1]
        for number in range(0, len(lines), 97):
            lines.insert(number, b"")
        path = self.folder / name
        path.write_bytes(b"\n".join(lines) + b"\n")
        return path, lines

    def is_sending(self, job):
        """A condition: rows of the job are committed."""
        records = JobRecords(self.cluster.bootstrap, job)
        return lambda: records.sent() > 0

    def job(self, *words, exits=(0,)):
        """What `job` says, on both of its streams."""
        done = subprocess.run(
            [self.program.path, "job", *words, "--kafka-bootstrap-servers", self.cluster.bootstrap, "--kafka-group-id", GROUP],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, env=self.program.environment, timeout=150, check=False)
        need(done.returncode in exits, f"job {words} exits {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def results(self, name):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder


class Crashes:
    """One job that is killed again and again, at every step of its life."""

    JOB = "crashes"

    def __init__(self, bench):
        self.bench = bench
        self.path, self.lines = bench.file("crashes.ndjson", bench.options.count, bench.options.seed)
        self.output = bench.results("crashes")
        self.records = JobRecords(bench.cluster.bootstrap, self.JOB)
        # The same file, as another person has it.
        self.elsewhere = bench.results("elsewhere") / "renamed.ndjson"
        shutil.copy(self.path, self.elsewhere)
        self.starts = 0
        self.kills = []

    def start(self):
        # Few rows ahead: the job is to live long enough for all of the kills.
        flags = {"output": self.output, "ahead": self.bench.options.ahead}
        flags["resume" if self.records.last("opened") else "job"] = self.JOB
        self.starts += 1
        if self.starts % 4 == 0:
            return self.bench.import_(self.JOB, flags, self.elsewhere.name, folder=self.elsewhere.parent)
        return self.bench.import_(self.JOB, flags, self.path)

    def kill_at(self, what, *conditions, every=0.005):
        """Starts it, waits for one condition after the other, and kills it. A moment that is missed is a failure."""
        with self.start() as importer:
            for condition in conditions:
                importer.reach(what, lambda held=condition: held(importer), seconds=300, every=every)
            importer.kill()
        self.kills.append((what, self.records.sent()))

    def run(self):
        self.kill_at("the first pass over the file", lambda importer: importer.bytes_read() > len(self.lines) * 100, every=0.001)
        need(self.records.last("opened") is None, "the job was opened in the first pass")
        self.kill_at("the opening", lambda _: self.records.last("opened") is not None)
        self.sending()
        self.suspended()
        self.without_broker()
        self.kill_at("all is sent", lambda _: self.records.is_sent())
        with self.start() as importer:
            code, output = importer.end(300)
        need(code == SOME_REJECTED, f"the last run exits {code}; it said:\n{importer.tail()}")
        account = check_lines(self.bench.cluster.bootstrap, self.JOB, self.lines, self.output)
        need("accepted" in output, f"the account is not on standard output: {output!r}")
        with self.start() as importer:
            again, same = importer.end(120)
        need((again, same.split("Files:")[0]) == (code, output.split("Files:")[0]),
             f"after its end it exits {again} and says {same!r}, not {output!r}")
        print(f"  {account}\n  killed {len(self.kills)} times, at (rows sent): "
              + ", ".join(f"{what} ({sent})" for what, sent in self.kills))
        need(self.records.last("done")["state"] == "finished", "the jobs topic does not say that the job is over")

    def sending(self):
        """Kills on the way through the file, each a good part of it behind the last one."""
        topics = self.bench.topics
        moments = (
            ("a transaction", lambda _: has_open_transaction(topics, COMMANDS, PARTITIONS)),
            ("a progress record or a commit", lambda _: has_open_transaction(topics, JOBS, 1)),
            ("some time", None))
        for number in range(self.bench.options.kills):
            what, condition = moments[number % len(moments)]
            # Two thirds of the file; the rest is for what comes after.
            rows = self.bench.options.count * 2 // 3 * (number + 1) // self.bench.options.kills
            rows -= self.bench.random.randrange(1 + self.bench.options.count // 3 // self.bench.options.kills)
            pause = self.later(self.bench.random.uniform(0, 0.3))
            self.kill_at(what, lambda _, rows=rows: self.records.sent() >= rows, condition or pause)

    @staticmethod
    def later(seconds):
        """Some time after the condition is first looked at."""
        first = []

        def condition(_):
            first.append(time.monotonic())
            return first[-1] - first[0] >= seconds

        return condition

    def in_transaction(self):
        return has_open_transaction(self.bench.topics, COMMANDS, PARTITIONS)

    def suspended(self):
        """The process sleeps in a transaction until the brokers have aborted it, and goes on by itself."""
        with self.start() as importer:
            importer.reach("a transaction", self.in_transaction)
            importer.send(signal.SIGSTOP)
            wait_for("the end of the transaction", lambda: not self.in_transaction(), EXPIRY_SECONDS, every=0.2)
            before = self.records.sent()
            importer.send(signal.SIGCONT)
            importer.reach("rows that are sent after the sleep", lambda: self.records.sent() > before)
            importer.kill()
        self.kills.append(("after a sleep", self.records.sent()))

    def without_broker(self):
        """A broker dies under the import, which goes on."""
        broker = self.bench.random.randint(1, 3)
        with self.start() as importer:
            importer.reach("a transaction", self.in_transaction)
            before = self.records.sent()
            self.bench.cluster.kill(broker)
            goes_on = importer.wait_until("rows that are sent without a broker", lambda: self.records.sent() > before)
            self.bench.cluster.revive(broker)
            need(goes_on, f"the import ended without a broker:\n{importer.tail()}")
            importer.kill()
        self.kills.append((f"without broker {broker}", self.records.sent()))


# The smaller cases: each has a job and a file of its own.


def mend_and_send_again(bench):
    path, lines = bench.file("mend.ndjson", 2000, bench.options.seed + 1)
    output = bench.results("mend")
    with bench.import_("mend", {"job": "mend", "output": output}, path) as importer:
        need(importer.end(60)[0] == SOME_REJECTED, f"the first import:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "mend", lines, output)
    before = find(bench.cluster.bootstrap, "mend")
    good = b'{"legalName":"Mended %d Ltd","displayName":"Mended","customerType":"active"}'
    rejected = (output / "mend.rejected.ndjson").read_bytes().splitlines()
    mended = bench.folder / "mended.ndjson"
    mended.write_bytes(b"".join(good % number + b"\n" for number, _ in enumerate(rejected)))
    with bench.import_("mend", {"job": "mended", "output": output}, mended) as importer:
        code, _ = importer.end(60)
        need(code == 0, f"the mended rows exit {code}:\n{importer.tail()}")
    # The whole file once more, with the mended rows in it: the others become the customers that they were.
    whole = [good % row if row in before.codes else line for row, line in enumerate(lines, 1)]
    path.write_bytes(b"\n".join(whole) + b"\n")
    with bench.import_("mend", {"job": "whole", "output": output, "again": None}, path) as importer:
        code, _ = importer.end(60)
        need(code == 0, f"the whole mended file exits {code}:\n{importer.tail()}")
    after = find(bench.cluster.bootstrap, "whole")
    moved = [row for row, customer in before.customers.items() if after.customers.get(row) != customer]
    need(not moved, f"rows {moved[:5]} became other customers, {len(moved)} in all")


def sent_twice(bench):
    path, _ = bench.file("twice.ndjson", 500, bench.options.seed + 2)
    output = bench.results("twice")
    flags = {"job": "twice", "output": output}
    with bench.import_("twice", flags, path) as importer:
        first = importer.end(60)
    need(first[0] == SOME_REJECTED, f"the first import exits {first[0]}:\n{importer.tail()}")
    with bench.import_("twice", flags, path) as importer:
        again = importer.end(60)
    need(again[0] == first[0], f"the same command line again exits {again[0]}:\n{importer.tail()}")
    with bench.import_("twice", {"job": "other", "output": output}, path) as importer:
        code, _ = importer.end(60)
    need(code == NO_INPUT and "imported as twice" in importer.text(), f"the file under another name: {code}\n{importer.tail()}")
    need(not find(bench.cluster.bootstrap, "other").commands, "rows of a refused job are in the command topic")


def another_file(bench):
    path, lines = bench.file("another.ndjson", 500, bench.options.seed + 3)
    output = bench.results("another")
    with bench.import_("another", {"job": "another", "output": output, "no-wait": None}, path) as importer:
        need(importer.end(60)[0] == 0, f"the import:\n{importer.tail()}")
    path.write_bytes(b"\n".join(lines[:-1] + [b"{}"]) + b"\n")
    with bench.import_("another", {"resume": "another", "output": output}, path) as importer:
        code, _ = importer.end(60)
    need(code == NO_INPUT and "another file" in importer.text(), f"a changed file at resume: {code}\n{importer.tail()}")
    with bench.import_("another", {"resume": "nosuchjob"}, path) as importer:
        code, _ = importer.end(60)
    need(code == NO_INPUT and "no job nosuchjob" in importer.text(), f"an unknown job: {code}\n{importer.tail()}")


def two_at_once(bench):
    """Two processes import one job at the same time: one goes on, and every row is there once."""
    path, lines = bench.file("pair.ndjson", 3000, bench.options.seed + 4)
    output = bench.results("pair")
    flags = {"job": "pair", "output": output, "ahead": 200}
    with bench.import_("pair-1", flags, path) as one:
        one.reach("rows that are sent", bench.is_sending("pair"))
        with bench.import_("pair-2", flags, path) as two:
            codes = [each.end(120)[0] for each in (one, two)]
    need(sorted(codes) == [SOME_REJECTED, TRY_AGAIN] or codes == [SOME_REJECTED] * 2,
         f"the two exit {codes}:\n{one.tail()}\n{two.tail()}")
    check_lines(bench.cluster.bootstrap, "pair", lines, output)


def two_of_one_file(bench):
    """Two jobs of one file at the same time: one gives way, and nothing of it is sent."""
    path, lines = bench.file("rivals.ndjson", 1000, bench.options.seed + 5)
    with contextlib.ExitStack() as stack:
        rivals = {name: stack.enter_context(bench.import_(name, {"job": name, "output": bench.results(name)}, path))
                  for name in ("rival-1", "rival-2")}
        codes = {name: each.end(60)[0] for name, each in rivals.items()}
    need(sorted(codes.values()) == [SOME_REJECTED, NO_INPUT],
         f"the two exit {codes}:\n" + "\n".join(each.tail() for each in rivals.values()))
    winner = next(name for name, code in codes.items() if code == SOME_REJECTED)
    loser = next(name for name in codes if name != winner)
    need(not find(bench.cluster.bootstrap, loser).commands, "rows of the job that gave way are in the command topic")
    check_lines(bench.cluster.bootstrap, winner, lines, bench.results(winner))


def standard_input(bench):
    path, lines = bench.file("stdin.ndjson", 500, bench.options.seed + 6)
    output = bench.results("stdin")
    with open(path, "rb") as stdin, bench.import_("stdin", {"job": "stdin", "output": output}, "-", stdin=stdin) as importer:
        need(importer.end(60)[0] == SOME_REJECTED, f"standard input:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "stdin", lines, output)


def file_in_the_way(bench):
    path, _ = bench.file("there.ndjson", 100, bench.options.seed + 7)
    output = bench.results("there")
    (output / "there.rejected.ndjson").write_text("mine\n")
    with bench.import_("there", {"job": "there", "output": output}, path) as importer:
        code, _ = importer.end(60)
    need(code == NO_INPUT and "is there already" in importer.text(), f"a result file in the way: {code}\n{importer.tail()}")
    need((output / "there.rejected.ndjson").read_text() == "mine\n", "the user's file was written over")
    need(not find(bench.cluster.bootstrap, "there").commands, "rows are in the command topic")


def interrupted(bench):
    """Ctrl-C commits what is complete and says how to go on."""
    path, lines = bench.file("stop.ndjson", 20_000, bench.options.seed + 8)
    output = bench.results("stop")
    flags = {"output": output, "ahead": 400}
    with bench.import_("stop", flags | {"job": "stop"}, path) as importer:
        importer.reach("rows that are sent", bench.is_sending("stop"))
        importer.send(signal.SIGINT)
        code, _ = importer.end(30)
    resume_line = f"Go on with:\n  customer-worker import --resume stop --output {output} {path}\n"
    need(code == TRY_AGAIN and resume_line in importer.text(), f"after SIGINT: {code}\n{importer.tail()}")
    need(not has_open_transaction(bench.topics, COMMANDS, PARTITIONS), "a transaction stays open after SIGINT")
    with bench.import_("stop", {"resume": "stop", "output": output}, path) as importer:
        need(importer.end(60)[0] == SOME_REJECTED, f"the resumed import:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "stop", lines, output)


def account_of_job(bench):
    """`job` says the same from the topics alone, and ends a job for others."""
    arguments = ("--kafka-bootstrap-servers", bench.cluster.bootstrap, "--kafka-group-id", GROUP)
    account = json.loads(bench.program.output("job", "mend", "--json", *arguments, exits=(SOME_REJECTED,)))
    written = json.loads((bench.folder / "mend" / "mend.account.json").read_text())
    for name in ("rows", "sent", "accepted", "rejected", "rejectedByCode", "errorsByCode"):
        need(account[name] == written[name], f"{name}: job says {account[name]}, the account {written[name]}")
    listed = bench.program.output("job", *arguments).decode()
    need("mend" in listed and "done" in listed, f"the list of jobs:\n{listed}")
    bench.program.output("job", "nosuchjob", *arguments, exits=(NO_INPUT,))
    path, lines = bench.file("cancel.ndjson", 20_000, bench.options.seed + 9)
    records = JobRecords(bench.cluster.bootstrap, "cancel")
    with bench.import_("cancel", {"job": "cancel", "output": bench.results("cancel"), "ahead": 50}, path) as importer:
        importer.reach("rows that are sent", lambda: records.sent() > 0)
        said = bench.program.output("job", "cancel", "--cancel", *arguments).decode()
        code, _ = importer.end(60)
    need(code == TRY_AGAIN and "cancel: cancelled" in said,
         f"the import of a cancelled job exits {code}; {said}\n{importer.tail()}")
    done = records.last("done")["account"]
    sent = find(bench.cluster.bootstrap, "cancel").commands
    need(0 < len(sent) < len(lines) and done["sent"] == len(sent), f"{len(sent)} rows are sent, and the account has {done}")
    bench.program.output("job", "cancel", "--forget", *arguments)
    bench.program.output("job", "cancel", *arguments, exits=(NO_INPUT,))


def followed(bench):
    """`job --wait`, beside the import, ends with it and says the same."""
    path, _ = bench.file("follow.ndjson", 2000, bench.options.seed + 11)
    output = bench.results("follow")
    with bench.import_("follow", {"job": "follow", "output": output, "ahead": 100}, path) as importer:
        importer.reach("rows that are sent", bench.is_sending("follow"))
        told = json.loads(bench.job("follow", "--wait", "--json", exits=(SOME_REJECTED,)).stdout)
        need(importer.end(60)[0] == SOME_REJECTED, f"the import:\n{importer.tail()}")
    written = json.loads((output / "follow.account.json").read_text())
    for name in ("state", "rows", "sent", "accepted", "rejected", "rejectedByCode", "repeatedKeys"):
        need(told[name] == written[name], f"{name}: job says {told[name]}, the account {written[name]}")


def unreadable(bench):
    """A record that no import has written is told of, and not taken for none."""
    writer = Writer(bench.cluster.bootstrap)
    writer.write(JOBS, b"broken/opened", b'{"version":2}')
    writer.flush()
    path, _ = bench.file("broken.ndjson", 10, bench.options.seed + 12)
    with bench.import_("broken", {"job": "broken", "output": bench.results("broken")}, path) as importer:
        code, _ = importer.end(60)
    need(code == NO_INPUT and "its version is 2" in importer.text(), f"an import of it exits {code}:\n{importer.tail()}")
    for flags in ((), ("--wait",), ("--cancel",), ("--forget",)):
        said = bench.job("broken", *flags, exits=(NO_INPUT,)).stderr
        need("its version is 2" in said, f"job broken {flags} says {said!r}")
    need("job broken cannot be read" in bench.job().stderr, "the list of jobs says nothing of it")
    writer.write(JOBS, b"broken/opened", None)
    writer.flush()
    bench.job("broken", exits=(NO_INPUT,))


def short_moments(bench):
    """Kills at moments that are over in milliseconds: a job of its own for each attempt, until each moment was hit."""

    def is_written(output):
        return any(output.iterdir())

    def is_ending(records):
        return records.is_sent() and has_open_transaction(bench.topics, JOBS, 1)

    # What is waited for, and what shows after the kill that it did not come too late.
    moments = (
        ("opening", lambda _records, _output: has_open_transaction(bench.topics, JOBS, 1),
         lambda records, _output: records.last("opened") is None),
        ("ending", lambda records, _output: is_ending(records), lambda records, _output: records.last("done") is None),
        ("ended", lambda records, _output: records.last("done") is not None, lambda _records, output: not is_written(output)),
        ("writing", lambda _records, output: is_written(output),
         lambda _records, output: not list(output.glob("*.account.json"))))
    for number, (what, condition, is_hit) in enumerate(moments):
        need(any(attempt(bench, f"{what}-{turn}", 100 + 20 * number + turn, condition, is_hit) for turn in range(15)),
             f"no kill of 15 has hit the moment: {what}")


def attempt(bench, name, seed, condition, is_hit):
    """Kills a job at a moment and lets it come to its end; returns whether the kill has hit."""
    path, lines = bench.file(f"{name}.ndjson", 1500, bench.options.seed + seed)
    output = bench.results(name)
    records = JobRecords(bench.cluster.bootstrap, name)
    flags = {"job": name, "output": output}
    with bench.import_(name, flags, path) as importer:
        if not step_to(importer, name, lambda: condition(records, output)):
            return False
        importer.kill()
    found = is_hit(records, output)
    with bench.import_(name, flags, path) as importer:
        need(importer.end(60)[0] == SOME_REJECTED, f"the same command line again:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, name, lines, output)
    return found


def changed(bench):
    """The file is written to while it is sent: nothing of what is new is sent, and with its old bytes the job goes on."""
    path, lines = bench.file("changed.ndjson", 20_000, bench.options.seed + 13)
    whole = path.read_bytes()
    output = bench.results("changed")
    with bench.import_("changed", {"job": "changed", "output": output, "ahead": 200}, path) as importer:
        importer.reach("rows that are sent", bench.is_sending("changed"))
        path.write_bytes(whole.replace(b'"active"', b'"passiv"'))
        code, _ = importer.end(60)
    need(code == TRY_AGAIN and "it was changed" in importer.text(), f"a file that is written to: {code}\n{importer.tail()}")
    with bench.import_("changed", {"resume": "changed", "output": output}, path) as importer:
        code, _ = importer.end(60)
    need(code == NO_INPUT and "another file" in importer.text(), f"the changed file at resume: {code}\n{importer.tail()}")
    path.write_bytes(whole)
    with bench.import_("changed", {"resume": "changed", "output": output}, path) as importer:
        need(importer.end(120)[0] == SOME_REJECTED, f"the old file at resume:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "changed", lines, output)


def mapped(bench):
    """A spreadsheet by a mapping file: a resume knows the mapping, and rejected rows go back through the same file."""
    mapping = {
        "version": 1, "dates": "dd.MM.yyyy", "timeZone": "Europe/Berlin", "decimal": "comma",
        "columns": {"Firma": "legalName", "Kurz": "displayName", "Art": "customerType", "Seit": "customerSince",
                    "Umsatz": "annualRevenue", "Notiz": None},
        "values": {"Art": {"Kunde": "active"}}}
    file, other = bench.folder / "mapping.json", bench.folder / "other.json"
    file.write_text(json.dumps(mapping))
    other.write_text(json.dumps(mapping | {"timeZone": "UTC"}))
    path = bench.folder / "mapped.csv"
    rows = [("Feind" if number % 50 == 7 else "Kunde", 1 + number % 28) for number in range(20_000)]
    lines = [f"Firma {number};F {number};{kind};{day:02}.07.2024;1.234,5;x" for number, (kind, day) in enumerate(rows)]
    path.write_text("\n".join(["Firma;Kurz;Art;Seit;Umsatz;Notiz", *lines]) + "\n")
    output = bench.results("mapped")
    flags = {"job": "mapped", "output": output, "mapping": file, "ahead": 200}
    with bench.import_("mapped", flags, path) as importer:
        importer.reach("rows that are sent", bench.is_sending("mapped"))
        importer.kill()
    with bench.import_("mapped", flags | {"mapping": other}, path) as importer:
        code, _ = importer.end(60)
    need(code == USAGE and "other options" in importer.text(), f"another mapping: {code}\n{importer.tail()}")
    without = {"TZDIR": "/nonexistent"}
    with bench.import_("mapped", {"resume": "mapped", "output": output}, path, settings=without) as importer:
        need(importer.end(120)[0] == SOME_REJECTED, f"a resume without the mapping and without time zones:\n{importer.tail()}")
    found = find(bench.cluster.bootstrap, "mapped")
    sent = {row: [json.loads(value) for value in values] for row, values in found.commands.items()}
    expected = {number + 2: [{
        "legalName": f"Firma {number}", "displayName": f"F {number}", "customerType": "active" if kind == "Kunde" else kind,
        "customerSince": f"2024-07-{day:02}T00:00:00+02:00", "annualRevenue": 1234.5}]
        for number, (kind, day) in enumerate(rows)}
    differing_rows = [row for row in expected.keys() | sent.keys() if sent.get(row) != expected.get(row)]
    need(not differing_rows, f"rows {differing_rows[:5]} are sent otherwise, {len(differing_rows)} in all")
    mended = bench.folder / "mended.csv"
    mended.write_text((output / "mapped.rejected.csv").read_text().replace("Feind", "Kunde"))
    with bench.import_("mapped", {"job": "mapped-again", "output": output, "mapping": file}, mended) as importer:
        code, _ = importer.end(60)
    need(code == 0, f"the mended rows through the same mapping exit {code}:\n{importer.tail()}")
    again = find(bench.cluster.bootstrap, "mapped-again").commands
    need(len(again) == len(found.codes) == 400, f"{len(again)} mended rows of {len(found.codes)} that were rejected")


def full_disk(bench):
    """A disk that is full: first for what is kept of the results, then for the result files. The job is sent once."""
    path, lines = bench.file("full.ndjson", 2000, bench.options.seed + 14)
    output = bench.results("full")
    flags = {"output": output}
    with bench.import_("full", flags | {"job": "full"}, path, file_bytes=8000) as importer:
        code, _ = importer.end(60)
    need(code == TRY_AGAIN and "File too large" in importer.text(), f"no room for the results: {code}\n{importer.tail()}")
    need("--resume full" in importer.tail(1), f"it does not say how to go on:\n{importer.tail()}")
    with bench.import_("full", flags | {"resume": "full"}, path, file_bytes=100_000) as importer:
        code, _ = importer.end(60)
    need(code == TRY_AGAIN and "result files are not written: full.accepted.ndjson" in importer.text(),
         f"no room for the result files: {code}\n{importer.tail()}")
    need(not list(output.iterdir()), f"half of the result files are there: {list(output.iterdir())}")
    with bench.import_("full", flags | {"resume": "full"}, path) as importer:
        need(importer.end(60)[0] == SOME_REJECTED, f"with room again:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "full", lines, output)


def stuck_call(bench):
    """A call of the library that does not come back ends the import with the way on."""
    path, lines = bench.file("stuck.ndjson", 20_000, bench.options.seed + 15)
    output = bench.results("stuck")
    # More than `transaction.timeoutMs`, as the settings must have it.
    settings = {"CUSTOMER_WORKER_WATCHDOG_SECONDS": "11"}
    with bench.import_("stuck", {"job": "stuck", "output": output, "ahead": 200}, path, settings=settings) as importer:
        importer.reach("rows that are sent", bench.is_sending("stuck"))
        # The producer's: it is the oldest client.
        with StoppedThread(importer.process.pid, "rdk:main"):
            wait_for("the watchdog", lambda: "librdkafka has not come back from" in importer.text(), 40)
            # The thread is part of the process until its tracer has heard of its end, which is here.
            wait_for("the end", lambda: has_ended(importer), 10)
        code, _ = importer.end(10)
    need(code == TRY_AGAIN, f"it exits {code}:\n{importer.tail()}")
    with bench.import_("stuck", {"resume": "stuck", "output": output}, path) as importer:
        need(importer.end(120)[0] == SOME_REJECTED, f"the resumed import:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "stuck", lines, output)


def has_ended(importer):
    """Whether all of it has ended, even if nobody has waited for that yet."""
    return pathlib.Path(f"/proc/{importer.process.pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"


# Cases for which no worker may run.


def nobody_reads(bench):
    path, lines = bench.file("nobody.ndjson", 300, bench.options.seed + 10)
    output = bench.results("nobody")
    with bench.import_("nobody", {"job": "nobody", "output": output, "timeout-seconds": 5}, path) as importer:
        code, _ = importer.end(60)
    need(code == TRY_AGAIN, f"without a worker the import exits {code}:\n{importer.tail()}")
    with bench.worker("c"), bench.import_("nobody", {"resume": "nobody", "output": output}, path) as importer:
        need(importer.end(90)[0] == SOME_REJECTED, f"with a worker again:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "nobody", lines, output)


def results_expired(bench):
    lost(bench, "expired", lambda: delete_records(bench, ACCEPTED, REJECTED), "result_expired", 30,
         "results of this job were deleted before they were read")


def results_made_again(bench):
    """The result topics are deleted and made again: rows whose results are gone are told as such."""

    def make_again():
        bench.topics.delete([ACCEPTED, REJECTED])

        def create():
            # A topic that is being deleted is there for a while.
            return answered(lambda: bench.topics.create([ACCEPTED, REJECTED], PARTITIONS, 3)) or has_topics(bench)

        wait_for("the result topics, made again", create, 60, every=0.5)

    lost(bench, "again", make_again, "result_expired", 31)


def has_topics(bench):
    known = bench.topics.admin.list_topics(timeout=10).topics
    return all(name in known and len(known[name].partitions) == PARTITIONS for name in (ACCEPTED, REJECTED))


def commands_deleted(bench):
    """Commands that are deleted before a worker has read them are told as such."""
    lost(bench, "deleted", lambda: delete_records(bench, COMMANDS), "deleted", 32, is_read=False)


def lost(bench, name, lose, reason, seed, said="", is_read=True):
    """A job of which everything is sent and then lost; `is_read`: by a worker first."""
    path, lines = bench.file(f"{name}.ndjson", 300, bench.options.seed + seed)
    rows = {number: line for number, line in enumerate(lines, 1) if line.strip()}
    output = bench.results(name)
    with bench.import_(name, {"job": name, "output": output, "no-wait": None}, path) as importer:
        need(importer.end(60)[0] == 0, f"the import:\n{importer.tail()}")
    if not is_read:
        lose()
    last = JobRecords(bench.cluster.bootstrap, name).last("progress")["lastOffsets"]
    with bench.worker(name):
        wait_for("the group's offsets", lambda: is_past(bench, last), 60)
    if is_read:
        lose()
    with bench.import_(name, {"resume": name, "output": output}, path) as importer:
        code, _ = importer.end(60)
    need(code == TRY_AGAIN and said in importer.text(), f"it exits {code}:\n{importer.tail()}")
    account = json.loads((output / f"{name}.account.json").read_text())
    need(account["unprocessed"] == {reason: len(rows)} and account["sent"] == len(rows), f"the account is {account}")
    unprocessed = (output / f"{name}.unprocessed.ndjson").read_bytes().splitlines()
    need(unprocessed == list(rows.values()), "the file of unprocessed rows has other rows")


def is_past(bench, last):
    committed = answered(lambda: bench.topics.group_offsets(GROUP, COMMANDS, PARTITIONS)) or {}
    return all(committed.get(number, -1) > offset for number, offset in enumerate(last) if offset >= 0)


def delete_records(bench, *topics):
    """Deletes every record of these topics, as their retention would."""
    ends = []
    for topic in topics:
        # The first answer behind a change of leaders is an error.
        found = wait_for(f"the ends of {topic}", lambda topic=topic: answered(lambda: bench.topics.ends(topic, PARTITIONS)), 30)
        ends += [TopicPartition(topic, number, end) for number, end in found.items()]
    for future in bench.topics.admin.delete_records(ends).values():
        future.result(30)


CASES = {
    "rejected rows are mended and sent again": mend_and_send_again,
    "the same file twice": sent_twice,
    "another file at resume, and an unknown job": another_file,
    "two processes of one job": two_at_once,
    "two jobs of one file": two_of_one_file,
    "standard input": standard_input,
    "a result file that is there already": file_in_the_way,
    "Ctrl-C and a resume": interrupted,
    "a compressed array in UTF-16 that is killed, and resumed from the plain file": interrupted_array,
    "kill -9 at its opening, at its end and in its result files": short_moments,
    "a file that is written to while it is sent": changed,
    "a mapping file, a resume without it, and the rejected rows through it again": mapped,
    "a full disk": full_disk,
    "a call of the library that hangs": stuck_call,
    "job: the account, the list, cancelling and forgetting": account_of_job,
    "job --wait beside the import": followed,
    "job: a record that cannot be read": unreadable,
}
WITHOUT_WORKERS = {
    "nobody reads the commands": nobody_reads,
    "its results have expired": results_expired,
    "its commands were deleted": commands_deleted,
    "the result topics were made again": results_made_again,
}


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=12_000, kills=6, ahead=400))
