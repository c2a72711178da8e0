"""Another scheme carries over what it can, and asks for the rest."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import schemes
from inspector.diagnose.fixes.apply import apply
from inspector.model.finding import Cause
from inspector.model.fix import KIND, Change, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import NO_SECRET, SecretRef

NONE = Suspicion(cause=Cause.SCHEME_MISMATCH, slug="x", weight=0.5)
_REF = SecretRef(place="keyring", name="s")
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
    assert [str(change.field) for change in fix.changes if change.ask] == asked
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
    made = {change.field.name: change.after for change in fix.changes}
    assert made == changes


@pytest.mark.parametrize(
    ("asks", "words", "changes"),
    [
        (("Token",), "", {"kind": "bearer", "word": "Token", "token": ""}),
        (('SSWS realm="r"',), "", {"kind": "bearer", "word": "SSWS", "token": ""}),
        (("Ghost",), "", {"kind": "bearer", "word": "Ghost", "token": ""}),
        (("xBasic",), "", {"kind": "basic", "user": "", "password": ""}),
        (("Cookie",), "", {"kind": "bearer", "token": ""}),
        (
            ('ApiKey realm="r", in="query", key_name="key"',),
            "",
            {"kind": "api-key", "name": "key", "place": "query", "value": ""},
        ),
        (('X-My-Key realm="r"',), "", {"kind": "api-key", "name": "X-My-Key", "value": ""}),
        (
            (),
            'Use "Authorization: Ghost [token]".',
            {"kind": "bearer", "word": "Ghost", "token": ""},
        ),
        ((), "Authorization: <API_KEY> is missing", {"kind": "bearer", "word": "", "token": ""}),
        (
            (),
            "The query parameter 'api_key' is missing",
            {"kind": "api-key", "name": "api_key", "place": "query", "value": ""},
        ),
        (("Bearer", "Token"), "", {"kind": "bearer", "token": ""}),
    ],
)
def test_it_is_added_in_the_form_that_is_asked_for(attempt, asks, words, changes):
    fix = schemes.add_credential(case(attempt, "", *asks, words=words), NONE)
    made = {change.field.name: change.after for change in fix.changes}
    assert made == changes


@pytest.mark.parametrize(
    ("host", "changes"),
    [
        ("api.linear.app", {"kind": "bearer", "word": "", "token": ""}),
        ("acme.okta.com", {"kind": "bearer", "word": "SSWS", "token": ""}),
        ("api.figma.com", {"kind": "api-key", "name": "X-Figma-Token", "value": ""}),
        ("api.github.com", {"kind": "bearer", "token": ""}),
        ("api.mailgun.net", {"kind": "basic", "user": "api", "password": ""}),
    ],
)
def test_where_nothing_is_said_the_provider_s_way_is_taken(attempt, host, changes):
    found = Trace(attempt(f"> GET https://{host}/v1\n< 401 No")).case(0)
    fix = schemes.add_credential(found, NONE)
    made = {change.field.name: change.after for change in fix.changes}
    assert made == changes


def test_what_is_added_is_what_the_request_holds(attempt):
    found = case(attempt, "", 'Key in="query", key_name="k"')
    fix = schemes.add_credential(found, NONE)
    made = apply(Request(), fix, lambda _ref: "", lambda _text: NO_SECRET)
    assert made.credential == ApiKey(name="k", place="query")
    fix = schemes.add_credential(case(attempt, "", "SSWS"), NONE)
    assert apply(Request(), fix, lambda _: "", lambda _: NO_SECRET).credential == Bearer(
        word="SSWS"
    )


@pytest.mark.parametrize(("sent", "after"), [("YTrk", "utf-8"), ("YTrDpA==", "iso-8859-1")])
def test_the_other_charset(attempt, sent, after):
    found = case(attempt, f"\n> Authorization: Basic {sent}")
    assert schemes.switch_charset(found, NONE).changes[0].after == after


def test_one_authorization_header(attempt):
    fix = schemes.one_authorization(case(attempt, BASIC), NONE)
    assert fix.changes[-1].operation == "remove"


@pytest.mark.parametrize(
    ("sent", "asks", "word"),
    [
        ("\n> Authorization: bearer abcdefgh", (), "Bearer"),
        ("\n> Authorization: DPOP abcdefgh", (), "DPoP"),
        ("\n> Authorization: bearer abcdefgh", ("bearer",), None),  # the server writes it so too
        (BEARER, (), None),
        ("\n> Authorization: acme abcdefgh", (), None),
        ("\n> Authorization: basic YTpi", (), None),  # the program writes that word itself
    ],
)
def test_a_word_is_written_as_it_is_registered(attempt, sent, asks, word):
    fix = schemes.exact_word(case(attempt, sent, *asks), NONE)
    assert (fix.changes[0].after if fix is not None else None) == word


@pytest.mark.parametrize(
    ("sent", "asks", "words", "identity"),
    [
        (BASIC, (), "", "switch-to-bearer"),
        (BASIC, ('Basic realm="r"',), "", None),
        (BASIC, (), "Wrong user name or password", None),
        (BEARER, (), "", None),
    ],
)
def test_a_token_in_place_of_a_login_where_no_login_is_shown_to_be_read(
    attempt, sent, asks, words, identity
):
    fix = schemes.other_kind(case(attempt, sent, *asks, words=words), NONE)
    assert (fix.id if fix is not None else None) == identity
    assert fix is None or fix.changes[0].guessed


def test_a_login_will_do_where_a_token_or_a_login_is_asked_for(attempt):
    fix = schemes.add_credential(case(attempt, "", 'Basic realm="r"', "Bearer"), NONE)
    assert fix.changes[0].guessed
    assert fix.because
    only = schemes.add_credential(case(attempt, "", "Bearer"), NONE)
    assert not only.changes[0].guessed
    assert not only.because


@pytest.mark.parametrize(
    ("before", "kind", "stays"),
    [
        (ApiKey(name="X-Key", value=_REF), "basic", True),
        (Basic(user="ann", password=_REF), "api-key", True),
        (ApiKey(name="Authorization", value=_REF), "basic", False),
        (ApiKey(name="X-Key", value=_REF), "bearer", False),
        (Bearer(token=_REF), "basic", False),
        (ApiKey(), "basic", False),
    ],
)
def test_a_key_of_its_own_place_stays_beside_a_login(before, kind, stays):
    change = Change(field=KIND, after=kind)
    fix = Fix(id="x", title="x", changes=(change,))
    request = Request(url="https://a.test/", credential=before)
    after = apply(request, fix, lambda _: "", lambda _: NO_SECRET)
    assert after.credential.kind == kind
    assert after.also == ((before,) if stays else ())
