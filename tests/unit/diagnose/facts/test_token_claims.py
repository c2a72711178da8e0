"""What tokens say about themselves."""

import base64
import json

import pytest

from inspector.diagnose.causes.configuration.token_audience import audience_host
from inspector.diagnose.facts import token_claims
from inspector.diagnose.facts.case import Trace


def jwt(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'HS256'})}.{part(claims)}.{'A' * 43}"


def case(attempt, token, status=401):
    return Trace(
        attempt(
            f"""
            > GET https://a.test/
            > Authorization: Bearer {token}
            < {status} Unauthorized
            < Date: Tue, 14 Nov 2023 22:13:20 GMT
            """
        )
    ).case(0)


def test_times(attempt):
    late = case(attempt, jwt(exp=1699999700))
    assert token_claims.expired_by(late, token_claims.bearer(late)).total_seconds() == 300
    early = case(attempt, jwt(nbf=1700000060, exp=1700009999))
    assert token_claims.ahead(early, token_claims.bearer(early)).total_seconds() == 60
    assert token_claims.expired_by(early, token_claims.bearer(early)) is None


def test_claims(attempt):
    token = token_claims.bearer(
        case(attempt, jwt(aud=["a", "b"], iss="https://i.test", scope="x y", roles=["z"]))
    )
    assert token_claims.audiences(token) == ("a", "b")
    assert token_claims.issuer(token) == "https://i.test"
    assert token_claims.scopes(token) == {"x", "y", "z"}
    assert token_claims.names_scopes(token)


def test_kinds(attempt):
    assert token_claims.is_id_token(token_claims.bearer(case(attempt, jwt(nonce="n", aud="c"))))
    assert not token_claims.is_id_token(
        token_claims.bearer(case(attempt, jwt(nonce="n", scope="x")))
    )
    assert token_claims.is_refresh_token(token_claims.bearer(case(attempt, jwt(typ="Refresh"))))


def test_where_it_was_issued(attempt):
    trace = Trace(
        attempt(
            """
            > POST https://i.test/token
            < 200 OK
            << {"access_token":"opaque-token-1"}
            ---
            > GET https://a.test/
            > Authorization: Bearer opaque-token-1
            < 401 Unauthorized
            """
        )
    )
    found = trace.case(1)
    source, field = token_claims.issued_in(found, token_claims.bearer(found))
    assert (source.index, field) == (0, "access_token")


@pytest.mark.parametrize(
    ("value", "host", "bare"),
    [
        ("https://A.test/x", "a.test", "a.test"),
        ("HTTPS://a.test", "a.test", "a.test"),
        ("https://a.test?x", "a.test", "a.test"),
        ("https://a.test#x", "a.test", "a.test"),
        ("https://ada@a.test:8443/x", "a.test:8443", "a.test"),
        ("https://[2001:db8::1]:8443", "[2001:db8::1]:8443", "[2001:db8::1]"),
        ("https://[2001:db8::1]", "[2001:db8::1]", "[2001:db8::1]"),
    ],
)
def test_hosts(value, host, bare):
    assert token_claims.hosts([value, "urn:y", "api", "https://"]) == {host}
    assert token_claims.bare_hosts([value]) == {bare}


@pytest.mark.parametrize(
    ("url", "audience", "is_another"),
    [
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443", False),
        ("https://api.one.com/x", "https://api.one.com?x", False),
        ("https://api.one.com/x", "HTTPS://api.one.com", False),
        ("https://api.one.com/x", "https://ada@api.one.com", False),
        ("https://one.com/x", "https://api.one.com", False),
        ("https://api.acme.co.uk/x", "https://api.rival.co.uk", True),
        ("https://ada.github.io/x", "https://bob.github.io", True),
    ],
)
def test_an_audience_that_is_the_address_of_another_host(attempt, url, audience, is_another):
    text = f"> GET {url}\n> Authorization: Bearer {jwt(aud=audience)}\n< 401 Unauthorized"
    found = audience_host(Trace(attempt(text)).case(0))
    assert bool(list(found)) is is_another


@pytest.mark.parametrize(
    ("there", "told"), [("10.0.1.11", False), ("kubernetes.default.svc", True)]
)
def test_an_audience_that_names_no_host_of_those_that_take_it(attempt, there, told):
    token = jwt(aud="https://kubernetes.default.svc")
    call = "> GET https://{}/metrics\n> Authorization: Bearer {}\n< {}"
    parts = (call.format(there, token, "200 OK"), call.format("10.0.1.12", token, "401 No"))
    case = Trace(attempt("\n---\n".join(parts))).case(1)
    assert bool(list(audience_host(case))) is told
