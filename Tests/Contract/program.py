"""Runs the `customer-worker` program."""

import json
import subprocess


def samples(program, count, seed, bad):
    """Lines of `customer-worker sample`."""
    output = run([program, "sample", "--count", str(count), "--seed", str(seed), "--bad", str(bad)], b"")
    lines = output.split(b"\n")
    if lines.pop() != b"" or len(lines) != count:
        raise RuntimeError(f"{program} sample wrote {len(lines)} lines, not {count}")
    return lines


def verdicts(program, lines):
    """What `customer-worker validate` says of each line."""
    output = run([program, "validate", "-"], b"".join(line + b"\n" for line in lines), codes=(0, 65))
    results = output.split(b"\n")
    if results.pop() != b"" or len(results) != len(lines):
        raise RuntimeError(f"{program} validate answered {len(results)} of {len(lines)} lines")
    return results


def reported(result):
    """The worker's verdict: the set of (pointer, code), empty for an accepted command; and whether there are more."""
    if result.startswith(b'{"line":') and b',"verdict":"accepted",' in result[:60]:
        return frozenset(), False
    verdict = json.loads(result)
    if not verdict["errors"]:
        raise RuntimeError("a rejected command has no errors")
    return frozenset((error["pointer"], error["code"]) for error in verdict["errors"]), "errorsOmitted" in verdict


def run(command, data, codes=(0,)):
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode not in codes:
        raise RuntimeError(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout
