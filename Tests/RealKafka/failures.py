"""What ends a start, and what SIGTERM leaves behind: messages that name the setting, exit codes, and deadlines kept."""

import pathlib
import re
import tempfile

import options as command_line
from cluster import Cluster, free_ports, sasl_bootstrap, sasl_plain
from records import Writer, read
from samples import expectations, sample
from suite import need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from verify_results import check
from worker import Program, Worker

DEADLINE_SECONDS = 5
# Past the first questions: the library tells of a refusal with those alone.
LONG_DEADLINE_SECONDS = 14
# A start that fails may take its deadline, the time-out of the last question, and a slow machine's breath.
GRACE_SECONDS = 6
PARTITIONS = 4
USERS = {"worker": "right"}


def suite(options, report):
    with report.case("failures: the cluster for them, started and ended"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with Cluster(settings=sasl_plain(USERS)) as cluster, tempfile.TemporaryDirectory() as logs:
            Topics(cluster.bootstrap).create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
            failures = Failures(options, report, program, cluster, pathlib.Path(logs))
            failures.of_the_cluster()
            failures.of_passwords()
            failures.of_the_end()
            failures.of_a_new_connection()


class Failures:
    def __init__(self, options, report, program, cluster, logs):
        self.options = options
        self.report = report
        self.program = program
        self.cluster = cluster
        self.logs = logs
        self.workers = 0

    def worker(self, flags=None, environment=None, bootstrap=None):
        self.workers += 1
        flags = {
            "kafka-bootstrap-servers": bootstrap or self.cluster.bootstrap, "kafka-group-id": "failures", "lanes": 2,
            "start-deadline-seconds": DEADLINE_SECONDS} | (flags or {})
        return Worker(self.program, self.logs / f"{self.workers}.log", flags, environment)

    def ends(self, name, code, words, *, deadline=DEADLINE_SECONDS, flags=None, **start):
        """The case that a start ends with this code, in time, and that its last words match every pattern of `words`."""
        flags = {"start-deadline-seconds": deadline} | (flags or {})
        with self.report.case(f"failures: {name}: exit {code}"), self.worker(flags, **start) as worker:
            ended = worker.exit_code(deadline + GRACE_SECONDS)
            need(ended == code, f"it exits {ended}:\n{worker.tail()}")
            for word in words:
                need(re.search(word, worker.text()), f"it does not say {word!r}:\n{worker.tail()}")

    def of_the_cluster(self):
        nowhere = f"127.0.0.1:{free_ports(1)}"
        self.ends("no broker", 69, [r"kafka\.bootstrapServers", r"start\.deadlineSeconds", re.escape(nowhere)], bootstrap=nowhere)
        for key in ("commands", "accepted", "rejected"):
            self.ends(f"no topic of topics.{key}", 78, [rf"topics\.{key}", r"no\.such\.topic"],
                      flags={f"topics-{key}": "no.such.topic"})

    def of_passwords(self):
        with self.report.case("failures: the right password: it starts"), self.sasl("right") as worker:
            worker.wait_for_event("worker-started", 30)
            worker.terminate()
            need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")
        self.ends(
            "a wrong password", 78, [r"(?i)authentication", r"start\.deadlineSeconds|kafka\.properties|sasl\.password"],
            deadline=LONG_DEADLINE_SECONDS, flags=self.mechanism(), environment=self.password("wrong"),
            bootstrap=sasl_bootstrap(self.cluster))
        self.ends(
            "no broker to give a password to", 69, [r"kafka\.bootstrapServers"], flags=self.mechanism(),
            environment=self.password("right"), bootstrap=f"127.0.0.1:{free_ports(1)}")

    def sasl(self, password, flags=None):
        return self.worker(self.mechanism() | (flags or {}), self.password(password), sasl_bootstrap(self.cluster))

    @staticmethod
    def password(text):
        return {f"CUSTOMER_WORKER_KAFKA_PROPERTIES_{name}": value for name, value in (
            ("SASL_MECHANISM", "PLAIN"), ("SASL_USERNAME", "worker"), ("SASL_PASSWORD", text))}

    @staticmethod
    def mechanism():
        return {"kafka-properties": "security.protocol=SASL_PLAINTEXT"}

    def of_the_end(self):
        count = self.options.sigterm_count
        with self.report.case("failures: SIGTERM under load: exit 0, nothing lost, nothing doubled"):
            topics = Topics(self.cluster.bootstrap)
            writer = Writer(self.cluster.bootstrap)
            for key, value in sample(self.program, count, self.options.seed):
                writer.write(COMMANDS, key, value)
            writer.flush()

            def done():
                return topics.answered("failures-load", COMMANDS, PARTITIONS)

            flags = {"kafka-group-id": "failures-load"}
            with self.worker(flags) as first:
                wait_for("the first results", lambda: done() > 0, 60, every=0.002)
                first.terminate()
                need(first.exit_code(40) == 0, f"it exits {first.process.returncode}:\n{first.tail()}")
            at_stop = done()
            need(at_stop < count, f"it had nothing left to do at SIGTERM: give more than --sigterm-count {count}")
            with self.worker(flags) as second:
                wait_for("the rest", lambda: done() == count, 90)
                second.terminate()
                need(second.exit_code(40) == 0, f"the second worker exits {second.process.returncode}:\n{second.tail()}")
            commands = read(self.cluster.bootstrap, [COMMANDS])
            account = check(
                expectations(self.program, commands), read(self.cluster.bootstrap, [ACCEPTED, REJECTED]), topics.cluster_id())
            print(f"  {at_stop} commands at SIGTERM; {account}")
            need(account.is_clean, "\n  ".join(["the results are not one for one:", *account.faults]))

    def of_a_new_connection(self):
        """After the commands of `of_the_end`. What reminds an old library of its queue's room sets the password again."""
        count = self.options.sigterm_count
        flags = {"kafka-group-id": "failures-sasl", "kafka-prefetch-megabytes": 1}
        with self.report.case("failures: a broker that comes back gets the password it knows, after many fetches"):
            topics = Topics(self.cluster.bootstrap)

            def done():
                return topics.answered("failures-sasl", COMMANDS, PARTITIONS)

            with self.sasl("right", flags) as worker:
                wait_for("half of the results", lambda: done() > count // 2, 60, every=0.002)
                self.cluster.kill(1)
                self.cluster.revive(1)
                wait_for("the rest", lambda: done() == count, 90)
                need(not re.search("(?i)authentication", worker.text()), f"the password was refused:\n{worker.tail()}")
                worker.terminate()
                need(worker.exit_code(40) == 0, f"it exits {worker.process.returncode}:\n{worker.tail()}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, sigterm_count=100_000))
