#!/usr/bin/env python3
"""The formats against the JSON Schema Test Suite, draft 2020-12, `optional/format`: no disagreement.

The suite is public and not part of this repository; PyPI's source archive of `jsonschema` has it under `json`. The
variable JSON_SCHEMA_TEST_SUITE names the folder that holds `tests`; without it nothing is checked, and that is said.
"""

import argparse
import json
import os
import pathlib
import sys

import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
# By the suite's file: the field of that format.
FIELDS = {"date-time": "customerSince", "email": "primaryEmail", "uri": "website"}
COMMAND = {"legalName": "a", "displayName": "b", "customerType": "active"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", default=str(ROOT / ".build/release/customer-worker"), help="the program to be judged")
    options = parser.parse_args()
    suite = os.environ.get("JSON_SCHEMA_TEST_SUITE")
    if not suite:
        print("skipped: JSON_SCHEMA_TEST_SUITE does not name the JSON Schema Test Suite")
        return 0
    folder = pathlib.Path(suite) / "tests/draft2020-12/optional/format"
    wrong = checked = 0
    for name, field in FIELDS.items():
        cases = [(group["description"], test) for group in json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
                 for test in group["tests"] if isinstance(test["data"], str)]
        lines = [json.dumps(COMMAND | {field: test["data"]}).encode() for _, test in cases]
        for (group, test), result in zip(cases, program.verdicts(options.worker, lines), strict=True):
            checked += 1
            errors, _ = program.reported(result)
            if errors != (set() if test["valid"] else {(f"/{field}", "invalid_format")}):
                wrong += 1
                print(f"FAILED: {name}: {group}: {test['description']}: {test['data']!r} is valid: {test['valid']}; "
                      f"{set(errors)}")
        if not cases:
            wrong += 1
            print(f"FAILED: {name}: no cases")
    print(f"{checked} cases of {', '.join(FIELDS)}, {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
