"""Results side by side."""

from inspector.diagnose.trial.weighing import readings, together
from inspector.model.finding import Cause

BOTH = ("without-credentials", "garbage-credentials")
MINE = "< 401 No"
BASIC = "> GET https://api.test/orders\n> Authorization: Basic YTpi\n"


def concluded(case, outcomes):
    found = together(case, outcomes, readings(case, outcomes))
    return [(one.experiment, one.meaning, one.bearings) for one in found]


def test_what_never_looks(case, outcome):
    outcomes = (outcome("without-credentials", MINE), outcome("garbage-credentials", MINE))
    ((name, words, bearings),) = concluded(case(MINE), outcomes)
    assert name == "garbage-credentials"
    assert words.endswith(".")
    assert {b.cause for b in bearings if b.ratio > 1} >= {Cause.CONFIGURATION, Cause.WRONG_ENDPOINT}


def test_a_login_is_often_refused_all_alike(case, outcome):
    outcomes = (
        outcome("without-credentials", MINE, sent=BASIC),
        outcome("garbage-credentials", MINE, sent=BASIC),
    )
    assert concluded(case(BASIC + MINE), outcomes) == []


def test_what_is_seen_but_unknown(case, outcome):
    outcomes = (
        outcome("without-credentials", "< 401 No\n<< nothing"),
        outcome("garbage-credentials", MINE),
    )
    ((_, _, bearings),) = concluded(case(MINE), outcomes)
    assert bearings[0].cause is Cause.INVALID_CREDENTIALS
    assert bearings[0].ratio > 1


def test_one_result_alone_says_nothing_more(case, outcome):
    assert concluded(case(MINE), (outcome("garbage-credentials", MINE),)) == []


def test_a_scheme_that_is_not_offered_is_refused_whatever_it_holds(case, outcome):
    digest = "< 401 No\n< WWW-Authenticate: Digest realm=r, nonce=n"
    outcomes = tuple(outcome(name, digest, sent=BASIC) for name in BOTH)
    ((_, _, bearings),) = concluded(case(BASIC + digest), outcomes)
    assert bearings[0].cause is Cause.SCHEME_MISMATCH


def test_forbidden_with_yours_and_unauthorized_without(case, outcome):
    outcomes = (outcome("without-credentials", MINE),)
    ((name, _, bearings),) = concluded(case("< 403 Forbidden"), outcomes)
    assert (name, bearings[0].cause) == ("without-credentials", Cause.INSUFFICIENT_PERMISSIONS)


def test_forbidden_whoever_asks(case, outcome):
    outcomes = (outcome("without-credentials", "< 403 Forbidden"),)
    ((_, _, bearings),) = concluded(case("< 403 Forbidden"), outcomes)
    assert bearings[0].cause is Cause.NETWORK_BLOCKED


def test_refused_as_broken_signatures_are(case, outcome):
    outcomes = (
        outcome("without-credentials", "< 401 No\n<< nothing"),
        outcome("garbage-credentials", MINE),
        outcome("signature-altered", MINE),
    )
    names = [name for name, _, _ in concluded(case(MINE), outcomes)]
    assert names == ["garbage-credentials", "signature-altered"]


def test_a_fresh_token_works_and_mine_is_refused_as_broken_ones_are(case, outcome):
    outcomes = (
        outcome("fresh-token", "< 200 OK\n<< {}"),
        outcome("signature-altered", MINE),
    )
    ((name, _, bearings),) = concluded(case(MINE), outcomes)
    assert name == "signature-altered"
    assert bearings[0].ratio < 1
