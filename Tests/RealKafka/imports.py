"""Imports on a real Kafka: exact whatever is killed, and what happens when two meet, a file changes or nobody reads."""

import contextlib
import json
import pathlib
import random
import shutil
import signal
import tempfile
import time

import options as command_line
from cluster import Cluster
from import_account import check_lines, find
from importer import Importer, JobRecords, has_open_transaction
from suite import need, run_alone, wait_for
from topics import Topics
from worker import Program, Worker

PARTITIONS = 4
GROUP = "imports"
SOME_REJECTED, NO_INPUT, TRY_AGAIN = 65, 66, 75
# A transaction's time-out and the brokers' scan for those that are past it.
EXPIRY_SECONDS = 25


def suite(options, report):
    program = Program(options.worker, options.newest, options.worker_flag)
    with Cluster(brokers=3) as cluster, tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, program, cluster, pathlib.Path(folder))
        program.output("topics", "create", "--kafka-bootstrap-servers", cluster.bootstrap, "--partitions", str(PARTITIONS),
                       "--replication", "3")
        with contextlib.ExitStack() as stack:
            workers = [stack.enter_context(bench.worker(name)) for name in ("a", "b")]
            with report.case("import: kill -9 at every step, a sleep past the transaction, and a broker that dies"):
                Crashes(bench).run()
            for name, case in CASES.items():
                with report.case(f"import: {name}"):
                    case(bench)
            for worker in workers:
                worker.terminate()
                need(worker.exit_code(40) == 0, f"a worker exits {worker.process.returncode}:\n{worker.tail()}")
        with report.case("import: nobody reads the commands"):
            nobody_reads(bench)


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

    def results(self, name):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder


class Crashes:
    """One job that is killed again and again."""

    JOB = "crashes"

    def __init__(self, bench):
        self.bench = bench
        self.path, self.lines = bench.file("crashes.ndjson", bench.options.count, bench.options.seed)
        self.output = bench.results("crashes")
        self.records = JobRecords(bench.cluster.bootstrap, self.JOB)
        # The same file, as another person has it.
        self.elsewhere = bench.results("elsewhere") / "renamed.ndjson"
        shutil.copy(self.path, self.elsewhere)
        self.kills = []

    def start(self, elsewhere=False):
        # Few rows ahead: the job is to live long enough for all of the kills.
        flags = {"output": self.output, "ahead": self.bench.options.ahead}
        flags["resume" if self.records.last("opened") else "job"] = self.JOB
        if elsewhere:
            return self.bench.import_(self.JOB, flags, self.elsewhere.name, folder=self.elsewhere.parent)
        return self.bench.import_(self.JOB, flags, self.path)

    def moments(self):
        """The moments of the kills in their order: what is waited for, and how."""
        topics = self.bench.topics

        def in_transaction():
            return has_open_transaction(topics, PARTITIONS)

        def later():
            seconds = self.bench.random.uniform(0.2, 1.5)
            started = time.monotonic()
            return lambda: time.monotonic() - started > seconds

        yield "the first pass over the file", later_than(0.05)
        yield "the opening", lambda: self.records.last("opened") is not None
        yield "a transaction", in_transaction
        for number in range(self.bench.options.kills):
            yield f"some time ({number})", later()
            yield "a transaction", in_transaction

    def run(self):
        for number, (what, condition) in enumerate(self.moments()):
            with self.start(elsewhere=number in (2, 5)) as importer:
                if importer.wait_until(what, condition):
                    importer.kill()
                    self.kills.append((what, self.records.sent()))
                else:
                    need(importer.end(5)[0] == TRY_AGAIN, f"the import ended before {what}:\n{importer.tail()}")
        self.suspended()
        self.without_broker()
        self.kill_waiting()
        self.kill_writing()
        with self.start(elsewhere=True) as importer:
            code, output = importer.end(180)
        need(code == SOME_REJECTED, f"the last run exits {code}; it said:\n{importer.tail()}")
        account = check_lines(self.bench.cluster.bootstrap, self.JOB, self.lines, self.output)
        need("accepted" in output, f"the account is not on standard output: {output!r}")
        print(f"  {account}\n  killed {len(self.kills)} times, at (rows sent): "
              + ", ".join(f"{what} ({sent})" for what, sent in self.kills))
        need(self.records.last("done")["state"] == "finished", "the jobs topic does not say that the job is over")

    def suspended(self):
        """The process sleeps in a transaction until the brokers have aborted it, and goes on by itself."""
        with self.start() as importer:
            if not importer.wait_until("a transaction", lambda: has_open_transaction(self.bench.topics, PARTITIONS)):
                return
            importer.send(signal.SIGSTOP)
            wait_for("the end of the transaction", lambda: not has_open_transaction(self.bench.topics, PARTITIONS),
                     EXPIRY_SECONDS, every=0.2)
            before = self.records.sent()
            importer.send(signal.SIGCONT)
            wait_for("rows that are sent after the sleep", lambda: self.records.sent() > before or not importer.is_running(), 60)
            need(importer.is_running() or self.records.last("progress")["isComplete"],
                 f"the import ended after its sleep:\n{importer.tail()}")
            importer.kill()
            self.kills.append(("after a sleep", self.records.sent()))

    def without_broker(self):
        """A broker dies under the import, which goes on."""
        broker = self.bench.random.randint(1, 3)
        with self.start() as importer:
            if not importer.wait_until("a transaction", lambda: has_open_transaction(self.bench.topics, PARTITIONS)):
                return
            before = self.records.sent()
            self.bench.cluster.kill(broker)
            goes_on = importer.wait_until("rows that are sent without a broker", lambda: self.records.sent() > before)
            self.bench.cluster.revive(broker)
            need(goes_on or self.records.last("progress")["isComplete"],
                 f"the import ended without a broker:\n{importer.tail()}")
            if importer.is_running():
                importer.kill()
            self.kills.append((f"without broker {broker}", self.records.sent()))

    def kill_waiting(self):
        with self.start() as importer:
            def is_sent():
                progress = self.records.last("progress")
                return progress is not None and progress["isComplete"]
            if importer.wait_until("the last row", is_sent, seconds=120, every=0.02):
                importer.kill()
                self.kills.append(("all is sent", self.records.sent()))

    def kill_writing(self):
        with self.start() as importer:
            if importer.wait_until("the result files", lambda: any(self.output.iterdir()), seconds=120, every=0.001):
                importer.kill()
                self.kills.append(("the result files", self.records.sent()))


