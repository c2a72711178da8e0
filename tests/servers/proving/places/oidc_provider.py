"""oidc-provider: its token endpoint, what it says about tokens, and what it gives to whom."""

import json
import time
import urllib.parse
from contextlib import contextmanager

from joserfc.jwk import generate_key

from tests.fixtures.provider import MODULES, Provider
from tests.servers.proving.calls import form
from tests.servers.proving.oidc_calls import SECRET, Known, job, signed, trusted
from tests.servers.proving.programs import certificates
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (MODULES.parent / ".set-up",)
ISSUED, WHO = Answers(holds="access_token"), Answers(holds='"sub":"alice"')
ACTIVE = Answers(holds='"active":')
BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@contextmanager
def started(folder):
    """Run it; yield the place."""
    provider = Provider(folder, certificates(folder))
    try:
        known = Known(provider)
        yield Place(
            refusals=(
                *_clients(provider),
                *_requests(provider),
                *_grants(provider, known),
                *_tokens(provider, known),
                *_addresses(provider),
            ),
            successes=(
                Success(id="token", call=job(provider), answers=ISSUED),
                Success(id="userinfo", call=known.me("access_token"), answers=WHO),
                Success(id="discovery", call=f"{provider.url}/.well-known/openid-configuration"),
            ),
            reset=provider.start,
        )
    finally:
        provider.stop()


def _clients(provider):
    right = by_client("the right secret", job(provider), ISSUED, user="orders-job", secret=SECRET)
    fields = {"grant_type": "client_credentials", "scope": "orders:read"}
    by_post = {**fields, "client_id": "by-post"}
    return (
        Refusal(
            "wrong client secret",
            "invalid-credentials",
            "the secret of the client is wrong",
            job(provider, "not-the-secret-4d7c"),
            right,
        ),
        Refusal(
            "unknown client",
            "invalid-credentials",
            "the provider has no such client",
            job(provider, client="order-jobs"),
            right,
            also=("configuration",),
        ),
        Refusal(
            "secret where it is to sign",
            "scheme-mismatch",
            "the client sends its secret, it is registered to sign an assertion with it",
            job(provider, client="by-secret-jwt"),
            by_client("a signed assertion", lambda _put: signed(provider), ISSUED, secret=SECRET),
            also=("invalid-credentials", "configuration"),
            ambiguous=True,
        ),
        Refusal(
            "secret where a key is registered",
            "scheme-mismatch",
            "the client sends a secret, it is registered with a key",
            job(provider, client="by-key"),
            by_owner("register a secret", right=right.right, answers=ISSUED),
            also=("invalid-credentials", "configuration"),
            ambiguous=True,
        ),
        Refusal(
            "wrong secret in the body",
            "invalid-credentials",
            "the secret of the client is wrong",
            form(provider.token, **by_post, client_secret="not-the-secret-4d7c"),
            by_client(
                "the right secret",
                form(provider.token, **by_post, client_secret=SECRET),
                ISSUED,
                secret=SECRET,
            ),
        ),
        Refusal(
            "no proof of the client",
            "missing-credentials",
            "the client is named, nothing proves it",
            form(provider.token, **fields, client_id="orders-job"),
            right,
            also=("invalid-credentials",),
        ),
        Refusal(
            "nobody",
            "missing-credentials",
            "neither client nor secret was sent",
            form(provider.token, **fields),
            right,
            status=400,
        ),
    )


def _requests(provider):
    right = job(provider)
    person = {"grant_type": "password", "username": "alice", "password": SECRET}
    return (
        Refusal(
            "grant not allowed",
            "configuration",
            "the client is not registered for this grant",
            job(provider, grant_type="password", username="alice", password="x"),
            by_owner("allow the grant", right=right, answers=ISSUED),
            status=400,
            also=("insufficient-permissions",),
        ),
        Refusal(
            "scope not known",
            "insufficient-permissions",
            "the scope asked for is none that the client may have",
            trusted(provider, **person, scope="orders:delete"),
            by_client(
                "a scope that is given",
                trusted(provider, **person, scope="orders:read"),
                ISSUED,
                scope="orders:read",
            ),
            status=400,
            also=("configuration",),
        ),
        Refusal(
            "resource not known",
            "configuration",
            "the API that the token is asked for is none that the provider knows",
            job(provider, resource="https://billing.example/api"),
            by_owner("register the API", right=right, answers=ISSUED),
            status=400,
        ),
    )


