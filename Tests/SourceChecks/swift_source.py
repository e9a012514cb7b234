"""A Swift file as the checks see it: its code without comments and texts, and its documentation comments."""

import dataclasses
import functools
import pathlib
import re

# What may be before the keyword of a declaration.
WORDS = r"public|package|internal|private|fileprivate|open|final|indirect|nonisolated(?:\(unsafe\))?"
ATTRIBUTES = rf"(?:@\w+(?:\([^)]*\))?\s+|(?:{WORDS})\s+)*"
TYPE = re.compile(rf"^{ATTRIBUTES}(?:struct|class|enum|protocol|actor|typealias)\s+`?(\w+)", re.MULTILINE)
# Functions, operators and values outside of types.
GLOBAL = re.compile(rf"^{ATTRIBUTES}(?:func|let|var)\s+`?(\w+)", re.MULTILINE)
IMPORT = re.compile(rf"^{ATTRIBUTES}import\s+(?:struct|class|enum|protocol|func|var|let|typealias\s+)?(\w+)", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class SwiftFile:
    path: pathlib.Path
    text: str

    @functools.cached_property
    def code(self):
        """The text with blanks for comments and string literals, line by line as long as before."""
        return without_texts(self.text)

    @functools.cached_property
    def names(self):
        """The names that it declares outside of any type."""
        return set(TYPE.findall(self.code)) | set(GLOBAL.findall(self.code))

    @functools.cached_property
    def imports(self):
        """Line and module of each import."""
        return [(line_of(self.code, found.start()), found[1]) for found in IMPORT.finditer(self.code)]

    @functools.cached_property
    def comments(self):
        """Line and text of the first line of each documentation comment."""
        found = []
        before = ""
        for number, line in enumerate(map(str.strip, self.text.splitlines()), 1):
            if line.startswith("///") and not before.startswith("///"):
                found.append((number, line[3:].strip()))
            before = line
        return found


def line_of(text, at):
    return text.count("\n", 0, at) + 1


# A string literal begins with as many number signs as it ends with, and its escapes have them too.
TOKEN = re.compile(r"//[^\n]*|/\*|#*\"\"\"|#*\"|[()]")


def without_texts(text):
    """Swift code whose comments and literals are blank; what is interpolated is code and stays."""
    kept = []
    at = 0
    # For each interpolation that is open: how many of its parentheses are, and the literal that goes on after it.
    interpolations = []

    def blank(to):
        nonlocal at
        kept.append(re.sub(r"[^\n]", " ", text[at:to]))
        at = to

    def literal(quotes):
        """Goes on to the end of a literal, or to its next interpolation."""
        signs = quotes.count("#")
        closing = re.compile(
            re.escape(quotes[signs:] + "#" * signs) + r"|\\" + "#" * signs + r"(\(|.)", re.DOTALL)
        position = at
        while found := closing.search(text, position):
            if found[1] == "(":
                interpolations.append([0, quotes])
                blank(found.end())
                return
            if found[1] is None:
                blank(found.end())
                return
            position = found.end()
        blank(len(text))

    while found := TOKEN.search(text, at):
        kept.append(text[at:found.start()])
        at = found.start()
        token = found[0]
        if token.startswith("//"):
            blank(found.end())
        elif token == "/*":
            blank(end_of_comment(text, at))
        elif token == "(":
            kept.append(token)
            at = found.end()
            if interpolations:
                interpolations[-1][0] += 1
        elif token == ")":
            kept.append(token)
            at = found.end()
            if interpolations:
                if interpolations[-1][0] == 0:
                    literal(interpolations.pop()[1])
                else:
                    interpolations[-1][0] -= 1
        else:
            blank(found.end())
            literal(token)
    kept.append(text[at:])
    return "".join(kept)


def end_of_comment(text, at):
    """The end of a block comment, which may have others in it."""
    depth = 0
    for found in re.finditer(r"/\*|\*/", text[at:]):
        depth += 1 if found[0] == "/*" else -1
        if depth == 0:
            return at + found.end()
    return len(text)
