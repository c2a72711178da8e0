"""APIs of four manners, from outspoken to silent: experiments bring the true cause first."""

import time

import pytest

from inspector.compose.scope import Scope
from inspector.model.experiment import Aids
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from inspector.protocol.tokens import jose
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

pytestmark = pytest.mark.once  # hundreds of requests, to judge words and weights
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


PAGE = b'<meta name="csrf-token" content="fresh-token-1">'
KEY, SESSION = "k-0123456789", "sessionid=abc123def"


def line(text, *headers, body=None):
    return reply(text, *headers, body=text.partition(" ")[2].encode() if body is None else body)


def ends_sessions(request):
    return line("401 Unauthorized")


def wants_csrf(request):
    if request.startswith(b"GET"):
        return line("200 OK", "Content-Type: text/html", body=PAGE)
    return line("200 OK", body=b"{}") if b"fresh-token-1" in request else line("403 Forbidden")


def forbids_this_user(request):
    return line("403 Forbidden" if SESSION in header(request, "Cookie") else "401 Unauthorized")


def reads_x_api_key(request):
    known = header(request, "X-Api-Key") == KEY
    return line("200 OK", body=b"{}") if known else line("401 Unauthorized", body=b"no API key")


def knows_no_such_key(request):
    return line("401 Unauthorized", body=b"bad" if header(request, "X-Api-Key") else b"none")


def forbids_this_key(request):
    return line("403 Forbidden" if header(request, "X-Api-Key") == KEY else "401 Unauthorized")


def wants_the_slash(request):
    return line("200 OK", body=b"{}") if b"/orders/ " in request else line("401 Unauthorized")


def wants_basic(request):
    return line("401 Unauthorized", 'WWW-Authenticate: Basic realm="x"')


def wants_bearer(request):
    return line("401 Unauthorized", 'WWW-Authenticate: Bearer realm="x"')


def is_open(request):
    return (
        line("401 Unauthorized") if header(request, "Authorization") else line("200 OK", body=b"{}")
    )


SILENT = [
    (ends_sessions, "session", Cause.EXPIRED_SESSION),
    (wants_csrf, "posted session", Cause.CSRF_FAILURE),
    (forbids_this_user, "session", Cause.INSUFFICIENT_PERMISSIONS),
    (forbids_this_user, "posted session", Cause.INSUFFICIENT_PERMISSIONS),
    (reads_x_api_key, "token", Cause.MISSING_CREDENTIALS),
    (knows_no_such_key, "key", Cause.INVALID_CREDENTIALS),
    (forbids_this_key, "key", Cause.INSUFFICIENT_PERMISSIONS),
    (wants_the_slash, "token", Cause.WRONG_ENDPOINT),
    (wants_basic, "basic", Cause.INVALID_CREDENTIALS),
    (wants_bearer, "basic", Cause.SCHEME_MISMATCH),
    (is_open, "token", Cause.INVALID_CREDENTIALS),
]


@pytest.mark.parametrize(
    ("handler", "sent", "cause"), SILENT, ids=[f"{h.__name__} {sent}" for h, sent, _ in SILENT]
)
def test_at_servers_that_say_next_to_nothing(lab, scripted, handler, sent, cause):
    cookie = (RequestHeader("Cookie", SESSION),)
    fields = {
        "session": {"headers": cookie},
        "posted session": {"headers": cookie, "method": "POST"},
        "token": {"credential": Bearer(token=lab.put(KEY))},
        "key": {"credential": ApiKey(value=lab.put(KEY))},
        "basic": {"credential": Basic(user="ada", password=lab.put("pw-123456"))},
    }[sent]
    answer = lab.send(Request(url=scripted([handler]).url + "/orders", **fields))
    for plan in lab.plans(answer):
        if not plan.refused:
            answer = lab.run(answer, plan.id, consent=("unsafe-method", "login-attempt"))
    found = answer.verdict.findings
    assert found[0].cause is cause
    assert {one.cause for one in found if one.certainty == "certain"} <= {cause}
