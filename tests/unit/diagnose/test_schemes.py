"""Another scheme carries over what it can, and asks for the rest."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import schemes
from inspector.model.finding import Cause

NONE = Suspicion(cause=Cause.SCHEME_MISMATCH, slug="x", weight=0.5)
BASIC = "\n> Authorization: Basic YTpi"
BEARER = "\n> Authorization: Bearer abcdefgh"
KEY = "\n> X-Api-Key: abcdefgh"


def case(attempt, sent="", *asks, words=""):
    lines = "".join(f"\n< WWW-Authenticate: {ask}" for ask in asks)
    return Trace(attempt(f"> GET https://a.test/{sent}\n< 401 No{lines}\n<< {words}")).case(0)


@pytest.mark.parametrize(
    ("sent", "ask", "identity", "asked"),
    [
        (BASIC, 'Digest realm="r"', "switch-to-digest", []),
        (BASIC, "Bearer", "switch-to-bearer", ["credential.token"]),
        (BEARER, 'Basic realm="r"', "switch-to-basic", ["credential.user", "credential.password"]),
        (KEY, "Bearer", "switch-to-bearer", []),
    ],
)
def test_carried_over_or_asked_for(attempt, sent, ask, identity, asked):
    fix = schemes.switch_scheme(case(attempt, sent, ask), NONE)
    assert fix.id == identity
    assert [change.field for change in fix.changes if change.ask] == asked
    assert fix.title.endswith("and resend") == (not asked)


def test_without_another_scheme_there_is_nothing_to_switch(attempt):
    assert schemes.switch_scheme(case(attempt), NONE) is None
    assert schemes.switch_scheme(case(attempt, BEARER, "Bearer"), NONE) is None


@pytest.mark.parametrize(
    ("sent", "ask", "word"),
    [
        (BEARER, "Token", "Token"),
        (BEARER, "ApiKey", "ApiKey"),
        ("\n> Authorization: JWT a.b.c", "Token", "Token"),
    ],
)
def test_a_word_that_is_no_standard_takes_the_place_of_another(attempt, sent, ask, word):
    assert schemes.switch_word(case(attempt, sent, ask), NONE).changes[0].after == word


@pytest.mark.parametrize(("sent", "ask"), [(BASIC, "Token"), (BEARER, "Basic"), ("", "Token")])
def test_no_word_takes_the_place_of_a_login(attempt, sent, ask):
    assert schemes.switch_word(case(attempt, sent, ask), NONE) is None


@pytest.mark.parametrize(
    ("wanted", "word"),
    [("Token", "Token"), ("SSWS", "SSWS"), ("Basic", "Bearer"), ("a b", "Bearer")],
)
def test_the_word_in_front(attempt, wanted, word):
    told = Suspicion(cause=Cause.SCHEME_MISMATCH, slug="x", weight=1, values={"wanted": wanted})
    assert schemes.add_word(case(attempt), told).changes[0].after == word


@pytest.mark.parametrize(
    ("asks", "words", "changes"),
    [
        (('Basic realm="r"',), "", {"kind": "basic", "user": "", "password": ""}),
        (("Bearer",), "", {"kind": "bearer", "token": ""}),
        ((), "", {"kind": "bearer", "token": ""}),
        ((), "Set the X-Api-Key header", {"kind": "api-key", "name": "X-Api-Key", "value": ""}),
        (("ApiKey",), "", {"kind": "api-key", "value": ""}),
    ],
)
def test_what_is_added(attempt, asks, words, changes):
    fix = schemes.add_credential(case(attempt, "", *asks, words=words), NONE)
    made = {change.field.removeprefix("credential."): change.after for change in fix.changes}
    assert made == changes


@pytest.mark.parametrize(("sent", "after"), [("YTrk", "utf-8"), ("YTrDpA==", "iso-8859-1")])
def test_the_other_charset(attempt, sent, after):
    found = case(attempt, f"\n> Authorization: Basic {sent}")
    assert schemes.switch_charset(found, NONE).changes[0].after == after


def test_one_authorization_header(attempt):
    fix = schemes.one_authorization(case(attempt, BASIC), NONE)
    assert fix.changes[-1].operation == "remove"
