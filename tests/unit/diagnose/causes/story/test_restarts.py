"""What a restarted server no longer knows, each beside a trace in which nothing began anew."""

import pytest

from inspector.diagnose.causes.story import restarts
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge
from tests.unit.diagnose.rare_findings import jwt

TOKEN = "c0ffee-7d1f20c4e93ab51"
STATUS = """> GET https://box.test/api/status
< 200 OK
< Content-Type: application/json
<< {"%s": "%s"}
"""
CALL = """> GET https://box.test/api/items
> Authorization: Bearer %s
< %s
"""
BY_KEY = CALL.replace("Authorization: Bearer", "X-Api-Key:")


def _trace(attempt, *entries):
    return Trace(attempt("---\n".join(entries)))


def _slugs(trace):
    return [one.slug for one in restarts.lost_at_a_restart(trace.case(len(trace) - 1))]


OLD, NEW = STATUS % ("Version", "2.1.4"), STATUS % ("Version", "2.1.5")
GIVEN, AWAY, REFUSED = (CALL % (TOKEN, one) for one in ("200 OK", "502 Bad Gateway", "401 No"))


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ((OLD, GIVEN, AWAY, NEW, REFUSED), ["lost-at-restart"]),
        ((OLD, GIVEN, NEW, REFUSED), ["lost-at-restart"]),
        ((GIVEN, AWAY, REFUSED), ["lost-at-restart"]),
        ((OLD, GIVEN, OLD, REFUSED), []),
        ((OLD, AWAY, NEW, GIVEN, REFUSED), []),  # it was taken after the restart
        ((GIVEN, AWAY, REFUSED, GIVEN, REFUSED), []),
        ((AWAY, REFUSED), []),
        (
            (STATUS % ("api_version", "3"), GIVEN, STATUS % ("api_version", "4"), REFUSED),
            [],  # which its caller asks for
        ),
        (tuple(BY_KEY % (TOKEN, one) for one in ("200 OK", "502 Bad Gateway", "401 No")), []),
    ],
)
def test_between_the_last_that_was_taken_and_the_refusal(attempt, entries, found):
    assert _slugs(_trace(attempt, *entries)) == found


def test_a_restart_comes_before_a_token_that_was_taken_back(attempt):
    trace = _trace(attempt, OLD, GIVEN, AWAY, NEW, REFUSED)
    assert judge(trace).findings[0].slug == "lost-at-restart"


def test_another_host_that_is_away_says_nothing(attempt):
    away = AWAY.replace("box.test", "other.test")
    assert _slugs(_trace(attempt, GIVEN, away, REFUSED)) == []


GIVEN_OUT = """> POST https://%s/login
> Content-Type: application/json
>> {"user": "ann", "password": "pw-of-ann"}
< 200 OK
< Content-Type: application/json
<< {"access_token": "%s"}
"""


@pytest.mark.parametrize(("host", "found"), [("box.test", ["lost-at-restart"]), ("id.test", [])])
def test_what_another_host_gave_out_outlives_a_restart(attempt, host, found):
    assert _slugs(_trace(attempt, GIVEN_OUT % (host, TOKEN), GIVEN, AWAY, REFUSED)) == found


@pytest.mark.parametrize(("iss", "found"), [("https://id.test", []), ("box", ["lost-at-restart"])])
def test_a_token_of_another_issuer_outlives_a_restart(attempt, iss, found):
    own = jwt({"iss": iss, "sub": "ann"})
    entries = [each.replace(TOKEN, own) for each in (GIVEN, AWAY, REFUSED)]
    assert _slugs(_trace(attempt, *entries)) == found
