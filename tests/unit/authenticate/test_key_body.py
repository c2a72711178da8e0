"""A key put into a body leaves the rest byte for byte."""

import pytest

from inspector.authenticate.key_body import preview, with_key
from inspector.model.message import Header, Message

FORM = (Header("content-type", "application/x-www-form-urlencoded; charset=utf-8"),)


def _message(body=b"", headers=(), secret=()):
    return Message(method="POST", url="http://a/", headers=headers, body=body, body_secret=secret)


@pytest.mark.parametrize("body", [b'{"a": 1.10}', b'{\n  "a": "\xc3\xa4"\n}', b"{}"])
def test_json_keeps_its_beginning(body):
    data, spans = with_key(_message(body), "k", "v")
    assert data.startswith(body[:-1].rstrip())
    assert [data[start:end] for start, end in spans] == [b"v"]


def test_quotes_are_escaped():
    assert with_key(_message(), 'k"', 'v"')[0] == b'{"k\\"": "v\\""}'


def test_earlier_secrets_stay_marked():
    data, spans = with_key(_message(b"a=SECRET", FORM, ((2, 8),)), "k", "v")
    assert [data[start:end] for start, end in spans] == [b"SECRET", b"v"]


def test_how_it_will_look():
    assert preview(_message(headers=FORM), "k", "•") == "k=•"
    assert preview(_message(), "k", "•") == '"k": "•"'
