"""A quote that is nowhere closed in row 5 of a file of 2 GB is told within seconds, with its row and column."""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

SECONDS = 10


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "large.csv")
        rows = "".join(f"Customer {row},c{row},active\n" for row in range(2, 5))
        file.write_text(f'legalName,displayName,customerType\n{rows}Customer 5,"lone,active\nCustomer 6,c6,active\n')
        # Sparse: it takes no room, and is read as zeros.
        os.truncate(file, 2_000_000_000)
        start = time.monotonic()
        done = subprocess.run(
            [options.program, "import", "--dry-run", file], capture_output=True, text=True, timeout=120, check=False)
        seconds = time.monotonic() - start
    told = "row 5, column 2 (displayName): the quote that opens the cell is not closed within 900000 bytes"
    assert done.returncode == 66, done
    assert told in done.stderr, done.stderr
    assert seconds < SECONDS, f"{seconds:.1f} s"
    print(f"a lone quote in row 5 of 2 GB: told in {seconds:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
