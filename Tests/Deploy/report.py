"""What the checks find, and what they cannot look at."""

import dataclasses
import pathlib


class Skipped(Exception):
    """A check cannot run here; the text says what is missing."""


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """A fault: the file that has it, and what is wrong."""

    path: pathlib.PurePath
    what: str

    def __str__(self):
        return f"{self.path}: {self.what}"
