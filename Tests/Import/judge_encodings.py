"""Python's codecs judge how `import` converts files, over all characters of every encoding that it knows."""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# By the program's name of an encoding: Python's codec, and the bytes that glibc and Python take for different characters, as
# (glibc, Python); None: no character. Why is in README.md.
CODECS = {
    "utf-8": ("utf-8", {}),
    "utf-16le": ("utf-16-le", {}),
    "utf-16be": ("utf-16-be", {}),
    **{f"windows-{page}": (f"cp{page}", {}) for page in (1250, 1251, 1252, 1253, 1254, 1256, 1257, 874)},
    **{f"iso-8859-{part}": (f"iso8859-{part}", {}) for part in (1, 2, 9, 15)},
    "macintosh": ("mac_roman", {b"\xc6": ("\u0394", "\u2206"), b"\xf0": ("\ue01e", "\uf8ff")}),
    "shift_jis": ("cp932", {
        b"\x80": (None, "\x80"), b"\xa0": (None, "\uf8f0"), b"\xfd": (None, "\uf8f1"), b"\xfe": (None, "\uf8f2"),
        b"\xff": (None, "\uf8f3")}),
    "gbk": ("gbk", {b"\x80": ("€", None)}),
    "euc-kr": ("cp949", {}),
    "big5": ("cp950", {b"\x80": ("\x80", None)}),
}
# Bytes that glibc has passed already when it refuses them: the offset is that behind them, in the same row and column.
PASSED = {("euc-kr", b"\xa2\xe8"): 2}
HEADER = "legalName\n"
IN_A_ROW = 32


def users_characters_of_big5():
    """C6A1 to C8FE: for Microsoft and glibc the user's own, from U+F6B1 on; Python has the ETEN characters in the first 365."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    codes = [bytes([lead, trail]) for lead in (0xC6, 0xC7, 0xC8) for trail in trails]
    for number, code in enumerate(codes[codes.index(b"\xc6\xa1"):]):
        yield code, (chr(0xF6B1 + number), by_python(code, "cp950"))


def by_python(code, codec):
    """The one character that Python takes bytes for; None where they are none, or several."""
    try:
        text = code.decode(codec)
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 else None


def characters(encoding):
    """By the bytes of every character of an encoding: the character. And bytes that are none, in the middle of ASCII."""
    codec, differing = CODECS[encoding]
    if encoding.startswith("utf"):
        found = {chr(code).encode(codec): chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000}
        lone = [code.to_bytes(2, "little" if encoding == "utf-16le" else "big") for code in range(0xD800, 0xE000, 97)]
        # Half a pair and a letter. A byte that no UTF-8 has.
        return found, [half + "a".encode(codec) for half in lone] if "16" in encoding else [b"\xff", b"\xc3(", b"\xed\xa0\x80"]
    if encoding == "big5":
        differing = differing | dict(users_characters_of_big5())
    found, bad = {}, []
    for first in range(256):
        codes = [bytes([first])]
        if look(codes[0], codec, differing) is None and codec in ("cp932", "gbk", "cp949", "cp950"):
            codes += [bytes([first, second]) for second in range(256)]
        for code in codes:
            character = look(code, codec, differing)
            if character is not None:
                found[code] = character
            elif len(code) == len(codes[-1]):
                bad.append(code)
    return found, bad


def look(code, codec, differing):
    if code not in differing:
        return by_python(code, codec)
    glibc, python = differing[code]
    assert python == by_python(code, codec), f"{code.hex()} of {codec} is {by_python(code, codec)!r} for Python, not {python!r}"
    return glibc


def read(program, encoding, folder, files):
    """What the program reads of each file: its rows' legalName, and the error behind them."""
    names = []
    for number, content in enumerate(files):
        (folder / f"{number}.csv").write_bytes(content)
        names.append(f"{folder / f'{number}.csv'}\n")
    done = subprocess.run([program, encoding], input="".join(names).encode(), capture_output=True, check=True)
    rows, errors = [[] for _ in files], [None] * len(files)
    for line in done.stdout.split(b"\n")[:-1]:
        record = json.loads(line)
        if "row" in record and "content" in record:
            rows[record["file"]].append(record["command"]["legalName"])
        else:
            errors[record["file"]] = record
    return rows, errors


