"""Every cookie of a jar is judged for a request, rule by rule."""

from datetime import UTC, datetime

import pytest

from inspector.protocol.cookie.choosing import choose, marks_of
from inspector.protocol.cookie.cookie_rules import Asked
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import Jar, Setting

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
SIGNS = {"fits": "+", "broken": "x", "not-reached": "-"}


@pytest.mark.parametrize(
    ("line", "url", "site", "signs"),
    [
        ("a=1", "https://app.example.com/x", "", "+++++"),
        ("a=1", "https://example.com/x", "", "x----"),
        ("a=1; Path=/admin", "https://app.example.com/x", "", "+x---"),
        ("a=1; Secure", "http://app.example.com/x", "", "++x--"),
        ("a=1; SameSite=Strict", "https://app.example.com/x", "https://b.example", "+++x-"),
        ("a=1; SameSite=Lax", "https://app.example.com/x", "https://b.example", "+++x-"),
        ("a=1; SameSite=Strict", "https://app.example.com/x", "https://www.example.com", "+++++"),
        ("a=1; Max-Age=60", "https://app.example.com/x", "", "++++x"),
    ],
)
def test_the_first_rule_against_it_is_told(line, url, site, signs):
    jar = Jar()
    jar.take(parse(line, NOW), Setting("https://app.example.com/", NOW))
    asked = Asked(url, NOW.replace(hour=13), site)
    (chosen,) = choose(jar, asked)
    assert "".join(SIGNS[mark] for mark in marks_of(chosen).values()) == signs
    assert chosen.is_sent == (signs == "+++++")
    assert chosen.is_sent or chosen.reason.message


@pytest.mark.parametrize(
    ("line", "signs"),
    [("a=1; Domain=b.example", "x----"), ("a=1; SameSite=None", "++x--"), ("=", "-----")],
)
def test_a_refused_one_has_the_rule_that_it_broke(line, signs):
    jar = Jar()
    jar.take(parse(line, NOW), Setting("https://app.example.com/", NOW))
    (refused,) = jar.contents.refused
    assert "".join(SIGNS[mark] for mark in marks_of(refused).values()) == signs
