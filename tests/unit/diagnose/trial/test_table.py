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


def test_a_login_that_is_asked_for_is_often_refused_all_alike(case, outcome):
    asks = f"{MINE}\n< WWW-Authenticate: Basic realm=r"
    outcomes = tuple(outcome(name, asks, sent=BASIC) for name in BOTH)
    assert concluded(case(BASIC + asks), outcomes) == []


def test_a_login_that_nobody_asks_for_may_not_be_read(case, outcome):
    outcomes = tuple(outcome(name, MINE, sent=BASIC) for name in BOTH)
    ((_, _, bearings),) = concluded(case(BASIC + MINE), outcomes)
    assert {b.slug for b in bearings if b.ratio > 1} == {"scheme-not-read"}
    wrong = f"{MINE}\n<< wrong password"
    told = tuple(outcome(name, wrong, sent=BASIC) for name in BOTH)
    assert concluded(case(BASIC + wrong), told) == []
    before = outcome("accepted-before", "< 200 OK", "accepted", sent=BASIC)
    assert concluded(case(BASIC + MINE), (before, *outcomes)) == []


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
