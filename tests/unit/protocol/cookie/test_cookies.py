from datetime import UTC, datetime, timedelta

import pytest

from inspector.model.message import Header
from inspector.protocol.cookie.cookies import pairs, parse, set_cookies_of

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("a=b", "a", "b"),
        (" a = b ; Path=/", "a", "b"),
        ('a={"x": "y, z", "q": [1]}; Path=/', "a", '{"x": "y, z", "q": [1]}'),
        ("a[0]=x", "a[0]", "x"),
        ("a=b=c==", "a", "b=c=="),
        ('a="b c"', "a", '"b c"'),
        ("=b", "", "b"),
        ("b", "", "b"),
        ("a=", "a", ""),
        ("", "", ""),
        (";Path=/", "", ""),
    ],
)
def test_name_and_value(line, name, value):
    cookie = parse(line, NOW)
    assert (cookie.name, cookie.value) == (name, value)
    assert line[slice(*cookie.value_span)] == value


def test_attributes():
    cookie = parse(
        "a=b; Domain=.Example.COM; path=/x; SECURE; HttpOnly; SameSite=none; Partitioned; "
        "Priority=High; Foo=1",
        NOW,
    )
    assert (cookie.domain, cookie.path, cookie.same_site) == ("example.com", "/x", "none")
    assert cookie.is_secure
    assert cookie.is_http_only
    assert cookie.is_partitioned
    assert (cookie.priority, cookie.unknown) == ("High", ("foo",))


def test_the_last_attribute_of_a_name_counts():
    assert parse("a=b; Path=/x; Path=/y", NOW).path == "/y"


def test_max_age_wins_over_expires():
    line = "a=b; Max-Age=60; Expires=Wed, 21 Oct 2015 07:28:00 GMT"
    assert parse(line, NOW).expires == NOW + timedelta(minutes=1)


@pytest.mark.parametrize("age", ["0", "-1", "-99999999999999999999"])
def test_no_age_means_the_past(age):
    assert parse(f"a=b; Max-Age={age}", NOW).expires < NOW


def test_nothing_lives_longer_than_400_days():
    longest = NOW + timedelta(days=400)
    assert parse("a=b; Max-Age=99999999999999999999", NOW).expires == longest
    assert parse("a=b; Expires=Fri, 01 Jan 2999 00:00:00 GMT", NOW).expires == longest


def test_nonsense_lifetimes_mean_the_session():
    assert parse("a=b; Max-Age=soon; Expires=later", NOW).expires is None


def test_lines_of_a_reply():
    headers = (Header("A", "b"), Header("set-cookie", "x=1"), Header("Set-Cookie", "y=2"))
    assert [(i, c.name) for i, c in set_cookies_of(headers, NOW)] == [(1, "x"), (2, "y")]


def test_pairs_of_a_cookie_header():
    value = 'a=b; c ;; ="x"; d=e=f ;'
    found = pairs(value)
    assert [(one.name, one.value) for one in found] == [
        ("a", "b"), ("", "c"), ("", '"x"'), ("d", "e=f")
    ]  # fmt: skip
    assert [value[slice(*one.value_span)] for one in found] == ["b", "c", '"x"', "e=f"]
    assert value[slice(*found[3].span)] == "d=e=f"


def test_printing_hides_the_value():
    assert "geheim" not in repr(parse("a=geheim", NOW))
