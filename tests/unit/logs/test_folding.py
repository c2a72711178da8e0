"""Paths that stand for one another are folded together; tokens in them are not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.logs.folding import folded, plain_path, prefix


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/users/123/orders?page=2", "/users/{n}/orders"),
        ("/users/7f3c9d4e-6a1b-4c2d-8e5f-0123456789ab", "/users/{id}"),
        ("/f/0123456789abcdef", "/f/{id}"),
        ("/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "/reset/{id}"),
        ("/mail/ada@example.com/x", "/mail/{mail}/x"),
        ("/orders/order-1234", "/orders/order-{n}"),
        ("/api/v1/orders/", "/api/v1/orders"),
        ("http://example.com/a/1#x", "/a/{n}"),
        ("/a;jsessionid=0123456789", "/a"),
        ("/", "/"),
        ("", ""),
        ("*", "*"),
    ],
)
def test_folded(target, path):
    assert folded(target) == path


def test_the_path_of_both_forms_of_a_target():
    assert plain_path("https://example.com/a?b#c") == plain_path("/a?b") == "/a"
    assert plain_path("https://example.com") == "/"


def test_the_prefix_is_two_segments():
    assert prefix("/api/v1/orders/{n}") == "/api/v1"


@given(st.text(max_size=300))
def test_any_target_is_folded_and_short(target):
    assert len(folded(target)) <= 161
