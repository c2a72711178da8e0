"""Single fixes say what they change and send."""

import msgspec
import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import builders, schemes
from inspector.diagnose.fixes.apply import apply
from inspector.model.finding import Cause
from inspector.model.fix import Action, Field
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request
from inspector.model.secret import SecretRef

NONE = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="x", weight=0.5)


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def test_secret_fields(attempt):
    basic = case(attempt, "> GET https://a.test/\n> Authorization: Basic YTpi\n< 401 No")
    key = case(attempt, "> GET https://a.test/\n> X-Api-Key: abc\n< 401 No")
    assert builders.secret_field(basic) == Field("credential", "password")
    assert builders.secret_field(key) == Field("credential", "value")
    assert builders.enter_secret(basic, NONE).risk == "login-attempt"
    assert builders.enter_secret(basic, NONE).changes[0].ask


def test_a_form_is_filled_in_again(attempt):
    login = case(attempt, "> POST https://a.test/login\n>> username=ada&password=x\n< 401 No")
    token = case(
        attempt,
        "> POST https://a.test/token\n>> grant_type=client_credentials&client_id=a\n< 401 No",
    )
    assert builders.secret_field(login) == builders.secret_field(token) == Field("body")
    assert builders.enter_secret(login, NONE).title == "Enter user and password"
    assert schemes.enter_client_secret(token, NONE).title == "Enter client ID and secret"


def test_a_variable_is_given_a_value():
    missing = Suspicion(
        cause=Cause.MISSING_CREDENTIALS,
        slug="unresolved-variable",
        weight=1,
        values={"name": "token"},
    )
    fix = builders.enter_variable(None, missing)
    assert fix.title == "Give token a value"
    assert fix.changes[0].field == Field("environment", "token")
    assert builders.enter_variable(None, NONE) is None


def test_an_option_is_chosen_and_a_store_unlocked(attempt):
    plain = case(attempt, "> GET https://a.test/\n< 401 No")
    chosen = builders.choose("x", "Choose a file", "options.ca_file")(plain, NONE)
    assert (chosen.changes[0].field, chosen.changes[0].ask) == ("options.ca_file", True)
    assert builders.unlock(plain, NONE).action == Action("vault-status")


def test_the_user_of_a_password_grant_is_asked_for_not_the_client(attempt):
    asked = case(
        attempt,
        "> POST https://a.test/token\n> Authorization: Basic YTpi\n"
        ">> grant_type=password&username=ada&password=x\n< 400 No",
    )
    wrong = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="wrong-password", weight=0.5)
    fix = builders.enter_secret(asked, wrong)
    assert [str(one.field) for one in fix.changes] == ["body"]
    assert fix.title == "Enter user and password"
    assert str(builders.enter_secret(asked, NONE).changes[-1].field) == "credential.password"


def test_a_saml_answer_is_entered_where_it_stood(attempt):
    posted = case(attempt, "> POST https://a.test/acs\n>> SAMLResponse=PHg%2B\n< 403 No")
    assert str(builders.enter_secret(posted, NONE).changes[0].field) == "body.SAMLResponse"


def test_a_login_that_was_not_encoded_is_encoded_by_the_program(attempt):
    raw = case(attempt, "> GET https://a.test/\n> Authorization: Basic ada:s3cret\n< 401 No")
    assert builders.encode_login(raw, NONE).id == "clean-encode"
    other = case(attempt, "> GET https://a.test/\n> Authorization: Basic s3cret\n< 401 No")
    assert builders.encode_login(other, NONE) is None


def test_a_client_that_showed_nothing_shows_itself_by_basic(attempt):
    body = "grant_type=client_credentials"
    for more, asks in (("", ["credential.user", "credential.password"]), ("&client_id=job", [])):
        token = case(attempt, f"> POST https://a.test/token\n>> {body}{more}\n< 401 No")
        for build in (schemes.enter_client_secret, schemes.add_credential):
            fix = build(token, NONE)
            assert fix.changes[0].after == "basic"
            typed = [str(one.field) for one in fix.changes if one.ask]
            assert typed == (asks or ["credential.password"])
    named = {str(one.field): one.after for one in fix.changes if not one.ask}
    assert named["credential.user"] == "job"
    shown = case(attempt, f"> POST https://a.test/token\n>> {body}&client_secret=x\n< 401 No")
    assert str(schemes.enter_client_secret(shown, NONE).changes[0].field) == "body"


