"""Credentials that the record blanks out: accepted before in the same place, and refused now."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.intake.removed import removed_from_headers


def _call(day, time, path, header, reply):
    date = f"< Date: {['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day - 1]}, 0{day} Jun 2026 {time} GMT"
    first, _, rest = reply.partition("\n")
    return f"> GET https://vault.test/{path}\n> {header}\n{first}\n{date}\n{rest}".rstrip()


def _login(reply, header="> Accept: */*"):
    return (
        f"> POST https://vault.test/api/login\n{header}\n>> user=ann&password=***\n< 200 OK\n"
        f"< Date: Mon, 01 Jun 2026 08:00:00 GMT\n{reply}"
    )


OK = "< 200 OK\n<< {}"
ASKS = '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="jobs"\n<< {"error": "unauthenticated"}'
BARE = "< 401 Unauthorized"
SESSION = "X-Vault-Session: <redacted>"
TOKEN = "Authorization: Bearer [removed]"


def _verdict(attempt, *parts):
    """Return the verdict; as every reader does, this one notices what was blanked out."""
    read = attempt("\n---\n".join(parts))
    return diagnose(replace(read, exchanges=tuple(map(_noticed, read.exchanges))))


def _noticed(exchange):
    found = removed_from_headers("request", exchange.request.headers)
    found += removed_from_headers("reply", exchange.reply.headers)
    return replace(exchange, redacted=tuple(found))


def test_a_session_that_lay_idle(attempt):
    parts = (
        _login('<< {"session": "<redacted>"}'),
        _call(1, "08:00:01", "jobs", SESSION, OK),
        _call(1, "10:30:00", "jobs", SESSION, ASKS),
    )
    first = _verdict(attempt, *parts).findings[0]
    assert (first.slug, first.cause) == ("session-ended", "expired-session")
    assert first.certainty == "possible"


def test_an_idle_time_that_the_server_states(attempt):
    parts = (
        _login('<< {"session": "<redacted>", "session_timeout": 300}'),
        _call(1, "08:00:01", "jobs", SESSION, OK),
        _call(1, "08:07:00", "jobs", SESSION, BARE),
    )
    first = _verdict(attempt, *parts).findings[0]
    assert (first.slug, first.certainty) == ("session-ended", "very-likely")
    assert any("5 minutes" in proof.statement for proof in first.evidence)


@pytest.mark.parametrize(("day", "cause"), [(4, "expired-session"), (2, "revoked-token")])
def test_a_named_lifetime_is_held_against_the_clock(attempt, day, cause):
    parts = (
        _login("< Set-Cookie: VSESSION=[removed]; Path=/; Max-Age=172800"),
        _call(1, "08:00:01", "jobs", "X-Vault-Session: [removed]", OK),
        _call(day, "09:00:00", "jobs", "X-Vault-Session: [removed]", BARE),
    )
    assert _verdict(attempt, *parts).findings[0].cause == cause


CHECK = '< 200 OK\n<< {{"client_id": "app", "scopes": [], "expires_in": {left}}}'


@pytest.mark.parametrize("token", [TOKEN, "Authorization: Bearer k-51f0c2d9a7e3b84466"])
@pytest.mark.parametrize(
    ("left", "cause"), [(900_000, "revoked-token"), (600, "invalid-credentials")]
)
def test_a_check_said_how_long_the_token_lives(attempt, token, left, cause):
    parts = (
        _call(1, "08:00:00", "oauth2/validate", token, CHECK.format(left=left)),
        _call(1, "08:00:01", "jobs", token, OK),
        _call(3, "08:00:00", "jobs", token, '< 401 No\n<< {"error": "invalid token"}'),
    )
    assert _verdict(attempt, *parts).findings[0].cause == cause


@pytest.mark.parametrize(
    "parts",
    [
        # Never accepted: the mask proves nothing of the place.
        (_call(1, "10:30:00", "jobs", SESSION, ASKS),),
        # Accepted in another place.
        (
            _call(1, "08:00:01", "jobs", "X-Old-Session: <redacted>", OK),
            _call(1, "10:30:00", "jobs", SESSION, ASKS),
        ),
        # Accepted afterwards, too: it lives.
        (
            _call(1, "08:00:01", "jobs", SESSION, OK),
            _call(1, "10:30:00", "jobs", SESSION, ASKS),
            _call(1, "10:30:05", "jobs", SESSION, OK),
        ),
    ],
)
def test_where_the_mask_tells_nothing(attempt, parts):
    found = _verdict(attempt, *parts).findings
    told = [proof.statement for one in found for proof in one.evidence]
    assert not any("same mask" in each for each in told)


def test_words_about_another_reason_stand(attempt):
    parts = (
        _call(1, "08:00:01", "jobs", TOKEN, OK),
        _call(1, "10:30:00", "jobs", TOKEN, '< 403 No\n<< {"error": "insufficient_scope"}'),
    )
    assert _verdict(attempt, *parts).findings[0].cause == "insufficient-permissions"


def test_the_kind_and_place_that_were_accepted_are_not_what_is_wrong(attempt):
    parts = (
        _call(1, "08:00:01", "jobs", "X-Vault-Key: ***", OK),
        _call(1, "08:05:00", "jobs", "X-Vault-Key: ***", ASKS),
    )
    causes = [one.cause for one in _verdict(attempt, *parts).findings[:1]]
    assert causes
    assert not {"scheme-mismatch", "missing-credentials"} & set(causes)


def test_a_cookie_that_was_blanked_out_is_not_what_a_header_carries(attempt):
    parts = (
        _login("< Set-Cookie: VSESSION=[removed]; Path=/"),
        _call(1, "08:00:01", "jobs", "X-Vault-Key: [removed]", BARE),
    )
    assert all(
        "came back" not in proof.statement
        for one in _verdict(attempt, *parts).findings
        for proof in one.evidence
    )
