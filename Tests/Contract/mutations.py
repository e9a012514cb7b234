"""Seeded changes of a line: most make it bad, many leave it good, and all stay near to what producers write."""

import base64
import json
import re

TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
ENUMERATIONS = (b'"customerType"', b'"industrySegment"', b'"status"', b'"paymentTerms"', b'"source"', b'"visibilityMode"')
TEXTS = (b'"legalName"', b'"displayName"')
VALUES = (
    b"null", b"true", b"false", b"0", b"-1", b"1.0", b"1e2", b'""', b'" "', b'"1"', b'"x"', b"[]", b"{}", b"[{}]",
    b'{"a":null}', b'"\\u0000"', b'"\\ud800"', b"nul", b"01", b"1.", b"1e400", b"1e-10000", b"NaN", b"-",
    b"'x'", b"9223372036854775808")
WHITE = [chr(code) for code in (
    *range(0x09, 0x0E), 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)]
# White space to some engines, and not to ECMA-262; and the empty string.
NEARLY_WHITE = ["\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u180e", "\u200b", "\u200c", "\u2060", "\u00ad", "\u2800", "\0", "x"]
NUMBERS = (
    "0", "-0", "0.0", "-0.0", "1.0", "1e2", "1E+2", "100e-2", "1.5", "15e-1", "150e-1", "1e-1", "0e999", "-0e-999", "1e400",
    "1.7976931348623157e308", "1.8e308", "1e-9999", "1e10000", "-1e400", "1e-400",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "9223372036854775807.0", "9.223372036854775807e18", "9223372036854775807.5", "92233720368547758070e-1",
    "-92233720368547758080e-1", "18446744073709551616", "1e18", "1e19", "123456789012345678", "1234567890123456789",
    "00", "1.", ".5", "+1", "1e", "1e+", "0x1", "--1", "1_0", "1e1.0", "Infinity")
DATES = (
    "2024-01-15T09:00:00.000Z", "2024-02-29T23:59:59z", "1998-12-31T23:59:60Z", "1998-12-31T15:59:60.123-08:00",
    "2024-01-15t09:00:00+05:30", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999999Z", "2024-01-15T24:00:00Z",
    "1900-02-29T00:00:00Z", "2000-02-29T00:00:00-00:00", "2024-06-30T23:59:60+00:00", "2024-01-01T00:59:60+01:00",
    "2024-01-15T09:00:00+23:59", "2024-01-15T09:00:00-23:59")
URIS = (
    "https://www.example.com/a/b?c=d&e#f", "http://user:pw@[2001:db8::7]:8080/x", "urn:isbn:0451450523", "mailto:a@b.c",
    "http://[v1.a:b]/", "http://[::ffff:192.0.2.1]/", "file:///etc/passwd", "a:", "a://", "x-y+z.1:/%41", "//no.scheme/x",
    "http://a/[b]", "http://1.2.3.4:80", "http://[fe80::1%25en0]/", "http://a:b:c/", "tel:+1-816-555-1212", "http://%41/",
    "http://exa%6dple.com/", "http://a/%", "http://a/?q=[1]", "http://[1:2:3:4:5:6:7:8]", "http://[1:2:3:4:5:6:1.2.3.4]",
    "http://[1::8]", "http://[::1.2.3.4]")
EMAILS = (
    "joe.bloggs@example.com", "\"joe bloggs\"@example.com", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@[IPv6:2001:db8::7]",
    "!#$%&'*+-/=?^_`{|}~@x.y", "\"a\\\"b\"@c", "a@b", "a.b.c@d-e.f1", "a@1.2.3.4", "\"\"@x.y", "a@[IPv6:1:2:3:4:5:6:7:8]",
    "a@[IPv6:::ffff:1.2.3.4]", "a@[x]", "a@xn--bcher-kva.example", "b\u00fccher@example.com", "a@b\u00fc.de", "Joe <a@b.c>",
    "a" * 64 + "@b.c", "a" * 65 + "@b.c", "a@" + "b" * 63 + ".c", "a@" + "b" * 64 + ".c", "a@" + "b." * 125 + "cde")
EDITS = "019azAZ-.:/@[]%#?+\"\\ _~!$&'()*,;=<>^`{|}\t\u00e9"
FORMATS = ((b'"customerSince"', DATES), (b'"website"', URIS), (b'"primaryEmail"', EMAILS))


def mutate(line, randomness):
    """Another line, without a line feed, nor a carriage return at its end, which is no part of a line."""
    changed = randomness.choices(CHANGES, WEIGHTS)[0](line, randomness)
    return changed.replace(b"\n", b" ").rstrip(b"\r")


