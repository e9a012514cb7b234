"""Python's csv and DuckDB judge how `import` reads files of generated rows."""

import argparse
import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import duckdb

# Members of an object take any text, and any number of columns becomes one each.
FIELD = "contractTerms"
TEXTS = ["", "", "a", "Acme", "0012", "true", " x ", "é", "Zürich", "😀", "a.b", "=1+1", "-", "null", "'", "\\", "\t", "\x01"]
IN_QUOTES = ["\n", "\r", "\r\n", "\n\n", ",", ";", "\t", "|", '"', '""', "a\nb"]
DELIMITERS = [",", ";", "\t", "|"]


class Made:
    """A file that was made up: its bytes, and what a dialect of it is."""

    def __init__(self, number, seed):
        pick = random.Random(f"{seed}/{number}")
        self.columns = pick.choice([1, 2, 3, 5, 8, 40])
        # The header tells the delimiter, if it has one.
        self.delimiter = pick.choice(DELIMITERS) if self.columns > 1 else ","
        # DuckDB wants one kind of line end, rows of one length, and quotes around every quote.
        self.is_regular = pick.random() < 0.4
        self.is_broken = not self.is_regular and pick.random() < 0.2
        ends = [pick.choice(["\n", "\r\n"])] if self.is_regular else ["\n", "\r\n", "\r"]
        header = self.delimiter.join(f"{FIELD}.c{column}" for column in range(self.columns)) + pick.choice(ends)
        rows = [self.row(pick) + pick.choice(ends) for _ in range(pick.choice([0, 1, 2, 5, 20]))]
        text = header + "".join(rows)
        if not self.is_regular and pick.random() < 0.5:
            text = text.rstrip("\r\n")
        self.text = text
        self.mark = pick.choice(["", "\ufeff"])
        self.name = f"{number}.csv"

    def row(self, pick):
        if self.is_regular:
            return self.delimiter.join(self.cell(pick) for _ in range(self.columns))
        count = pick.choice([0, 1, self.columns, self.columns, self.columns, self.columns + 2])
        return self.delimiter.join(self.cell(pick) for _ in range(count))

    def cell(self, pick):
        kind = pick.random()
        plain = "".join(pick.choices(TEXTS, k=pick.choice([0, 1, 1, 2, 4])))
        if self.delimiter == "\t":
            plain = plain.replace("\t", " ")
        if kind < 0.55:
            return plain
        if kind < 0.62 and not self.is_regular:
            # A quote in a cell that does not begin with one.
            return "x" + plain + '"' + pick.choice(["", "y", '"'])
        text = plain + "".join(pick.choices(IN_QUOTES, k=pick.choice([0, 1, 2]))) + plain
        cell = '"' + text.replace('"', '""') + '"'
        if self.is_broken and pick.random() < 0.1:
            cell += pick.choice(["z", ' "', ' z"w'])
        return cell

    @property
    def bytes(self):
        return (self.mark + self.text).encode()


def by_python(made):
    """What Python's csv reads, as the program's lines; None where it refuses the file."""
    reader = csv.reader(io.StringIO(made.text, newline=""), delimiter=made.delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        return None
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            found.append((number, "blank", None))
        elif any(cells[made.columns:]):
            found.append((number, "extra_cells", None))
        else:
            found.append((number, "command", {f"c{at}": cell for at, cell in enumerate(cells) if cell}))
    return found


def by_duckdb(made, path):
    """The cells of each row, an empty one as None, as DuckDB reads them."""
    try:
        relation = duckdb.read_csv(
            str(path), delimiter=made.delimiter, header=True, all_varchar=True, quotechar='"', escapechar='"',
            auto_detect=False, null_padding=False, parallel=False,
            columns={f"c{at}": "VARCHAR" for at in range(made.columns)})
        return [[cell or None for cell in row] for row in relation.fetchall()]
    except duckdb.Error as error:
        return error


def read(program, folder, files):
    names = "".join(f"{folder / made.name}\n" for made in files)
    out = subprocess.run([program], input=names, capture_output=True, text=True, check=True).stdout
    rows, errors = [[] for _ in files], [None] * len(files)
    # Line ends of other alphabets stand in JSON as they are.
    for line in out.split("\n"):
        if not line:
            continue
        found = json.loads(line)
        if "error" in found:
            errors[found["file"]] = found["error"]
        else:
            command = found.get("command")
            rows[found["file"]].append(
                (found["row"], found["content"], command and command.get(FIELD, {})))
    return rows, errors


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = [Made(number, options.seed) for number in range(options.files)]
    faults = judged = by_both = refused = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for made in files:
            (folder / made.name).write_bytes(made.bytes)
        rows, errors = read(options.program.resolve(), folder, files)
        for made, found, error in zip(files, rows, errors, strict=True):
            expected = by_python(made)
            if expected is None:
                # Something behind a closing quote: Python refuses the file, the program the row.
                refused += 1
                fault = None if error or any(row[1] == "text_after_quote" for row in found) else "no row is refused"
            else:
                judged += 1
                fault = None if (found, error) == (expected, None) else f"Python reads {expected}"
            if not fault and made.is_regular:
                duck = by_duckdb(made, folder / made.name)
                by_both += 1
                commands = [row[2] or {} for row in found if row[1] != "blank"]
                cells = [[command.get(f"c{at}") for at in range(made.columns)] for command in commands]
                if isinstance(duck, duckdb.Error) or [row for row in duck if any(row)] != cells:
                    fault = f"DuckDB reads {duck}"
            if fault:
                faults += 1
                if faults <= 5:
                    print(f"{made.name}: {made.bytes!r}\n  read {found}, {error}\n  but {fault}", file=sys.stderr)
    print(f"{len(files)} files: {judged} judged by Python, {by_both} of them by DuckDB too, {refused} refused by Python; "
          f"{faults} read otherwise")
    # A generator that makes few files of a kind shows little.
    assert judged > 0.6 * len(files) and by_both > 0.3 * len(files) and refused > 0.01 * len(files)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
