"""The files that the checks look at."""

import dataclasses
import functools
import pathlib
import subprocess

from swift_source import SwiftFile


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    path: pathlib.Path
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


class Tree:
    """A tree of source files below a folder; paths are relative to it."""

    def __init__(self, root, paths):
        self.root = pathlib.Path(root)
        self.paths = sorted(map(pathlib.Path, paths))

    @classmethod
    def of_repository(cls, root):
        """The files that git has or would take."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, check=True)
        names = {name for name in listed.stdout.decode().split("\0") if name}
        return cls(root, [name for name in names if (pathlib.Path(root) / name).is_file()])

    def read(self, path):
        """A file's text; None when it is no text."""
        try:
            return (self.root / path).read_text()
        except UnicodeDecodeError:
            return None

    @functools.cached_property
    def swift(self):
        return [SwiftFile(path, self.read(path)) for path in self.paths if path.suffix == ".swift"]

    def targets(self):
        """By name, the Swift files of each target below `Sources`."""
        found = {}
        for file in self.swift:
            if file.path.parts[0] == "Sources" and len(file.path.parts) > 2:
                found.setdefault(file.path.parts[1], []).append(file)
        return found
