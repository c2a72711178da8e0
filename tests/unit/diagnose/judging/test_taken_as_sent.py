"""What this host took in the same way is neither the wrong kind nor in the wrong place."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.intake.removed import removed_from_headers

KEY = "> X-Relay-Key: rk51f0c2d9a7e3b84466\n"
SENT = f'> POST https://relay.test/notes\n{KEY}>> {{"text": "done"}}\n< 201 Created\n<< {{"id": 7}}'
READ = f"> GET https://relay.test/notes\n{KEY}"
ABSENT = '< 401 Unauthorized\n<< {"error": "you need to provide a valid access token to use this"}'


def _verdict(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts)))


def test_a_key_that_wrote_here_stands_in_the_right_place(attempt):
    found = _verdict(attempt, SENT, READ + ABSENT).findings
    assert (found[0].slug, found[0].cause) == ("works-elsewhere", "insufficient-permissions")
    placed = [one for one in found if one.cause in {"missing-credentials", "scheme-mismatch"}]
    assert all(one.certainty == "unlikely" for one in placed)


@pytest.mark.parametrize(
    "before",
    [
        # Another key wrote: of this one nothing is known.
        SENT.replace("rk51", "rk52"),
        # The same key, under another name.
        SENT.replace("X-Relay-Key", "X-Key"),
        # Only read, which may be open to all.
        f"> GET https://relay.test/version\n{KEY}< 200 OK\n<< {{}}",
        # Another host took it.
        SENT.replace("relay.test", "other.test"),
    ],
)
def test_where_nothing_shows_that_the_place_is_right(attempt, before):
    assert _verdict(attempt, before, READ + ABSENT).findings[0].cause != "insufficient-permissions"


# ---------------- Masks: two secrets look alike, and are not the same one
TOKEN = "> Authorization: Bearer [removed]\n"
HANDED = (
    "> POST https://relay.test/login/oauth2/token\n"
    "> Content-Type: application/x-www-form-urlencoded\n"
    ">> grant_type=refresh_token&client_id=17&client_secret=[removed]&refresh_token=[removed]\n"
    "< 200 OK\n< Date: Mon, 01 Jun 2026 08:00:00 GMT\n"
    '<< {"access_token": "[removed]", "token_type": "Bearer", "expires_in": 3600}'
)


def _call(time, reply):
    date = f"< Date: Mon, 01 Jun 2026 {time} GMT"
    first, _, rest = reply.partition("\n")
    return f"> GET https://relay.test/api/notes\n{TOKEN}{first}\n{date}\n{rest}".rstrip()


def _noticed(exchange):
    blanked = removed_from_headers("request", exchange.request.headers)
    return replace(exchange, redacted=tuple(blanked))


@pytest.mark.parametrize(
    ("time", "cause"), [("09:00:19", "invalid-credentials"), ("08:20:00", "revoked-token")]
)
def test_a_masked_secret_of_the_client_is_not_the_masked_token(attempt, time, cause):
    refused = _call(time, '< 401 No\n<< {"error": "Invalid access token."}')
    read = attempt("\n---\n".join((HANDED, _call("08:00:05", "< 200 OK\n<< []"), refused)))
    found = diagnose(replace(read, exchanges=tuple(map(_noticed, read.exchanges)))).findings
    assert found[0].cause == cause
    assert all(one.cause != "scheme-mismatch" for one in found)


# ---------------- A token that was taken for the very same call is over, whatever it is called
KV_LOGIN = """> POST http://kv.test:2379/v3/auth/authenticate
> Content-Type: application/json
>> {"name": "svc", "password": "Copper-Lynx-7"}
< 200 OK
< Content-Type: application/json
<< {"token": "MGaXDfTRiBqMa53l.53"}"""
KV_CALL = "> POST http://kv.test:2379/v3/kv/range\n> Authorization: {token}\n>> {{}}\n"
KV_SAID = '< 401 Unauthorized\n<< {"error": "etcdserver: invalid auth token", "code": 16}'


@pytest.mark.parametrize(
    ("before", "slug"),
    [("MGaXDfTRiBqMa53l.53", "session-ended"), ("Zq7Yw2pLk9Rt4Vb8.51", "token-not-accepted")],
    ids=["the same was taken", "another was taken"],
)
def test_a_token_that_was_taken_is_over_and_not_wrong(attempt, before, slug):
    taken = KV_CALL.format(token=before) + '< 200 OK\n<< {"count": "1"}'
    refused = KV_CALL.format(token="MGaXDfTRiBqMa53l.53") + KV_SAID
    assert _verdict(attempt, KV_LOGIN, taken, refused).findings[0].slug == slug
