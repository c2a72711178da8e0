"""What an authority of certificates says: the JWS in the body is what proves the caller."""

import pytest

from inspector.diagnose import diagnose

SIGNED = (
    '{"protected": "eyJhbGciOiAiRVMyNTYiLCAibm9uY2UiOiAid0J4NEp4MlE1YldRMXYwcFl0cWtjZyIsICJ1cmwiOi'
    'AiaHR0cHM6Ly9jYS50ZXN0L29yZGVycyIsICJraWQiOiAiaHR0cHM6Ly9jYS50ZXN0L2FjY291bnQvN2YxYiJ9", '
    '"payload": "eyJpZGVudGlmaWVycyI6IFtdfQ", "signature": "q2Zt8uYbJmW3xkTn4o7cVZc5qR1dGfHs9pLwEaXi0Bt"}'
)
CALL = """> POST https://ca.test/orders
> Content-Type: application/jose+json
>> {body}
< {status}
< Content-Type: application/problem+json
< Replay-Nonce: 2xRZf0RYJb7WmR9XvQ1tWw
<< {{"type": "urn:ietf:params:acme:error:{code}", "detail": "{detail}", "status": {number}}}"""


def _first(attempt, code, detail, status="400 Bad Request", body=SIGNED):
    text = CALL.format(code=code, detail=detail, status=status, number=status[:3], body=body)
    found = diagnose(attempt(text)).findings
    return found[0].slug if found else None


BAD, FORBIDDEN = "400 Bad Request", "403 Forbidden"


BINDING = "requires newAccount requests must include a value for 'externalAccountBinding'"
UNBOUND = "failed to verify external account binding: error in cryptographic primitive"
UNKNOWN = "the field 'kid' references a key that is not known to the ACME server"
URL = "JWS header parameter 'url' incorrect. Expected 'https://ca.test/orders'"
PREFIX = "key ID (kid) in JWS missing expected URL prefix"
THEIRS = "Account that authenticated the request does not own the specified order"


@pytest.mark.parametrize(
    ("code", "detail", "status", "wanted"),
    [
        ("badNonce", "JWS has an invalid anti-replay nonce", BAD, "request-nonce-over"),
        ("externalAccountRequired", BINDING, FORBIDDEN, "second-part-missing"),
        ("unauthorized", UNBOUND, FORBIDDEN, "key-refused"),
        ("unauthorized", THEIRS, FORBIDDEN, "right-missing"),
        ("unauthorized", UNKNOWN, FORBIDDEN, "key-refused"),
        ("malformed", "JWS verification error", BAD, "request-signature-wrong"),
        ("malformed", URL, BAD, "signed-for-another-address"),
        ("malformed", "KeyID header contained an invalid account URL", BAD, "environment-mismatch"),
        ("malformed", PREFIX, BAD, "environment-mismatch"),
    ],
)
def test_it_is_told(attempt, code, detail, status, wanted):
    assert _first(attempt, code, detail, status) == wanted


def test_the_account_is_not_known_there(attempt):
    """It may have been registered at the authority's other server."""
    found = _first(
        attempt, "accountDoesNotExist", "Account https://ca.test/account/7f1b not found."
    )
    assert found in {"key-refused", "environment-mismatch"}


def test_a_call_without_a_signature(attempt):
    found = _first(attempt, "malformed", "Parse error reading JWS", body='{"identifiers": []}')
    assert found == "no-credentials-sent"


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        ("malformed", "Order must have at least one identifier"),
        ("rejectedIdentifier", "The server will not issue certificates for the identifier"),
        ("badCSR", "CSR does not contain the names of the order"),
        ("caa", "CAA record for depot.example prevents issuance"),
    ],
)
def test_what_is_ordered_is_wrong(attempt, code, detail):
    assert _first(attempt, code, detail) is None
