"""Only what has to be checked somewhere behind takes long, or is never answered."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.model.exchange import Failure, Timing

PAGE = "> GET https://maps.example/welcome\n< 200 OK\n< Content-Type: text/html\n<< <html>hi</html>"
LOGIN = """> POST https://maps.example/login
> Content-Type: application/x-www-form-urlencoded
>> username={user}&password={password}
< {reply}
< Content-Type: text/html
<< <div class="alert alert-danger">{words}</div>"""
YES = LOGIN.format(user="root", password="Quay-17", reply="200 OK", words="You are in")
NO = LOGIN.format(
    user="ann", password="Lorne-9", reply="200 OK", words="Invalid username or password"
)


def _attempt(attempt, parts):
    """Make entries of (text, milliseconds) pairs; a kind of failure takes the place of the reply."""
    made = attempt("\n---\n".join(text for text, *_ in parts))
    found = []
    for exchange, (_, took, *kind) in zip(made.exchanges, parts, strict=True):
        one = replace(exchange, timing=Timing(wait=took, total=took))
        lost = Failure(stage="wait", kind=kind[0], message="") if kind else None
        found.append(replace(one, reply=None, failure=lost) if lost else one)
    return replace(made, exchanges=tuple(found))


def _findings(attempt, *parts):
    return diagnose(_attempt(attempt, parts)).findings


@pytest.mark.parametrize("kind", ["no-reply", "timeout", "reset"])
def test_a_login_that_hangs_beside_pages_that_come(attempt, kind):
    hangs = (NO, 61_000, kind)
    found = _findings(attempt, (PAGE, 60), hangs, (PAGE, 50), hangs)
    assert (found[0].slug, found[0].certainty) == ("login-service-down", "very-likely")


@pytest.mark.parametrize(
    "parts",
    [
        # It ended at once, the pages hang as well, and a page in place of the login.
        [(PAGE, 60), (NO, 40, "reset"), (PAGE, 50), (NO, 40, "reset")],
        [(PAGE, 61_000), (NO, 61_000, "no-reply")],
        [(NO, 60), (PAGE, 61_000, "no-reply")],
    ],
)
def test_another_reason(attempt, parts):
    assert "login-service-down" not in [one.slug for one in _findings(attempt, *parts)]


@pytest.mark.parametrize(("took", "told"), [(20_470, True), (20_010, True), (900, False)])
def test_a_slow_no_beside_a_quick_yes(attempt, took, told):
    slugs = [one.slug for one in _findings(attempt, (YES, 290), (NO, took))]
    assert ("login-service-down" in slugs) == told


TOKEN = """> GET https://maps.example/tiles/{number}
> Authorization: Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1
< {reply}
< WWW-Authenticate: Bearer"""
GIVEN, TURNED_AWAY = (
    TOKEN.format(number="{n}", reply=one) for one in ("200 OK", "401 Unauthorized")
)


def _tiles(attempt, *parts):
    entries = ((text.format(n=number % 2), wait) for number, (text, wait) in enumerate(parts))
    return _findings(attempt, *entries)


def test_one_token_is_accepted_at_once_and_refused_slowly(attempt):
    parts = [(GIVEN, 12), (TURNED_AWAY, 21_063), (TURNED_AWAY, 21_055), (GIVEN, 240)]
    found = _tiles(attempt, *parts)
    assert found[0].slug == "login-service-down"
    assert "decision-of-other-address" not in [one.slug for one in found]


def test_refusals_at_once_follow_the_slow_ones(attempt):
    slow = [(GIVEN, 12), (TURNED_AWAY, 10_004), (TURNED_AWAY, 10_003), (TURNED_AWAY, 5)]
    found = _tiles(attempt, *slow)
    assert found[0].slug == "login-service-down"
    said = [fact.statement for one in found for fact in one.evidence]
    assert not any("Each refusal took" in one for one in said)


@pytest.mark.parametrize(
    "waits",
    [
        (12, 30, 25, 240),  # all come at once
        (12, 21_063, 25, 240),  # so does one refusal
        (19_400, 21_063, 21_055, 18_000),  # the host is slow
    ],
)
def test_where_the_time_tells_nothing_of_a_token(attempt, waits):
    texts = (GIVEN, TURNED_AWAY, TURNED_AWAY, GIVEN)
    found = _tiles(attempt, *zip(texts, waits, strict=True))
    assert found[0].slug != "login-service-down" or found[0].certainty != "very-likely"
    said = [fact.statement for one in found for fact in one.evidence]
    assert not any("Each refusal took" in one and "or more" in one for one in said)


# ---------------- Several hosts of one kind, and one of them waits for who judges its callers
SCRAPE = """> GET http://10.0.1.{host}:9100/metrics
> Authorization: Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1
< {reply}"""
UP, DOWN = (11, "200 OK"), (12, "401 Unauthorized")


def _scraped(attempt, *parts):
    entries = [(SCRAPE.format(host=host, reply=reply), wait) for (host, reply), wait in parts]
    return _findings(attempt, *entries)


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [(30_009, 30_006, "very-likely"), (21_063, 21_055, "possible")],
)
def test_one_host_waits_where_another_took_the_token(attempt, first, second, certainty):
    found = _scraped(attempt, (UP, 16), (DOWN, first), (UP, 15), (DOWN, second))
    assert (found[0].slug, found[0].certainty) == ("login-service-down", certainty)


def test_a_host_that_refuses_at_once_does_not_know_the_token(attempt):
    found = _scraped(attempt, (UP, 16), (DOWN, 21), (UP, 15), (DOWN, 22))
    assert found[0].slug == "other-host-knows-credential"
    assert "login-service-down" not in [one.slug for one in found]
