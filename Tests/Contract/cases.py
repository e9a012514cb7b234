#!/usr/bin/env python3
"""The cases of the contract that are kept beside the repository, run on the program; without them it says that it is skipped."""

import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared/cases"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", default=str(ROOT / ".build/release/customer-worker"), help="the program to be judged")
    options = parser.parse_args()
    script, cases = CASES / "run", CASES / "contract.ndjson"
    if not script.exists() or not cases.exists():
        print(f"skipped: there are no cases in {CASES.relative_to(ROOT.parent)} beside the repository")
        return 0
    return subprocess.run([sys.executable, "-B", script, options.worker, cases], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
