"""What a jar keeps of a cookie: what makes two of them one, when it ends, why one was refused."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.protocol.cookie.cookie_rules import store
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.kept import Contents, KeptCookie, RefusedCookie

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def kept(line, url="https://shop.example/cart"):
    return KeptCookie(stored=store(parse(line, NOW), url), made=NOW, changed=NOW)


def test_a_later_one_of_the_same_place_takes_its_place():
    assert kept("sid=one; Path=/").key == kept("sid=two; Path=/; HttpOnly").key


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("SID=one; Path=/", "https://shop.example/cart"),
        ("sid=one; Path=/cart", "https://shop.example/cart"),
        ("sid=one; Path=/; Domain=shop.example", "https://shop.example/cart"),
        ("sid=one; Path=/", "https://other.example/cart"),
    ],
)
def test_another_name_path_or_host_is_another_cookie(line, url):
    assert kept(line, url).key != kept("sid=one; Path=/").key


def test_its_value_is_never_printed():
    one = kept("sid=plum-and-pear-42")
    assert (one.name, one.value) == ("sid", "plum-and-pear-42")
    assert "plum" not in repr(one) + repr(Contents(cookies=(one,)))


def test_it_ends_at_its_time_and_one_of_a_session_does_not():
    assert not kept("sid=1").has_ended(NOW + timedelta(days=9999))
    short = kept("sid=1; Max-Age=60")
    assert not short.has_ended(NOW + timedelta(seconds=59))
    assert short.has_ended(NOW + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("kind", "rule"),
    [("public-suffix", "domain"), ("none-without-secure", "secure"), ("malformed", None)],
)
def test_a_refused_one_names_the_rule_that_it_broke(kind, rule):
    assert RefusedCookie(name="a", host="h", path="/", kind=kind, when=NOW).rule == rule
