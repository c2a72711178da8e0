"""A login provider of another make, below a path as realms are: django-oauth-toolkit."""

import json

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.oauth import (
    ClientProof,
    GivenTokens,
    Login,
    ResourceOwner,
    TokenUse,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from tests.fixtures.login_walk import Browser
from tests.fixtures.oauth_calls import trace, verdict
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("django")
YOU, PROVIDER = "client", "identity-provider"
SIGNED_IN = [("authorization", None), ("sign-in", 200), ("token", 200), ("main", 200)]


@pytest.fixture
def realm(django, held):
    """Return a credential for a client of the realm; secret: what it shows, empty for none."""

    def made(client_id, grant="authorization-code", secret="", **fields):
        proof = ClientProof(secret=held(secret)) if secret else ClientProof(method="none")
        given = {"scope": "orders:read", "client": proof, **fields}
        return OAuth2(issuer=django.realm, client_id=client_id, grant=grant, **given)

    return made


@pytest.fixture
def go(django, bench):
    """Send to the API of the realm; return the answer."""

    def run(credential):
        request = Request(url=f"{django.realm}/orders/", credential=credential)
        return bench.submit(bench.send(request, Scope())).result(60)

    return run


def sign_in(notice, **fields):
    given = {"username": USER, "password": PASSWORD, **fields}
    Browser().sign_in(notice.complete or notice.address, **given)


@pytest.mark.parametrize(
    ("client", "login"),
    [
        ("web", Login(pkce="S256")),
        ("web", Login(pkce="plain")),
        ("web", Login(host="[::1]")),
        ("web", Login(path="/back")),
        ("web-without-pkce", Login(pkce="off")),
    ],
)
def test_a_person_signs_in(realm, go, person, client, login):
    person(sign_in)
    answer = go(realm(client, login=login))
    assert trace(answer)[-4:] == SIGNED_IN
    assert json.loads(answer.attempt.exchanges[-1].reply.body) == {"sub": USER, "client": client}


def test_a_client_with_a_secret(realm, go, person):
    person(sign_in)
    assert trace(go(realm("shop", secret=PASSWORD)))[-4:] == SIGNED_IN


NOT_SET_UP = ("configuration", "client-not-set-up", PROVIDER)
REFUSED = [
    ("declined", "web", {}, {"allow": None}, ("configuration", "sign-in-refused", YOU)),
    (
        "scope",
        "web",
        {"scope": "orders:read admin:all"},
        {},
        ("insufficient-permissions", "scope-not-allowed", YOU),
    ),
    (
        "PKCE off",
        "web",
        {"login": Login(pkce="off")},
        {},
        ("configuration", "sign-in-request-refused", YOU),
    ),
    ("secret", "shop", {}, {}, ("invalid-credentials", "client-secret-refused", YOU)),
]


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_a_sign_in_is_refused(realm, go, person, row):
    _, client, fields, typed, expected = row
    person(lambda notice: sign_in(notice, **typed))
    answer = go(realm(client, secret="wrong" if client == "shop" else "", **fields))
    assert verdict(answer) == expected
    assert trace(answer)[-1][0] != "main"


def owner(held, password):
    return ResourceOwner(user=USER, password=held(password))


def test_a_password(realm, go, held):
    def by(password, **fields):
        given = {"secret": PASSWORD, "owner": owner(held, password), **fields}
        return realm("trusted", "password", **given)

    refused = go(by("battery staple"))
    assert verdict(refused) == ("invalid-credentials", "wrong-password", YOU)
    assert trace(go(by(PASSWORD)))[-1] == ("main", 200)
    other = go(realm("job", "password", secret=PASSWORD, owner=owner(held, PASSWORD)))
    assert verdict(other) == NOT_SET_UP


def test_a_job_has_no_user(realm, go):
    wrong = go(realm("job", "client-credentials", "not-its-secret"))
    assert verdict(wrong) == ("invalid-credentials", "client-secret-refused", YOU)
    assert trace(go(realm("job", "client-credentials", PASSWORD, scope="orders:read"))) == [
        ("discovery", 200),
        ("token", 200),
        ("main", 200),
    ]
    lacking = go(realm("job", "client-credentials", PASSWORD, scope="orders:write"))
    assert verdict(lacking)[:2] in {
        ("insufficient-permissions", "scope-missing"),
        ("insufficient-permissions", "right-missing"),
    }


def test_a_refresh_token_that_is_used_twice_ends_all_of_its_tokens(
    realm, go, bench, django, held, person
):
    person(sign_in)
    first = realm("web", use=TokenUse(renew="asked"))
    go(first)
    request = Request(url=f"{django.realm}/orders/", credential=first)
    spent = bench.tokens.kept(request, Scope()).refresh_token
    bench.submit(bench.tokens.renew(request, Scope())).result(60)
    assert trace(go(first)) == [("main", 200)]
    thief = realm("web", "refresh-token", given=GivenTokens(refresh=held(spent)))
    stolen = go(thief)
    assert trace(stolen)[-1] == ("renewal", 400)
    assert verdict(stolen)[0] in {"revoked-token", "expired-session"}
    after = go(first)
    assert trace(after)[-1] == ("main", 401)
    assert verdict(after)[0] in {"revoked-token", "invalid-credentials", "expired-session"}