# MARK: Bytes and tokens


def flip_bytes(line, randomness):
    changed = bytearray(line)
    for _ in range(randomness.randint(1, 3) if line else 0):
        changed[randomness.randrange(len(changed))] ^= 1 << randomness.randrange(8)
    return bytes(changed)


def edit_bytes(line, randomness):
    at = randomness.randrange(len(line) + 1)
    count = randomness.randint(0, 3)
    return line[:at] + randomness.choice((b"", b"{", b"}", b'"', b"\\", b",", b"\xef\xbb\xbf", b"\xc0", b" ")) + line[at + count:]


def swap_tokens(line, randomness):
    spans = [match.span() for match in TOKEN.finditer(line)]
    if len(spans) < 2:
        return line
    (a, b), (c, d) = sorted(randomness.sample(spans, 2))
    return line[:a] + line[c:d] + line[b:c] + line[a:b] + line[d:]


def replace_token(line, randomness):
    spans = [match.span() for match in TOKEN.finditer(line)]
    if not spans:
        return line
    start, end = randomness.choice(spans)
    return line[:start] + randomness.choice(VALUES) + line[end:]


# MARK: Members


def members(line):
    """The members of the outermost object as pairs of bytes; None when it is hard to tell."""
    found, depth, start, name = [], 0, None, None
    for match in TOKEN.finditer(line):
        token = match.group()
        if token in (b"}", b"]"):
            depth -= 1
        if depth == 1 and start is None and token not in (b",", b":"):
            start = match.start()
        if depth == 1 and token == b":" and name is None:
            name, start = line[start:match.start()].strip(), None
        elif start is not None and ((depth == 1 and token == b",") or depth == 0):
            if name is None:
                return None
            found.append((name, line[start:match.start()].strip()))
            name = start = None
        if token in (b"{", b"["):
            depth += 1
    return found or None


def change_members(change):
    def mutation(line, randomness):
        found = members(line)
        if not found:
            return edit_bytes(line, randomness)
        change(found, randomness)
        return b"{" + b",".join(name + b":" + value for name, value in found) + b"}"

    return mutation


def put(found, name, value, randomness):
    at = next((index for index, (other, _) in enumerate(found) if other == name), None)
    if at is None:
        found.insert(randomness.randint(0, len(found)), (name, value))
    else:
        found[at] = (name, value)


def drop(found, randomness):
    del found[randomness.randrange(len(found))]


def double(found, randomness):
    name, value = randomness.choice(found)
    if randomness.random() < 0.5:
        value = randomness.choice(VALUES)
    if randomness.random() < 0.3:
        name = escaped(name, randomness)
    found.insert(randomness.randint(0, len(found)), (name, value))


def rename(found, randomness):
    at = randomness.randrange(len(found))
    name, value = found[at]
    way = randomness.randrange(5)
    text = name.decode(errors="replace")[1:-1]
    if way == 0:
        name = escaped(name, randomness)
    elif way == 1:
        name = quoted(text.swapcase())
    elif way == 2:
        name = quoted(edited(text, randomness))
    elif way == 3:
        name = quoted(randomness.choice(("", "/", "~", "~1/0", "$id", "\u00e9", "specversion", "data", "x" * 1100, "\0")))
    else:
        name = randomness.choice(found)[0]
    found[at] = (name, value)


def retype(found, randomness):
    at = randomness.randrange(len(found))
    found[at] = (found[at][0], randomness.choice((*VALUES, found[randomness.randrange(len(found))][1])))


def reform(found, randomness):
    """A string of a format, edited."""
    for name, values in randomness.sample(FORMATS, randomness.randint(1, 3)):
        text = randomness.choice(values)
        for _ in range(randomness.choice((0, 1, 1, 1, 2, 3))):
            text = edited(text, randomness)
        value = quoted(text)
        put(found, name, escaped(value, randomness) if randomness.random() < 0.1 else value, randomness)


def number(found, randomness):
    text = randomness.choice(NUMBERS)
    if randomness.random() < 0.4:
        digits = "".join(randomness.choices("0123456789", k=randomness.randint(1, 22)))
        text = randomness.choice(("", "-")) + (digits.lstrip("0") or "0")
        if randomness.random() < 0.5:
            text += "." + "".join(randomness.choices("0005", k=randomness.randint(1, 8)))
        if randomness.random() < 0.5:
            text += randomness.choice("eE") + randomness.choice(("", "+", "-")) + str(randomness.randint(0, 25))
    put(found, b'"healthScore"', text.encode(), randomness)


