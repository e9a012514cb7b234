#!/usr/bin/env python3
"""The documents under Config/contract: AsyncAPI's own schema, references, examples, and that they agree with each other.

The schema of AsyncAPI is no part of this repository: the variable ASYNCAPI_SCHEMA names it, else it is looked for in
`asyncapi` of the folder `shared` beside the repository; where there is none that check is skipped, and that is said.
"""

import json
import os
import pathlib
import sys

import jsonschema_rs

import contract

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = "asyncapi-3.0.0.schema.json"


def main():
    document = contract.load("asyncapi.json")
    wrong = 0
    for name, check in CHECKS.items():
        faults = check(document)
        if faults is None:
            continue
        faults = list(faults)
        wrong += len(faults)
        print(f"{'FAILED' if faults else 'passed'}: {name}")
        for fault in faults:
            print(f"  {fault}")
    return 1 if wrong else 0


def passes_asyncapi(document):
    path = pathlib.Path(os.environ.get("ASYNCAPI_SCHEMA", ROOT.parent / "shared/asyncapi"))
    path = path / SCHEMA if path.is_dir() else path
    if not path.exists():
        print("skipped: the schema of AsyncAPI is not there; ASYNCAPI_SCHEMA may name it")
        return None
    return contract.faults(jsonschema_rs.Draft7Validator(json.loads(path.read_text(encoding="utf-8"))), document)


def references_resolve(document):
    for reference in references(document):
        try:
            contract.target(document, reference)
        except KeyError:
            yield f"{reference} names nothing"


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def operations_use_channels(document):
    """A message of an operation is one of its channel, and not of the components (AsyncAPI 3.0.0, Operation Object)."""
    for name, operation in document["operations"].items():
        channel = operation["channel"]["$ref"]
        for message in operation["messages"]:
            if not message["$ref"].startswith(f"{channel}/messages/"):
                yield f"{name}: {message['$ref']} is no message of {channel}"
    used = {reference for reference in references(document["operations"]) if "/messages/" in reference}
    for channel in document["channels"]:
        for message in document["channels"][channel]["messages"]:
            if f"#/channels/{channel}/messages/{message}" not in used:
                yield f"{channel}: {message} is of no operation"


def nothing_is_unused(document):
    used = set(references(document)) | {
        f"#/components/schemas/{reference.split('/')[3]}" for reference in references(document)
        if reference.startswith("#/components/schemas/")}
    for kind, components in document["components"].items():
        for name in components:
            if f"#/components/{kind}/{name}" not in used:
                yield f"{kind}/{name} is used nowhere"


def examples_validate(document):
    for message in contract.messages(document).values():
        if not message.examples:
            yield f"{message.name} has no example"
        for example in message.examples:
            where = f"{message.name}, {example['name']}"
            yield from (f"{where}: headers: {fault}" for fault in contract.faults(message.headers, example["headers"]))
            yield from (f"{where}: payload: {fault}" for fault in contract.faults(message.payload, example["payload"]))
            content_type = example["headers"].get("content-type", message.content_type)
            if content_type != message.content_type:
                yield f"{where}: its content-type is {content_type}"


def schemas_are_the_files(document):
    for name in ("command", "accepted", "rejected"):
        schema = contract.load(f"{name}.schema.json")
        if document["components"]["schemas"][name]["schema"] != schema:
            yield f"{name}.schema.json is another one"
        if not jsonschema_rs.meta.is_valid(schema):
            yield f"{name}.schema.json is no JSON Schema"


def codes_agree(_document):
    codes = contract.load("codes.json")
    properties = contract.load("rejected.schema.json")["properties"]
    names = [each["code"] for each in codes]
    if properties["errors"]["items"]["properties"]["code"]["enum"] != names:
        yield "the codes of rejected.schema.json are others"
    if [each["title"] for each in codes] != properties["title"]["enum"]:
        yield "the titles of rejected.schema.json are others"
    if {each["status"] for each in codes} != set(properties["status"]["enum"]):
        yield "the statuses of rejected.schema.json are others"
    reference = (contract.FOLDER / "reference.md").read_text(encoding="utf-8")
    for name in names:
        if f'\n<a id="{name}"></a>\n\n### {name}\n' not in reference:
            yield f"reference.md has no anchor for {name}"


def files_are_linked(_document):
    reference = (contract.FOLDER / "reference.md").read_text(encoding="utf-8")
    for path in contract.FOLDER.iterdir():
        if path.suffix == ".json" and f"]({path.name})" not in reference:
            yield f"reference.md does not name {path.name}"


CHECKS = {
    "asyncapi.json passes the schema of AsyncAPI 3.0.0": passes_asyncapi,
    "every reference names something": references_resolve,
    "operations and channels have the same messages": operations_use_channels,
    "every component is used": nothing_is_unused,
    "every example is what its schemas say": examples_validate,
    "the schemas in asyncapi.json are those of the files": schemas_are_the_files,
    "the codes are the same everywhere, each with an anchor": codes_agree,
    "the reference links the other files": files_are_linked,
}


if __name__ == "__main__":
    sys.exit(main())
