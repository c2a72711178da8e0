"""Secrets of a body are found by names as servers write them: escaped, in UTF-16, for numbers."""

import json

import pytest

from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues, body_spans, replaced

KIND = (Header("Content-Type", "application/json"),)


def _found(text, coding="utf-8"):
    body = text.encode(coding)
    return [body[start:end].decode(coding) for start, end in body_spans(KIND, body)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"pin": "4711"}', ["4711"]),
        ('{"pin": 4711, "page": 2222}', ["4711"]),
        ('{"pin" : 471}', ["471"]),
        ('{"cardPin":"47 11"}', ["47 11"]),
        ('{"user_pin": "4711", "pin_code": 815}', ["4711", "815"]),
        ('{"PIN": "12ab"}', ["12ab"]),
        ('{"cvv": 123, "passcode": "90210x"}', ["123", "90210x"]),
        ('{"password": 123}', ["123"]),
        ('{"password": 12.5}', []),
        ('{"password": 1234.5}', ["1234.5"]),
        ('{"spin": "4711", "pinned": "4711", "pins": 4711, "shopping": 4711}', []),
        ('{"pin": "left", "pin": true, "pin": 1}', []),
        ('{"p\\u0061ssword": "hunter22"}', ["hunter22"]),
        ('{"\\u0070\\u0061\\u0073\\u0073\\u0077ord": "hunter22"}', ["hunter22"]),
        ('{"p\\u0069n": 4711}', ["4711"]),
        ('{"\\u0074oken_count": 4711, "t\\u0069tle": "hunter22"}', []),
        ('{"say": "{\\"p\\\\u0061ssword\\": 1}", "page": 3}', []),
    ],
)
def test_names_of_json(text, found):
    json.loads(text)
    assert _found(text) == found


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_two_bytes_a_character(coding, before):
    text = before + '{"user": "ada", "password": "hunter22", "pin": 4711}'
    assert _found(text, coding) == ["hunter22", "4711"]


def test_zero_bytes_alone_are_no_text_of_two():
    assert body_spans((), b"\0" * 3000) == ()
    assert body_spans((), b"\0a\0\0" * 30 + b'{"password": "hunter22"}') != ()


def test_a_quote_that_is_escaped_is_masked_whole():
    secret = '"pLq0vXz1mKt2rWn3b'
    text = json.dumps({"say": f"it was {secret}"})
    assert json.loads(replaced(text, KnownValues((secret,)).spans(text)))
