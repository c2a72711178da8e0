"""Results side by side."""

from inspector.diagnose.trial.table import together
from inspector.diagnose.trial.weighing import readings
from inspector.model.finding import Cause

MINE = "< 401 No"
BASIC = "> GET https://api.test/orders\n> Authorization: Basic YTpi\n"


def concluded(case, outcomes):
    return list(together(case, outcomes, readings(case, outcomes)))


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
    assert [b.cause for b in bearings] == [Cause.INVALID_CREDENTIALS]


def test_one_result_alone_says_nothing_more(case, outcome):
    assert concluded(case(MINE), (outcome("garbage-credentials", MINE),)) == []
