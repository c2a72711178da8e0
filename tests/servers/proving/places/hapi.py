"""hapi with the project's own schemes: Basic, JWT, cookie, Hawk, crumbs and scopes."""

import base64
import hashlib
import hmac
import secrets
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlsplit

from tests.fixtures.framework_sites import NODE_READY, Site, ask, cookie_of
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.records import (
    Answers,
    Place,
    Refusal,
    Success,
    by_application,
    by_client,
    by_owner,
)

NEEDS = (NODE_READY,)
PASSWORD, KEY = "correct horse", "board-key-9d3e71b05c2a48f6e0d1c7b8a9"
LOGIN = f"-u 'alice:{PASSWORD}'"
POSTS = Answers(holds="posts")
CLAIMS = {"iss": "accounts", "aud": "board"}


@contextmanager
def started(folder):
    """Run the board; yield the place."""
    with Site("hapi_board.mjs", folder, PASSWORD, KEY) as site:
        refusals = (*_logins(site), *_signed(site), *_sessions(site), *_hawk(site), *_forms(site))
        yield Place(
            refusals=refusals,
            successes=_successes(site),
            reset=partial(site.put, fresh=True),
        )


def _token(**claims):
    return signed(KEY, **{**CLAIMS, **claims})


def _logins(site):
    at = f"{site.url}/basic/posts"
    right = by_client("the right login", f"{LOGIN} {at}", POSTS, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="basic, none",
            family="missing-credentials",
            detail="nothing was sent; the body speaks of missing authentication",
            call=at,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong; challenge and body say so",
            call=f"-u 'alice:battery staple' {at}",
            repair=right,
        ),
        Refusal(
            id="basic, no user name",
            family="invalid-credentials",
            detail="the user name is empty; the challenge says so",
            call=f"-u ':{PASSWORD}' {at}",
            also=("missing-credentials",),
            repair=right,
        ),
        Refusal(
            id="basic, not encoded",
            family="invalid-credentials",
            detail="the login was sent without Base64; it can't be read (400)",
            call=f"-H 'Authorization: Basic {PASSWORD}' {at}",
            status=400,
            repair=right,
        ),
        Refusal(
            id="basic, bearer sent",
            family="scheme-mismatch",
            detail="a JWT was sent where Basic is asked for",
            call=lambda _: bearer(_token(), at),
            repair=right,
        ),
        Refusal(
            id="basic, disabled",
            family="account-locked",
            detail="the account was disabled; the words are those of a wrong password",
            call=f"{LOGIN} {at}",
            before=(f"{LOGIN} {at}",),
            change=partial(site.put, disabled=True),
            also=("revoked-token",),
            repair=by_owner("enable the account", partial(site.put, fresh=True)),
            ambiguous=True,
        ),
        Refusal(
            id="basic, no administrator",
            family="insufficient-permissions",
            detail="the login is good, the path wants the scope admin",
            call=f"{LOGIN} {site.url}/basic/admin",
            status=403,
            repair=by_owner("give the role", partial(site.put, roles=["reader", "admin"])),
        ),
    )


def _signed(site):
    at = f"{site.url}/jwt/posts"
    good = _token(exp=now() + 7200)
    right = by_client("a token that holds", bearer(good, at), POSTS, secret=good)
    writer = _token(exp=now() + 7200, scope="posts:read posts:write")
    return (
        Refusal(
            id="jwt, expired",
            family="invalid-credentials",
            detail="the token ran out; the challenge says so",
            call=lambda _: bearer(_token(exp=now() - 60), at),
            repair=right,
        ),
        Refusal(
            id="jwt, not yet valid",
            family="configuration",
            detail="nbf lies five minutes ahead: the clocks differ",
            call=lambda _: bearer(_token(nbf=now() + 300), at),
            also=("invalid-credentials",),
            repair=right,
        ),
        Refusal(
            id="jwt, other audience",
            family="configuration",
            detail="the token is for another API; the challenge says so",
            call=lambda _: bearer(_token(aud="wiki"), at),
            repair=right,
        ),
        Refusal(
            id="jwt, other issuer",
            family="configuration",
            detail="the token comes from another issuer; the challenge says so",
            call=lambda _: bearer(_token(iss="accounts-staging"), at),
            also=("wrong-endpoint",),
            repair=right,
        ),
        Refusal(
            id="jwt, cut",
            family="invalid-credentials",
            detail="the token lost its last part when it was copied",
            call=lambda _: bearer(_token().rpartition(".")[0], at),
            repair=right,
        ),
        Refusal(
            id="jwt, subject gone",
            family="account-locked",
            detail="the token is good, its user was disabled; the body speaks of credentials",
            call=lambda _: bearer(_token(), at),
            before=(lambda _: bearer(_token(), at),),
            change=partial(site.put, disabled=True),
            also=("revoked-token",),
            repair=by_owner("enable the account", partial(site.put, fresh=True)),
            ambiguous=True,
        ),
        Refusal(
            id="jwt, scope",
            family="insufficient-permissions",
            detail="the token lacks posts:write; the body says that scope is insufficient",
            call=lambda _: bearer(_token(scope="posts:read"), f"{at}/1", "-X DELETE"),
            status=403,
            repair=by_client(
                "a token with the scope",
                bearer(writer, f"{at}/1", "-X DELETE"),
                POSTS,
                secret=writer,
                scope="posts:write",
                saved={"writer": bearer(writer, at)},
            ),
        ),
    )


