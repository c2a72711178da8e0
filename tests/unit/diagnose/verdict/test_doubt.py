"""A refusal without a word shows all that looks alike, each possible; one with a word does not."""

import jwt
import pytest

from inspector.diagnose import diagnose
from inspector.export.look_alikes import doubts_report
from inspector.export.verdict_report import verdict_report
from inspector.model.experiment import Plan
from inspector.presentation.terminal.verdict_text import verdict_text
from tests.fixtures.short_texts import attempt_of, sent_from_here

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


# ---------------- Which of them come into question is told by what was sent
def slugs(request, reply):
    return [one.finding for one in diagnose(attempt_of(request + reply)).doubts]


def test_a_jwt_may_be_made_for_others():
    token = jwt.encode({"sub": "ada", "aud": "shop", "iss": "https://id.other"}, "k" * 32)
    sent = f"> GET https://api.test/orders\n> Authorization: Bearer {token}\n"
    assert {"audience-mismatch", "issuer-not-trusted"} <= set(slugs(sent, SILENT["empty"]))
    here = jwt.encode({"sub": "ada", "aud": "https://api.test"}, "k" * 32)
    fits = f"> GET https://api.test/orders\n> Authorization: Bearer {here}\n"
    assert "audience-mismatch" not in slugs(fits, SILENT["empty"])
    assert "audience-mismatch" not in slugs(SENT["token"], SILENT["empty"])


def test_an_opaque_token_may_be_looked_for_elsewhere_where_no_challenge_asks_for_it():
    assert "key-in-wrong-place" in slugs(SENT["token"], SILENT["empty"])
    assert "key-in-wrong-place" not in slugs(SENT["token"], SILENT["bare challenge"])


@pytest.mark.parametrize(
    ("request_", "first"),
    [
        (SENT["key"], "key-refused"),
        ("> GET https://api.test/orders?token=mt-00000000\n", "key-refused"),
        (SENT["token"], "forbidden"),
        (SENT["password"], "forbidden"),
        ("> GET https://api.test/orders\n> X-Session-Token: 0123456789abcdef\n", "forbidden"),
    ],
)
def test_403_says_more_often_of_a_key_that_it_is_wrong(request_, first):
    assert diagnose(attempt_of(request_ + SILENT["403"])).findings[0].slug == first


def test_a_key_that_was_accepted_here_is_not_called_wrong_by_403():
    known = f"{SENT['key']}< 200 OK\n---\n"
    found = diagnose(attempt_of(known + SENT["key"].replace("orders", "staff") + SILENT["403"]))
    assert found.findings[0].cause == "insufficient-permissions"


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "500 Oh", "502 Bad Gateway"])
@pytest.mark.parametrize(
    "sent",
    [
        *SENT.values(),
        "> GET https://api.test/orders\n> Cookie: sessionid=abc123def456\n",
        "> GET https://api.test/orders\n",
        "> POST https://api.test/login\n>> user=ann&password=pw-12345\n",
    ],
)
def test_each_look_alike_is_called_by_a_name_and_not_by_its_id(sent, status):
    verdict = diagnose(sent_from_here(attempt_of(f"{sent}< {status}")))
    assert all(one.name and "-" not in one.name for one in verdict.doubts), verdict.doubts
