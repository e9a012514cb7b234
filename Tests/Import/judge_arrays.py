"""Python's json judges how `import` reads arrays: generated ones, and what becomes of them when a byte is changed or cut."""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

SPACES = ["", "", " ", "\n", "\r\n\t", " \n  "]
STRINGS = ["", "a", "}", "]", "{[", '"', "\\", '\\"', "é😀", "\u0001", ",", "specversion"]


def value(pick, depth):
    kind = pick.random()
    if depth > 3 or kind < 0.5:
        return pick.choice([*STRINGS, 0, -1.5e10, True, None])
    if kind < 0.75:
        return [value(pick, depth + 1) for _ in range(pick.randrange(4))]
    return {pick.choice(STRINGS): value(pick, depth + 1) for _ in range(pick.randrange(4))}


def made(number, seed):
    """The text of an array, and of each of its elements."""
    pick = random.Random(f"{seed}/{number}")
    elements = []
    for _ in range(pick.choice([0, 1, 2, 5, 20])):
        element = {pick.choice(STRINGS): value(pick, 0) for _ in range(pick.randrange(5))}
        elements.append(json.dumps(element, ensure_ascii=pick.random() < 0.5, indent=pick.choice([None, None, 2])))

    def space():
        return pick.choice(SPACES)
    inside = f"{space()},{space()}".join(elements)
    return f"{space()}[{space()}{inside}{space()}]{space()}", elements


def changed(text, pick):
    """The bytes with one of them cut out, doubled, or replaced by one that JSON is made of."""
    content = bytearray(text.encode())
    at = pick.randrange(len(content))
    match pick.randrange(4):
        case 0:
            del content[at:]
        case 1:
            del content[at]
        case 2:
            content.insert(at, content[at])
        case 3:
            content[at] = pick.choice(b'[]{},:"\\ 1')
    return bytes(content)


def is_array_of_objects(content):
    try:
        array = json.loads(content)
    except ValueError:
        return False
    return isinstance(array, list) and all(isinstance(element, dict) for element in array)


def read(program, folder, files):
    """By file: the commands, each in its bytes, and the error."""
    names = []
    for number, content in enumerate(files):
        path = folder / f"{number}.json"
        path.write_bytes(content)
        names.append(f"{path}\n")
    output = subprocess.run([program], input="".join(names).encode(), capture_output=True, check=True).stdout
    commands, errors = [[] for _ in files], [None] * len(files)
    # A command may have lines of its own; what stands around it is known.
    for record in output.split(b'{"file":')[1:]:
        number, _, rest = record.partition(b",")
        head, _, command = rest.partition(b'"command":')
        if head.startswith(b'"error"'):
            errors[int(number)] = json.loads(b"{" + head.rstrip()[:-1] + b"}")["error"]
        else:
            commands[int(number)].append(command.rstrip()[:-1].decode(errors="replace"))
    return commands, errors


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = options.program.resolve()
    faults = []
    arrays = [made(number, options.seed) for number in range(options.files)]
    with tempfile.TemporaryDirectory() as name:
        commands, errors = read(program, pathlib.Path(name), [text.encode() for text, _ in arrays])
        for (text, elements), found, error in zip(arrays, commands, errors, strict=True):
            if (found, error) != (elements, None):
                faults.append(f"{text!r} is read as {found}, {error}")
        pick = random.Random(options.seed)
        broken = [changed(text, pick) for text, _ in arrays]
        commands, errors = read(program, pathlib.Path(name), broken)
    sound = told = 0
    for content, found, error in zip(broken, commands, errors, strict=True):
        if is_array_of_objects(content):
            sound += 1
            if error is not None or [json.loads(each) for each in found] != json.loads(content):
                faults.append(f"{content!r} is read as {found}, {error}")
        elif error is None:
            # What is wrong inside an element is the worker's to reject: some element is no JSON, or no text.
            if all(is_object(each) for each in found) and content.lstrip().startswith(b"["):
                faults.append(f"{content!r} is no array of objects, and is read as {found}")
        else:
            told += 1
    for fault in faults[:5]:
        print(fault, file=sys.stderr)
    print(f"{len(arrays)} arrays, and as many with a byte changed: {sound} of them sound, {told} refused; "
          f"{len(faults)} read otherwise")
    assert sound > 0.02 * len(arrays) and told > 0.2 * len(arrays)
    return 1 if faults else 0


def is_object(text):
    try:
        return isinstance(json.loads(text), dict) and "\ufffd" not in text
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
