"""A file opens with the type that it is named for."""

import re

from swift_source import ATTRIBUTES, line_of
from tree import Finding

# The first declaration of a file: its keyword, and the name or what is extended.
FIRST = re.compile(
    rf"^{ATTRIBUTES}(struct|class|enum|protocol|actor|typealias|extension|func|let|var|prefix|infix|postfix)\s+(\[?[\w.`]+\]?)",
    re.MULTILINE)
# A type inside of what is extended, as its first member.
NESTED = re.compile(rf"\s*{ATTRIBUTES}(?:struct|class|enum|protocol|actor|typealias)\s+`?(\w+)")
# The package manager's own file, the code that a program begins with, and the function that libFuzzer calls.
ALLOWED = {"Package.swift", "main.swift", "FuzzTarget.swift", "RowsFuzzTarget.swift"}


def check(tree):
    for file in tree.swift:
        if file.path.name in ALLOWED:
            continue
        first = FIRST.search(file.code)
        if first is None:
            yield Finding(file.path, 1, "it declares nothing")
        elif not is_named_for(file.path.stem, first, file.code):
            line = line_of(file.code, first.start(1))
            yield Finding(file.path, line, f"it opens with {first[1]} {first[2]}, not with {file.path.stem}")


def is_named_for(stem, first, code):
    """Whether `Name.swift` opens with a type `Name`, alone or in an extension, and `Name+More.swift` with an extension of it."""
    base, _, more = stem.partition("+")
    keyword, name = first[1], first[2]
    if keyword != "extension":
        return not more and name == base and keyword in ("struct", "class", "enum", "protocol", "actor", "typealias")
    if more:
        return base in ("Array" if name.startswith("[") else name).split(".")
    body = code[code.index("{", first.end()) + 1:]
    nested = NESTED.match(body)
    return nested is not None and nested[1] == base
