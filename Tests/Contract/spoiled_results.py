"""Whether the check of results can fail: the documents' examples pass, and are caught when spoiled in any of these ways."""

import copy
import json

from results import Checker, Result


def self_check():
    examples = [
        (message.name, example) for message in Checker().messages.values() for example in message.examples
        if not message.name.startswith("command")]
    wrong = [name for name, example in examples if list(Checker().faults(made(example)))]
    missed = []
    count = 0
    for name, spoil in SPOILED.items():
        for message, example in examples:
            spoiled = copy.deepcopy(example)
            if spoil(spoiled) is False:
                continue
            count += 1
            if not list(Checker().faults(made(spoiled))):
                missed.append(f"{name}: {message}")
    for each in wrong:
        print(f"FAILED: an example is found wrong: {each}")
    for each in missed:
        print(f"FAILED: not caught: {each}")
    print(f"self-check: {len(examples)} examples pass, {count} spoiled ones in {len(SPOILED)} ways, {len(missed)} not caught")
    return 1 if wrong or missed or not examples else 0


def made(example):
    headers = [(name, value.encode()) for name, value in example["headers"].items()]
    headers += [(name, b"x") for name in example.get("again", [])]
    value = example["payload"] if isinstance(example["payload"], bytes) else json.dumps(example["payload"]).encode()
    return Result(b"k", value, headers)


def body(example):
    """The result in it, without its event."""
    return example["payload"].get("data", example["payload"])


def header(name, value):
    def spoil(example):
        if name not in example["headers"]:
            return False
        if value is None:
            del example["headers"][name]
        else:
            example["headers"][name] = value
        return True

    return spoil


def attribute(name, value):
    """Changes an attribute of a structured event."""

    def spoil(example):
        if "data" not in example["payload"]:
            return False
        if value is None:
            del example["payload"][name]
        else:
            example["payload"][name] = value
        return True

    return spoil


def member(value, *path):
    """A member with another value, or without one."""

    def spoil(example):
        inner = body(example)
        for name in path[:-1]:
            if (isinstance(inner, dict) and name not in inner) or (isinstance(inner, list) and len(inner) <= name):
                return False
            inner = inner[name]
        if path[-1] not in inner or inner[path[-1]] == value:
            return False
        if value is None:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value
        return True

    return spoil


def more(name, *path):
    """A member that no schema knows."""

    def spoil(example):
        inner = body(example)
        for each in path:
            if each not in inner:
                return False
            inner = inner[each]
        inner[name] = 1
        return True

    return spoil


def twice(example):
    example["again"] = ["content-type"]


def other_status(example):
    problem = body(example)
    if "errors" not in problem:
        return False
    problem["errors"].append({"code": "required" if problem["status"] != 422 else "empty", "pointer": "", "message": ""})
    return True


def second_command(example):
    problem = body(example)
    if "errors" not in problem:
        return False
    problem["commandText" if "command" in problem else "command"] = "x"
    problem.setdefault("commandOmitted", True)
    return True


def cut(example):
    example["payload"] = json.dumps(example["payload"]).encode()[:-1]


SPOILED = {
    "a header twice": twice,
    **{f"no {name}": header(name, None) for name in
       ("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type")},
    "another specversion": header("ce_specversion", "0.3"),
    "an id that is no UUID": header("ce_id", "1"),
    "an id of version 4": header("ce_id", "6f1c8a52-4f1b-4c8e-9a6e-2d1f0b7c3a11"),
    "another type": header("ce_type", "customer.created"),
    "another source": header("ce_source", "/x"),
    "a time that is none": header("ce_time", "yesterday"),
    "another content-type": header("content-type", "text/plain"),
    **{f"no attribute {name}": attribute(name, None) for name in ("specversion", "id", "type", "source", "time", "data")},
    "an attribute of another value": attribute("datacontenttype", "text/plain"),
    "no customerId": member(None, "customerId"),
    "a customerId of version 4": member("6f1c8a52-4f1b-4c8e-9a6e-2d1f0b7c3a11", "customerId"),
    "no position": member(None, "position"),
    "an offset that is text": member("7", "position", "offset"),
    "a customer without a default": member(None, "customer", "status"),
    "a customer with a wrong value": member("Active", "customer", "status"),
    "a customer with another member": more("x", "customer"),
    "a result with another member": more("x"),
    "a title of another code": member("A field is blank", "title"),
    "a status of another code": member(401, "status"),
    "no errors": member(None, "errors"),
    "a code that is none": member("other", "errors", 0, "code"),
    "a pointer that is none": member("legalName", "errors", 0, "pointer"),
    "an empty list of errors": member([], "errors"),
    "errors of two stages": other_status,
    "the command twice": second_command,
    "a value that is cut": cut,
}
