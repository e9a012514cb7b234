"""`processing.guarantee` at_least_once: a worker dies between results and offsets; none is lost, and doubles have one `ce_id`."""

import collections
import pathlib
import tempfile

import options as command_line
from cluster import Cluster
from digits import parse
from records import Writer, read
from samples import expectations, sample
from suite import Failure, need, run_alone, wait_for
from topics import ACCEPTED, COMMANDS, REJECTED, Topics, answered
from verify_results import check
from worker import Program, Worker

PARTITIONS = 4
GROUP = "at-least-once"
KILLS_MAX = 8


def suite(options, report):
    with report.case("at least once: kill -9 of a worker between results and offsets"):
        program = Program(options.worker, options.newest, options.worker_flag)
        with Cluster() as cluster, tempfile.TemporaryDirectory() as logs:
            run(program, cluster, pathlib.Path(logs), options)


def run(program, cluster, logs, options):
    topics = Topics(cluster.bootstrap)
    topics.create([COMMANDS, ACCEPTED, REJECTED], PARTITIONS)

    def written():
        return sum(sum(topics.ends(topic, PARTITIONS).values()) for topic in (ACCEPTED, REJECTED))

    def ahead():
        """Results past the committed offsets; waits for a cluster that has just started."""
        known = wait_for("the ends of the topics", lambda: answered(lambda: (written(),)), 30)
        return known[0] - topics.answered(GROUP, COMMANDS, PARTITIONS)

    def is_done():
        committed = answered(lambda: topics.group_offsets(GROUP, COMMANDS, PARTITIONS)) or {}
        ends = answered(lambda: topics.ends(COMMANDS, PARTITIONS)) or {}
        return ends and all(committed.get(number) == end for number, end in ends.items())

    writer = Writer(cluster.bootstrap)
    commands = sample(program, options.crash_count, options.seed)
    hits = starts = 0
    with Worker(program, logs / "worker.log", {
            "kafka-bootstrap-servers": cluster.bootstrap, "kafka-group-id": GROUP, "kafka-instance-id": "a", "lanes": 2,
            "processing-guarantee": "at_least_once"}) as worker:
        share = len(commands) // KILLS_MAX
        for kills in range(1, KILLS_MAX + 1):
            # Doubles of earlier kills stay ahead for good.
            before = ahead()
            for key, value in commands[(kills - 1) * share:kills * share if kills < KILLS_MAX else None]:
                writer.write(COMMANDS, key, value)
            try:
                wait_for("results without offsets", lambda: ahead() > before, 3, every=0.001)
            except Failure:
                continue  # The offsets came too soon to be seen: the next share is another chance.
            worker.kill()
            hits += 1
            starts = len(worker.events("worker-started"))
            worker.start()
            writer.flush()
            wait_for("the answers to all that was written", is_done, 60)
        writer.flush()
        wait_for("the answers to all that was written", is_done, 60)
        # The last kill may have come too late to leave anything to do: a worker that only begins does not hear the signal.
        worker.wait_for_event("worker-started", 30, count=starts + 1)
        worker.terminate()
        code = worker.exit_code(40)
        need(code == 0, f"it exits {code} on SIGTERM:\n{worker.tail()}")
    judge(program, cluster, topics, len(commands), hits)


def judge(program, cluster, topics, count, hits):
    commands = read(cluster.bootstrap, [COMMANDS])
    need(len(commands) == count, f"{len(commands)} commands are in the topic, {count} were written")
    by_position = collections.defaultdict(list)
    for result in read(cluster.bootstrap, [ACCEPTED, REJECTED]):
        position = parse(result.value)["position"]
        by_position[int(position["partition"]), int(position["offset"])].append(result)
    doubles = {position: results for position, results in by_position.items() if len(results) > 1}
    account = check(expectations(program, commands), [results[0] for results in by_position.values()], topics.cluster_id())
    print(f"  {account}; {len(doubles)} commands have more than one result, {hits} times kill -9")
    need(account.is_clean, "\n  ".join(["the results without doubles are not one for one:", *account.faults]))
    need(doubles, "no result is doubled: no kill -9 came between results and offsets")
    for position, results in doubles.items():
        ids = {dict(result.headers)["ce_id"] for result in results}
        if len(ids) != 1:
            raise Failure(f"the results of {position} have different ids: {ids}")


if __name__ == "__main__":
    run_alone(suite, command_line.parse(__doc__, crash_count=40_000))
