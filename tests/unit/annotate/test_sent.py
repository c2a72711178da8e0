"""Authorization lines are taken apart."""

import pytest

from inspector.annotate.lines import Line
from inspector.annotate.sent import credentials, scopes, split, token_of
from inspector.model.message import Header


def line(value):
    return Line(entry=0, side="request", index=0, header=Header("Authorization", value))


@pytest.mark.parametrize(
    ("value", "scheme", "rest", "span"),
    [
        ("Bearer abc", "Bearer", "abc", (7, 10)),
        (" basic  YTpi", "basic", "YTpi", (8, 12)),
        ("Bearer", "Bearer", "", (6, 6)),
        ("abc", "", "abc", (0, 3)),
        ("", "", "", (0, 0)),
        ("abc.def/ghi", "", "abc.def/ghi", (0, 11)),
    ],
)
def test_scheme_and_rest(value, scheme, rest, span):
    found = split(line(value))
    assert (found.scheme, found.rest, found.span) == (scheme, rest, span)


def test_both_kinds_of_line_are_found(attempt):
    made = attempt(sent=[("Proxy-Authorization", "Basic x"), ("authorization", "Bearer y")])
    assert [one.word for one in credentials(made, 0)] == ["basic", "bearer"]


def test_tokens():
    assert token_of(split(line("Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln"))).header["alg"] == "HS256"
    assert token_of(split(line("Bearer abc"))) is None


@pytest.mark.parametrize(
    ("claims", "found"),
    [({"scope": "a b"}, {"a", "b"}), ({"scp": ["a", 1]}, {"a"}), ({}, set()), (None, set())],
)
def test_scopes(claims, found):
    assert scopes(claims) == found
