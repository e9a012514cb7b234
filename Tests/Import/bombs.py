"""Files that unfold to gigabytes take little memory."""

import argparse
import gzip
import os
import pathlib
import subprocess
import sys
import tempfile
import time

# The program, a window of 128 MB, and what is read ahead. A process counts what this one had when it was made.
MEMORY_MAXIMUM = 250 << 20
# A line of white space: a blank row.
LINE = b" " * 99_999 + b"\n"


def zstd_frame(content_blocks):
    """A frame with a window of 128 MB, of raw blocks (bytes) and of repeated bytes (byte, count)."""
    frame = bytearray(b"\x28\xb5\x2f\xfd\x00" + bytes([17 << 3]))
    for number, block in enumerate(content_blocks, start=1):
        is_last = number == len(content_blocks)
        kind, count = (1, block[1]) if isinstance(block, tuple) else (0, len(block))
        frame += (count << 3 | kind << 1 | is_last).to_bytes(3, "little")
        frame += block[0] if isinstance(block, tuple) else block
    return bytes(frame)


def bombs(folder):
    """Files by what they are: the path, the gigabytes of white space in it, and the exit code."""
    space = (b" ", 100_000)
    lines = zstd_frame([b" ", (b" ", 99_998), b"\n"] * 1000)
    made = {
        "blank.ndjson.zst": (lines * 20, 2, 0),
        "blank.ndjson.gz": (gzip.compress(LINE * 640) * 32, 2, 0),
        "one_line.ndjson.zst": (zstd_frame([space] * 20_000), 2, 66),
        "array.json.zst": (zstd_frame([b"[{}", *[space] * 20_000, b"]"]), 2, 65),
        "endless.json.zst": (zstd_frame([b'[{},{"a":"', *[(b"x", 100_000)] * 20_000]), 2, 66),
    }
    for name, (content, size, code) in made.items():
        (folder / name).write_bytes(content)
        yield folder / name, size, code


def run_bomb(program, path, size, code):
    start = time.monotonic()
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen([program, "import", "--dry-run", path], stdout=nothing, stderr=subprocess.PIPE)
        errors = process.stderr.read().decode()
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    memory = used.ru_maxrss << 10
    assert process.returncode == code, f"{path.name} exits {process.returncode}: {errors}"
    assert memory < MEMORY_MAXIMUM, f"{path.name} takes {memory >> 20} MB"
    print(f"{path.name}: {path.stat().st_size >> 10} KB unfold to {size} GB; {memory >> 20} MB, "
          f"{time.monotonic() - start:.1f} s{'; ' + errors.strip() if errors else ''}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for path, size, code in bombs(pathlib.Path(name)):
            run_bomb(options.program.resolve(), path, size, code)


if __name__ == "__main__":
    sys.exit(main())
