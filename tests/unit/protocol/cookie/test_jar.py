"""A jar stores, replaces, orders and evicts cookies as RFC 6265bis §5.7 and §5.8.3 say."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import MOST, MOST_OF_HOST, MOST_REFUSED, Jar, Setting, in_order

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def setting(url="https://app.example.com/", seconds=0):
    return Setting(url, NOW + timedelta(seconds=seconds), "POST app.example.com/login")


def take(jar, line, url="https://app.example.com/", seconds=0):
    moment = setting(url, seconds)
    return jar.take(parse(line, moment.when), moment)


def names(jar, host="app.example.com"):
    return [kept.name for kept in in_order(jar.for_host(host))]


def test_a_replaced_cookie_keeps_the_time_it_was_made():
    jar = Jar()
    key = take(jar, "sid=one")
    take(jar, "sid=two", seconds=5)
    kept = jar.get(key)
    assert (kept.value, kept.made, kept.changed) == ("two", NOW, NOW + timedelta(seconds=5))
    assert kept.by == "POST app.example.com/login"


def test_the_same_name_for_the_host_and_for_its_domain_are_two():
    jar = Jar()
    take(jar, "sid=one")
    take(jar, "sid=two; Domain=app.example.com")
    assert len(jar) == 2


def test_longer_paths_and_older_cookies_come_first():
    jar = Jar()
    take(jar, "late=1; Path=/", seconds=2)
    take(jar, "early=1; Path=/", seconds=1)
    take(jar, "deep=1; Path=/api", seconds=3)
    assert names(jar) == ["deep", "early", "late"]


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("app.example.com", ["host", "wide"]),
        ("shop.example.com", ["wide"]),
        ("example.com", ["wide"]),
        ("badexample.com", []),
        ("com", []),
    ],
)
def test_a_host_has_its_own_and_those_of_its_domains(host, found):
    jar = Jar()
    take(jar, "host=1")
    take(jar, "wide=1; Domain=example.com", seconds=1)
    assert names(jar, host) == found


def test_an_address_has_no_domains():
    jar = Jar()
    take(jar, "a=1", "http://10.0.0.1/")
    assert names(jar, "0.0.1") == []
    assert names(jar, "10.0.0.1") == ["a"]


def test_max_age_0_takes_a_cookie_away():
    jar = Jar()
    take(jar, "sid=one")
    take(jar, "sid=; Max-Age=0", seconds=1)
    assert len(jar) == 0


@pytest.mark.parametrize(
    ("line", "kind", "rule"),
    [
        ("a=1; Domain=other.example", "other-domain", "domain"),
        ("a=1; Domain=com", "public-suffix", "domain"),
        ("a=1; Domain=co.uk", "public-suffix", "domain"),
        ("__Host-a=1; Secure; Domain=example.com", "prefix-host", "domain"),
        ("__Secure-a=1", "prefix-secure", "secure"),
        ("=__Secure-a", "prefix-secure", "secure"),
        ("a=1; SameSite=None", "none-without-secure", "secure"),
        (f"a={'1' * 4096}", "too-long", None),
    ],
)
def test_what_is_refused_is_noted_without_its_value(line, kind, rule):
    jar = Jar()
    assert isinstance(take(jar, line), Reason)
    (refused,) = jar.contents.refused
    assert (refused.kind, refused.rule) == (kind, rule)
    assert refused.reason.message
    assert len(jar) == 0


def test_the_same_refusal_is_noted_once_and_not_without_end():
    jar = Jar()
    for number in range(MOST_REFUSED + 5):
        take(jar, f"a{number}=1; SameSite=None")
        take(jar, f"a{number}=2; SameSite=None")
    assert len(jar.contents.refused) == MOST_REFUSED


def test_an_open_connection_cannot_hide_a_secure_cookie():
    jar = Jar()
    take(jar, "sid=good; Secure; Path=/", "https://example.com/")
    hidden = take(jar, "sid=evil; Path=/x; Domain=example.com", "http://app.example.com/x")
    assert hidden.kind == "hides-secure"
    assert not isinstance(take(jar, "sid=own; Path=/", "https://app.example.com/"), Reason)
    assert not isinstance(take(jar, "other=1; Path=/", "http://app.example.com/"), Reason)


def test_a_host_has_room_for_so_many_and_the_ended_and_open_ones_go_first():
    jar = Jar()
    for number in range(MOST_OF_HOST - 2):
        take(jar, f"s{number}=1; Secure")
    take(jar, "ends=1; Secure; Max-Age=10")
    take(jar, "open=1")
    take(jar, "more=1; Secure", seconds=60)
    assert "ends" not in names(jar)
    assert "open" in names(jar)
    take(jar, "again=1; Secure", seconds=61)
    assert "open" not in names(jar)
    assert len(jar) == MOST_OF_HOST


def test_what_was_unused_longest_goes_first():
    jar = Jar()
    keys = [take(jar, f"s{number}=1", seconds=number) for number in range(MOST_OF_HOST)]
    jar.sent(keys[:1], NOW + timedelta(days=1), 200)
    take(jar, "more=1", seconds=1000)
    assert jar.get(keys[0]).status == 200
    assert jar.get(keys[1]) is None


def test_the_whole_jar_has_room_for_so_many():
    jar = Jar()
    for number in range(MOST + 3):
        take(jar, "a=1", f"https://h{number}.example/", seconds=number / 1000)
    assert len(jar) == MOST
    assert names(jar, "h0.example") == []


def test_an_ended_cookie_is_shown_for_a_day():
    jar = Jar()
    take(jar, "sid=1; Max-Age=60")
    jar.evict(NOW + timedelta(hours=20))
    assert len(jar) == 1
    jar.evict(NOW + timedelta(hours=30))
    assert len(jar) == 0


def test_contents_make_the_same_jar():
    jar = Jar()
    take(jar, "sid=one; Domain=example.com; Path=/x; Max-Age=60; Secure; HttpOnly; SameSite=Lax")
    take(jar, "a=1; SameSite=None")
    assert Jar(jar.contents).contents == jar.contents
