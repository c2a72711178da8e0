"""A time that is the server's own second is no clock that differs: it is in another unit."""

import pytest

from inspector.diagnose.diagnosing import diagnose

SECOND = 1700007200
DATE = "< Date: Wed, 15 Nov 2023 00:13:20 GMT"
SAID = "invalid timestamp"


def _signed(written, reply, *, body=""):
    sent = f"> X-Access-Key: rk51f0c2d9a7e3b84466\n> X-Access-Sign: {'c' * 43}=\n{written}"
    return f"> POST https://trade.test/orders\n{sent}\n{body}{reply}"


def _header(number):
    return f"> X-Access-Timestamp: {number}"


def _refused(said):
    return f'< 401 Unauthorized\n{DATE}\n<< {{"message": "{said}"}}'


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


@pytest.mark.parametrize(
    ("digits", "certainty"),
    [
        (13, "very-likely"),
        (16, "very-likely"),
        (19, "very-likely"),
        (10, "possible"),
    ],
)
def test_the_servers_own_second_in_another_unit(attempt, digits, certainty):
    number = str(SECOND * 10 ** (digits - 10))
    found = _first(attempt, _signed(_header(number), _refused(SAID)))
    assert (found.slug, found.certainty) == ("time-in-another-unit", certainty)


OAUTH = (
    '> GET https://shop.test/orders\n> Authorization: OAuth oauth_consumer_key="k", '
    'oauth_signature_method="HMAC-SHA1", oauth_nonce="n", oauth_timestamp="{}", '
    'oauth_signature="c2lnbmF0dXJlb2ZzaGExYQ%3D%3D"\n< {} No\n' + DATE
)


def test_a_signature_that_counts_seconds_by_its_standard_needs_no_word(attempt):
    found = _first(attempt, OAUTH.format(f"{SECOND}123", 401))
    assert found.slug == "time-in-another-unit"
    assert "oauth_timestamp is the server's own time, in milliseconds" in [
        each.statement for each in found.evidence
    ]


@pytest.mark.parametrize(
    ("number", "status"),
    [(f"{SECOND}", 401), (f"{SECOND - 7200}123", 401), (f"{SECOND}123", 404)],
)
def test_one_that_is_another_time_or_was_not_refused(attempt, number, status):
    found = diagnose(attempt(OAUTH.format(number, status))).findings
    assert "time-in-another-unit" not in [one.slug for one in found]


def test_a_time_in_the_body(attempt):
    body = f'>> {{"timestamp": {SECOND}123, "side": "buy"}}\n'
    found = _first(attempt, _signed("> Content-Type: application/json", _refused(SAID), body=body))
    assert found.slug == "time-in-another-unit"


def test_the_reply_counts_in_another_unit(attempt):
    refused = _refused(SAID).replace('{"', f'{{"serverTime": {SECOND}100, "')
    found = _first(attempt, _signed(_header(SECOND), refused))
    assert (found.slug, found.certainty) == ("time-in-another-unit", "very-likely")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        # Two hours off in whatever unit.
        (f"{SECOND - 7200}123", SAID),
        # The reply names by how much: it read the number.
        (f"{SECOND}123", "timestamp was 1000ms ahead of the server's time"),
    ],
)
def test_a_clock_that_differs(attempt, number, said):
    assert _first(attempt, _signed(_header(number), _refused(said))).slug == "clock-differs"


def test_a_unit_that_this_host_took_before(attempt):
    taken = _signed(_header(f"{SECOND - 60}123"), f"< 200 OK\n{DATE}\n<< {{}}")
    found = _first(attempt, taken, _signed(_header(f"{SECOND}123"), _refused(SAID)))
    assert found.slug != "time-in-another-unit"
