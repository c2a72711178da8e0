"""Each grant and each proof of the client refused by oidc-provider: the cause, and whose it is.

What succeeds stands in `test_oauth.py`. Each row is one thing that is wrong; the API is never
called then.
"""

import json
import threading
import time
from typing import NamedTuple

import pytest
from joserfc.jwk import generate_key

from inspector.model.kinds.oauth import (
    ClientProof,
    Extras,
    GivenTokens,
    Login,
    ResourceOwner,
    Target,
)
from inspector.model.request import Options
from tests.fixtures.login_walk import Browser
from tests.fixtures.oauth_calls import job, native, trace, verdict
from tests.fixtures.provider import Provider

pytestmark = [pytest.mark.server("oidc-provider"), pytest.mark.server("nginx")]

YOU, PROVIDER, API = "client", "identity-provider", "api-owner"
SECRET_REFUSED = ("invalid-credentials", "client-secret-refused", YOU)
ASSERTION_REFUSED = ("invalid-credentials", "client-assertion-refused", YOU)
CERTIFICATE_REFUSED = ("invalid-credentials", "client-certificate-not-known", YOU)
FOR_ANOTHER = ("configuration", "audience-mismatch", YOU)
NOTHING_SHOWN = ("missing-credentials", "client-proof-missing", YOU)
NOT_SET_UP = ("configuration", "client-not-set-up", PROVIDER)
ASKED_OTHERWISE = ("configuration", "sign-in-request-refused", YOU)
NO_RESOURCE = ("configuration", "resource-refused", YOU)
NO_SCOPE = ("insufficient-permissions", "scope-not-allowed", YOU)
DECLINED = ("configuration", "sign-in-refused", YOU)
REFRESH_OVER = ("expired-session", "refresh-token-expired", YOU)
NOWHERE = "https://unknown.example"
KEY = generate_key("EC", "P-256", private=True).as_dict(private=True)
ANOTHER_KEY = json.dumps({**KEY, "alg": "ES256", "kid": "job-1"})


class Wrong(NamedTuple):
    """name: what is wrong. given: the fields of the credential, secrets as text."""

    name: str
    given: dict
    last: tuple
    verdict: tuple


class Text(str):
    """A secret, which is held in the vault before it is sent."""

    __slots__ = ()


def proof(method, secret="", **more):
    return ClientProof(method=method, **({"secret": Text(secret)} if secret else {}), **more)


def by(client_id, method, secret="", **more):
    return {"client_id": client_id, "client": proof(method, secret, **more)}


RIGHT, BAD = Provider.SECRET, "not-the-secret-of-this-client-0c1d"
TOKEN_401, TOKEN_400 = ("token", 401), ("token", 400)

CLIENTS = [
    Wrong("basic: secret", by("orders-job", "client_secret_basic", BAD), TOKEN_401, SECRET_REFUSED),
    Wrong("basic: client", by("nobody", "client_secret_basic", RIGHT), TOKEN_401, SECRET_REFUSED),
    Wrong("post: secret", by("by-post", "client_secret_post", BAD), TOKEN_401, SECRET_REFUSED),
    Wrong("post: client", by("nobody", "client_secret_post", RIGHT), TOKEN_401, SECRET_REFUSED),
    Wrong(
        "secret jwt: secret", by("by-secret-jwt", "client_secret_jwt", BAD), TOKEN_401,
        ASSERTION_REFUSED,
    ),
    Wrong(
        "secret jwt: audience",
        by("by-secret-jwt", "client_secret_jwt", RIGHT, audience=NOWHERE), TOKEN_401,
        FOR_ANOTHER,
    ),
    Wrong(
        "key: another", by("by-key", "private_key_jwt", key=Text(ANOTHER_KEY)), TOKEN_401,
        ASSERTION_REFUSED,
    ),
    Wrong(
        "key: audience", by("by-key", "private_key_jwt", key=Text("own"), audience=NOWHERE),
        TOKEN_401, FOR_ANOTHER,
    ),
    Wrong(
        "key: id", by("by-key", "private_key_jwt", key=Text("own"), key_id="gone"), TOKEN_401,
        ASSERTION_REFUSED,
    ),
    Wrong(
        "certificate: subject", by("by-certificate", "tls_client_auth", certificate="other_client"),
        TOKEN_401, CERTIFICATE_REFUSED,
    ),
    Wrong(
        "certificate: issuer", by("by-certificate", "tls_client_auth", certificate="self_signed"),
        TOKEN_401, CERTIFICATE_REFUSED,
    ),
    Wrong(
        "certificate: another key",
        by("by-own-certificate", "self_signed_tls_client_auth", certificate="client"),
        TOKEN_401, CERTIFICATE_REFUSED,
    ),
    Wrong(
        "certificate: client unknown",
        by("nobody", "self_signed_tls_client_auth", certificate="self_signed"),
        TOKEN_401, CERTIFICATE_REFUSED,
    ),
    Wrong("none: a secret is due", by("orders-job", "none"), TOKEN_401, NOTHING_SHOWN),
    Wrong("none: client unknown", by("nobody", "none"), TOKEN_401, NOTHING_SHOWN),
]  # fmt: skip


