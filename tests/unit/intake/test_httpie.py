"""Items of HTTPie commands."""

import pytest

from inspector.intake.httpie import is_item, items
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    RequestHeader,
)


def made(*words, form=False, raw=""):
    return items(list(words), form=form, raw=raw)


def test_each_separator():
    found = made("X-A:b:c", "q==1=2", "Accept:", "weird")
    assert found.headers == (RequestHeader("X-A", "b:c"), RequestHeader("Accept", enabled=False))
    assert found.query == (QueryParam("q", "1=2"),)
    assert found.body == NoBody()
    assert found.left_out == ("weird",)


def test_bodies():
    assert made("a=b é", "c:=[1]").body == JsonBody(text='{"a": "b é", "c": [1]}')
    assert made("a=b", form=True).body == FormBody(fields=(FormField("a", "b"),))
    assert made("f@x.png;type=image/png", "a=b").body == MultipartBody(
        fields=(FormField("f", file="x.png", content_type="image/png"), FormField("a", "b"))
    )
    assert made(raw="x").body == RawBody(text="x")


def test_escapes():
    assert made(r"a\:b:c").headers == (RequestHeader("a:b", "c"),)


@pytest.mark.parametrize(("word", "expected"), [("a=b", True), ("POST", False), (":8080", False)])
def test_what_is_an_item(word, expected):
    assert is_item(word) is expected
