"""The record batches in the log segments of a broker, as the disk has them."""

import dataclasses
import pathlib
import struct

# Base offset, length of what follows, leader epoch, magic, CRC, attributes, last offset's difference; the time stamps, the
# producer and its sequence; the number of records.
HEADER = struct.Struct(">qiibIhi 8x 8x 8x 2x 4x i")
CODECS = ("none", "gzip", "snappy", "lz4", "zstd")


@dataclasses.dataclass(frozen=True)
class Batch:
    path: pathlib.Path
    # Where in the file, and how long.
    start: int
    bytes: int
    first: int
    last: int
    codec: str
    is_control: bool
    records: int


def batches(folder):
    """The batches of a partition's folder, in order."""
    found = []
    for path in sorted(folder.glob("*.log")):
        with open(path, "rb") as file:
            while len(header := file.read(HEADER.size)) == HEADER.size:
                base, length, _, _, _, attributes, delta, records = HEADER.unpack(header)
                start = file.tell() - HEADER.size
                # Past the end of what is written, a segment that was made in full size is empty.
                if length == 0:
                    break
                found.append(Batch(
                    path, start, 12 + length, base, base + delta, CODECS[attributes & 7], bool(attributes & 32), records))
                file.seek(start + 12 + length)
    return found


def flip(batch, text):
    """Turns one bit of the first letter of `text`, which has to be in the batch: another letter, and another checksum."""
    with open(batch.path, "r+b") as file:
        file.seek(batch.start)
        at = file.read(batch.bytes).index(text)
        file.seek(batch.start + at)
        file.write(bytes([text[0] ^ 1]))
