"""API key: in a header, the query, a cookie, a JSON body, a form."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.authenticate.schemes import api_key
from inspector.model.kinds.api_key import ApiKey
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef

KEY = SecretRef(place="memory", name="k")


def _sent(place, key="a&b", name="key", **message):
    given_message = Message(method="POST", url="http://a.example/x", target="/x", **message)
    credential = ApiKey(name=name, value=KEY, place=place)
    (step,) = api_key.steps(credential, given_message, lambda _ref: key)
    return step.message


def test_header():
    assert first(_sent("header", name="X-Key").headers, "X-Key") == "a&b"


def test_query():
    message = _sent("query")
    assert message.target == "/x?key=a%26b"
    assert message.url == "http://a.example/x?key=a%26b"
    start, end = message.target_secret[0]
    assert message.target[start:end] == "a%26b"


def test_cookie_joins_what_is_there():
    message = _sent("cookie", headers=(Header("cookie", "a=1"),))
    assert [(each.name, each.value) for each in message.headers] == [("Cookie", "a=1; key=a&b")]
    assert message.headers[0].secret == ((9, 12),)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", b'{"key": "a&b"}'),
        (b"{}", b'{"key": "a&b"}'),
        (b'{ "x": 1.10 }\n', b'{ "x": 1.10, "key": "a&b"}'),
        (b"[1]", b"[1]"),
        (b"text", b"text"),
    ],
)
def test_json_body(body, expected):
    message = _sent("body", body=body, body_size=len(body))
    assert message.body == expected
    if message.body_secret:
        start, end = message.body_secret[-1]
        assert message.body[start:end] == b"a&b"


def test_form_body():
    form = (Header("Content-Type", "application/x-www-form-urlencoded"),)
    message = _sent("body", headers=form, body=b"x=1", body_size=3)
    assert message.body == b"x=1&key=a%26b"
    assert _sent("body", headers=form).body == b"key=a%26b"


@given(st.text(min_size=1, max_size=20), st.text(max_size=10))
def test_json_stays_json(key, name):
    message = _sent("body", key=key, name=name, body=b'{"x": 1}', body_size=8)
    read = json.loads(message.body)
    assert read[name] == key.strip(" \t") or name == "x"


def test_checks():
    found = api_key.check(ApiKey(name=" X-Key", place="query"), "k\n")
    assert {each.kind for each in found} == {"line-break", "outer-blank", "key-in-query"}
    assert [each.kind for each in api_key.check(ApiKey(name=" "), "k")] == [
        "no-name",
        "outer-blank",
    ]
    assert api_key.check(ApiKey(), "key") == ()
    assert [each.kind for each in api_key.check(ApiKey(place="cookie"), "k")] == ["name-case"]
