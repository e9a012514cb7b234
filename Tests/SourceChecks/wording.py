"""Words: how documentation comments and the names of tests begin, and what no identifier contains."""

import ast
import io
import re
import tokenize

from swift_source import line_of
from tree import Finding

# Quick Help shows a comment without its neighbours.
FRAGMENT = re.compile(r"(Of|Those|As|The same|It|And)\b")
# One word for a position, an offset, a location and a slot; `replace` and `placeholder` are other words.
VAGUE = {"place", "places", "placed", "placing", "placement", "placements", "unplaced", "displaced", "misplaced"}
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
IDENTIFIER = re.compile(r"`[^`\n]*`|[A-Za-z_]\w*")
# A setting or a header may be the first word of a test's name, in its own letters.
UNCAPITALISED = re.compile(r"func `([a-z]+)[,:]? [^`\n]*`")


def check_comments(tree):
    for file in tree.swift:
        for line, text in file.comments:
            yield from fragment(file.path, line, text)
    for path, text in python(tree):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (words := ast.get_docstring(node)):
                yield from fragment(path, node.body[0].lineno, words)


def fragment(path, line, text):
    if found := FRAGMENT.match(text):
        yield Finding(path, line, f"a documentation comment begins with {found[0]!r}: it needs its neighbours")


def check_identifiers(tree):
    for file in tree.swift:
        for found in IDENTIFIER.finditer(file.code):
            # The name of a test is a sentence.
            if " " not in found[0] and is_vague(found[0]):
                yield Finding(file.path, line_of(file.code, found.start()), f"`place` in the identifier {found[0]}")
    for path, text in python(tree):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME and is_vague(token.string):
                yield Finding(path, token.start[0], f"`place` in the identifier {token.string}")


def check_test_names(tree):
    for file in tree.swift:
        for found in UNCAPITALISED.finditer(file.code):
            line = line_of(file.code, found.start())
            yield Finding(file.path, line, f"the name of a test is a sentence, and begins with {found[1]!r}")


def is_vague(name):
    return any(word.lower() in VAGUE for word in WORDS.findall(name))


def python(tree):
    return ((path, tree.read(path)) for path in tree.paths if path.suffix == ".py")
