"""The checks under test: a small tree passes, and each fault that is planted in it is found by the check that is for it."""

import pathlib
import sys
import tempfile

from check_source import findings
from swift_source import without_texts
from tree import Tree

GOOD = {
    "Package.swift": "let package = 1\n",
    "README.md": "See [Sources/README.md](Sources/README.md) and librdkafka's CONFIGURATION.md.\n",
    "Sources/README.md": "The [start](../README.md#start), RFC 9457 §3, and [a site](https://example.org/page.md).\n"
    "`Row.swift`, `Table/Row.swift`, `Loading+*.swift`, `Sources/Settings/All.swift`, `suite.py`, `Name` in `Name.…`.\n",
    "Sources/Settings/Table/Row.swift": (
        'import Cyaml\nimport Foundation\n\n/// One row. // Of\npublic struct Row {\n'
        '  /* place /* Loading */ */\n  let text = "place \\(1 + (2)) Loading", replaced = 1, placeholder = #"place"#\n}\n'),
    "Sources/Settings/Loading/Loading.swift": "/// Loads rows.\n@frozen struct Loading {\n  let row: Row\n}\n",
    "Sources/Settings/Loading/Loading+File.swift": "extension Loading {\n  /// Its file.\n  var file: Int { 1 }\n}\n",
    "Sources/Settings/Table/Kind.swift": "extension Row {\n  enum Kind {}\n}\n",
    "Sources/Settings/Table/Array+Row.swift": "extension [Row] {}\n",
    # One file of the target's own folder uses its folders, another one is used by them.
    "Sources/Settings/All.swift": "struct All {\n  let row: Row?\n}\n",
    "Sources/Settings/Code.swift": "enum Code {}\n",
    "Sources/Settings/Table/Cell.swift": "struct Cell {\n  let code: Code\n}\n",
    "Sources/CustomerWorker/Lane.swift": "internal import Settings\n\nstruct Lane {}\n",
    "Tests/SettingsTests/RowTests.swift": "@Suite struct RowTests {\n  @Test func `A place is in the text`() {}\n"
    "  @Test func `ce_id is a header`() {}\n}\n",
    "Tests/RealKafka/suite.py": '"""One suite."""\n\nreplaced = "place"\n',
}

# By name of the check and what is planted: the files that are changed or added.
FAULTS = {
    "targets import along the arrows": {
        "another target": {"Sources/Settings/Table/Row.swift": "import Kafka\nstruct Row {}\n"},
        "one type of it": {"Sources/Settings/Table/Row.swift": "import struct Kafka.Consumer\nstruct Row {}\n"},
        "behind an attribute": {"Sources/Settings/Table/Row.swift": "@testable internal import CustomerWorker\nstruct Row {}\n"},
        "a C library of another target": {"Sources/CustomerWorker/Lane.swift": "import Crdkafka\nstruct Lane {}\n"},
        "an unknown target": {"Sources/Other/Thing.swift": "struct Thing {}\n"},
    },
    "folders do not use each other in circles": {
        "two folders": {"Sources/Settings/Table/Row.swift": "struct Row {\n  var loading: Loading?\n}\n"},
        "an interpolation": {"Sources/Settings/Table/Row.swift": 'struct Row {\n  let text = "a \\(Loading().file)"\n}\n'},
        "three folders": {
            "Sources/Settings/Table/Row.swift": "struct Row {\n  var value: Value?\n}\n",
            "Sources/Settings/Values/Value.swift": "struct Value {\n  var loading: Loading?\n}\n"},
        "a file of the target's own folder": {
            "Sources/Settings/Table/Row.swift": "struct Row {\n  var all: All?\n}\n",
            "Sources/Settings/All.swift": "struct All {\n  let row: Row?\n}\n"},
        "a folder in a folder": {
            "Sources/Settings/Table/Row.swift": "struct Row {\n  var grid: Grid?\n}\n",
            "Sources/Settings/Table/Grids/Grid.swift": "struct Grid {\n  let rows: [Row]\n}\n"},
        "a function": {
            "Sources/Settings/Table/Row.swift": "struct Row {\n  let number = load()\n}\n",
            "Sources/Settings/Loading/Loading.swift": "struct Loading {\n  let row: Row\n}\nfunc load() -> Int { 1 }\n"},
    },
    "documentation comments are read alone": {
        begin: {"Sources/Settings/Table/Row.swift": f"struct Row {{\n  /// {begin} rows.\n  let number = 1\n}}\n"}
        for begin in ("Of", "Those", "As", "The same", "It", "And")} | {
        "in Python": {"Tests/RealKafka/suite.py": 'def some():\n    """Those that are there."""\n'}},
    "no identifier has `place` in it": {
        name: {"Sources/Settings/Table/Row.swift": f"struct Row {{\n  let {name} = 1\n}}\n"}
        for name in ("place", "lostPlace", "placesOfLetters", "displaced", "`place`")} | {
        "in an interpolation": {
            "Sources/Settings/Table/Row.swift": 'struct Row {\n  let text = """\n    "\\(place)"\n    """\n}\n'},
        "in Python": {"Tests/RealKafka/suite.py": "lost_places = 1\n"}},
    "a test's name begins like a sentence": {
        words: {"Tests/SettingsTests/RowTests.swift": f"@Suite struct RowTests {{\n  @Test func `{words}`() {{}}\n}}\n"}
        for words in ("a row is read", "rows: all are read")},
    "a file opens with the type it is named for": {
        "another type": {"Sources/Settings/Table/Row.swift": "struct Line {}\nstruct Row {}\n"},
        "an extension": {"Sources/Settings/Table/Line.swift": "extension Row {\n  var line: Int { 1 }\n}\n"},
        "an extension of another": {"Sources/Settings/Loading/Loading+File.swift": "extension Row {}\n"},
        "a function": {"Sources/Settings/Table/Row.swift": "func row() {}\nstruct Row {}\n"},
        "nothing": {"Sources/Settings/Table/Line.swift": "// struct Line\n"},
    },
    "what a page cites is in the repository": {
        words: {"Sources/Settings/Table/Row.swift": f"/// Rows ({words}).\nstruct Row {{}}\n"}
        for words in ("DESIGN §4", "STYLE.md", "LIBRDKAFKA.md", "notes.md")} | {
        "a link": {"README.md": "See [the page](Sources/Settings/README.md).\n"}} | {
        f"a source file, {name}": {"Sources/README.md": f"The rows are in `{name}`.\n"}
        for name in ("Rows.swift", "Loading/Row.swift", "Row+Line.swift", "Line*.swift", "ow.swift", "RealKafka/some.py")},
}


def main():
    texts = without_texts('a("b\\(c("d"))e", #"f\\(g)"#, """\n"h\n"""); // i\nj /* k /* l */ m */ n')
    faults = [] if texts.split() == ["a(", "c(", "))", ",", ",", ");", "j", "n"] else [f"texts are left in {texts!r}"]
    faults += [f"the good tree: {name}: {found[0]}" for name, found in findings_in(GOOD).items() if found]
    count = 0
    for check, plants in FAULTS.items():
        for words, files in plants.items():
            count += 1
            found = findings_in(GOOD | files)
            # A file that is spoiled in one way may be wrong in another: only the check's own eyes are tested.
            if not found[check]:
                faults.append(f"{check}: not found: {words}")
    print(f"self-test: {count} planted faults, {len(faults)} failures", *faults, sep="\n  ")
    return 1 if faults else 0


def findings_in(files):
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return findings(Tree(root, files))


if __name__ == "__main__":
    sys.exit(main())
