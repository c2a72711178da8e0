"""A refusal without a word shows all that looks alike, each possible; one with a word does not."""

import pytest

from inspector.diagnose import diagnose
from inspector.export.look_alikes import doubts_report
from inspector.export.verdict_report import verdict_report
from inspector.model.experiment import Plan
from inspector.presentation.terminal.verdict_text import verdict_text
from tests.fixtures.short_texts import attempt_of

SENT = {
    "token": "> GET https://api.test/orders\n> Authorization: Bearer abc.def\n",
    "key": "> GET https://api.test/orders\n> X-Api-Key: 0123456789abcdef\n",
    "password": "> GET https://api.test/orders\n> Authorization: Basic YWRhOnB3\n",
}
SILENT = {
    "empty": "< 401 Unauthorized",
    "bare challenge": '< 401 Unauthorized\n< WWW-Authenticate: Bearer realm="x"',
    "status in words": "< 401 Unauthorized\n<< Unauthorized",
    "403": "< 403 Forbidden\n<< {}",
}


def judged(kind, reply):
    return diagnose(attempt_of(SENT[kind] + reply))


@pytest.mark.parametrize("reply", SILENT.values(), ids=SILENT)
@pytest.mark.parametrize("kind", ["token", "key"])
def test_all_that_looks_alike_is_possible_and_none_likely(kind, reply):
    verdict = judged(kind, reply)
    names = {one.name for one in verdict.doubts}
    assert names >= {"Wrong secret", "Revoked", "Locked or disabled", "Not entitled here"}
    assert names >= {"Other environment", "The checker is down"}
    assert all(one.sign for one in verdict.doubts)
    assert {one.certainty for one in verdict.findings} == {"possible"}
    accounted = {one.cause for one in verdict.ruled_out}
    assert accounted.isdisjoint(one.cause for one in verdict.doubts)


def test_a_password_may_be_wrong_or_the_account_locked():
    verdict = judged("password", '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="x"')
    assert {one.name for one in verdict.doubts} >= {"Wrong secret", "Locked or disabled"}


@pytest.mark.parametrize(
    "reply",
    [
        '< 401 Unauthorized\n<< {"error": "token expired"}',
        '< 403 Forbidden\n<< {"message": "missing scope orders:write"}',
        "< 200 OK\n<< {}",
    ],
)
def test_a_word_leaves_no_such_doubt(reply):
    assert judged("token", reply).doubts == ()


def test_the_same_read_is_counted_once_and_costs_are_those_of_the_place():
    verdict = judged("key", SILENT["empty"])
    rows = {one.name: one.cost for one in verdict_report(verdict).doubts}
    assert rows["Wrong secret"] == "1 read"
    assert rows["Revoked"] == "same read"
    assert rows["Other environment"] == "asks first: new host"
    assert rows["The checker is down"] == "60 seconds of waiting"
    assert rows["Not entitled here"] == "not possible yet"
    place = Plan(id="same-credential-elsewhere", question="?", varies="x", requests=2)
    known = {one.name: one.cost for one in doubts_report(verdict, (place,))}
    assert known["Not entitled here"] == "2 reads"
    login = Plan(id="same-credential-elsewhere", question="?", varies="x", needs=("login-attempt",))
    asks = {one.name: one.cost for one in doubts_report(verdict, (login,))}
    assert asks["Not entitled here"] == "asks first: counts as a login"


def test_the_text_lists_them_with_what_would_tell():
    text = verdict_text(judged("key", SILENT["empty"]))
    assert "This reply doesn’t say why" in text
    assert "7 causes look alike here, each possible" in text
    assert "a made-up one is answered otherwise; same read; garbage-credentials" in text
    assert "Other causes:" not in text
