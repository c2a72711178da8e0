"""Refusals whose reason stands in a few words, in the scheme word, or in where a token stands."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from tests.unit.diagnose.rare_findings import jwt

NOW = datetime(2026, 6, 1, 9, 0, 0, tzinfo=UTC)


def _first(attempt, *parts, apart=20):
    read = attempt("\n---\n".join(parts))
    timed = tuple(
        replace(one, started=NOW + timedelta(seconds=at * apart))
        for at, one in enumerate(read.exchanges)
    )
    found = diagnose(replace(read, exchanges=timed)).findings
    return found[0].slug if found else ""


# ---------------- Too many requests, and what was done about it
LOGIN = (
    "> POST https://tide.test/api/login\n> Content-Type: application/json\n"
    '>> {"user": "lena", "password": "Reef-44-x"}\n< 403 Forbidden\n<< '
)
KEYED = "> GET https://tide.test/api/levels\n> X-Api-Key: 7c1f0a93e2b84d56\n< 403 Forbidden\n<< "


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (f"{LOGIN}Too many requests. Your IP is noted and is now blocked, write to us.", "ip-not-allowed"),
        (f"{KEYED}Too many requests, the IP address has been banned.", "ip-not-allowed"),
        (f"{LOGIN}Too many requests, please come back later.", "too-many-attempts"),
        (f"{KEYED}Too many requests, please come back later.", "rate-limited"),
        (f"{LOGIN}You have been blocked. Too many requests from this IP address.", "ip-not-allowed"),
        (f"{LOGIN}Your IP address has been banned due to excessive requests.", "ip-not-allowed"),
        # It is the tries that were counted.
        (f"{LOGIN}Too many failed logins, your IP is blocked for an hour.", "too-many-attempts"),
    ],
)  # fmt: skip
def test_who_asks_too_often(attempt, text, slug):
    assert _first(attempt, text) == slug


# ---------------- A word that is no scheme
TOKEN = jwt({"sub": "9", "iat": 1780300000, "exp": 1790000000})


def _named(word, reply):
    return f"> GET https://tide.test/api/levels\n> Authorization: {word} {TOKEN}\n{reply}"


AWAY = "< 302 Found\n< Location: https://tide.test/login"


@pytest.mark.parametrize(
    ("word", "reply", "named"),
    [
        ("harbour", AWAY, True),
        ("harbour", "< 401 Unauthorized", True),
        ("Bearer", AWAY, False),
        ("harbour", '< 401 Unauthorized\n<< {"message": "jwt expired"}', False),  # it was read
        ("harbour", "< 401 Unauthorized\n< WWW-Authenticate: harbour", False),
    ],
)
def test_a_name_in_place_of_the_scheme(attempt, word, reply, named):
    slug = _first(attempt, _named(word, reply))
    assert (slug == "scheme-word-missing") is named


# ---------------- A token that is missed beside a session
def _call(path, reply, cookie="TIDE_SESSION=0f3c5c1b0e9d4a2288aa71"):
    return (
        f"> GET https://tide.test/desk/{path}\n> X-Requested-With: XMLHttpRequest\n"
        f"> Referer: https://tide.test/desk\n> Cookie: {cookie}\n{reply}"
    )


GIVEN = "< 200 OK\n< Content-Type: application/json\n<< {}"


@pytest.mark.parametrize(
    "reply",
    [
        "< 417 Missing token null",
        "< 403 Missing token",
        "< 412 Invalid token",
        "< 400 Bad Request\n<< Token mismatch",
    ],
)
def test_a_token_is_missed_and_the_session_is_good(attempt, reply):
    assert _first(attempt, _call("left", GIVEN), _call("tree", reply)) == "csrf-token-missing"


@pytest.mark.parametrize(
    "parts",
    [
        (_call("tree", "< 417 Missing token null"),),  # nothing shows that the session is good
        (_call("left", GIVEN), _call("tree", "< 403 Session missing")),
        (_call("left", GIVEN, "TIDE_SESSION=9a9a5c1b0e9d4a2288aa71"), _call("tree", "< 403 Missing token")),
    ],
)  # fmt: skip
def test_where_it_may_be_the_session(attempt, parts):
    assert _first(attempt, *parts) != "csrf-token-missing"


# ---------------- Handed out moments before, and not read
def _handed_out(token=TOKEN, name="token"):
    return (
        "> POST https://tide.test/api/login\n> Content-Type: application/json\n"
        '>> {"user": "lena", "password": "Reef-44-x"}\n< 200 OK\n'
        f'< Content-Type: application/json\n<< {{"{name}": "{token}"}}'
    )


def _used(header, reply):
    return f"> GET https://tide.test/api/levels\n> {header}\n{reply}"


NO = '< 401 Unauthorized\n< Content-Type: application/json\n<< {"message": "Authentication failed"}'


@pytest.mark.parametrize(
    ("parts", "apart", "wrong_place"),
    [
        ((_handed_out(), _used(f"Authorization: Bearer {TOKEN}", NO)), 20, True),
        ((_handed_out(), _used(f"Authorization: Bearer {TOKEN}", NO)), 4000, False),
        # Without a word it may be a right that lacks.
        ((_handed_out(), _used(f"Authorization: Bearer {TOKEN}", "< 401 Unauthorized")), 20, False),
        # A challenge shows that Authorization is read.
        ((_handed_out(), _used(f"Authorization: Bearer {TOKEN}", f"{NO}\n< WWW-Authenticate: Bearer")), 20, False),
        ((_handed_out(name="refreshToken"), _used(f"Authorization: Bearer {TOKEN}", NO)), 20, False),
        # It is accepted in this way at another place.
        (
            (
                _handed_out(),
                _used(f"Authorization: Bearer {TOKEN}", NO),
                _used(f"Authorization: Bearer {TOKEN}", GIVEN).replace("levels", "tides"),
            ),
            20,
            False,
        ),
    ],
)  # fmt: skip
def test_a_fresh_token_that_nobody_reads(attempt, parts, apart, wrong_place):
    assert (_first(attempt, *parts, apart=apart) == "key-in-wrong-place") is wrong_place


# ---------------- Where the other calls have their token
OTHER = jwt({"sub": "8", "iat": 1780200000, "exp": 1790000000})


@pytest.mark.parametrize(
    ("theirs", "mine", "wrong_place"),
    [
        ("X-Tide-Token", "Authorization: Bearer", True),
        ("Authorization: Bearer", "X-Tide-Token:", True),
        ("Authorization: Bearer", "Authorization: Bearer", False),
    ],
)
def test_the_header_that_accepted_calls_have(attempt, theirs, mine, wrong_place):
    theirs = theirs if ":" in theirs else f"{theirs}:"
    given = _used(f"{theirs} {OTHER}", GIVEN).replace("levels", "tides")
    refused = _used(f"{mine} {TOKEN}", "< 401 Unauthorized")
    assert (_first(attempt, given, refused) == "key-in-wrong-place") is wrong_place


# ---------------- The right digest of the right password
def _ping(query, fine):
    status = "ok" if fine else 'failed", "error": "Wrong user or password'
    reply = f'< 200 OK\n< Content-Type: application/json\n<< {{"status": "{status}"}}'
    return f"> GET http://tunes.test/rest/ping?u=lena&{query}\n{reply}"


def _digest(kind, text):
    return hashlib.new(kind, text.encode()).hexdigest()


SALT = "8be1f0"
PLAIN = _ping("p=Reef-44-x", fine=True)


@pytest.mark.parametrize(
    ("query", "proven"),
    [
        (f"t={_digest('md5', f'Reef-44-x{SALT}')}&s={SALT}", True),
        (f"t={_digest('sha256', f'{SALT}Reef-44-x')}&s={SALT}", True),
        (f"t={_digest('md5', f'Reef-45-x{SALT}')}&s={SALT}", False),
    ],
)
def test_a_salted_digest_of_what_is_accepted(attempt, query, proven):
    slug = _first(attempt, PLAIN, _ping(query, fine=False))
    assert (slug == "key-sent-in-another-way") is proven


# ---------------- Given a day before
def _day_before(query, reply):
    return f"> GET https://tide.test/api/levels{query}\n> X-Tide-Key: TDK-7c1f0a93-e2b8\n{reply}"


BARE = '< 403 Forbidden\n< Content-Type: application/json\n<< {"status": {"message": "Forbidden"}}'


@pytest.mark.parametrize(
    ("query", "apart", "slug"),
    [("?place=1", 88_000, "token-expired"), ("?place=2", 300, "works-elsewhere")],
)
def test_the_same_request_was_given_a_day_before(attempt, query, apart, slug):
    given = _day_before("?place=1", GIVEN)
    assert _first(attempt, given, _day_before(query, BARE), apart=apart) == slug