def test_a_scheme_that_only_words_name_is_switched_to(attempt):
    sent = "> GET https://a.test/\n> Authorization: Basic YTpi\n< 401 No"
    wants = Suspicion(
        cause=Cause.SCHEME_MISMATCH, slug="x", weight=0.5, values={"wanted": "Bearer"}
    )
    fix = schemes.switch_scheme(case(attempt, sent), wants)
    assert (fix.id, fix.changes[-1].ask) == ("switch-to-bearer", True)
    offered = f"{sent}\n< WWW-Authenticate: Basic"
    assert schemes.switch_scheme(case(attempt, offered), wants) is None


@pytest.mark.parametrize(
    ("works", "after"), [("HTTP/1.1", "1.1"), ("HTTP/2", "2"), ("HTTP/2.0", "2"), ("HTTP/3", "")]
)
def test_the_version_of_http_that_is_accepted_is_sent(attempt, works, after):
    found = Suspicion(
        cause=Cause.CONFIGURATION,
        slug="http-version-refused",
        weight=1,
        values={"works": works, "sent": "HTTP/1.0"},
    )
    fix = builders.other_version(Trace(attempt("> GET https://a.test/\n< 401 No")).case(0), found)
    assert (fix is None) is not after
    if fix is not None:
        made = apply(Request(), fix, lambda _: "", lambda _: None)
        assert made.options.http_version == after


def test_a_cookie_is_asked_for_where_the_credential_is_no_other_key(attempt):
    sent = attempt("> GET https://a.test/\n> Cookie: sid=gone\n< 401 No")
    cookie = ApiKey(place="cookie", name="sid", value=SecretRef(place="memory", name="a"))
    key = ApiKey(value=SecretRef(place="memory", name="k"))

    def asked(credential):
        request = Request(url="https://a.test/", credential=credential)
        trace = Trace(msgspec.structs.replace(sent, request=request))
        return builders.enter_cookie(trace.case(0), NONE)

    kept = {"value": "", "place": "cookie", "name": "sid"}
    for credential in (NoCredential(), cookie):
        assert {one.field.name: one.after for one in asked(credential).changes} == kept
    assert asked(key) is None


# ---------------- Whose secret is typed where several might be
WRONG = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="wrong-password", weight=0.5)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ("Authorization: Bearer abc.def", "body"),
        ("Authorization: Basic YTpi", "credential.password"),
    ],
)
def test_a_password_in_the_body_is_typed_there_beside_a_token(attempt, sent, field):
    body = '>> {"username": "ada", "password": "plum-42!x"}'
    text = f"> POST https://a.test/account\n> {sent}\n> Content-Type: application/json\n{body}"
    asked = case(attempt, f"{text}\n< 401 No")
    assert str(builders.enter_secret(asked, WRONG).changes[-1].field) == field


@pytest.mark.parametrize(
    ("more", "body", "field"),
    [
        ("", '{"refresh_token": "9944b09199c62bcf94"}', "body.refresh_token"),
        ("", '{"refreshToken": "9944b09199c62bcf94"}', "body.refreshToken"),
        ("", '{"refresh": "9944b09199c62bcf94"}', "body.refresh"),
        ("> Authorization: Bearer abc.def\n", '{"refresh": "9944b09199c62bcf94"}', "credential.token"),
        ("", '{"refresh_token": "9944b0", "client_id": "a", "client_secret": "x"}', "body"),
    ],
)  # fmt: skip
def test_a_token_that_alone_says_who_asks_is_typed_where_it_stood(attempt, more, body, field):
    text = f"> POST https://a.test/auth/refresh\n{more}> Content-Type: application/json\n>> {body}"
    fix = builders.enter_secret(case(attempt, f"{text}\n< 401 No"), NONE)
    assert str(fix.changes[-1].field) == field
