"""Flask-JWT-Extended: fresh, revoked and renewing tokens, cookies with CSRF tokens, other tenants."""

import uuid
from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import PYTHON_READY, Site, ask, cookie_of
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (PYTHON_READY,)
PASSWORD, SECRET = "correct horse", "ledger-secret-1d8f20b7c6e94a53b0"
ENTRIES = Answers(holds="entries")


@contextmanager
def started(folder):
    """Run the API; yield the place."""
    with Site("flask_ledger.py", folder, PASSWORD, SECRET) as site:
        refusals = (*_tokens(site), *_kinds(site), *_people(site), *_cookies(site))
        yield Place(
            refusals=refusals,
            successes=_successes(site),
            reset=partial(site.put, fresh=True),
        )


def _token(**claims):
    said = {"jti": str(uuid.uuid4()), "type": "access", "fresh": False, "aud": "ledger"}
    return signed(SECRET, **{**said, "nbf": now() - 5, "csrf": "c-1", **claims})


def _right(at, *more, **claims):
    good = _token(exp=now() + 7200, **claims)
    return by_client("a token that holds", bearer(good, at, *more), ENTRIES, secret=good)


def _tokens(site):
    at = f"{site.url}/entries"
    right = _right(at)
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="no token was sent; the body names header and cookie",
            call=at,
            repair=right,
        ),
        Refusal(
            id="expired",
            family="invalid-credentials",
            detail="the token ran out: Token has expired",
            call=lambda _: bearer(_token(exp=now() - 600), at),
            repair=right,
        ),
        Refusal(
            id="revoked",
            family="revoked-token",
            detail="the token's number is on the block list: Token has been revoked",
            call=lambda _: bearer(_token(jti="j-77"), at),
            prepare=partial(site.put, revoked=["j-77"]),
            repair=right,
        ),
        Refusal(
            id="other key",
            family="invalid-credentials",
            detail="another key signed it: 422, Signature verification failed",
            call=lambda _: bearer(signed("w" * 32, jti="j", type="access", aud="ledger"), at),
            status=422,
            also=("configuration",),
            repair=right,
        ),
        Refusal(
            id="cut",
            family="invalid-credentials",
            detail="the token lost its end: 422, Not enough segments",
            call=lambda _: bearer(_token().partition(".")[0], at),
            status=422,
            repair=right,
        ),
        Refusal(
            id="other audience",
            family="configuration",
            detail="the token is for the shop: 422, audience",
            call=lambda _: bearer(_token(aud="shop"), at),
            status=422,
            repair=right,
        ),
        Refusal(
            id="other tenant",
            family="wrong-endpoint",
            detail="the header names another tenant than the token: User claims verification failed",
            call=lambda _: bearer(_token(tenant="south"), at),
            status=400,
            also=("configuration", "invalid-credentials"),
            repair=by_client(
                "name the token's tenant",
                lambda _: bearer(_token(tenant="south"), at, "-H 'X-Tenant: south'"),
                ENTRIES,
            ),
            ambiguous=True,
        ),
        Refusal(
            id="word JWT",
            family="scheme-mismatch",
            detail="the word before the token is JWT; the body says which one is expected",
            call=lambda _: f"-H 'Authorization: JWT {_token()}' {at}",
            repair=right,
        ),
    )


def _kinds(site):
    at, limits = f"{site.url}/entries", f"{site.url}/limits"
    renew = f"{site.url}/refresh"
    refresh = _token(type="refresh", exp=now() + 7200)
    return (
        Refusal(
            id="refresh token as access token",
            family="invalid-credentials",
            detail="a refresh token was sent to the API: 422, only non-refresh tokens",
            call=lambda _: bearer(_token(type="refresh"), at),
            status=422,
            also=("scheme-mismatch",),
            repair=_right(at),
        ),
        Refusal(
            id="access token for renewing",
            family="invalid-credentials",
            detail="an access token was sent where tokens are renewed: 422, only refresh tokens",
            call=lambda _: bearer(_token(), renew, "-X POST"),
            status=422,
            also=("scheme-mismatch",),
            repair=by_client(
                "the refresh token",
                bearer(refresh, renew, "-X POST"),
                Answers(holds="access_token"),
                secret=refresh,
            ),
        ),
        Refusal(
            id="refresh token ran out",
            family="expired-session",
            detail="the refresh token is too old: Token has expired",
            call=lambda _: bearer(_token(type="refresh", exp=now() - 9), renew, "-X POST"),
            also=("invalid-credentials",),
            repair=by_client(
                "log in again",
                bearer(refresh, renew, "-X POST"),
                Answers(holds="access_token"),
                secret=refresh,
            ),
        ),
        Refusal(
            id="not fresh",
            family="insufficient-permissions",
            detail="the token was renewed, the call wants one of a login just now: Fresh token required",
            call=lambda _: bearer(_token(), limits, "-X PUT"),
            also=("expired-session", "invalid-credentials"),
            repair=_right(limits, "-X PUT", fresh=True),
        ),
    )


