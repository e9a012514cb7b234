"""Programs that are run over the files."""

import shutil
import subprocess

from report import Skipped

SECONDS = 120


def run(*command, directory=None, env=None):
    """Runs a program; returns whether it succeeded, and all that it wrote."""
    program = shutil.which(str(command[0]))
    if program is None:
        raise Skipped(f"there is no {command[0]}")
    done = subprocess.run(
        [program, *map(str, command[1:])], cwd=directory, env=env, timeout=SECONDS, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    return done.returncode == 0, done.stdout
