"""A token behind another word, in place of a password, or a password in place of a token."""

import base64

import pytest

from inspector.diagnose import diagnose
from tests.unit.diagnose.gate.test_lone_errors import sent

# Its claims: a subject "ann", and no end.
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ." + "c2ln" * 10 + "abc"
HARBOUR = "> GET https://harbour.example/berths\n"
BARE = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"error": "Unauthorized"}'


def told(text):
    return [one.slug for one in diagnose(sent(text)).findings]


LIVE = "> GET wss://hall.example/live\n> Upgrade: websocket\n> Sec-WebSocket-Protocol: {word}, {value}\n"


@pytest.mark.parametrize(
    ("word", "value", "found"),
    [
        ("token", JWT, True),
        ("apikey", JWT, True),
        ("bearer", JWT, False),
        ("token", "7f3k9Qz2Lx8Wv1Bd6Mt4", False),
    ],
)
def test_a_jwt_behind_the_word_of_keys_among_the_protocols(word, value, found):
    text = LIVE.format(word=word, value=value) + BARE
    slugs = told(text)
    assert ("key-sent-in-another-way" in slugs) is found
    assert "no-credentials-sent" not in slugs
    fixes = [fix for one in diagnose(sent(text)).findings for fix in one.fixes]
    assert not [each for fix in fixes for each in fix.changes if each.field.area == "credential"]


def _login(user, password):
    return f"> Authorization: Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}\n"


@pytest.mark.parametrize(
    ("user", "password", "reason", "found"),
    [
        ("ann", "Quay-and-Lorne-7", "Content access is protected by token", True),
        ("ann", "Quay-and-Lorne-7", "A user token is required", True),
        ("k7Pq2ZxW", "w9Rt5Lm2Xc8Vb4Nz7Kp1Qd3S", "Content access is protected by token", False),
        ("ann", "Quay-and-Lorne-7", "Unauthorized", False),
        ("ann", "Quay-and-Lorne-7", "Content is protected by the owner", False),
    ],
)
def test_a_password_where_words_ask_for_a_token(user, password, reason, found):
    asks = f'< 401 {reason}\n< WWW-Authenticate: BASIC realm="Store"'
    slugs = told(f"{HARBOUR}{_login(user, password)}{asks}")
    assert (slugs[:1] == ["kind-not-accepted"]) is found


MADE = "K3V0Z7X9QW5E2NJ4T8RMBHCYF6DAL1GP"


@pytest.mark.parametrize(
    ("server", "password", "status", "found"),
    [
        ("cpsrvd", MADE, "403 Forbidden", True),
        ("cpsrvd", MADE, "401 Unauthorized", True),
        ("cpsrvd", "Quay-and-Lorne-2026-harbour-wall", "403 Forbidden", False),
        ("nginx", MADE, "403 Forbidden", False),
        ("cpsrvd", MADE, "401 Unauthorized\n< WWW-Authenticate: Basic", False),
    ],
)
def test_a_token_in_place_of_a_password(server, password, status, found):
    reply = f"< {status}\n< Server: {server}\n<< Access denied"
    slugs = told(f"{HARBOUR}{_login('ann', password)}{reply}")
    assert ("key-sent-in-another-way" in slugs) is found


# ---------------- Taken in the query, and hidden behind a 404 elsewhere
SECRET = "R0atGLv8A8pwWExpE3dLcmeZSF1jwcrC"
RESULTS = f"> GET https://dash.example/queries/318/results?api_key={SECRET}\n< 200 OK\n---\n"
HIDDEN = "> GET https://dash.example/queries/{{path}}\n> Authorization: Bearer {secret}\n< 404 Not Found\n< Content-Type: application/json\n<< {body}"
LOGIN = '{"message": "Nothing there. Please login and try again."}'


@pytest.mark.parametrize(
    ("secret", "body", "found"),
    [
        (SECRET, LOGIN, True),
        ("kq81ff02u3Qx9Lr7Zk1Vb5Nd77ab03c9", LOGIN, False),
        (SECRET, '{"message": "No such query"}', False),
    ],
)
def test_a_404_that_asks_for_a_login(secret, body, found):
    text = RESULTS + HIDDEN.format(secret=secret, body=body).replace("{path}", "318")
    assert ("key-in-wrong-place" in told(text)) is found


@pytest.mark.parametrize(
    ("token", "slug"),
    [
        ("inv_live_51c0ffee", "opaque-where-jwt-wanted"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lkLnRlc3QifQ.c2lnbmVk", "issuer-not-trusted"),
    ],
)
def test_a_text_without_an_issuer_is_no_token_of_another_one(attempt, token, slug):
    text = (
        f"> GET https://api.test/bills\n> Authorization: Bearer {token}\n< 401 Unauthorized\n"
        '< Content-Type: application/json\n<< {"error": "unknown_issuer", "message": "Unknown issuer"}'
    )
    assert diagnose(attempt(text)).findings[0].slug == slug
