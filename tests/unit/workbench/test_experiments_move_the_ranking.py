"""APIs of four manners, from outspoken to silent: experiments bring the true cause first."""

import time

import pytest

from inspector.compose.scope import Scope
from inspector.model.credential import Bearer
from inspector.model.experiment import Aids
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.protocol import jose
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

RIGHT, WRONG = b"r" * 32, b"w" * 32
NOW = int(time.time())
REVOKED = "taken-back"
BLOCKED = b"<html><head><title>403 Forbidden</title></head><h1>403 Forbidden</h1></html>"
SAID = {
    "none": "Authentication required",
    "format": "malformed token",
    "signature": "signature verification failed",
    "expired": "token has expired",
    "revoked": "token was revoked",
    "audience": "invalid audience",
    "scope": "insufficient scope",
}
# what is wrong: the token's claims, its signature, the true family
TROUBLES = {
    "expired": ({"exp": NOW - 4000, "iat": NOW - 8000}, RIGHT, Cause.INVALID_CREDENTIALS),
    "revoked": ({"jti": REVOKED}, RIGHT, Cause.REVOKED_TOKEN),
    "audience": ({"aud": "other"}, RIGHT, Cause.CONFIGURATION),
    "scope": ({"scope": "read"}, RIGHT, Cause.INSUFFICIENT_PERMISSIONS),
    "header stripped": ({}, RIGHT, Cause.CONFIGURATION),
    "address blocked": ({}, RIGHT, Cause.NETWORK_BLOCKED),
    "bad signature": ({}, WRONG, Cause.INVALID_CREDENTIALS),
}
MANNERS = ("outspoken", "codes", "two answers", "silent")
# With these it can't be told from a revoked token, so the truth need not come first.
UNDECIDED = {("bad signature", manner) for manner in MANNERS[1:]}


def judged(token):
    """How far a token gets: the name of the check that it fails."""
    if not token:
        return "none"
    read = jose.read(token)
    if not isinstance(read, jose.Jws) or read.claims is None:
        return "format"
    claims = read.claims
    checks = (
        ("signature", read.signature == RIGHT and claims["sub"] == "ada"),
        ("expired", claims["exp"] > NOW),
        ("revoked", claims.get("jti") != REVOKED),
        ("audience", claims.get("aud", "api") == "api"),
        ("scope", "write" in claims.get("scope", "read write")),
    )
    return next((name for name, passed in checks if not passed), "")


def refused(stage, manner):
    line = "403 Forbidden" if stage == "scope" else "401 Unauthorized"
    challenge = 'WWW-Authenticate: Bearer realm="x"'
    if manner == "outspoken":
        return reply(line, challenge, body=SAID[stage].encode())
    if manner == "codes" and stage != "none":
        code = "insufficient_scope" if stage == "scope" else "invalid_token"
        return reply(line, f'{challenge}, error="{code}"')
    if manner == "two answers" and stage not in {"none", "scope"}:
        return reply(line, body=b"Invalid token")
    return reply(line, challenge, body=line.partition(" ")[2].encode())


def api(trouble, manner):
    def answer(request):
        if request.startswith(b"POST /token"):
            kept = {
                key: TROUBLES[trouble][0][key]
                for key in ("aud", "scope")
                if key in TROUBLES[trouble][0]
            }
            return reply("200 OK", body=f'{{"access_token": "{jwt(RIGHT, **kept)}"}}'.encode())
        if trouble == "address blocked":
            return reply("403 Forbidden", "Content-Type: text/html", body=BLOCKED)
        token = header(request, "Authorization").removeprefix("Bearer ")
        stage = judged("" if trouble == "header stripped" else token)
        return refused(stage, manner) if stage else reply("200 OK", body=b'{"orders": []}')

    return [answer]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_true_cause_comes_first(lab, scripted, trouble, manner):
    claims, signature, cause = TROUBLES[trouble]
    server = scripted(api(trouble, manner))
    token = lab.put(jwt(signature, **claims))
    scope = Scope(aids=Aids(renewal=Request(url=f"{server.url}/token", method="POST")))
    answer = lab.send(Request(url=f"{server.url}/orders", credential=Bearer(token=token)), scope)
    for plan in lab.plans(answer, scope):
        if not plan.refused:
            answer = lab.run(answer, plan.id, scope=scope, consent=("unsafe-method",))
    found = answer.verdict.findings
    families = list(dict.fromkeys(one.cause for one in found))
    assert families.index(cause) <= int((trouble, manner) in UNDECIDED)
    assert {one.cause for one in found if one.certainty == "certain"} <= {cause}
