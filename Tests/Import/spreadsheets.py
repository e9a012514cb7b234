"""Files as spreadsheets and CRMs write them, byte for byte in their habits: each is read, or refused with what to do.

A habit names where it is described, if we have found that; the files are made here, by no spreadsheet.
"""

import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile

HEADER = ["legalName", "displayName", "customerType", "customerSince", "annualRevenue", "accountNumber", "notesSummary"]
ROWS = [
    ["Müller GmbH", "Müller", "active", "15.01.2024", "1.234,50", "0012345", 'said "yes", twice'],
    ["Łódź S.A.", "Łódź", "prospect", "31.12.2023", "12,5", "0012346", "two\nlines"],
    ["Acme Ltd", "Acme", "partner", "01.02.2024", "7", "0012347", ""],
]
# What the columns of a German sheet need, and the same without an option.
GERMAN = ["--dates", "dd.MM.yyyy", "--time-zone", "Europe/Berlin", "--decimal", "comma"]
DATES = ["2024-01-15T09:00:00Z", "2023-12-31T00:00:00+01:00", "2024-02-01T09:30:00.000Z"]
NUMBERS = ["1234.5", "12.5", "7"]
PLAIN = [[*row[:3], date, number, *row[5:]] for row, date, number in zip(ROWS, DATES, NUMBERS, strict=True)]
# A code page of Western Europe has no Ł.
WESTERN = [ROWS[0], ["Lodz S.A.", *ROWS[1][1:]], ROWS[2]]
WESTERN[1][1] = "Lodz"


def quoted(cell, delimiter):
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in (delimiter, '"', "\n", "\r")) else cell


def text(rows, delimiter=",", end="\r\n", last=True, all_quoted=False, header=HEADER):
    """Rows as text; a spreadsheet writes a line end within a cell as LF, whatever ends its rows."""
    def cell(value):
        return '"' + value.replace('"', '""') + '"' if all_quoted else quoted(value, delimiter)

    lines = [delimiter.join(map(cell, row)) for row in [header, *rows]]
    return end.join(lines) + (end if last else "")


@dataclasses.dataclass
class Habit:
    """A file, the options it needs, and what must be said of it."""

    name: str
    source: str
    file: bytes
    options: list = dataclasses.field(default_factory=list)
    suffix: str = ".csv"
    accepted: int = 3
    rejected: int = 0
    # Kinds of suspicious cells that the dry run must name, with their columns.
    suspicious: tuple = ()
    # Words of the message where the file is refused.
    refused: tuple = ()


EXCEL = "donatstudios.com/CSV-An-Encoding-Nightmare"
EXCEL_UNICODE = "SAP wiki, Excel files - CSV format"
EXCEL_LINES = "mschaef.com/cr-lf: CR LF behind rows, LF within cells"
EXCEL_MAC = "strata.uga.edu/8370/rtips/textFiles.html"
EXCEL_TEXT = "Microsoft's article Q66033"
UNKNOWN = "no description found"
SALESFORCE = "frombelvideres4thfloor.blogspot.com, Salesforce CSV format for report exports"


def habits():
    bom = "\ufeff"
    wide = [[*row, "", ""] for row in PLAIN]
    serial = [[*PLAIN[0][:3], "45306", *PLAIN[0][4:]], *PLAIN[1:]]
    formula = [[*PLAIN[0][:5], '="0012345"', PLAIN[0][6]], *PLAIN[1:]]
    missing = [PLAIN[0], [*PLAIN[1][:6], "#N/A"], PLAIN[2]]
    footer = text(PLAIN, end="\n", all_quoted=True) + '\n\n"Copyright (c) 2000-2010 salesforce.com, inc."\n'
    return [
        Habit("Excel, CSV UTF-8", EXCEL_LINES, (bom + text(PLAIN)).encode()),
        Habit("Excel, CSV UTF-8 in German", EXCEL, (bom + text(ROWS, ";")).encode(), GERMAN),
        Habit("Excel, CSV of a Western code page", EXCEL, text(WESTERN, ";").encode("windows-1252"),
              ["--encoding", "windows-1252", *GERMAN]),
        Habit("the same without --encoding", EXCEL, text(WESTERN, ";").encode("windows-1252"), GERMAN,
              refused=("row 2", "column 1", "--encoding")),
        Habit("Excel, Unicode Text", EXCEL_UNICODE, b"\xff\xfe" + text(PLAIN, "\t").encode("utf-16-le"), suffix=".txt"),
        Habit("Excel for Mac, CSV (Macintosh)", EXCEL_MAC, text(WESTERN, ";", end="\r").encode("mac_roman"),
              ["--encoding", "macintosh", *GERMAN]),
        Habit("a first line sep=", UNKNOWN, ("sep=;\r\n" + text(PLAIN, ";")).encode()),
        Habit("empty columns at the end", EXCEL, text(wide, header=[*HEADER, "", ""]).encode()),
        Habit("short rows", UNKNOWN, text([*PLAIN[:2], PLAIN[2][:3]]).encode()),
        Habit("a formula for a text", EXCEL_TEXT, text(formula).encode(), suspicious=(("formula_text", "accountNumber"),)),
        Habit("an error word", EXCEL, text(missing).encode(), suspicious=(("error_word", "notesSummary"),)),
        Habit("an error word, mapped", EXCEL, text(missing).encode(), ["--map-value", "notesSummary:#N/A="]),
        Habit("a date's serial number", EXCEL, text(serial).encode(), accepted=2, rejected=1,
              suspicious=(("date_serial", "customerSince"),)),
        Habit("no mark, LF, quotes where needed", "LibreOffice's help, CSV Filter Options", text(PLAIN, end="\n").encode()),
        Habit("no mark, no last line end", UNKNOWN, text(PLAIN, last=False).encode()),
        Habit("all cells in quotes, and a footer", SALESFORCE, footer.encode(), rejected=1),
        Habit("a workbook", "the first bytes of a ZIP file", b"PK\x03\x04" + bytes(100), suffix=".xlsx",
              refused=("workbook", "CSV")),
    ]


def judge(program, folder, number, habit):
    """The faults of what `import --dry-run` says of a file."""
    path = folder / f"{number}{habit.suffix}"
    path.write_bytes(habit.file)
    run = subprocess.run(
        [program, "import", "--dry-run", "--json", *habit.options, path], capture_output=True, text=True, check=False)
    if habit.refused:
        if run.returncode != 66 or not all(word in run.stderr for word in habit.refused):
            yield f"exit code {run.returncode}, {run.stderr.strip()!r}"
        return
    if run.returncode != (65 if habit.rejected else 0):
        yield f"exit code {run.returncode}, {run.stderr.strip()!r}"
        return
    account = json.loads(run.stdout)
    counts = {name: account[name] for name in ("accepted", "rejected", "unreadable")}
    expected = {"accepted": habit.accepted, "rejected": habit.rejected, "unreadable": 0}
    if counts != expected:
        yield f"{counts}, not {expected}"
    found = {(entry["kind"], entry["column"]) for entry in account["suspicious"]}
    for entry in habit.suspicious:
        if entry not in found:
            yield f"{entry} is not told, but {found}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    options = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        for number, habit in enumerate(habits()):
            for fault in judge(options.program.resolve(), pathlib.Path(name), number, habit):
                faults += 1
                print(f"{habit.name} ({habit.source}): {fault}", file=sys.stderr)
    print(f"{len(habits())} habits of spreadsheets, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
