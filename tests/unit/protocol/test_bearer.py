import base64

import pytest

from inspector.protocol import bearer
from inspector.protocol.challenges.parsing import parse


def _read(text):
    return bearer.read(parse(text)[0])


def test_error_with_scopes():
    found = _read('Bearer realm="r", error="insufficient_scope", scope="a:read b", error_uri="u"')
    assert (found.error, found.scopes, found.error_uri) == (
        "insufficient_scope",
        ("a:read", "b"),
        "u",
    )
    assert not found.is_step_up


def test_step_up():
    found = _read(
        'Bearer error="insufficient_user_authentication", acr_values="x y", max_age="300"'
    )
    assert found.is_step_up
    assert (found.acr_values, found.max_age) == (("x", "y"), 300)
    assert _read('Bearer max_age="soon"').max_age is None


def test_claims_request():
    claims = base64.b64encode(b'{"access_token":{"nbf":{"essential":true}}}').decode()
    found = _read(
        f'Bearer error="insufficient_claims", claims="{claims}", authorization_uri=https://l/'
    )
    assert found.claims["access_token"]["nbf"]["essential"]
    assert found.authorization_server == "https://l/"
    assert found.is_step_up
    assert _read('Bearer claims="%%%"').claims is None


def test_description_in_camel_case():
    assert _read('Bearer errorDescription="x"').description == "x"


def test_dpop_counts_and_others_do_not():
    assert _read('DPoP error="use_dpop_nonce"').error == "use_dpop_nonce"
    assert _read('Basic realm="x"') is None


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("invalid_request", 400),
        ("invalid_token", 401),
        ("insufficient_scope", 403),
        ("insufficient_user_authentication", 401),
        ("use_dpop_nonce", 401),
    ],
)
def test_registered_codes(code, status):
    found = bearer.meaning(code)
    assert found.status == status
    assert found.text.endswith(".")
    assert found.reference


def test_unregistered_code():
    assert bearer.meaning("token_expired") is None
