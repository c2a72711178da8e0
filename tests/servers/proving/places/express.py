"""An Express shop behind Passport: Basic, Digest, bearer tokens and JWTs."""

from contextlib import contextmanager
from functools import partial

from tests.fixtures.framework_sites import NODE_READY, Site
from tests.servers.proving.calls import bearer, now, signed
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (NODE_READY,)
PASSWORD, SECRET = "correct horse", "jwt-secret-of-the-shop-71c2e9d04b"
READ, WRITE, INTROSPECTED = "tok-read-5f2c81", "tok-write-93ab07", "tok-opaque-a81e02"
CLAIMS = {"iss": "shop", "aud": "orders"}
LOGIN = f"-u 'alice:{PASSWORD}'"
ORDERS = Answers(holds="orders")


@contextmanager
def started(folder):
    """Run two shops (production and staging) and a provider; yield the place."""
    with (
        Site("introspection.mjs", folder, INTROSPECTED) as provider,
        Site("express_shop.mjs", folder, PASSWORD, SECRET, provider.url) as shop,
        Site("express_shop.mjs", folder, PASSWORD, SECRET, provider.url) as staging,
    ):
        staging.put(tokens={"tok-staging-0c41": ["read"]})
        refusals = (
            *_logins(shop),
            *_tokens(shop, staging),
            *_provided(shop, provider),
            *_signed(shop),
            *_around(shop),
        )
        yield Place(
            refusals=refusals,
            successes=_successes(shop),
            reset=lambda: (provider.start(), shop.put(fresh=True)),
        )


def _logins(shop):
    basic, digest = f"{shop.url}/basic/orders", f"{shop.url}/digest/orders"
    right = by_client("the right login", f"{LOGIN} {basic}", ORDERS, user="alice", secret=PASSWORD)
    return (
        Refusal(
            id="basic, nothing sent",
            family="missing-credentials",
            detail="no credential was sent to a path behind Basic",
            call=basic,
            repair=right,
        ),
        Refusal(
            id="basic, wrong password",
            family="invalid-credentials",
            detail="the password is wrong",
            call=f"-u 'alice:battery staple' {basic}",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="basic, user switched off",
            family="account-locked",
            detail="the account was disabled after it had been accepted; the answer is a bare word",
            call=f"{LOGIN} {basic}",
            before=(f"{LOGIN} {basic}",),
            change=partial(shop.put, users={"alice": {"disabled": True}}),
            also=("revoked-token",),
            repair=by_owner("enable the account", partial(shop.put, fresh=True)),
            ambiguous=True,
        ),
        Refusal(
            id="basic, no administrator",
            family="insufficient-permissions",
            detail="the login is right, the role is missing, and the path answers 401 all the same",
            call=f"{LOGIN} {shop.url}/basic/admin",
            before=(f"{LOGIN} {basic}",),
            repair=by_client(
                "an account with the role",
                f"-u 'root:{PASSWORD}' {shop.url}/basic/admin",
                ORDERS,
                user="root",
                secret=PASSWORD,
                saved={"admin": f"-u 'root:{PASSWORD}' {shop.url}/basic/admin"},
            ),
            ambiguous=True,
        ),
        Refusal(
            id="digest, Basic sent",
            family="scheme-mismatch",
            detail="Basic was sent where only Digest is spoken",
            call=f"{LOGIN} {digest}",
            repair=by_client(
                "Digest with the same login",
                f"--digest {LOGIN} {digest}",
                ORDERS,
                user="alice",
                secret=PASSWORD,
            ),
        ),
        Refusal(
            id="digest, wrong password",
            family="invalid-credentials",
            detail="Digest was worked out with a wrong password",
            call=f"--digest -u 'alice:battery staple' {digest}",
            repair=by_client(
                "the right password",
                f"--digest {LOGIN} {digest}",
                ORDERS,
                user="alice",
                secret=PASSWORD,
            ),
            ambiguous=True,
        ),
    )


def _tokens(shop, staging):
    at = f"{shop.url}/bearer/orders"
    read = by_client("a token that holds", bearer(WRITE, at), ORDERS, secret=WRITE)
    return (
        Refusal(
            id="bearer, nothing sent",
            family="missing-credentials",
            detail="no token was sent",
            call=at,
            repair=read,
        ),
        Refusal(
            id="bearer, revoked",
            family="revoked-token",
            detail="the token was taken back after it had been accepted",
            call=bearer(READ, at),
            before=(bearer(READ, at),),
            change=partial(shop.put, tokens={WRITE: ["read", "write"]}),
            repair=read,
        ),
        Refusal(
            id="bearer, other keyword",
            family="scheme-mismatch",
            detail="the word Token was sent where Bearer is asked for",
            call=f"-H 'Authorization: Token {READ}' {at}",
            repair=by_client("the word Bearer", bearer(READ, at), ORDERS, secret=READ),
        ),
        Refusal(
            id="bearer, the keyword twice",
            family="invalid-credentials",
            detail="the token was pasted with its keyword, which stands there twice",
            call=f"-H 'Authorization: Bearer Bearer {READ}' {at}",
            status=400,
            repair=by_client("the keyword once", bearer(READ, at), ORDERS, secret=READ),
        ),
        Refusal(
            id="bearer, scope",
            family="insufficient-permissions",
            detail="the token may read, the call writes; the challenge names the scope",
            call=bearer(READ, f"{at}/1", "-X DELETE"),
            status=403,
            repair=by_client(
                "a token with the scope",
                bearer(WRITE, f"{at}/1", "-X DELETE"),
                Answers(status=204),
                secret=WRITE,
                scope="write",
                saved={"writer": bearer(WRITE, at)},
            ),
        ),
        Refusal(
            id="bearer, staging's token",
            family="wrong-endpoint",
            detail="the token is staging's, the call went to production",
            call=bearer("tok-staging-0c41", at),
            before=(bearer("tok-staging-0c41", f"{staging.url}/bearer/orders"),),
            also=("invalid-credentials",),
            repair=by_client(
                "ask staging",
                bearer("tok-staging-0c41", f"{staging.url}/bearer/orders"),
                ORDERS,
                address=f"{staging.url}/bearer/orders",
                hosts=(staging.url.removeprefix("http://"),),
            ),
            ambiguous=True,
        ),
    )