def trusted(grant, **fields):
    return {"grant": grant, **by("trusted", "client_secret_basic", RIGHT), **fields}


def password(user="alice", secret=RIGHT, **fields):
    owner = ResourceOwner(user=user, password=Text(secret))
    return {**trusted("password"), "owner": owner, **fields}


def bearer(wrong="", **fields):
    given = GivenTokens(assertion=Text(wrong))
    return {**trusted("jwt-bearer"), "given": given, **fields}


def exchange(given=None, **fields):
    return {
        **trusted("token-exchange"),
        "given": given or GivenTokens(subject=Text("own")),
        **fields,
    }


def refresh(token="never-issued-7d1e", **fields):
    given = {"grant": "refresh-token", **by("orders-job", "client_secret_basic", RIGHT)}
    return {**given, "given": GivenTokens(refresh=Text(token)), **fields}


REFUSED_ASSERTION = ("invalid-credentials", "assertion-refused", YOU)
NOT_A_TOKEN = ("invalid-credentials", "token-not-accepted", YOU)
ENDED_ASSERTION = ("invalid-credentials", "assertion-expired", YOU)

GRANTS = [
    Wrong("credentials: resource", {"target": Target(resources=(NOWHERE,))}, TOKEN_400, NO_RESOURCE),
    Wrong("credentials: not for it", by("trusted", "automatic", RIGHT), TOKEN_400, NOT_SET_UP),
    Wrong(
        "password: wrong", password(secret=BAD), TOKEN_400,
        ("invalid-credentials", "wrong-password", YOU),
    ),
    Wrong("password: scope", password(scope="openid admin:all"), TOKEN_400, NO_SCOPE),
    Wrong("password: not for it", password(client_id="orders-job"), TOKEN_400, NOT_SET_UP),
    Wrong("assertion: audience", bearer("aud"), TOKEN_400, FOR_ANOTHER),
    Wrong("assertion: signature", bearer("key"), TOKEN_400, REFUSED_ASSERTION),
    Wrong("assertion: no end", bearer("exp"), TOKEN_400, REFUSED_ASSERTION),
    Wrong("assertion: ended", bearer("late"), TOKEN_400, ENDED_ASSERTION),
    Wrong("assertion: not for it", bearer(client_id="orders-job"), TOKEN_400, NOT_SET_UP),
    Wrong(
        "exchange: no token", exchange(GivenTokens(subject=Text("no-token-at-all"))), TOKEN_400,
        NOT_A_TOKEN,
    ),
    Wrong(
        "exchange: actor", exchange(GivenTokens(subject=Text("own"), actor=Text("nobody-here"))),
        TOKEN_400, NOT_A_TOKEN,
    ),
    Wrong("exchange: target", exchange(target=Target(audience=NOWHERE)), TOKEN_400, NO_RESOURCE),
    Wrong("exchange: scope", exchange(scope="openid admin:all"), TOKEN_400, NO_SCOPE),
    Wrong(
        "exchange: type",
        exchange(GivenTokens(subject=Text("own"), requested_type="urn:example:ticket")), TOKEN_400,
        ASKED_OTHERWISE,
    ),
    Wrong("refresh: none of theirs", refresh(), ("renewal", 400), REFRESH_OVER),
    Wrong(
        "refresh: of another client", refresh("own", **by("trusted", "client_secret_basic", RIGHT)),
        ("renewal", 400), REFRESH_OVER,
    ),
    Wrong(
        "refresh: secret", refresh("own", client=proof("client_secret_basic", BAD)),
        ("renewal", 401), SECRET_REFUSED,
    ),
]  # fmt: skip


@pytest.fixture
def filled_in(provider, held, certificates):
    """Return the credential of a row: secrets held, "own" replaced by what is right here."""
    issued = {"subject": "access_token", "refresh": "refresh_token"}

    def text(name, value):
        if name == "assertion":
            return assertion(provider, value)
        if value != "own":
            return value
        return provider.key if name == "key" else provider.logged_in()[issued[name]]

    def group(value):
        if not hasattr(value, "__struct_fields__"):
            return value
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        made = {n: held(text(n, v)) for n, v in fields.items() if isinstance(v, Text)}
        if named := fields.get("certificate"):
            pair = getattr(certificates, named)
            made |= dict(zip(("certificate", "certificate_key"), pair, strict=True))
        return type(value)(**{**fields, **made})

    def run(given):
        return job(provider, held, **{name: group(value) for name, value in given.items()})

    return run


def assertion(provider, what):
    """Return an assertion that is wrong in one way."""
    wrong = {"aud": {"aud": NOWHERE}, "exp": {"exp": None}, "late": {"exp": int(time.time()) - 90}}
    return provider.assertion(key=ANOTHER_KEY if what == "key" else "", **wrong.get(what, {}))


@pytest.fixture
def secured(call, tls_front, certificates):
    """Send with a credential, where the provider's TLS front is trusted; return the answer."""
    return lambda credential: call(credential, options=Options(ca_file=certificates.ca))


