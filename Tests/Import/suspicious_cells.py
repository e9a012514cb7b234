"""Holds the suspicious cells of the dry run against files in which they were planted, and against one that has none."""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROWS = 1_000_000
# By kind: the column and the cell in which it is planted.
PLANTED = {
    "scientific_notation": ("primaryPhone", "4.91512E+11"),
    "rounded_number": ("faxNumber", "4930123456789000"),
    "number_in_text": ("referredBy", "12345.0"),
    "formula_text": ("accountNumber", '="00123"'),
    "error_word": ("website", "#N/A"),
    "null_word": ("notesSummary", "NULL"),
    "date_serial": ("customerSince", "45321"),
    "zero_date": ("customerSince", "1900-01-00"),
    "two_digit_year": ("customerSince", "31.12.24"),
    "other_date": ("customerSince", "12/31/2024"),
    "decimal_comma": ("annualRevenue", "1.234,56"),
    "grouped_digits": ("creditLimit", "1,234,567.89"),
    "unit_in_number": ("annualRevenue", "EUR 100"),
    "boolean_word": ("taxExempt", "ja"),
    "other_spelling": ("customerType", "Active"),
    "outer_blanks": ("displayName", "Acme "),
    "invisible_character": ("primaryEmail", "ada\u200b@example.com"),
    "line_break": ("legalName", "Acme\nLtd"),
    "mojibake": ("legalName", "Müller".encode().decode("windows-1252")),
    "replacement_mark": ("displayName", "M\ufffdller"),
    "lost_character": ("legalName", "M?ller"),
    "html_entity": ("displayName", "R&amp;D"),
    "cut_text": ("notesSummary", "n" * 255),
    "lost_zeros": ("physicalAddress.zip", "1067"),
}
NAMES = ["Müller", "São Ângelo", "Łódź", "Söderström", "O'Neill", "Acme", "Номос", "東京", "Çelik", "Bolt & Sons"]


def clean(number):
    """A row in which nothing is suspicious, and which no other row is like."""
    name = f"{NAMES[number % len(NAMES)]} {number}"
    return {
        "legalName": f"{name} GmbH", "displayName": name, "customerType": ("prospect", "active", "partner")[number % 3],
        "customerSince": f"20{number % 25:02}-{1 + number % 12:02}-{1 + number % 28:02}T09:00:00Z",
        "annualRevenue": str(number * 7), "creditLimit": f"{number}.5", "healthScore": str(number % 100),
        "accountNumber": f"{number:07}", "website": f"https://example.com/?id={number}&lang=de",
        "primaryPhone": f"+49 30 {number:07}", "faxNumber": f"0049-30-{number}", "primaryEmail": f"a{number}@example.com",
        "notesSummary": "Called twice? Yes; line 2", "referredBy": NAMES[number % len(NAMES)],
        "taxExempt": ("true", "false")[number % 2], "physicalAddress.city": NAMES[(number + 3) % len(NAMES)],
        "physicalAddress.zip": str(10115 + number % 80000),
    }


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(clean(0)))
        writer.writeheader()
        writer.writerows(rows)


def dry_run(program, path):
    run = subprocess.run([program, "import", "--dry-run", "--json", path], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 65), f"exit code {run.returncode}: {run.stderr}"
    return json.loads(run.stdout)


def found(account):
    """By kind and column: how many rows, and the first ones."""
    assert account["duplicatesChecked"]
    return {(entry["kind"], entry["column"]): (entry["rows"], tuple(entry["firstRows"])) for entry in account["suspicious"]}


def planted(folder):
    """A file with a cell of each kind, and what is to be found in it."""
    rows = [clean(number) for number in range(2000)]
    expected = {}
    for index, (kind, (column, cell)) in enumerate(PLANTED.items()):
        number = 50 * index + 7
        rows[number][column] = cell
        expected[kind, column] = (1, (number + 2,))
    rows[1500] = dict(rows[3])
    rows[1600]["primaryEmail"] = rows[5]["primaryEmail"]
    rows[1700] = {name: name for name in rows[0]}
    expected["duplicate_row", None] = (1, (1502,))
    expected["duplicate_value", "accountNumber"] = (1, (1502,))
    expected["duplicate_value", "primaryEmail"] = (2, (1502, 1602))
    expected["repeated_header", None] = (1, (1702,))
    path = folder / "planted.csv"
    write(path, rows)
    return path, expected


def full(folder):
    """A file of as many rows as a spreadsheet takes, with a column that is empty."""
    rows = [dict(clean(number), creditLimit="") for number in range(65_535)]
    path = folder / "full.csv"
    write(path, rows)
    return path, {("empty_column", "creditLimit"): (0, ()), ("row_limit", None): (1, (65_536,))}


def without(folder):
    """A large file in which nothing is suspicious."""
    path = folder / "clean.csv"
    write(path, (clean(number) for number in range(ROWS)))
    return path, {}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    options = parser.parse_args()
    faults = 0
    kinds = set()
    with tempfile.TemporaryDirectory() as name:
        for make in (planted, full, without):
            path, expected = make(pathlib.Path(name))
            started = time.monotonic()
            account = dry_run(options.program.resolve(), path)
            seconds = time.monotonic() - started
            cells = found(account)
            kinds |= {kind for kind, _ in expected}
            print(f"{path.name}: {account['rows']} rows in {seconds:.1f} s, {len(cells)} entries that are suspicious")
            for entry in sorted(cells.items() ^ expected.items(), key=str):
                faults += 1
                print(f"  {'not planted' if entry in cells.items() else 'not found'}: {entry}", file=sys.stderr)
    print(f"suspicious cells: {len(kinds)} kinds planted, {faults} faults")
    assert len(kinds) >= 20
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