def whiten(found, randomness):
    """Text of nothing but white space, or nearly."""
    letters = randomness.choices(WHITE, k=randomness.randint(0, 4))
    if randomness.random() < 0.5:
        letters.insert(randomness.randint(0, len(letters)), randomness.choice(NEARLY_WHITE))
    value = quoted("".join(letters))
    put(found, randomness.choice(TEXTS), escaped(value, randomness) if randomness.random() < 0.3 else value, randomness)


def misspell(found, randomness):
    """A value of an enumeration, nearly."""
    name = randomness.choice(ENUMERATIONS)
    value = next((value for other, value in found if other == name), b'"active"')
    text = value.decode(errors="replace").strip('"')
    change = randomness.randrange(4)
    if change == 0:
        value = quoted(text.capitalize())
    elif change == 1:
        value = quoted(edited(text, randomness))
    elif change == 2:
        value = escaped(value, randomness)
    else:
        value = quoted(randomness.choice((" ", "")) + text + randomness.choice((" ", "\0", "")))
    put(found, name, value, randomness)


def crowd(found, randomness):
    """More members than a result reports errors, and now and then more than an object may have."""
    count = randomness.choice((90, 97, 99, 100, 101, 120, 1001))
    names = [b'"m%d"' % randomness.randrange(2 * count) for _ in range(count)]
    if randomness.random() < 0.7:
        names = list(dict.fromkeys(names))
    found[randomness.randint(0, len(found)):0] = [(name, b"1") for name in names]


def wrap(line, randomness):
    """The line as an event, or nearly one."""
    attributes = {"specversion": "1.0", "id": "e-1", "source": "/crm", "type": "customer.create"}
    for name in randomness.sample(list(attributes), randomness.choice((0, 0, 1))):
        attributes[name] = randomness.choice((None, "", 1.0, "x", "y" * 1025, ["1.0"]))
    if randomness.random() < 0.2:
        attributes["datacontenttype"] = randomness.choice(("application/json", "text/xml", None, 7, "a/b+json; c=d"))
    text = [f"{json.dumps(name)}:{json.dumps(value)}".encode() for name, value in attributes.items()]
    data = randomness.choice((line, line, b"null", b'"{}"', b"[]", b"1e400", b"true", None))
    if data is not None:
        text.insert(randomness.randint(0, len(text)), b'"data":' + data)
    if randomness.random() < 0.3:
        encoded = randomness.choice((base64.b64encode(line), b"", b"a", b"W10=", b"MQ=="))
        value = randomness.choice((b'"' + encoded + b'"', b"null", b"1"))
        text.insert(randomness.randint(0, len(text)), b'"data_base64":' + value)
    return b"{" + b",".join(text) + b"}"


def lengthen(found, randomness):
    """A name at the limit, deep in a value."""
    name = quoted("n" * randomness.choice((9_999, 10_000, 10_001)))
    levels = randomness.randint(0, 62)
    value = b'{"a":' * levels + b"{" + name + b":1}" + b"}" * levels
    put(found, randomness.choice((b'"contractTerms"', b'"creditLimit"', name)), value, randomness)


def quoted(text):
    return json.dumps(text, ensure_ascii=False).encode(errors="replace")


def edited(text, randomness):
    at = randomness.randint(0, len(text))
    return text[:at] + randomness.choice((randomness.choice(EDITS), "")) + text[at + randomness.randint(0, 1):]


def escaped(string, randomness):
    """A string that means the same, with some of its characters as escapes."""
    text = string[1:-1].decode(errors="replace")
    if "\\" in text:
        return string
    return ('"' + "".join(
        "".join(f"\\u{unit:04x}" for unit in utf16(letter)) if randomness.random() < 0.3 else letter
        for letter in text) + '"').encode()


def utf16(letter):
    encoded = letter.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(encoded[at:at + 2], "big") for at in range(0, len(encoded), 2)]


CHANGES, WEIGHTS = zip(
    (flip_bytes, 10), (edit_bytes, 6), (swap_tokens, 8), (replace_token, 8), (change_members(drop), 8),
    (change_members(double), 8), (change_members(rename), 8), (change_members(retype), 10), (change_members(reform), 20),
    (change_members(number), 10), (change_members(whiten), 8), (change_members(misspell), 8), (change_members(crowd), 1),
    (wrap, 6), (change_members(lengthen), 1),
    strict=True)
