"""Reads results as a consumer in Python does: `json` with its default limits. The file is a JSON text sequence."""
import json
import sys

with open(sys.argv[1], "rb") as file:
    texts = file.read().split(b"\x1e")[1:]
for text in texts:
    result = json.loads(text)
    assert isinstance(result, dict) and ("data" in result or "position" in result), text
print(f"{len(texts)} results read by Python's json")
