"""Koa behind koa-jwt, with a token endpoint of @node-oauth/oauth2-server beside it."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import NODE_READY, Site
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (NODE_READY,)
SECRET, CLIENT_SECRET = "items-secret-80c1f6e29b7d4a35-f01c", "cs-5e70a9b1d2"
ITEMS = Answers(holds="items")
GIVEN = Answers(holds="access_token")
CLAIMS = {"iss": "accounts", "aud": "items"}


@contextmanager
def started(folder):
    """Run it; yield the place."""
    with Site("koa_oauth.mjs", folder, SECRET, CLIENT_SECRET) as site:
        yield Place(
            refusals=(*_signed(site), *_silent(site), *_endpoint(site), *_resource(site)),
            successes=_successes(site),
            reset=partial(site.put, fresh=True),
        )


def _token(**claims):
    return signed(SECRET, **{**CLAIMS, **claims})


def _right(at):
    good = _token(exp=now() + 7200)
    return by_client("a token that holds", bearer(good, at), ITEMS, secret=good)


def _signed(site):
    at = f"{site.url}/jwt/told/items"
    right = _right(at)
    return (
        Refusal(
            id="told, none",
            family="missing-credentials",
            detail="no token was sent: Token not found",
            call=at,
            repair=right,
        ),
        Refusal(
            id="told, expired",
            family="invalid-credentials",
            detail="the token ran out: jwt expired",
            call=lambda _: bearer(_token(exp=now() - 90), at),
            repair=right,
        ),
        Refusal(
            id="told, other audience",
            family="configuration",
            detail="the token is for another API: jwt audience invalid",
            call=lambda _: bearer(_token(aud="prices"), at),
            repair=right,
        ),
        Refusal(
            id="told, other key",
            family="invalid-credentials",
            detail="the signature is another key's: invalid signature",
            call=lambda _: bearer(signed("z" * 32, **CLAIMS), at),
            also=("configuration",),
            repair=right,
        ),
        Refusal(
            id="told, revoked",
            family="revoked-token",
            detail="the token's number is revoked: Token revoked",
            call=lambda _: bearer(_token(jti="i-9"), at),
            prepare=partial(site.put, revoked=["i-9"]),
            repair=right,
        ),
        Refusal(
            id="told, no token",
            family="invalid-credentials",
            detail="an opaque token was sent where a JWT is read: jwt malformed",
            call=bearer("0f3c-opaque-77aa", at),
            also=("scheme-mismatch",),
            repair=right,
        ),
        Refusal(
            id="told, keys out of reach",
            family="provider-unreachable",
            detail="the API can't load the signing keys and answers 401; the body says so",
            call=lambda _: bearer(_token(), at),
            prepare=partial(site.put, away=True),
            repair=by_owner("bring the provider back", partial(site.put, fresh=True)),
        ),
        Refusal(
            id="told, other tenant",
            family="wrong-endpoint",
            detail="the address names another tenant than the token; it answers 404",
            call=lambda _: bearer(_token(tenant="north"), f"'{at}?tenant=south'"),
            status=404,
            also=("insufficient-permissions",),
            repair=by_client(
                "the token's tenant",
                lambda _: bearer(_token(tenant="north"), f"'{at}?tenant=north'"),
                ITEMS,
                address=f"{at}?tenant=north",
            ),
            ambiguous=True,
        ),
        Refusal(
            id="told, may not write",
            family="insufficient-permissions",
            detail="only administrators may write; the body is Forbidden",
            call=lambda _: bearer(_token(), at, "-X PUT"),
            before=(lambda _: bearer(_token(), at),),
            status=403,
            repair=by_client(
                "an administrator's token",
                lambda _: bearer(_token(admin=True), at, "-X PUT"),
                ITEMS,
                saved={"administrator": bearer(_token(admin=True, exp=now() + 7200), at)},
            ),
        ),
    )


def _silent(site):
    at = f"{site.url}/jwt/silent/items"
    right = _right(at)
    return (
        Refusal(
            id="silent, revoked",
            family="revoked-token",
            detail="the token was revoked after it had been accepted: Authentication Error",
            call=lambda _: bearer(_token(jti="i-3"), at),
            before=(lambda _: bearer(_token(jti="i-3"), at),),
            change=partial(site.put, revoked=["i-3"]),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="silent, other audience",
            family="configuration",
            detail="the token is for another API: Authentication Error",
            call=lambda _: bearer(_token(aud="prices"), at),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="silent, word Token",
            family="scheme-mismatch",
            detail="the word before the token is Token: Authentication Error",
            call=lambda _: f"-H 'Authorization: Token {_token()}' {at}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="silent, in another header",
            family="missing-credentials",
            detail="the token stands in X-Access-Token, which nobody reads: Authentication Error",
            call=lambda _: f"-H 'X-Access-Token: {_token()}' {at}",
            repair=right,
            ambiguous=True,
        ),
    )


def _endpoint(site):
    at = f"{site.url}/oauth/token"
    client = f"-d client_id=web -d client_secret={CLIENT_SECRET}"
    code = f"{client} -d grant_type=authorization_code -d redirect_uri=https://app.example/back"
    job = f"{client} -d grant_type=client_credentials {at}"
    renew = f"{client} -d grant_type=refresh_token -d refresh_token={{}} {at}"
    known = {"user": {"id": "alice"}, "client": {"id": "web"}, "scope": ["read"]}

    def holding(*tokens):
        return partial(site.put, tokens=dict.fromkeys(tokens, known))

    return (
        Refusal(
            id="token, wrong client secret",
            family="invalid-credentials",
            detail="the client's secret is wrong: invalid_client",
            call=job.replace(CLIENT_SECRET, "cs-0"),
            status=400,
            repair=by_client("the right secret", job, GIVEN, user="web", secret=CLIENT_SECRET),
        ),
        Refusal(
            id="token, no client",
            family="missing-credentials",
            detail="no client named itself",
            call=f"-d grant_type=client_credentials {at}",
            status=400,
            repair=by_client("name the client", job, GIVEN, user="web", secret=CLIENT_SECRET),
        ),
        Refusal(
            id="token, code used up",
            family="invalid-credentials",
            detail="the code was redeemed before: invalid_grant",
            call=f"{code} -d code=c-1 {at}",
            prepare=partial(site.put, codes={"c-1": 60, "c-2": 60}),
            before=(f"{code} -d code=c-1 {at}",),
            status=400,
            also=("revoked-token", "expired-session"),
            repair=by_client(
                "a new code",
                f"{code} -d code=c-2 {at}",
                GIVEN,
                secret="c-2",
            ),
        ),
        Refusal(
            id="token, refresh token gone",
            family="expired-session",
            detail="the refresh token is no longer known: invalid_grant",
            call=renew.format("r-old-5501"),
            prepare=holding("r-new-5502"),
            status=400,
            also=("revoked-token", "invalid-credentials"),
            repair=by_client(
                "log in again", renew.format("r-new-5502"), GIVEN, secret="r-new-5502"
            ),
        ),
        Refusal(
            id="token, scope",
            family="insufficient-permissions",
            detail="the client may not have that scope: invalid_scope",
            call=f"-d scope=write {job}",
            status=400,
            also=("configuration",),
            repair=by_client("a scope it may have", f"-d scope=read {job}", GIVEN, scope="read"),
        ),
        Refusal(
            id="token, redirect address",
            family="configuration",
            detail="redirect_uri is not the one the code was made for",
            call=f"{code.replace('/back', '/home')} -d code=c-1 {at}",
            prepare=partial(site.put, codes={"c-1": 60, "c-2": 60}),
            status=400,
            repair=by_client(
                "the registered address, with a new code",
                f"{code} -d code=c-2 {at}",
                GIVEN,
                secret="c-2",
            ),
        ),
    )


def _resource(site):
    at = f"{site.url}/oauth/items"
    known = {"user": {"id": "alice"}, "client": {"id": "web"}, "scope": ["read"]}

    def holding(**tokens):
        return partial(site.put, tokens={name: {**known, **more} for name, more in tokens.items()})

    right = by_client("a token that holds", bearer("good", at), ITEMS, secret="good")
    writer = {"scope": ["read", "write"]}
    return (
        Refusal(
            id="resource, none",
            family="missing-credentials",
            detail="no token was sent: a bare challenge",
            call=at,
            prepare=holding(good={}),
            repair=right,
        ),
        Refusal(
            id="resource, expired",
            family="invalid-credentials",
            detail="the opaque token ran out: Access token has expired",
            call=bearer("old", at),
            prepare=holding(old={"lasts": -5}, good={}),
            repair=right,
        ),
        Refusal(
            id="resource, unknown",
            family="revoked-token",
            detail="the token was taken back after it had been accepted: Access token is invalid",
            call=bearer("once", at),
            prepare=holding(once={}),
            before=(bearer("once", at),),
            change=holding(good={}),
            repair=right,
        ),
        Refusal(
            id="resource, scope",
            family="insufficient-permissions",
            detail="the token lacks the scope write: insufficient_scope",
            call=bearer("reader", f"{site.url}/oauth/write"),
            prepare=holding(reader={}, writer=writer),
            status=403,
            repair=by_client(
                "a token with the scope",
                bearer("writer", f"{site.url}/oauth/write"),
                ITEMS,
                secret="writer",
                scope="write",
                saved={"writer": bearer("writer", at)},
            ),
        ),
    )


def _successes(site):
    at = f"{site.url}/jwt/told/items"
    job = f"-d client_id=web -d client_secret={CLIENT_SECRET} -d grant_type=client_credentials"
    return (
        Success(id="jwt", call=lambda _: bearer(_token(), at), answers=ITEMS),
        Success(id="token", call=f"{job} {site.url}/oauth/token", answers=GIVEN),
    )
