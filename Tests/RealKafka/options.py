"""The options that the suites share."""

import argparse
import random

from cluster import PROJECT


def parse(description, **defaults):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--worker", default=str(PROJECT / ".build" / "release" / "customer-worker"),
        help="the program under test (default: .build/release/customer-worker)")
    parser.add_argument(
        "--newest", action="store_true",
        help="preload the librdkafka inside the confluent-kafka wheel into the workers")
    parser.add_argument("--seed", type=int, default=None, help="where the random numbers start (default: a new one)")
    parser.add_argument(
        "--worker-flag", action="append", default=[], metavar="FLAG", help="one more argument of every worker; repeatable")
    for name, value in defaults.items():
        if value is False:
            parser.add_argument("--" + name.replace("_", "-"), action="store_true")
            continue
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value, help=f"default: {value}")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1 << 31)
    print(f"seed {options.seed}", flush=True)
    return options
