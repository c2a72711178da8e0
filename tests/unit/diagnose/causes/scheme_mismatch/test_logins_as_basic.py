"""A name and password as Basic, where a login took the same ones and gave a token."""

import base64

import pytest

from inspector.diagnose import diagnose

JSON = "Content-Type: application/json"
LOGIN = '{"username": "ada", "password": "plum-42!x"}'
TOKEN = "qF7mZ2vXr9TbLw4K"
GAVE = f'< 200 OK\n< {JSON}\n<< {{"token": "{TOKEN}", "expires_in": 3600}}'
NO = "< 401 Unauthorized"
OF_KEYS = f'{NO}\n< WWW-Authenticate: Basic realm="kiln"\n< {JSON}\n<< {{"code": "BAD_API_KEY"}}'
AS_BEARER = f"> GET https://kiln.example/api/firings\n> Authorization: Bearer {TOKEN}\n< 200 OK"


def _login(reply=GAVE, body=LOGIN, host="kiln.example", path="/api/login"):
    return f"> POST https://{host}{path}\n> {JSON}\n>> {body}\n{reply}"


def _basic(reply=NO, pair="ada:plum-42!x", path="/api/glazes"):
    value = base64.b64encode(pair.encode()).decode()
    return f"> GET https://kiln.example{path}\n> Authorization: Basic {value}\n{reply}"


def _findings(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("reply", [NO, OF_KEYS])
@pytest.mark.parametrize(
    "login",
    [
        _login(),
        _login(body='{"auth": {"user": {"name": "ada", "password": "plum-42!x"}}}'),
        _login(f'< 200 OK\n< {JSON}\n<< {{"sessionToken": "{TOKEN}"}}'),
        _login("< 204 No Content\n< Set-Cookie: kiln_session=9c1f7a2be04d5e63; HttpOnly"),
    ],
)
def test_the_token_of_the_login_is_wanted(attempt, login, reply):
    first = _findings(attempt, login, _basic(reply))[0]
    assert (first.slug, first.certainty.value) == ("login-in-place-of-token", "very-likely")
    assert first.cause.value == "scheme-mismatch"
    assert {one.place.entry for one in first.evidence} == {0, 1}


def test_a_place_that_asks_for_basic_may_have_logins_of_its_own(attempt):
    bare = f'{NO}\n< WWW-Authenticate: Basic realm="Members"\n< Content-Type: text/plain\n<< Unauthorized'
    first, second = _findings(attempt, _login(), _basic(bare))[:2]
    assert (first.slug, second.slug) == ("wrong-password", "login-in-place-of-token")


def test_that_the_token_lets_in_is_shown(attempt):
    first = _findings(attempt, _login(), AS_BEARER, _basic())[0]
    assert first.slug == "login-in-place-of-token"
    assert any(one.place.entry == 1 for one in first.evidence)


def test_a_login_made_afterwards_shows_it_as_well(attempt):
    found = _findings(attempt, _basic(), _login(), AS_BEARER)
    assert not found or found[0].slug == "login-in-place-of-token"


SIGNED = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYWRhIn0.c2lnbmF0dXJlb2ZpdGFsbA"


@pytest.mark.parametrize(
    "given",
    [
        f"< 200 OK\n< Content-Type: text/plain\n<< {SIGNED}",
        f'< 200 OK\n< {JSON}\n<< "{SIGNED}"',
        f'< 200 OK\n< {JSON}\n<< {{"access_token": "{TOKEN}"}}',
    ],
)
def test_a_login_by_basic_that_gives_a_token_shows_it_as_well(attempt, given):
    first = _findings(attempt, _basic(given, path="/users/authenticate"), _basic())[0]
    assert (first.slug, first.cause.value) == ("login-in-place-of-token", "scheme-mismatch")


@pytest.mark.parametrize(
    "given", ["< 200 OK\n<< ada", f'< 200 OK\n< {JSON}\n<< {{"name": "ada", "token_count": 2}}']
)
def test_what_basic_opens_without_a_token_is_no_login(attempt, given):
    slugs = [one.slug for one in _findings(attempt, _basic(given, path="/me"), _basic())]
    assert "login-in-place-of-token" not in slugs


def test_where_basic_gave_the_token_it_is_read(attempt):
    given = f'< 200 OK\n< {JSON}\n<< {{"access_token": "{TOKEN}"}}'
    both = _basic(given, path="/token"), _basic(path="/token")
    assert "login-in-place-of-token" not in [one.slug for one in _findings(attempt, *both)]


@pytest.mark.parametrize(
    "words", ["Http Authentication not implemented", "HTTP Basic is not supported here"]
)
def test_words_say_that_such_logins_are_not_read(attempt, words):
    first = _findings(attempt, _basic(f"{NO}\n< Content-Type: text/plain\n<< {words}"))[0]
    assert first.slug == "kind-not-accepted"


def test_the_fix_sends_a_token(attempt):
    first = _findings(attempt, _login(), _basic(OF_KEYS))[0]
    assert first.fixes[0].id == "switch-to-bearer"


@pytest.mark.parametrize(
    "parts",
    [
        [_basic()],
        [_login(NO), _basic()],
        [_login(f'< 200 OK\n< {JSON}\n<< {{"ok": false, "error": "bad password"}}'), _basic()],
        [_login(f'< 200 OK\n< {JSON}\n<< {{"refresh_token": "{TOKEN}"}}'), _basic()],
        [_login(), _basic(pair="ada:plum-43!x")],
        [_login(), _basic(pair="bob:plum-42!x")],
        [_login(host="oven.example"), _basic()],
        # Basic lets in here.
        [_login(), _basic("< 200 OK", path="/api/clays"), _basic()],
        # Another reason is told.
        [_login(), _basic(f'{NO}\n< {JSON}\n<< {{"message": "Your account is locked."}}')],
        [_login(), _basic(f'< 403 Forbidden\n< {JSON}\n<< {{"message": "No right to glazes."}}')],
        # The password is another one since.
        [
            _login(),
            (
                "> PUT https://kiln.example/api/me/password\n"
                f'> Authorization: Bearer {TOKEN}\n> {JSON}\n>> {{"password": "pear-9"}}\n< 200 OK'
            ),
            _basic(),
        ],
    ],
)
def test_where_nothing_shows_it(attempt, parts):
    slugs = [one.slug for one in _findings(attempt, *parts)]
    assert "login-in-place-of-token" not in slugs


# ---------------- No challenge names Basic, as who reads it has to
BARE = f'< 401 Unauthorized\n< {JSON}\n<< {{"message": "Unauthorized"}}'


def test_a_refusal_that_names_no_scheme_may_not_read_basic(attempt):
    assert "scheme-not-read" in [one.slug for one in _findings(attempt, _basic(BARE))]


@pytest.mark.parametrize(
    "parts",
    [
        [_basic(f"{BARE}\n".replace("\n< C", '\n< WWW-Authenticate: Basic realm="kiln"\n< C'))],
        [_basic(BARE.replace('Unauthorized"', 'Wrong password"'))],
        [_basic("< 200 OK"), _basic(BARE)],
    ],
)
def test_where_basic_is_read(attempt, parts):
    assert "scheme-not-read" not in [one.slug for one in _findings(attempt, *parts)]
