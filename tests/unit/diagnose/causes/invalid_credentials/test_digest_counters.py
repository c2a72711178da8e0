"""A Digest answer whose counter skips uses of a nonce that was just handed out."""

import pytest

from inspector.diagnose.diagnosing import diagnose

ASKED = """> GET http://plug.example/rpc/state
> User-Agent: {agent}
< 401 Unauthorized
< WWW-Authenticate: Digest qop="auth", realm="plug", nonce="{nonce}", algorithm=SHA-256"""
ANSWERED = """> GET http://plug.example/rpc/state
> User-Agent: {agent}
> Authorization: Digest username="admin", realm="plug", nonce="{nonce}", uri="/rpc/state", cnonce="51a0c7d3e9", nc={nc}, qop=auth, response="{response}", algorithm=SHA-256
< {reply}"""
AGAIN = '401 Unauthorized\n< WWW-Authenticate: Digest qop="auth", realm="plug", nonce="n3", algorithm=SHA-256'
STALE = AGAIN + ", stale=true"


def _round(agent, nonce, nc, reply):
    answered = ANSWERED.format(agent=agent, nonce=nonce, nc=nc, reply=reply, response="9" * 64)
    return [ASKED.format(agent=agent, nonce=nonce), answered]


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("before", [[], _round("curl/8", "n1", "00000001", "200 OK")])
def test_a_counter_that_begins_with_two(attempt, before):
    found = _slugs(attempt, *before, *_round("axios/1", "n2", "00000002", AGAIN))
    assert found[0] == "digest-counter-wrong"


@pytest.mark.parametrize(
    "parts",
    [
        _round("axios/1", "n2", "00000001", AGAIN),
        _round("axios/1", "n2", "00000002", STALE),
        # The second use of one nonce.
        [
            *_round("axios/1", "n2", "00000001", "200 OK"),
            _round("axios/1", "n2", "00000002", AGAIN)[1],
        ],
        # Who handed the nonce out is not in the record, nor how often it was used.
        _round("axios/1", "n2", "00000002", AGAIN)[1:],
    ],
)
def test_a_counter_that_fits(attempt, parts):
    assert "digest-counter-wrong" not in _slugs(attempt, *parts)


def test_another_program_works_out_its_own_answer(attempt):
    first = _round("curl/8", "n1", "00000001", "200 OK")
    found = _slugs(attempt, *first, *_round("axios/1", "n2", "00000001", AGAIN))
    assert found[0] != "client-program-refused"