def later_than(seconds):
    started = time.monotonic()
    return lambda: time.monotonic() - started > seconds


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
        one.wait_until("rows that are sent", lambda: JobRecords(bench.cluster.bootstrap, "pair").sent() > 0)
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
        importer.wait_until("rows that are sent", lambda: JobRecords(bench.cluster.bootstrap, "stop").sent() > 0)
        importer.send(signal.SIGINT)
        code, _ = importer.end(30)
    resume_line = "Go on with: customer-worker import --resume stop"
    need(code == TRY_AGAIN and resume_line in importer.text(), f"after SIGINT: {code}\n{importer.tail()}")
    need(not has_open_transaction(bench.topics, PARTITIONS), "a transaction stays open after SIGINT")
    with bench.import_("stop", {"resume": "stop", "output": output}, path) as importer:
        need(importer.end(60)[0] == SOME_REJECTED, f"the resumed import:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "stop", lines, output)


def account_of_job(bench):
    """`job` says the same from the topics alone, and ends a job for others."""
    arguments = ("--kafka-bootstrap-servers", bench.cluster.bootstrap, "--kafka-group-id", GROUP)
    account = json.loads(bench.program.output("job", "crashes", "--json", *arguments, exits=(SOME_REJECTED,)))
    written = json.loads((bench.folder / "crashes" / "crashes.account.json").read_text())
    for name in ("rows", "sent", "accepted", "rejected", "rejectedByCode", "errorsByCode"):
        need(account[name] == written[name], f"{name}: job says {account[name]}, the account {written[name]}")
    listed = bench.program.output("job", *arguments).decode()
    need("crashes" in listed and "done" in listed, f"the list of jobs:\n{listed}")
    bench.program.output("job", "nosuchjob", *arguments, exits=(NO_INPUT,))
    path, _ = bench.file("cancel.ndjson", 20_000, bench.options.seed + 9)
    with bench.import_("cancel", {"job": "cancel", "output": bench.results("cancel"), "ahead": 200}, path) as importer:
        importer.wait_until("rows that are sent", lambda: JobRecords(bench.cluster.bootstrap, "cancel").sent() > 0)
        bench.program.output("job", "cancel", "--cancel", *arguments)
        code, _ = importer.end(60)
    need(code == TRY_AGAIN, f"the import of a cancelled job exits {code}:\n{importer.tail()}")
    bench.program.output("job", "cancel", "--forget", *arguments)
    bench.program.output("job", "cancel", *arguments, exits=(NO_INPUT,))


def nobody_reads(bench):
    path, lines = bench.file("nobody.ndjson", 300, bench.options.seed + 10)
    output = bench.results("nobody")
    with bench.import_("nobody", {"job": "nobody", "output": output, "timeout-seconds": 5}, path) as importer:
        code, _ = importer.end(60)
    need(code == TRY_AGAIN, f"without a worker the import exits {code}:\n{importer.tail()}")
    with bench.worker("c"), bench.import_("nobody", {"resume": "nobody", "output": output}, path) as importer:
        need(importer.end(90)[0] == SOME_REJECTED, f"with a worker again:\n{importer.tail()}")
    check_lines(bench.cluster.bootstrap, "nobody", lines, output)


CASES = {
    "rejected rows are mended and sent again": mend_and_send_again,
    "the same file twice": sent_twice,
    "another file at resume, and an unknown job": another_file,
    "two processes of one job": two_at_once,
    "two jobs of one file": two_of_one_file,
    "standard input": standard_input,
    "a result file that is there already": file_in_the_way,
    "Ctrl-C and a resume": interrupted,
    "job: the account, the list, cancelling and forgetting": account_of_job,
}


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=30_000, kills=2, ahead=400))
