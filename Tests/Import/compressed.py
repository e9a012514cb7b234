"""Files that DuckDB has compressed are read as the plain ones are."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import duckdb

ROWS = 300_000


def rows(program, path):
    """What is read of a file, without the number of the file."""
    done = subprocess.run([program], input=f"{path}\n".encode(), capture_output=True, check=True)
    return done.stdout


def judge(program, folder):
    """gzip and zstd as DuckDB writes them, once and twice one behind the other."""
    database = duckdb.connect()
    database.execute(
        "create table c as select 'Customer ' || i as \"legalName\", 'n' || (i * 7919 % 100003) as \"displayName\", "
        f"case when i % 3 = 0 then 'a\"b' else 'x' end as \"notesSummary\" from range({ROWS}) t(i)")
    plain = folder / "plain.csv"
    database.execute(f"copy c to '{plain}' (format csv, header)")
    expected = rows(program, plain)
    assert expected.count(b"\n") == ROWS + 1 and expected.endswith(b'"error":null}\n')
    twice = folder / "twice.csv"
    twice.write_bytes(plain.read_bytes() * 2)
    for name in ("gzip", "zstd"):
        path = folder / f"compressed.csv.{name}"
        database.execute(f"copy c to '{path}' (format csv, header, compression {name})")
        assert path.stat().st_size < plain.stat().st_size / 2
        assert rows(program, path) == expected, f"{name} is read otherwise"
        path.write_bytes(path.read_bytes() * 2)
        assert rows(program, path) == rows(program, twice), f"two files of {name} are read otherwise"
    print(f"{ROWS} rows, compressed by gzip and zstd, once and twice: read as the plain file")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        judge(options.reader.resolve(), pathlib.Path(name))


if __name__ == "__main__":
    sys.exit(main())
