"""The independent verdict on a command: jsonschema-rs with the generated schema, formats asserted."""

import jsonschema_rs

from reader import cut, escape

KINDS = {
    "type": "invalid_type", "enum": "invalid_enum", "pattern": "blank", "format": "invalid_format",
    "minimum": "out_of_range", "maximum": "out_of_range",
}


def validator(schema):
    # By default an address may have a name before it, which is no Mailbox.
    email = jsonschema_rs.EmailOptions(allow_display_text=False)
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, email_options=email)


def errors(validator, command):
    """The set of (pointer, code), in the worker's words."""
    found = set()
    for error in validator.iter_errors(command):
        kind = error.kind.name
        path = [escape(str(each)) for each in error.instance_path]
        if kind == "additionalProperties":
            found.update((pointer([*path, escape(name)]), "unknown_field") for name in error.kind.unexpected)
        elif kind == "required":
            found.add((pointer([*path, escape(error.kind.property)]), "required"))
        else:
            found.add((pointer(path), KINDS[kind]))
    return found


def pointer(path):
    return cut("".join("/" + each for each in path))
