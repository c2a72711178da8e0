"""A token request that lacks or doubles a part, and an address signed for another use."""

import base64

import pytest

from inspector.diagnose import diagnose

SECRET = "Qm7xT2pLw0sVbK9yRc4HdAeZ31uN"
BASIC = base64.b64encode(f"mill:{SECRET}".encode()).decode()
FORM = "application/x-www-form-urlencoded"
CREDENTIALS = f"grant_type=client_credentials&client_id=mill&client_secret={SECRET}"
JSON = f'{{"grant_type":"client_credentials","client_id":"mill","client_secret":"{SECRET}"}}'
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


def asks(body, kind=FORM, *lines, error="invalid_request", status="400 Bad Request"):
    head = ("> POST https://id.mills.example/oauth/token", f"> Content-Type: {kind}")
    tail = (f">> {body}", f"< {status}", "< Content-Type: application/json")
    return "\n".join([*head, *(f"> {line}" for line in lines), *tail, f'<< {{"error":"{error}"}}'])


def code(verifier):
    return f"grant_type=authorization_code&client_id=mill&code={SECRET}&code_verifier={verifier}"


def sas(method, given):
    query = f"sv=2022-11-02&sr=b&sp={given}&se=2099-01-01T00:00:00Z&sig=c2lnbmVk"
    return f"> {method} https://mill.blob.core.windows.net/box/a?{query}\n< 403 Forbidden"


BOTH = f"Authorization: Basic {BASIC}"
FOUND = [
    ("sign-in-request-refused", asks(JSON, "application/json")),
    ("sign-in-request-refused", asks(CREDENTIALS, "text/plain")),
    ("second-part-missing", asks("grant_type=password&client_id=mill&username=ada")),
    ("second-part-missing", asks("grant_type=refresh_token&client_id=mill")),
    ("one-credential-too-many", asks(CREDENTIALS, FORM, BOTH)),
    ("code-refused", asks(code("abc"), error="invalid_grant")),
    ("key-is-limited", sas("PUT", "r")),
    ("key-is-limited", sas("GET", "cw")),
]


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first(attempt, slug, text):
    found = diagnose(attempt(text)).findings[0]
    assert (found.slug, found.certainty) == (slug, "very-likely")
    assert found.evidence[0].place is not None


def test_a_body_without_a_kind(attempt):
    said = [p.statement for p in diagnose(attempt(asks(JSON, ""))).findings[0].evidence]
    assert "Content-Type is empty" in said


GIVEN = asks(JSON, "application/json", status="200 OK").replace(
    '"error":"invalid_request"', '"access_token":"a"'
)
QUIET = [
    asks(JSON, "application/json", error="invalid_client", status="401 Unauthorized"),
    GIVEN + "\n---\n" + asks(JSON, "application/json"),
    asks("grant_type=refresh_token&client_id=mill&refresh_token=8f14e45fceea167a", error="invalid_grant"),
    asks("grant_type=refresh_token&client_id=mill", FORM, f"Cookie: refreshToken={SECRET}"),
    asks("grant_type=refresh_token&client_id=mill", FORM, f"Cookie: session={SECRET}"),
    asks("grant_type=refresh_token", FORM, f"Authorization: Bearer {SECRET}"),
    asks("grant_type=password&client_id=mill&email=ada@mills.example&password=long-river"),
    sas("PUT", "rw"),
    sas("GET", "rl"),
]  # fmt: skip


@pytest.mark.parametrize("text", QUIET)
def test_left_alone(attempt, text):
    slugs = {one.slug for one in diagnose(attempt(text)).findings}
    assert {slug for slug, _ in FOUND}.isdisjoint(slugs)


def test_a_verifier_of_the_right_form_is_no_evidence(attempt):
    found = diagnose(attempt(asks(code(VERIFIER), error="invalid_grant"))).findings[0]
    assert not any("code_verifier" in one.statement for one in found.evidence)


def test_a_login_whose_words_are_about_the_login_was_read(attempt):
    """A provider that reads JSON, and says what was wrong in it."""
    told = asks('{"email":"ada@mills.example","password":"long-river"}', "application/json")
    text = told.replace("/oauth/token", "/oauth/token?grant_type=password").replace(
        '{"error":"invalid_request"}', '{"code":400,"msg":"Invalid login credentials"}'
    )
    assert diagnose(attempt(text)).findings[0].slug == "wrong-password"