def _sessions(site):
    at = f"{site.url}/session/posts"
    kept = {}

    def enter():
        _, headers, _ = ask(f"{site.url}/login", {"password": PASSWORD})
        kept["cookie"] = cookie_of(headers, "board")

    def call(_):
        return f"-b '{kept['cookie']}' {at}"

    def anew(_):
        enter()
        return call(_)

    login = f'--json \'{{"password": "{PASSWORD}"}}\' {site.url}/login'
    right = by_client("log in again", anew, POSTS, saved={"log in": login})
    return (
        Refusal(
            id="session, ended by the server",
            family="expired-session",
            detail="the server forgot the session: its cookie is sound, but no longer known",
            call=call,
            prepare=enter,
            before=(call,),
            change=partial(site.put, sessions={}),
            repair=right,
        ),
        Refusal(
            id="session, broken cookie",
            family="expired-session",
            detail="the cookie was sealed with the key before the last deployment",
            call=f"-b 'board=Fe26.2**0e1f*AAAA*BBBB**cccc*dddd' {at}",
            also=("invalid-credentials",),
            repair=right,
            ambiguous=True,
        ),
    )


def _mac(url, stamp, key=KEY):
    """Return Hawk's header for a GET."""
    parts, nonce = urlsplit(url), secrets.token_hex(3)
    text = (
        f"hawk.1.header\n{stamp}\n{nonce}\nGET\n{parts.path}\n{parts.hostname}\n{parts.port}\n\n\n"
    )
    mac = base64.b64encode(hmac.digest(key.encode(), text.encode(), hashlib.sha256)).decode()
    return f'Hawk id="job-1", ts="{stamp}", nonce="{nonce}", mac="{mac}"'


def _hawk(site):
    at = f"{site.url}/hawk/posts"

    def call(offset=0, key=KEY):
        return lambda _: f"-H 'Authorization: {_mac(at, now() + offset, key)}' {at}"

    right = by_application("signed with the right key and time", call(), POSTS)
    return (
        Refusal(
            id="hawk, none",
            family="missing-credentials",
            detail="nothing was sent to a path behind Hawk",
            call=at,
            repair=right,
        ),
        Refusal(
            id="hawk, clock",
            family="configuration",
            detail="the client's clock is five minutes behind; the server says its own time",
            call=call(-300),
            repair=right,
        ),
        Refusal(
            id="hawk, wrong key",
            family="invalid-credentials",
            detail="the signature was made with another key: Bad mac",
            call=call(0, "another key"),
            repair=right,
        ),
    )


def _forms(site):
    at = f"{site.url}/forms/posts"
    kept = {}

    def fetch():
        login = base64.b64encode(f"alice:{PASSWORD}".encode()).decode()
        _, headers, _ = ask(at, Authorization=f"Basic {login}")
        kept["crumb"] = cookie_of(headers, "crumb")

    def write(token):
        def made(_):
            given = token or kept["crumb"].partition("=")[2]
            head = f"-H 'X-CSRF-Token: {given}'" if token != "none" else ""
            return f"-X POST {LOGIN} -b '{kept['crumb']}' {head} {at}"

        return made

    right = by_client("the crumb of the cookie", write(""), POSTS)
    return (
        Refusal(
            id="crumb, none",
            family="csrf-failure",
            detail="the write has the crumb's cookie, but no X-CSRF-Token",
            call=write("none"),
            prepare=fetch,
            before=(f"{LOGIN} {at}",),
            status=403,
            also=("insufficient-permissions",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="crumb, another",
            family="csrf-failure",
            detail="the token in the header is not the cookie's",
            call=write("q" * 43),
            prepare=fetch,
            before=(f"{LOGIN} {at}",),
            status=403,
            also=("insufficient-permissions",),
            repair=right,
            ambiguous=True,
        ),
    )


def _successes(site):
    return (
        Success(id="basic", call=f"{LOGIN} {site.url}/basic/posts", answers=POSTS),
        Success(id="jwt", call=lambda _: bearer(_token(), f"{site.url}/jwt/posts"), answers=POSTS),
    )
