#!/usr/bin/env python3
"""Every result of a run on a real Kafka against the generated schemas and the CloudEvents SDK, in both modes."""

import pathlib
import random
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "RealKafka"))

import options as command_line
from cluster import Cluster
from records import Writer, read
from results import Checker
from samples import sample
from suite import need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics
from worker import Program, Worker

PARTITIONS = 3
COUNT = 20_000
BAD = 0.3
SHOWN = 5
TRACE = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def suite(options, report):
    program = Program(options.worker, options.newest, options.worker_flag)
    for mode in ("binary", "structured"):
        with report.case(f"results: {options.count:,} commands on a real Kafka, {mode} mode"):
            with Cluster() as cluster, tempfile.TemporaryDirectory() as logs:
                run(options, program, cluster, mode, pathlib.Path(logs))


def run(options, program, cluster, mode, logs):
    topics = Topics(cluster.bootstrap)
    topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)
    randomness = random.Random(options.seed)
    writer = Writer(cluster.bootstrap)
    for number, (key, value) in enumerate(sample(program, options.count, options.seed, BAD)):
        writer.write(COMMANDS, key, value, headers=headers(number, randomness))
    writer.flush()
    flags = {"kafka-bootstrap-servers": cluster.bootstrap, "kafka-group-id": f"contract-{mode}", "results-mode": mode}
    with Worker(program, logs / f"{mode}.log", flags) as worker:
        wait_for(
            lambda: f"{options.count} commands to be answered; the worker's log ends:\n{worker.tail()}",
            lambda: topics.answered(flags["kafka-group-id"], COMMANDS, PARTITIONS) >= options.count, 120)
        worker.terminate()
        need(worker.exit_code(60) == 0, f"the worker's log ends:\n{worker.tail()}")
    checker = Checker()
    faults = ("; ".join(checker.faults(result)) for result in read(cluster.bootstrap, [ACCEPTED, REJECTED]))
    wrong = [text for text in faults if text]
    print("  " + ", ".join(f"{count:,} {name}" for name, count in sorted(checker.seen.items())))
    need(not wrong, f"{len(wrong)} results are wrong, such as:\n  " + "\n  ".join(wrong[:SHOWN]))
    need(sum(checker.seen.values()) == options.count, f"there are not {options.count:,} results")
    need(all(mode in name for name in checker.seen) and len(checker.seen) == 2, "the results are not of both kinds, in this mode")


def headers(number, randomness):
    """Headers as producers write them: none, identifiers, or a CloudEvent's."""
    if number % 3 == 0:
        return []
    found = [("correlation-id", f"c{number}".encode()), ("traceparent", TRACE)]
    if number % 3 == 1:
        return found + [("idempotency-key", b'"k%d"' % number), ("kafka_correlationId", randomness.randbytes(16))]
    kind = b"customer.create" if number % 30 else b"customer.delete"
    return found + [
        ("ce_specversion", b"1.0"), ("ce_id", f"e{number}".encode()), ("ce_source", b"/crm"), ("ce_type", kind),
        ("content-type", b"application/json")]


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, count=COUNT))
