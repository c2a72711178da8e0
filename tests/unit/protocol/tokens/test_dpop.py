import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from inspector.protocol.tokens import dpop

NOW = datetime(2026, 1, 2, tzinfo=UTC)
KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
    "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
}
CONTEXT = dpop.DpopContext(
    method="POST", url="https://api.example/x?y=1", now=NOW, access_token="at", nonce="n"
)


def _part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _proof(header=(), **claims):
    head = {"typ": "dpop+jwt", "alg": "ES256", "jwk": KEY, **dict(header)}
    ath = base64.urlsafe_b64encode(hashlib.sha256(b"at").digest()).rstrip(b"=").decode()
    body = {
        "htm": "POST",
        "htu": "https://API.example:443/x#f",
        "iat": NOW.timestamp(),
        "jti": "1",
        "nonce": "n",
        "ath": ath,
        **claims,
    }
    return dpop.read(f"{_part(head)}.{_part(body)}.c2ln")


def _kinds(proof):
    return [fault.kind for fault in dpop.faults(proof, CONTEXT)]


def test_a_fitting_proof():
    proof = _proof()
    assert _kinds(proof) == []
    assert (proof.method, proof.nonce, proof.issued) == ("POST", "n", NOW)


def test_thumbprint_of_rfc_9449():
    assert dpop.thumbprint(KEY) == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
    assert dpop.thumbprint({"kty": "EC"}) == dpop.thumbprint(None) == ""


@pytest.mark.parametrize(
    ("header", "claims", "kind"),
    [
        ({"typ": "JWT"}, {}, "type"),
        ({"alg": "HS256"}, {}, "algorithm"),
        ({"alg": "none"}, {}, "algorithm"),
        ({"jwk": None}, {}, "no-key"),
        ({"jwk": {**KEY, "d": "x"}}, {}, "private-key"),
        ({}, {"jti": ""}, "no-jti"),
        ({}, {"htm": "GET"}, "method"),
        ({}, {"htu": "https://api.example/z"}, "uri"),
        ({}, {"htu": "http://api.example/x"}, "uri"),
        ({}, {"iat": None}, "no-time"),
        ({}, {"iat": (NOW - timedelta(minutes=6)).timestamp()}, "old"),
        ({}, {"iat": (NOW + timedelta(minutes=6)).timestamp()}, "future"),
        ({}, {"nonce": "m"}, "nonce"),
        ({}, {"nonce": None}, "nonce"),
        ({}, {"ath": None}, "no-token-hash"),
        ({}, {"ath": "x"}, "token-hash"),
    ],
)
def test_each_fault_is_named(header, claims, kind):
    assert _kinds(_proof(header, **claims)) == [kind]


@pytest.mark.parametrize("kind", get_args(dpop.DpopFaultKind))
def test_every_fault_has_a_sentence(kind):
    assert dpop._SENTENCES[kind](_proof()).endswith(".")


def test_no_proof():
    assert dpop.read("abc") is None