def _people(site):
    audit, login = f"{site.url}/audit", f"{site.url}/login"
    form = f"-d username=alice --data-urlencode 'password={PASSWORD}' {login}"
    root = _token(sub="root", exp=now() + 7200)
    given = Answers(holds="access_token")
    return (
        Refusal(
            id="administrators only",
            family="insufficient-permissions",
            detail="alice is no administrator: Admins only!",
            call=lambda _: bearer(_token(), audit),
            status=403,
            repair=by_client(
                "an administrator's token",
                bearer(root, audit),
                ENTRIES,
                secret=root,
                saved={"root": bearer(root, f"{site.url}/entries")},
            ),
        ),
        Refusal(
            id="user gone",
            family="account-locked",
            detail="the token is good, its user was deleted: Error loading the user",
            call=lambda _: bearer(_token(), f"{site.url}/entries"),
            prepare=partial(site.put, users=["root"]),
            also=("invalid-credentials", "revoked-token"),
            repair=by_owner("bring the user back", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="login, wrong password",
            family="invalid-credentials",
            detail="the password is wrong: Bad username or password",
            call=f"-d username=alice -d password=battery {login}",
            repair=by_client("the right password", form, given, user="alice", secret=PASSWORD),
        ),
        Refusal(
            id="login, locked",
            family="account-locked",
            detail="the account is locked; the body says so",
            call=form,
            prepare=partial(site.put, locked=["alice"]),
            repair=by_owner("unlock the account", partial(site.put, fresh=True), answers=given),
        ),
    )


def _cookies(site):
    at = f"{site.url}/entries"
    kept = {}

    def enter():
        content = {"username": "alice", "password": PASSWORD}
        _, headers, body = ask(f"{site.url}/login", content)
        names = ("access_token_cookie", "csrf_access_token")
        kept["cookie"] = "; ".join(cookie_of(headers, name) for name in names)
        kept["token"] = body.partition('"csrf":"')[2].partition('"')[0]

    def call(*more):
        return lambda _: " ".join((*more, f"-b '{kept['cookie']}'", at))

    def guarded(_):
        return f"-X POST -b '{kept['cookie']}' -H 'X-CSRF-TOKEN: {kept['token']}' {at}"

    right = by_client("the cookie's token", guarded, Answers(status=201))
    old = _token(exp=now() - 900, iat=now() - 1800, nbf=now() - 1800)
    login = f"-d username=alice --data-urlencode 'password={PASSWORD}' {site.url}/login"
    return (
        Refusal(
            id="csrf, none",
            family="csrf-failure",
            detail="the write with a cookie has no CSRF token: a true 401",
            call=call("-X POST"),
            prepare=enter,
            before=(call(),),
            repair=right,
        ),
        Refusal(
            id="csrf, another",
            family="csrf-failure",
            detail="the CSRF token is not the cookie's: double submit tokens do not match",
            call=call("-X POST -H 'X-CSRF-TOKEN: 0b3f'"),
            prepare=enter,
            before=(call(),),
            repair=right,
        ),
        Refusal(
            id="cookie ran out",
            family="expired-session",
            detail="the session's token in the cookie ran out: Token has expired",
            call=f"-b 'access_token_cookie={old}' {at}",
            prepare=enter,
            also=("invalid-credentials",),
            repair=by_client("log in again", call(), ENTRIES, saved={"log in": login}),
        ),
    )


def _successes(site):
    at = f"{site.url}/entries"
    return (Success(id="token", call=lambda _: bearer(_token(), at), answers=ENTRIES),)
