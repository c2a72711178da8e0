"""What the reply shows to have been looked at: a count, a form, a cookie, a client, an assertion."""

import time

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.experimenting import jwt

BASIC = "> GET https://a.test/\n> Authorization: Basic YTpi\n"
CLIENT = (
    "> POST https://a.test/token\n> Authorization: Basic YTpi\n>> grant_type=client_credentials\n"
)
POSTED = (
    "> POST https://a.test/token\n>> grant_type=client_credentials&client_id=a&client_secret=b\n"
)
SIGNED = 'OAuth oauth_consumer_key="app", oauth_signature="ab%2Bcd%3D"'
SEALED = "Fe26.2**8cb2dc140939033dd88b3015786b6dd0f9bad2d1a262cb0b656fcb7e"

BEARER = "> GET https://a.test/\n> Authorization: Bearer {}\n< 401 No\n< WWW-Authenticate: Bearer"


def first(attempt, text):
    return diagnose(attempt(text)).findings[0]


def tried(method):
    words = f"The client cannot authenticate with methods: ['{method}']"
    said = f'{{"error": "invalid_client", "error_description": "{words}"}}'
    return f"< 401 No\n< Content-Type: application/json\n<< {said}"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (f"{BASIC}< 429 Too Many Requests", "rate-limited"),
        (f"{BASIC}< 429 Too Many Requests\n< Retry-After: 60\n<< slow down", "rate-limited"),
        # GitHub counts with 403; a header and the words say the same.
        (
            (
                f"{BASIC}< 403 Forbidden\n< X-RateLimit-Remaining: 0\n"
                "<< API rate limit exceeded for 192.0.2.1."
            ),
            "rate-limited",
        ),
        (f"{BASIC}< 403 No\n< Retry-After: 60\n<< a secondary rate limit", "rate-limited"),
        (f"{BASIC}< 403 No\n< X-RateLimit-Remaining: 0", "forbidden"),
        # Statuses of their own for a caller whom a filter takes for a robot.
        (f"{BASIC}< 999 Request denied", "firewall-blocked"),
        (f"{BASIC}< 430 Security Rejection", "firewall-blocked"),
        # What was pasted along, seen or not.
        (BEARER.format("abc\tdef01234"), "blank-in-credential"),
        (BEARER.format("\u200babcdef01234"), "unseen-character-in-credential"),
        (BEARER.format("abcdef\ufeff"), "unseen-character-in-credential"),
        (BEARER.format("abcdefü01234"), "token-not-accepted"),
        # Basic without a user: the words name what lacks, not who took it away.
        (
            (
                "> GET https://a.test/\n> Authorization: Basic OmI=\n< 401 No\n"
                "< WWW-Authenticate: Basic\n<< authentication header missing username"
            ),
            "wrong-password",
        ),
        # A challenge that names the cookie says that cookies were looked at.
        (
            (
                f"> GET https://a.test/\n> Cookie: board={SEALED}\n< 401 No\n"
                "< WWW-Authenticate: cookie\n<< Missing authentication"
            ),
            "session-ended",
        ),
        # What was tried is no word about what is wanted.
        (CLIENT + tried("client_secret_basic"), "client-secret-refused"),
        (POSTED + tried("client_secret_post"), "client-method-mismatch"),
        # A gate that asks for a login has not looked into the body.
        (
            (
                "> POST https://a.test/\n> Content-Type: application/json\n"
                '>> {"api_key": "0123456789abcdef0123"}\n'
                "< 401 Unauthorized\n< WWW-Authenticate: Basic"
            ),
            "key-where-scheme-wanted",
        ),
    ],
)
def test_the_first_finding(attempt, text, slug):
    assert first(attempt, text).slug == slug


def test_what_oauth_1_signs_is_encoded_as_it_must_be(attempt):
    found = diagnose(attempt(f"> GET https://a.test/\n> Authorization: {SIGNED}\n< 401 No"))
    assert "key-percent-encoded" not in {one.slug for one in found.findings}


@pytest.mark.parametrize(
    ("audience", "slug"),
    [
        ("https://login.example/token", "audience-mismatch"),
        ("https://a.test/token", "assertion-refused"),
    ],
)
def test_an_assertion_has_to_name_its_provider(attempt, audience, slug):
    signed = jwt(sub="ada", aud=audience, exp=int(time.time()) + 600)
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    asked = f"> POST https://a.test/token\n>> grant_type={grant}&assertion={signed}\n"
    refused = '< 400 No\n< Content-Type: application/json\n<< {"error": "invalid_grant"}'
    assert first(attempt, asked + refused).slug == slug