@pytest.mark.parametrize("row", CLIENTS + GRANTS, ids=lambda row: row.name)
def test_a_refusal_has_its_cause_and_its_party(secured, api, filled_in, row):
    answer = secured(filled_in(row.given))
    assert (trace(answer)[-1], verdict(answer)) == (row.last, row.verdict)
    assert api.seen == []


@pytest.mark.parametrize(
    ("client", "method", "pair"),
    [
        ("by-certificate", "tls_client_auth", "client"),
        ("by-certificate", "automatic", "client"),
        ("by-own-certificate", "self_signed_tls_client_auth", "self_signed"),
    ],
)
def test_a_certificate_proves_the_client(secured, filled_in, client, method, pair):
    answer = secured(filled_in(by(client, method, certificate=pair)))
    assert trace(answer) == [("discovery", 200), ("token", 200), ("main", 200)]
    assert json.loads(answer.attempt.exchanges[-1].reply.body)["client"] == client


SIGN_IN_400 = ("sign-in", 400)
BROWSER = [
    Wrong("PKCE plain", {"login": Login(pkce="plain")}, SIGN_IN_400, ASKED_OTHERWISE),
    Wrong("PKCE off", {"login": Login(pkce="off")}, SIGN_IN_400, ASKED_OTHERWISE),
    Wrong("resource", {"target": Target(resources=(NOWHERE,))}, SIGN_IN_400, NO_RESOURCE),
    Wrong(
        "no session", {"login": Login(prompt="none")}, SIGN_IN_400,
        ("expired-session", "session-ended", YOU),
    ),
    Wrong(
        "to be pushed", {"client_id": "native-pushing", "extras": Extras(pushed="never")},
        SIGN_IN_400, ASKED_OTHERWISE,
    ),
    Wrong(
        "pushed: redirect", {"extras": Extras(pushed="always"), "login": Login(path="/elsewhere")},
        ("pushed-request", 400), NOT_SET_UP,
    ),
    Wrong(
        "pushed: PKCE plain", {"extras": Extras(pushed="always"), "login": Login(pkce="plain")},
        ("pushed-request", 400), ASKED_OTHERWISE,
    ),
    Wrong(
        "pushed: resource",
        {"extras": Extras(pushed="always"), "target": Target(resources=(NOWHERE,))},
        ("pushed-request", 400), NO_RESOURCE,
    ),
    Wrong(
        "pushed: client", {"extras": Extras(pushed="always"), "client_id": "nobody"},
        ("pushed-request", 401), NOTHING_SHOWN,
    ),
    Wrong(
        "device: not for it", {"grant": "device-code", "client_id": "native-without-devices"},
        ("device-code", 400), NOT_SET_UP,
    ),
    Wrong(
        "device: client", {"grant": "device-code", "client_id": "nobody"}, ("device-code", 401),
        NOTHING_SHOWN,
    ),
    Wrong(
        "device: nobody came", {"grant": "device-code", "client_id": "native-brief"}, TOKEN_400,
        ("configuration", "sign-in-not-finished", YOU),
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", BROWSER, ids=lambda row: row.name)
def test_a_sign_in_is_refused(provider, call, api, person, row):
    def visit(notice):
        if notice.code == "":
            Browser().sign_in(notice.address)

    person(visit)
    answer = call(native(provider, **row.given))
    assert (trace(answer)[-1], verdict(answer)) == (row.last, row.verdict)
    assert api.seen == []


@pytest.mark.parametrize(
    ("challenge", "expected"),
    [
        ("Bearer", ("configuration", "issued-token-refused", API)),
        ('Bearer error="invalid_token"', ("configuration", "issued-token-refused", API)),
        (
            'Bearer error="invalid_token", error_description="The audience is invalid"',
            ("configuration", "audience-mismatch", YOU),
        ),
        (
            'Bearer error="insufficient_scope", scope="orders:write"',
            ("insufficient-permissions", "scope-missing", YOU),
        ),
        ('Basic realm="orders"', ("scheme-mismatch", "other-scheme-wanted", YOU)),
    ],
)
def test_an_api_refuses_a_token_that_was_just_issued(
    provider, held, call, api, challenge, expected
):
    api.wants = challenge
    answer = call(job(provider, held))
    assert trace(answer)[-2:] == [("token", 200), ("main", 401)]
    assert verdict(answer) == expected


@pytest.mark.parametrize("pkce", ["off", "S256"])
def test_a_client_that_needs_no_pkce(provider, call, person, pkce):
    person(lambda notice: Browser().sign_in(notice.address))
    login = Login(prompt="consent", pkce=pkce)
    answer = call(native(provider, client_id="native-without-pkce", login=login))
    assert trace(answer)[-1] == ("main", 200)


def test_a_code_that_comes_too_late(provider, call, api, person):
    late = threading.Event()

    def dawdle(notice):
        Browser(before_return=lambda: late.wait(1.2)).sign_in(notice.address)

    person(dawdle)
    answer = call(native(provider, client_id="native-brief"))
    assert trace(answer)[-1] == ("token", 400)
    assert verdict(answer) == ("invalid-credentials", "code-refused", YOU)
    assert api.seen == []
