"""A case of imports.py: a file whose text is neither plain nor UTF-8."""

import gzip
import json

from import_account import find
from suite import need

SOME_REJECTED = 65


def interrupted_array(bench):
    """An array in UTF-16, compressed, is killed while it is sent; the plain file goes on where it was."""
    _, lines = bench.file("elements.ndjson", 20_000, bench.options.seed + 20)
    # White space around an object is no part of the element.
    elements = [line.strip(b" \t\r") for line in lines if is_object(line)]
    plain, packed = bench.folder / "array.json", bench.folder / "array.json.gz"
    plain.write_bytes(("\ufeff[\n" + ",\n".join(element.decode() for element in elements) + "\n]\n").encode("utf-16-le"))
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    output = bench.results("array")
    with bench.import_("array", {"job": "array", "output": output, "ahead": 400}, packed) as importer:
        importer.reach("rows that are sent", bench.is_sending("array"))
        importer.kill()
    before = len(find(bench.cluster.bootstrap, "array").commands)
    need(0 < before < len(elements), f"{before} of {len(elements)} rows were sent before the kill")
    with bench.import_("array", {"resume": "array", "output": output}, plain) as importer:
        code, _ = importer.end(60)
        need(code == SOME_REJECTED, f"the resumed import exits {code}:\n{importer.tail()}")
    found = find(bench.cluster.bootstrap, "array")
    wrong = [row for row, element in enumerate(elements, 1) if found.commands.get(row) != [element]]
    need(not wrong and len(found.commands) == len(elements),
         f"{len(wrong)} rows are not once in the command topic as they were, first {wrong[:5]}")
    rejected = json.loads((output / "array.rejected.json").read_text(encoding="utf-8-sig"))
    need(rejected == [json.loads(elements[row - 1]) for row in sorted(found.codes)], "the rejected elements are others")


def is_object(line):
    """Whether a line is a JSON object that any reader takes."""
    try:
        return isinstance(json.loads(line.decode()), dict) and len(line) < 100_000
    except (ValueError, RecursionError):
        return False
