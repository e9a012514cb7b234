"""The generated documents, as validators."""

import json
import pathlib

import jsonschema_rs

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Config/contract"


def load(name, folder=FOLDER):
    return json.loads((pathlib.Path(folder) / name).read_text(encoding="utf-8"))


def resolve(document, node):
    """The node with every local reference in it replaced by what it names; KeyError when one names nothing."""
    if isinstance(node, list):
        return [resolve(document, each) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return resolve(document, target(document, node["$ref"]))
    return {name: resolve(document, value) for name, value in node.items()}


def target(document, reference):
    if not reference.startswith("#/"):
        raise KeyError(reference)
    for name in reference[2:].split("/"):
        document = document[name.replace("~1", "/").replace("~0", "~")]
    return document


def validator(schema):
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


class Message:
    """A message of the AsyncAPI document."""

    def __init__(self, document, name):
        message = resolve(document, document["components"]["messages"][name])
        payload = message["payload"]
        self.name = name
        self.content_type = message["contentType"]
        self.examples = message["examples"]
        self.headers = validator(message["headers"])
        self.payload = validator(payload["schema"])


def messages(document):
    return {name: Message(document, name) for name in document["components"]["messages"]}


def faults(validator, value):
    """What is wrong with a value, by pointer and rule."""
    for error in validator.iter_errors(value):
        yield f"/{'/'.join(map(str, error.instance_path))} breaks {error.kind.name}"
