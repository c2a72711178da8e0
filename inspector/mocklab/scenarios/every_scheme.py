"""Scenario: every scheme under a path of its own, each accepted when it is answered rightly."""

from collections.abc import Callable
from urllib.parse import parse_qs

from inspector.mocklab.checks.digest import OPAQUE, answer_of, fresh_nonce, is_right
from inspector.mocklab.checks.logins import PASSWORD, USER, cookie, is_ada
from inspector.mocklab.checks.practice_tokens import bearer, claims_in, claims_of, sign
from inspector.mocklab.checks.refusals import FRESH_TOKEN, asking
from inspector.mocklab.messages import Chosen, LabReply, LabRequest, json_reply
from inspector.mocklab.scenario import Bench, Practice, Scenario, practice_secret, url_of
from inspector.model.kinds.digest import Digest
from inspector.model.request import Request
from inspector.wording import tr

SLUG = "every-scheme"
KEY = "practice-key-5520c4d1aa96"
SESSION = "practice-session-77c1f0e2b3"
_LIFE = 3600
_DIGEST = f'Digest realm="practice", nonce="{{{{nonce}}}}", opaque="{OPAQUE}", {{{{offer}}}}'
_OFFERS = {
    "digest/md5": 'qop="auth", algorithm=MD5',
    "digest/sha-256": 'qop="auth", algorithm=SHA-256',
    "digest/sha-512-256": 'qop="auth", algorithm=SHA-512-256',
    "digest/md5-sess": 'qop="auth", algorithm=MD5-sess',
    "digest/auth-int": 'qop="auth-int", algorithm=SHA-256',
    "digest/no-qop": "algorithm=MD5",
    "digest/stale": 'qop="auth", algorithm=SHA-256',
}


REPLIES: dict[str, LabReply] = {
    "ok": json_reply(200, '{"accepted": "{{scheme}}"}'),
    "basic": asking('Basic realm="practice", charset="UTF-8"'),
    "bearer": asking('Bearer realm="practice"'),
    "key": asking('ApiKey realm="practice"'),
    "digest": asking(_DIGEST),
    "digest-stale": asking(f"{_DIGEST}, stale=true"),
    "session": json_reply(401, '{"error": "login_required"}'),
    "logged-in": json_reply(
        200, '{"session": "started"}', ("Set-Cookie", f"sid={SESSION}; Path=/; HttpOnly")
    ),
    "token": FRESH_TOKEN,
    "unknown": json_reply(404, '{"error": "no such scheme"}'),
}


def decide(request: LabRequest, bench: Bench) -> Chosen:
    """Let the check of the path's scheme decide."""
    path = request.below
    if path in ("token", "token/rs256"):
        algorithm = "RS256" if path.endswith("rs256") else "HS256"
        return Chosen("token", {"token": sign(claims_of(bench, ends_in=_LIFE), algorithm)})
    if path == "session/login":
        return Chosen("logged-in" if request.method == "POST" else "session")
    if path in _OFFERS:
        return _digest(request, bench, path)
    name, accepts = _CHECKS.get(path, ("unknown", _never))
    return Chosen("ok", {"scheme": path}) if accepts(request) else Chosen(name)


def _digest(request: LabRequest, bench: Bench, path: str) -> Chosen:
    answer = answer_of(request)
    right = bool(answer) and is_right(request, answer, bench)
    # The first right answer to /stale meets a nonce that has just ended (RFC 7616 §3.3).
    if right and (path != "digest/stale" or bench.count("stale") > 1):
        return Chosen("ok", {"scheme": path})
    name = "digest-stale" if right else "digest"
    return Chosen(name, {"nonce": fresh_nonce(bench), "offer": _OFFERS[path]})


def _never(request: LabRequest) -> bool:
    del request
    return False


def _in_query(request: LabRequest) -> bool:
    return parse_qs(request.query).get("api_key") == [KEY]


def _in_body(request: LabRequest) -> bool:
    return KEY.encode() in request.body


_CHECKS: dict[str, tuple[str, Callable[[LabRequest], bool]]] = {
    "basic": ("basic", lambda request: is_ada(request.header("Authorization"))),
    "bearer": (
        "bearer",
        lambda request: claims_in(bearer(request.header("Authorization"))) is not None,
    ),
    "key/header": ("key", lambda request: request.header("X-Api-Key") == KEY),
    "key/query": ("key", _in_query),
    "key/cookie": ("key", lambda request: cookie(request, "api_key") == KEY),
    "key/body": ("key", _in_body),
    "session": ("session", lambda request: cookie(request, "sid") == SESSION),
}


def practise(bench: Bench) -> Practice:
    """Return a request by Digest whose first nonce ends: three exchanges, then 200."""
    password = practice_secret(SLUG, "password")
    return Practice(
        request=Request(
            name=tr("Digest with a stale nonce"),
            url=url_of(bench, SLUG, "digest/stale"),
            credential=Digest(user=USER, password=password),
        ),
        secrets={password: PASSWORD},
    )


SCENARIO = Scenario(
    slug=SLUG,
    cause=None,
    title=tr("Every scheme"),
    description=tr(
        "Paths for Basic, Bearer, API key, Digest and a session, to try a client against."
    ),
    replies=REPLIES,
    decide=decide,
    practise=practise,
)
