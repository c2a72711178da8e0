"""A run of refused credentials ends in 403 for whoever asks: the address is shut for a while."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge_one
from tests.unit.diagnose.rare_findings import jwt

CALL = "> GET https://house.test/api/{path}\n> Authorization: Bearer {token}\n< {status}"
WRONG, OTHER = "eXJvbmctdG9rZW4tMDAwMQ", "cmlnaHQtdG9rZW4tNzc3Nw"


def _first(attempt, *calls):
    parts = [CALL.format(path=path, token=token, status=status) for path, token, status in calls]
    return diagnose(attempt("\n---\n".join(parts))).findings[0].slug


FAILED = [("config", WRONG, "401 Unauthorized")] * 4


SHUT = ("config", WRONG, "403 Forbidden")


@pytest.mark.parametrize("last", [(), (("config", OTHER, "403 Forbidden"),)])
def test_the_same_place_is_shut_to_the_wrong_one_and_then_to_another(attempt, last):
    assert _first(attempt, *FAILED, SHUT, *last) == "too-many-attempts"


@pytest.mark.parametrize(
    "calls",
    [
        [*FAILED[:2], SHUT],
        [*FAILED, ("config", OTHER, "200 OK"), SHUT],
        [*FAILED, ("admin", WRONG, "403 Forbidden")],
        [*FAILED, ("config", OTHER, "403 Forbidden")],
    ],
)
def test_few_failures_a_success_another_place_or_credential_tell_nothing(attempt, calls):
    assert _first(attempt, *calls) != "too-many-attempts"


LOGIN_PAGE, ICON = (
    "> GET https://house.test/login\n< {}",
    "> GET https://house.test/manifest.json\n< {}",
)
FORBIDDEN = "403 Forbidden"
OLD = jwt({"iss": "f6359", "exp": 1700000000})


def _verdict(attempt, *calls, token=WRONG, more=()):
    parts = [CALL.format(path=path, token=token, status=status) for path, status in calls]
    made = attempt("\n---\n".join([*parts, *more]))
    return diagnose(made)


TURNED = [("config", "401 Unauthorized")] * 4 + [("config", FORBIDDEN)]


@pytest.mark.parametrize("token", [WRONG, OLD])
def test_a_limit_that_the_same_request_met_after_failures(attempt, token):
    limit = ("config", "429 Too Many Requests\n< Retry-After: 60")
    found = _verdict(attempt, *TURNED[:-1], limit, limit, token=token)
    assert (found.findings[0].slug, found.entry) == ("too-many-attempts", len(TURNED))
    assert "60 seconds" in found.findings[0].title


@pytest.mark.parametrize("token", [WRONG, OLD])
def test_the_very_same_request_is_not_judged_any_more(attempt, token):
    first = _verdict(attempt, *TURNED, token=token).findings[0]
    assert (first.slug, first.certainty) == ("too-many-attempts", "very-likely")
    assert first.entry == len(TURNED) - 1


@pytest.mark.parametrize("token", [WRONG, OLD])
@pytest.mark.parametrize("page", [LOGIN_PAGE, ICON])
def test_what_needs_no_login_is_refused_as_well(attempt, token, page):
    found = _verdict(attempt, *TURNED, token=token, more=[page.format(FORBIDDEN)])
    first = found.findings[0]
    assert (first.slug, first.certainty) == ("too-many-attempts", "certain")
    assert "bans your address" in first.title
    told = [one.statement for one in first.evidence]
    assert any("needs no login" in one for one in told)
    assert any("had expired" in one for one in told) is (token == OLD)


@pytest.mark.parametrize("last", [FORBIDDEN, "200 OK"])
def test_another_open_place_is_shut_where_it_was_given_before(attempt, last):
    news = "> GET https://house.test/news\n< {}"
    parts = [CALL.format(path=p, token=WRONG, status=s) for p, s in TURNED]
    made = attempt("\n---\n".join([news.format("200 OK"), *parts, news.format(last)]))
    assert (diagnose(made).findings[0].certainty == "certain") is (last == FORBIDDEN)


def test_what_came_without_a_credential_tells_the_same_asked_for_itself(attempt):
    parts = [CALL.format(path=p, token=WRONG, status=s) for p, s in TURNED]
    made = attempt("\n---\n".join([*parts, LOGIN_PAGE.format(FORBIDDEN)]))
    found = judge_one(Trace(made), len(parts)).findings
    assert found[0].slug == "too-many-attempts"
    alone = judge_one(Trace(attempt(LOGIN_PAGE.format(FORBIDDEN))), 0).findings
    assert "too-many-attempts" not in [one.slug for one in alone]