def judge(program, encoding, folder):
    codec, _ = CODECS[encoding]
    found, bad = characters(encoding)

    def ascii_text(text):
        return text.encode(codec)

    # A cell in quotes holds any character; the quote itself is written as two.
    mark, quote = "\ufeff" if "16" in encoding else "", ascii_text('"')
    cells = [code + code if character == '"' else code for code, character in found.items()]
    whole = ascii_text(mark + HEADER) + b"".join(
        quote + b"".join(cells[at:at + IN_A_ROW]) + quote + ascii_text("\n") for at in range(0, len(cells), IN_A_ROW))
    rows, errors = read(program, encoding, folder, [whole])
    faults = []
    texts = list(found.values())
    expected = ["".join(texts[at:at + IN_A_ROW]) for at in range(0, len(texts), IN_A_ROW)]
    if rows[0] != expected or errors[0]["error"]:
        wrong = next((pair for pair in zip(rows[0], expected, strict=False) if pair[0] != pair[1]), errors[0])
        faults.append(f"{len(rows[0])} rows of {len(expected)}; the first that differs: {wrong}")
    # Each of the bytes that are no character ends a file, in row 3 and column 2.
    two = HEADER.replace("\n", ",displayName\n")
    start = ascii_text(mark + two + "a,b\nc,x")
    files = [start + code + ascii_text("y,z\n") for code in bad]
    _, errors = read(program, encoding, folder, files)
    for code, error in zip(bad, errors, strict=True):
        kind = "notUTF8" if encoding == "utf-8" else "notInEncoding"
        told = {**error, "file": 0}
        offset = len(start) + PASSED.get((encoding, code), 0)
        if told != {"file": 0, "error": kind, "row": 3, "column": 2, "byte": offset}:
            faults.append(f"{code.hex()} is told as {error}, not at byte {offset}")
    return len(found), len(bad), faults


def without_tables(program):
    """Where the C library has no tables, as in small images, a file is refused before any row."""
    if os.geteuid() != 0:
        print("skipped: without the C library's tables; only root can hide them")
        return
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name, "customers.csv")
        file.write_bytes("legalName,displayName,customerType\nア,a,active\n".encode("cp932"))
        hidden = subprocess.run(["sh", "-c", "echo /usr/lib/*/gconv"], capture_output=True, text=True, check=True).stdout.strip()
        words = [program, "import", "--dry-run", "--encoding", "shift_jis", file]
        sees = subprocess.run(words, capture_output=True, text=True, check=False)
        assert sees.returncode == 0, sees
        script = f'mount -t tmpfs none {hidden} && exec "$@"'
        blind = subprocess.run(
            ["unshare", "--mount", "sh", "-c", script, "sh", *words], capture_output=True, text=True, check=False)
        assert blind.returncode == 66, blind
        assert "is in shift_jis, and this computer's C library has no table of it\n" in blind.stderr, blind
    print("without the C library's tables: refused by name")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", type=pathlib.Path)
    parser.add_argument("program", type=pathlib.Path)
    options = parser.parse_args()
    program = options.reader.resolve()
    without_tables(options.program.resolve())
    names = subprocess.run([program, "--encodings"], capture_output=True, text=True, check=True).stdout.split()
    assert set(names) == set(CODECS), f"the program knows {names}"
    page = (ROOT / "Config/import.md").read_text()
    missing = [name for name in names if not re.search(rf"`{re.escape(name)}`", page)]
    assert not missing, f"Config/import.md does not name {missing}"
    failed = False
    for encoding in names:
        with tempfile.TemporaryDirectory() as name:
            count, bad, faults = judge(program, encoding, pathlib.Path(name))
        print(f"{encoding}: {count} characters, {bad} bad bytes; {len(faults)} read otherwise")
        for fault in faults[:5]:
            print(f"  {fault}", file=sys.stderr)
        failed = failed or bool(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
