"""Where the value of a name stands: in JSON, XML, code, a form, a header line or a page."""

import pytest

from inspector.protocol.masking.places.values import name_around, value_after


def values(text, name):
    start = text.index(name)
    spans = value_after(text, (start, start + len(name)), name)
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('{"token": "k7Qz"}', "token", "k7Qz"),
        ('{"pin": 123456}', "pin", "123456"),
        (r'"{\"token\": \"k7Qz\"}"', "token", "k7Qz"),
        ("a=1&token=k7Qz&b=2", "token", "k7Qz"),
        ("token%3Dk7Qz%26b", "token", "k7Qz"),
        ("<token>k7Qz</token>", "token", "k7Qz"),
        ('login(token: "k7Qz")', "token", "k7Qz"),
        ("X-Token: k7Qz\n", "X-Token", "k7Qz"),
        ('<input name="csrf" value="k7Qz">', "csrf", "k7Qz"),
    ],
)
def test_a_value(text, name, value):
    assert values(text, name) == [value]


def test_the_scheme_word_stays_readable_and_a_password_has_none():
    assert values("Authorization: Bearer k7Qz9wB2\n", "Authorization") == ["k7Qz9wB2"]
    assert values('{"password": "Bearer k7Qz"}', "password") == ["Bearer k7Qz"]


def test_a_word_alone_has_no_value():
    assert values("the token of the user", "token") == []


def test_a_word_stands_in_a_whole_name():
    text = '"user.accessToken": 1'
    start, end = name_around(text, text.index("Token"))
    assert text[start:end] == "user.accessToken"
