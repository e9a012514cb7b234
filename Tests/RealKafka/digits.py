"""JSON whose numbers keep their digits."""

import json


class Digits(str):
    """A number as it was written: `1e2` is not `100`, and neither is the string "100"."""

    __slots__ = ()

    def __eq__(self, other):
        return isinstance(other, Digits) and str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


def parse(text):
    return json.loads(text, parse_int=Digits, parse_float=Digits)
