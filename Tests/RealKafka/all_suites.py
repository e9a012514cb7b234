"""All suites in order, and one closing line."""

import sys

import at_least_once
import exactly_once
import failures
import groups
import hostile
import losses
import options as command_line
import self_test
from suite import Report, end_on_signals

# The checker first: what it cannot catch, the others would not show.
SUITES = (self_test, failures, groups, hostile, losses, at_least_once, exactly_once)


def main():
    options = command_line.parse(__doc__, count=200_000, load_count=60_000, crash_count=40_000)
    end_on_signals()
    report = Report()
    for each in SUITES:
        each.suite(options, report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