def _grants(provider, known):
    password = {"grant_type": "password", "username": "alice", "scope": "openid"}
    right = trusted(provider, **password, password=SECRET)
    login = by_client("the right password", right, ISSUED, user="alice", secret=SECRET)

    def refresh(_put):
        token = known.now["refresh_token"]
        return f"-u 'orders-job:{SECRET}' {form(provider.token, grant_type='refresh_token', refresh_token=token)}"

    def first(put):
        known.begin()
        return refresh(put)

    def asserted(key="", **claims):
        def made(_put):
            text = provider.assertion(key, **claims)
            return trusted(provider, grant_type=BEARER, assertion=text, scope="openid")

        return made

    other = generate_key("EC", "P-256", private=True).as_dict(private=True)
    other = json.dumps({**other, "alg": "ES256", "kid": "job-1"})
    past = int(time.time()) - 7200

    def revoked():
        known.begin()
        provider.revoke(known.now["refresh_token"])

    sign_in = by_owner("sign in anew", right=right, answers=ISSUED)
    fresh = by_owner("make the assertion anew", right=asserted(), answers=ISSUED)
    return (
        Refusal(
            "wrong password",
            "invalid-credentials",
            "the password of the user is wrong",
            trusted(provider, **password, password="battery staple"),
            login,
            status=400,
        ),
        Refusal(
            "refresh token used twice",
            "revoked-token",
            "the refresh token was exchanged before",
            refresh,
            sign_in,
            before=(first,),
            status=400,
            also=("expired-session",),
        ),
        Refusal(
            "refresh token withdrawn",
            "revoked-token",
            "the refresh token was withdrawn",
            refresh,
            sign_in,
            prepare=revoked,
            status=400,
            also=("expired-session", "invalid-credentials"),
            ambiguous=True,
        ),
        Refusal(
            "code that was never given",
            "invalid-credentials",
            "the code of the sign-in is none of the provider's",
            job(
                provider,
                grant_type="authorization_code",
                code="0a1b2c3d4e5f",
                redirect_uri="http://127.0.0.1/back",
            ),
            sign_in,
            status=400,
        ),
        Refusal(
            "assertion ended",
            "invalid-credentials",
            "the signed assertion ended two hours ago",
            asserted(iat=past - 60, exp=past),
            fresh,
            status=400,
        ),
        Refusal(
            "assertion for another provider",
            "configuration",
            "the signed assertion names another provider as its audience",
            asserted(aud="https://login.example/token"),
            fresh,
            status=400,
        ),
        Refusal(
            "assertion signed by another key",
            "invalid-credentials",
            "the assertion is signed by a key that the provider does not know",
            asserted(key=other),
            fresh,
            status=400,
            also=("configuration",),
        ),
    )


def _tokens(provider, known):
    login = trusted(
        provider, grant_type="password", username="alice", password=SECRET, scope="openid"
    )
    right = by_client(
        "a fresh token", known.me("access_token"), WHO, renewal=login, secret=known.token
    )
    again = known.me("access_token", fresh=False)

    def dpop(_put):
        known.begin()
        return f"-H 'Authorization: DPoP {known.now['access_token']}' {provider.userinfo}"

    def asked(call):
        token = urllib.parse.quote("some-token-of-somebody")
        return f"{call} -d token={token} {provider.introspection}"

    return (
        Refusal(
            "no token",
            "missing-credentials",
            "no token was sent to the userinfo endpoint",
            provider.userinfo,
            right,
        ),
        Refusal(
            "token that was never given",
            "invalid-credentials",
            "the token is none of the provider's",
            f"-H 'Authorization: Bearer q8Zk2fT0bLw7Xn5' {provider.userinfo}",
            right,
            ambiguous=True,
        ),
        Refusal(
            "token cut short",
            "invalid-credentials",
            "the token lost its last characters",
            known.me("access_token", change=lambda token: token[:-6]),
            right,
            before=(known.me("access_token"),),
            ambiguous=True,
        ),
        Refusal(
            "token withdrawn",
            "revoked-token",
            "the token worked and was withdrawn since",
            again,
            right,
            before=(known.me("access_token"),),
            change=lambda: provider.revoke(known.now["access_token"]),
            ambiguous=True,
        ),
        Refusal(
            "provider started anew",
            "revoked-token",
            "the provider forgot its tokens when it was started again",
            again,
            right,
            before=(known.me("access_token"),),
            change=provider.rotate,
            also=("expired-session",),
            ambiguous=True,
        ),
        Refusal(
            "refresh token for an access token",
            "invalid-credentials",
            "the token that renews was sent to the userinfo endpoint",
            known.me("refresh_token"),
            right,
            ambiguous=True,
        ),
        Refusal(
            "scope openid missing",
            "insufficient-permissions",
            "the token was given without the scope openid",
            known.me("narrow"),
            right,
            status=403,
        ),
        Refusal(
            "DPoP for Bearer",
            "scheme-mismatch",
            "the token was sent as one bound to a key, which it is not",
            dpop,
            right,
            status=400,
            also=("invalid-credentials",),
        ),
        Refusal(
            "Basic for a token",
            "scheme-mismatch",
            "a login by Basic was sent where a token is asked for",
            f"-u 'alice:{SECRET}' {provider.userinfo}",
            right,
            status=400,
        ),
        Refusal(
            "introspection by nobody",
            "missing-credentials",
            "who asks about a token did not say who it is",
            asked(""),
            by_client(
                "the client's login",
                asked(f"-u 'orders-job:{SECRET}'"),
                ACTIVE,
                user="orders-job",
                secret=SECRET,
            ),
            status=400,
        ),
        Refusal(
            "introspection with a wrong secret",
            "invalid-credentials",
            "who asks about a token has the wrong secret",
            asked("-u 'orders-job:not-the-secret-4d7c'"),
            by_client(
                "the client's login",
                asked(f"-u 'orders-job:{SECRET}'"),
                ACTIVE,
                user="orders-job",
                secret=SECRET,
            ),
        ),
    )


def _addresses(provider):
    right = job(provider)
    return (
        Refusal(
            "another path",
            "wrong-endpoint",
            "the provider has its token endpoint elsewhere",
            right.replace("/token", "/oauth2/v1/token"),
            by_client("the address that discovery names", right, ISSUED, address=provider.token),
            status=404,
        ),
        Refusal(
            "provider away",
            "provider-unreachable",
            "nobody listens at the address of the provider",
            right,
            by_owner("start it again", provider.start, answers=ISSUED),
            status=0,
            change=provider.stop,
            restore=provider.start,
        ),
    )
