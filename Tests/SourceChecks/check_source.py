"""What a machine can see of the house's rules, in every file of the repository."""

import pathlib
import sys

import citations
import file_names
import folders
import imports
import wording
from tree import Tree

CHECKS = {
    "targets import along the arrows": imports.check,
    "folders do not use each other in circles": folders.check,
    "documentation comments are read alone": wording.check_comments,
    "no identifier has `place` in it": wording.check_identifiers,
    "a test's name begins like a sentence": wording.check_test_names,
    "a file opens with the type it is named for": file_names.check,
    "what a page cites is in the repository": citations.check,
}


def findings(tree):
    """By check: what it finds."""
    return {name: sorted(set(check(tree))) for name, check in CHECKS.items()}


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    count = 0
    for name, found in findings(Tree.of_repository(root)).items():
        count += len(found)
        print(f"{'FAILED' if found else 'passed'}: {name}", *found, sep="\n  ")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