def _provided(shop, provider):
    at = f"{shop.url}/introspected/orders"
    return (
        Refusal(
            id="introspection, away",
            family="provider-unreachable",
            detail="the provider that knows the token does not answer; the shop says 500",
            call=bearer(INTROSPECTED, at),
            prepare=provider.stop,
            status=500,
            repair=by_owner("start the provider", provider.start, answers=ORDERS),
            ambiguous=True,
        ),
        Refusal(
            id="introspection, unknown token",
            family="invalid-credentials",
            detail="the provider does not know the token",
            call=bearer("tok-opaque-000000", at),
            also=("revoked-token",),
            repair=by_client(
                "the right token", bearer(INTROSPECTED, at), ORDERS, secret=INTROSPECTED
            ),
            ambiguous=True,
        ),
    )


def _signed(shop):
    at = f"{shop.url}/jwt/v2/orders"

    def call(**claims):
        return lambda _: bearer(signed(SECRET, **{**CLAIMS, **claims}), at)

    good = signed(SECRET, **CLAIMS, exp=now() + 7200)
    right = by_client("a token that holds", bearer(good, at), ORDERS, secret=good)
    elsewhere = signed("x" * 32, **CLAIMS)
    page = (
        "-X OPTIONS -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: GET' "
        f"-H 'Access-Control-Request-Headers: authorization' {at}"
    )
    return (
        Refusal(
            id="jwt, expired",
            family="invalid-credentials",
            detail="the token ran out an hour ago; the answer is a bare word",
            call=call(exp=now() - 3600, iat=now() - 7200),
            repair=right,
        ),
        Refusal(
            id="jwt, not yet valid",
            family="configuration",
            detail="the token's nbf lies ten minutes ahead: the clocks of issuer and shop differ",
            call=call(nbf=now() + 600),
            also=("invalid-credentials",),
            repair=right,
        ),
        Refusal(
            id="jwt, other audience",
            family="configuration",
            detail="the token is made for billing; the answer is a bare word",
            call=call(aud="billing"),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="jwt, other issuer",
            family="configuration",
            detail="the token was issued by another shop; the answer is a bare word",
            call=call(iss="https://shop-staging.example"),
            also=("wrong-endpoint",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="jwt, other key",
            family="invalid-credentials",
            detail="the token is signed with a key that is not the shop's",
            call=bearer(elsewhere, at),
            also=("configuration", "wrong-endpoint"),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="jwt, in the query",
            family="missing-credentials",
            detail="the token stands in the query, the shop reads the header only",
            call=f"'{at}?access_token={good}'",
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="jwt, raw",
            family="scheme-mismatch",
            detail="the token was sent without the word Bearer",
            call=f"-H 'Authorization: {good}' {at}",
            also=("invalid-credentials",),
            repair=right,
            ambiguous=True,
        ),
        Refusal(
            id="jwt, nothing and an old path",
            family="wrong-endpoint",
            detail="the path of version 1 is gone; with a good token it is not found",
            call=bearer(good, f"{shop.url}/jwt/v1/orders"),
            before=(bearer(good, at),),
            status=404,
            repair=by_client("version 2", bearer(good, at), ORDERS, address=at),
        ),
        Refusal(
            id="jwt, preflight",
            family="configuration",
            detail="the guard stands before CORS: a browser's preflight is refused",
            call=page,
            repair=by_owner(
                "let preflights pass the guard",
                partial(shop.put, preflight=True),
                answers=Answers(status=204),
            ),
        ),
    )


def _around(shop):
    at = f"{shop.url}/internal/orders"
    return (
        Refusal(
            id="address not allowed",
            family="network-blocked",
            detail="the shop turns this address away before it looks at the login; the body says so",
            call=f"{LOGIN} {at}",
            prepare=partial(shop.put, allowed=False),
            status=403,
            repair=by_owner("let the address in", partial(shop.put, fresh=True), answers=ORDERS),
        ),
    )


def _successes(shop):
    at = f"{shop.url}/jwt/v2/orders"
    return (
        Success(id="basic", call=f"{LOGIN} {shop.url}/basic/orders", answers=ORDERS),
        Success(id="digest", call=f"--digest {LOGIN} {shop.url}/digest/orders", answers=ORDERS),
        Success(id="bearer", call=bearer(READ, f"{shop.url}/bearer/orders"), answers=ORDERS),
        Success(id="jwt", call=lambda _: bearer(signed(SECRET, **CLAIMS), at), answers=ORDERS),
    )
