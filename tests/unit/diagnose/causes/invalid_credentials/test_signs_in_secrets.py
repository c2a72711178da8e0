"""Signs with a meaning of their own that were put raw into an address, a form or Basic."""

import base64

import pytest

from inspector.diagnose.diagnosing import diagnose


def _slugs(attempt, text):
    return [one.slug for one in diagnose(attempt(text)).findings]


def _address(query, reply="< 401 Unauthorized"):
    return f"> GET http://lamp.test/set?{query}\n{reply}"


NEEDS = '< 200 OK\n< Content-Type: application/json\n<< {"note": "give user and password"}'


@pytest.mark.parametrize(
    "text",
    [
        _address("user=nils&password=kelp&7tide&on=1"),
        _address("user=nils&password=kelp&7tide&on=1", NEEDS),
        _address("password=kelp&tide"),
        _address("user=nils&password=kelp#7tide"),
        _address("user=nils&secret_key=q4xV+Zt81kQwB2/rL=="),
        "> GET https://lamp.test/me\n> Cookie: session=kelp7;tide44; lang=en\n< 401 Unauthorized",
        "> GET https://lamp.test/me\n> Cookie: session=kelp7;tide44==; lang=en\n< 401 Unauthorized",
        (
            "> POST https://lamp.test/login\n> Content-Type: application/x-www-form-urlencoded\n"
            ">> user=nils&passwd=kelp&7tide\n< 200 OK\n< Content-Type: text/html\n<< <html><form>"
            "<p class=error>Wrong user name or password</p><input type=password></form></html>"
        ),
        (
            "> POST https://lamp.test/login\n> Content-Type: application/x-www-form-urlencoded\n"
            ">> user=nils&passwd=kelp&7tide\n< 403 Forbidden"
        ),
    ],
)
def test_a_sign_that_ends_or_changes_a_secret(attempt, text):
    assert _slugs(attempt, text)[:1] == ["secret-not-encoded"]


@pytest.mark.parametrize(
    "text",
    [
        _address("user=nils&password=kelp&on=1"),
        _address("user=nils&password=kelp%267tide&on=1"),
        _address("user=nils&password=correct+horse+battery"),
        _address("user=nils&password=kelp#/start"),
        _address("verbose&password=kelp"),
        "> GET https://lamp.test/me\n> Cookie: lang=en; session=kelp7tide44; on=\n< 401 Unauthorized",
        "> GET https://lamp.test/me\n> Cookie: lang=en;old; session=kelp7tide44\n< 401 Unauthorized",
    ],
)
def test_what_is_encoded_or_stands_elsewhere(attempt, text):
    assert "secret-not-encoded" not in _slugs(attempt, text)


def test_a_switch_after_a_key_is_no_more_than_possible(attempt):
    found = diagnose(attempt(_address("api_key=5f1c0d9a7e3b8446&pretty"))).findings
    words = {one.slug: one.certainty for one in found}
    assert words.get("secret-not-encoded", "unlikely") in {"possible", "unlikely"}


def test_a_reply_that_gives_what_was_asked_is_silent(attempt):
    given = '< 200 OK\n< Content-Type: application/json\n<< {"power": "on"}'
    assert not _slugs(attempt, _address("user=nils&password=kelp&7tide", given))


# ---------------- The client's secret in Basic
def _token(secret, *, in_body=False, encoded=""):
    coded = base64.b64encode(f"pier:{secret}".encode()).decode()
    sent = "" if in_body else f"> Authorization: Basic {coded}\n"
    more = f"&client_id=pier&client_secret={encoded}" if in_body else ""
    reply = (
        '< 200 OK\n< Content-Type: application/json\n<< {"access_token": "8f14e45f", '
        '"token_type": "Bearer"}'
        if in_body
        else '< 400 Bad Request\n< Content-Type: application/json\n<< {"error": "invalid_client"}'
    )
    return (
        f"> POST https://id.test/token\n{sent}> Content-Type: application/x-www-form-urlencoded\n"
        f">> grant_type=client_credentials{more}\n{reply}"
    )


@pytest.mark.parametrize(
    ("secret", "encoded", "slug"),
    [
        ("kelp+7tide", "kelp%2B7tide", "secret-not-encoded"),
        ("kelp%3ftide", "kelp%253ftide", "secret-not-encoded"),
        # Nothing in it is read otherwise: the way itself is another one.
        ("kelp-7tide", "kelp-7tide", "client-method-mismatch"),
    ],
)
def test_the_secret_that_the_body_was_taken_with(attempt, secret, encoded, slug):
    parts = (_token(secret), _token(secret, in_body=True, encoded=encoded))
    assert _slugs(attempt, "\n---\n".join(parts))[0] == slug


def test_a_way_that_the_metadata_list_is_allowed(attempt):
    listed = (
        "> GET https://id.test/.well-known/openid-configuration\n< 200 OK\n"
        '< Content-Type: application/json\n<< {"token_endpoint": "https://id.test/token", '
        '"token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"]}'
    )
    parts = (listed, _token("kelp-7tide"), _token("kelp-7tide", in_body=True, encoded="kelp-7tide"))
    found = diagnose(attempt("\n---\n".join(parts))).findings
    words = {one.slug: one.certainty for one in found}
    assert words.get("client-method-mismatch", "possible") in {"possible", "unlikely"}
