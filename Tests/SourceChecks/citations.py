"""Pages and source files that a reader of the repository does not have."""

import fnmatch
import re

from swift_source import line_of
from tree import Finding

# Plans that are kept elsewhere.
OUTSIDE = re.compile(
    r"\bDESIGN\b(?:\.md\b)?|\b(?:STYLE|LIBRDKAFKA|RESEARCH|SPEED)(?:\.md\b|\b(?= (?:§|section)))")
# Pages of libraries, which their own sources have.
LIBRARIES = {"CONFIGURATION.md"}
# A page by its name, or the target of a link.
PAGE = re.compile(r"(?<![\w/.@-])((?:[\w.-]+/)*[\w-]+\.md)\b")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
ELSEWHERE = re.compile(r"[a-z]+:")
# A source file by its name or the end of its path; a star is any text.
SOURCE = re.compile(r"(?<![\w/.+*@-])((?:[\w.+*-]+/)*[\w+*-]+\.(?:swift|py|c|cpp|h|modulemap))\b")


def check(tree):
    names = {path.name for path in tree.paths}
    for path in tree.paths:
        # This check's own words are no citations.
        if path.parent.name == "SourceChecks":
            continue
        text = tree.read(path)
        if text is None:
            continue
        for found in OUTSIDE.finditer(text):
            yield Finding(path, line_of(text, found.start()), f"it cites {found[0]}, which is not in the repository")
        for found in PAGE.finditer(text):
            if found[1].rpartition("/")[2] not in names | LIBRARIES and not OUTSIDE.fullmatch(found[1]):
                yield Finding(path, line_of(text, found.start()), f"there is no page {found[1]}")
        if path.suffix == ".md":
            for found in LINK.finditer(text):
                if not ELSEWHERE.match(found[1]) and not (tree.root / path.parent / found[1]).exists():
                    yield Finding(path, line_of(text, found.start()), f"the link to {found[1]} leads nowhere")
            yield from missing_sources(tree, path, text)


def missing_sources(tree, page, text):
    for found in SOURCE.finditer(text):
        if not any(fnmatch.fnmatchcase(f"/{path}", f"*/{found[1]}") for path in tree.paths):
            yield Finding(page, line_of(text, found.start()), f"there is no source file {found[1]}")
