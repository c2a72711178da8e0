"""What tokens say about themselves."""

import base64
import json
from datetime import UTC, datetime

from inspector.diagnose.facts import tokens
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


def test_moments():
    assert tokens.moment(1700000000) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert tokens.moment(1700000000000) == tokens.moment("1700000000")
    assert tokens.moment(True) is None
    assert tokens.moment("soon") is None
    assert tokens.moment(10**40) is None


def test_times(attempt):
    late = case(attempt, jwt(exp=1699999700))
    assert tokens.expired_by(late, tokens.bearer(late)).total_seconds() == 300
    early = case(attempt, jwt(nbf=1700000060, exp=1700009999))
    assert tokens.ahead(early, tokens.bearer(early)).total_seconds() == 60
    assert tokens.expired_by(early, tokens.bearer(early)) is None


def test_claims(attempt):
    token = tokens.bearer(
        case(attempt, jwt(aud=["a", "b"], iss="https://i.test", scope="x y", roles=["z"]))
    )
    assert tokens.audiences(token) == ("a", "b")
    assert tokens.issuer(token) == "https://i.test"
    assert tokens.scopes(token) == {"x", "y", "z"}
    assert tokens.names_scopes(token)


def test_kinds(attempt):
    assert tokens.is_id_token(tokens.bearer(case(attempt, jwt(nonce="n", aud="c"))))
    assert not tokens.is_id_token(tokens.bearer(case(attempt, jwt(nonce="n", scope="x"))))
    assert tokens.is_refresh_token(tokens.bearer(case(attempt, jwt(typ="Refresh"))))


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
    source, field = tokens.issued_in(found, tokens.bearer(found))
    assert (source.index, field) == (0, "access_token")


def test_hosts():
    assert tokens.hosts(["https://A.test/x", "urn:y", "api"]) == {"a.test"}
