"""Fastify with its official plugins: JWT, Basic, bearer keys, sessions, CSRF tokens and rates."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import NODE_READY, Site, ask, cookie_of
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.programs import pause
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (NODE_READY,)
PASSWORD, SECRET, KEY = "correct horse", "notes-jwt-secret-2f9a7c10d4e8b653", "nk_live_5d81c0ffee42"
LOGIN = f"-u 'alice:{PASSWORD}'"
NOTES = Answers(holds="notes")
CLAIMS = {"iss": "accounts", "aud": "notes"}


@contextmanager
def started(folder):
    """Run the service; yield the place."""
    with Site("fastify_notes.mjs", folder, PASSWORD, SECRET, KEY) as site:
        refusals = (*_signed(site), *_logins(site), *_keys(site), *_sessions(site), *_around(site))
        yield Place(
            refusals=refusals,
            successes=_successes(site),
            reset=partial(site.put, fresh=True),
        )


def _token(**claims):
    return signed(SECRET, **{**CLAIMS, **claims})


def _signed(site):
    at = f"{site.url}/jwt/notes"
    good = _token(exp=now() + 7200)
    right = by_client("a token that holds", bearer(good, at), NOTES, secret=good)
    editor = _token(exp=now() + 7200, role="editor")
    return (
        Refusal(
            id="jwt, none",
            family="missing-credentials",
            detail="no token was sent; the body says so",
            call=at,
            repair=right,
        ),
        Refusal(
            id="jwt, expired",
            family="invalid-credentials",
            detail="the token ran out; the body says so",
            call=lambda _: bearer(_token(exp=now() - 60), at),
            repair=right,
        ),
        Refusal(
            id="jwt, other key",
            family="invalid-credentials",
            detail="the token is signed with another key; the body speaks of its signature",
            call=lambda _: bearer(signed("y" * 32, **CLAIMS), at),
            also=("configuration",),
            repair=right,
        ),
        Refusal(
            id="jwt, other audience",
            family="configuration",
            detail="the token is for another API; the body names the claim",
            call=lambda _: bearer(_token(aud="calendar"), at),
            repair=right,
        ),
        Refusal(
            id="jwt, revoked",
            family="revoked-token",
            detail="the token's number is on the list of revoked ones: it is called untrusted",
            call=lambda _: bearer(_token(jti="n-1"), at),
            prepare=partial(site.put, revoked=["n-1"]),
            repair=right,
        ),
        Refusal(
            id="jwt, Basic sent",
            family="scheme-mismatch",
            detail="a user name and password were sent where a bearer token is wanted",
            call=f"{LOGIN} {at}",
            repair=right,
        ),
        Refusal(
            id="jwt, no editor",
            family="insufficient-permissions",
            detail="the token lacks the role, which the body names",
            call=lambda _: bearer(_token(), f"{at}/1", "-X DELETE"),
            status=403,
            repair=by_client(
                "a token with the role",
                bearer(editor, f"{at}/1", "-X DELETE"),
                Answers(status=204),
                secret=editor,
                saved={"editor": bearer(editor, at)},
            ),
        ),
        Refusal(
            id="jwt, quoted",
            family="invalid-credentials",
            detail="the token was sent in quotes",
            call=lambda _: f"-H 'Authorization: Bearer \"{_token()}\"' {at}",
            repair=right,
        ),
    )


def _logins(site):
    at = f"{site.url}/basic/notes"
    right = by_client("the right login", f"{LOGIN} {at}", NOTES, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="basic, none",
            family="missing-credentials",
            detail="no login was sent; the body speaks of a missing or badly formed header",
            call=at,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong; the body says so",
            call=f"-u 'alice:battery staple' {at}",
            repair=right,
        ),
        Refusal(
            id="basic, key sent",
            family="scheme-mismatch",
            detail="a bearer key was sent where Basic is asked for",
            call=bearer(KEY, at),
            repair=right,
        ),
    )


def _keys(site):
    at = f"{site.url}/key/notes"
    right = by_client("a key that holds", bearer(KEY, at), NOTES, secret=KEY)
    new = "nk_live_77b2ad90e1f3"
    return (
        Refusal(
            id="key, none",
            family="missing-credentials",
            detail="no key was sent; the body says so",
            call=at,
            repair=right,
        ),
        Refusal(
            id="key, in X-Api-Key",
            family="missing-credentials",
            detail="the key stands in X-Api-Key, the service reads Authorization",
            call=f"-H 'X-Api-Key: {KEY}' {at}",
            repair=right,
        ),
        Refusal(
            id="key, replaced",
            family="revoked-token",
            detail="the key was replaced after it had been accepted",
            call=bearer(KEY, at),
            before=(bearer(KEY, at),),
            change=partial(site.put, keys=[new]),
            repair=by_client("the new key", bearer(new, at), NOTES, secret=new),
            ambiguous=True,
        ),
    )


def _sessions(site):
    at = f"{site.url}/session/notes"
    kept = {}

    def enter():
        _, headers, body = ask(f"{site.url}/session/login", {"password": PASSWORD})
        kept["cookie"] = cookie_of(headers, "sessionId")
        kept["token"] = body.partition('"csrf":"')[2].partition('"')[0]

    def with_cookie(*more):
        return lambda _: " ".join((*more, f"-b '{kept['cookie']}'", at))

    def anew(_):
        enter()
        return f"-b '{kept['cookie']}' {at}"

    def guarded(_):
        return f"-X POST -b '{kept['cookie']}' -H 'csrf-token: {kept['token']}' {at}"

    login = f'--json \'{{"password": "{PASSWORD}"}}\' {site.url}/session/login'
    made = Answers(status=201)
    return (
        Refusal(
            id="session, lost",
            family="expired-session",
            detail="the service was started anew, its sessions are gone; it answers 440",
            call=with_cookie(),
            prepare=enter,
            before=(with_cookie(),),
            change=site.restart,
            status=440,
            repair=by_client("log in again", anew, NOTES, saved={"log in": login}),
        ),
        Refusal(
            id="csrf, none",
            family="csrf-failure",
            detail="the write has no CSRF token; the body says so",
            call=with_cookie("-X POST"),
            prepare=enter,
            before=(with_cookie(),),
            status=403,
            repair=by_client("the token of the session", guarded, made),
        ),
        Refusal(
            id="csrf, stale",
            family="csrf-failure",
            detail="the token is an older session's; the body says so",
            call=with_cookie("-X POST -H 'csrf-token: Kx1-abcdefghijklmnopqrstuvwxyz0'"),
            prepare=enter,
            before=(with_cookie(),),
            status=403,
            repair=by_client("the token of the session", guarded, made),
        ),
    )


def _around(site):
    at = f'--json \'{{"password": "{PASSWORD}"}}\' {site.url}/token'
    wrong = at.replace(PASSWORD, "battery")
    return (
        Refusal(
            id="rate, too many",
            family="account-locked",
            detail="the token endpoint was asked too often; Retry-After says how long to wait",
            call=at,
            before=(wrong, wrong),
            status=429,
            repair=by_client("wait", at, Answers(holds="granted"), deed=partial(pause, 1.6)),
            restore=partial(pause, 1.6),
        ),
        Refusal(
            id="firewall",
            family="network-blocked",
            detail="the address is on a block list; the body says so",
            call=f"{LOGIN} {site.url}/basic/notes",
            prepare=partial(site.put, banned=True),
            status=403,
            repair=by_owner("unblock the address", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="keys out of reach",
            family="provider-unreachable",
            detail="the service can't fetch the provider's keys; the body says so",
            call=bearer("a.b.c", f"{site.url}/sso/notes"),
            prepare=partial(site.put, maintenance=True),
            status=503,
            repair=by_owner("bring the provider back", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="old version",
            family="wrong-endpoint",
            detail="the path has a version that is not there; the same without it is",
            call=lambda _: bearer(_token(), f"{site.url}/v1/jwt/notes"),
            before=(lambda _: bearer(_token(), f"{site.url}/jwt/notes"),),
            status=404,
            repair=by_client(
                "the path of today",
                lambda _: bearer(_token(), f"{site.url}/jwt/notes"),
                NOTES,
                address=f"{site.url}/jwt/notes",
            ),
        ),
    )


def _successes(site):
    return (
        Success(id="basic", call=f"{LOGIN} {site.url}/basic/notes", answers=NOTES),
        Success(id="key", call=bearer(KEY, f"{site.url}/key/notes"), answers=NOTES),
        Success(id="jwt", call=lambda _: bearer(_token(), f"{site.url}/jwt/notes"), answers=NOTES),
    )
