"""All suites in order, and one closing line."""

import sys

import at_least_once
import batches
import exactly_once
import failures
import full_stderr
import groups
import hostile
import late_commits
import losses
import options as command_line
import secure
import self_test
from suite import Report, end_on_signals

# The checker first: what it cannot catch, the others would not show.
SUITES = (self_test, failures, secure, full_stderr, groups, hostile, batches, late_commits, losses, at_least_once, exactly_once)


def main():
    options = command_line.parse(
        __doc__, count=200_000, load_count=60_000, crash_count=40_000, stderr_count=60_000, codecs="zstd", sizes="150", all=False)
    end_on_signals()
    report = Report()
    for each in SUITES:
        each.suite(options, report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
