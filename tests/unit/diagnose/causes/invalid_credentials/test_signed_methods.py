"""The same signed address is good for one method: a signature covers it, or it does not."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.model.message import Header
from inspector.protocol.signatures.signed_address import signature_of_method
from inspector.protocol.signatures.signed_header import signature_header_of_method

FOURTH = (
    "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K51F0C2D%2F20260601%2Feu-1%2Fs3%2Faws4_request"
    "&X-Amz-Date=20260601T080000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=ac0b52a2"
)
SECOND = "AWSAccessKeyId=K51F0C2D&Expires=1790000000&Signature=UBMxukLqVhzl34qCTfF%3D"
OF_A_NETWORK = "Expires=1790000000&Signature=UBMxukLqVhzl34qCTfF__&Key-Pair-Id=K51F0C2D"
SHARED = "sv=2022-11-02&sp=r&se=2026-09-01T00%3A00%3A00Z&sig=UBMxukLqVhzl34qCTfF%3D"
DATE = "< Date: Mon, 01 Jun 2026 09:00:00 GMT"
OK = f"< 200 OK\n{DATE}\n<< plan"
NO = f"< 403 Forbidden\n{DATE}"


def _call(method, reply, query=FOURTH, file="plan.tif"):
    return f"> {method} https://store.test/maps/{file}?{query}\n{reply}"


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("query", [FOURTH, SECOND])
@pytest.mark.parametrize("method", ["HEAD", "PUT"])
def test_another_method_than_the_signed_one(attempt, query, method):
    found = _slugs(attempt, _call("GET", OK, query), _call(method, NO, query))
    assert found[0] == "signed-for-another-method"


@pytest.mark.parametrize(
    "parts",
    [
        # The method is not what such a signature covers.
        (_call("GET", OK, OF_A_NETWORK), _call("PUT", NO, OF_A_NETWORK)),
        (_call("GET", OK, SHARED), _call("PUT", NO, SHARED)),
        # Another thing was accepted, by a signature of its own.
        (_call("GET", OK, file="other.tif"), _call("HEAD", NO)),
        # This method was accepted, too.
        (_call("GET", OK), _call("HEAD", OK), _call("HEAD", NO)),
        # The reply names another reason.
        (
            _call("GET", OK),
            _call("PUT", f"{NO}\n<< <Error><Code>InvalidAccessKeyId</Code></Error>"),
        ),
    ],
)
def test_where_the_method_is_not_the_reason(attempt, parts):
    assert "signed-for-another-method" not in _slugs(attempt, *parts)


@pytest.mark.parametrize(
    ("names", "signature"),
    [
        (("X-Goog-Algorithm", "X-Goog-Signature"), "X-Goog-Signature"),
        (("GoogleAccessId", "Expires", "Signature"), "Signature"),
        (("Policy", "Signature", "Key-Pair-Id"), ""),
        (("signature", "timestamp"), ""),
    ],
)
def test_which_signatures_cover_the_method(names, signature):
    assert signature_of_method(dict.fromkeys(names, "x")) == signature


# ---------------- Signatures that stand in headers
CLOUD = (
    "> Authorization: AWS4-HMAC-SHA256 Credential=K51F0C2D/20260601/eu-1/s3/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=ac0b52a2\n> X-Amz-Date: 20260601T085900Z"
)
DRAFT = (
    '> Authorization: Signature keyId="depot",algorithm="hs2019",'
    'headers="(request-target) date",signature="UBMxukLqVhzl34qC"'
)
STANDARD = (
    '> Signature-Input: s=("@method" "@target-uri");created=1780304340;keyid="depot"\n'
    "> Signature: s=:UBMxukLqVhzl34qCTfF=:"
)


def _headed(method, reply, headers, path="plan.tif"):
    return f"> {method} https://store.test/maps/{path}\n{headers}\n{reply}"


@pytest.mark.parametrize("headers", [CLOUD, DRAFT, STANDARD])
@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_header_signed_for_another_method(attempt, headers, status):
    no = f"< {status}\n{DATE}"
    found = _slugs(attempt, _headed("GET", OK, headers), _headed("DELETE", no, headers))
    assert found[0] == "signed-for-another-method"


@pytest.mark.parametrize(
    "parts",
    [
        # Neither names the method among what it covers.
        [_headed(m, r, DRAFT.replace("(request-target) ", "")) for m, r in (("GET", OK), ("PUT", NO))],
        [_headed(m, r, STANDARD.replace('"@method" ', "")) for m, r in (("GET", OK), ("PUT", NO))],
        # Another signature was accepted.
        [_headed("GET", OK, CLOUD), _headed("PUT", NO, CLOUD.replace("ac0b52a2", "bd1c63b3"))],
        # At another address; with this method, too; with a token, which covers nothing.
        [_headed("GET", OK, CLOUD, "other.tif"), _headed("PUT", NO, CLOUD)],
        [_headed("GET", OK, CLOUD), _headed("PUT", OK, CLOUD), _headed("PUT", NO, CLOUD)],
        [_headed(m, r, "> Authorization: Bearer 7c1f0a93e2b84d56") for m, r in (("GET", OK), ("PUT", NO))],
    ],
)  # fmt: skip
def test_where_the_method_is_not_what_a_header_signs(attempt, parts):
    assert "signed-for-another-method" not in _slugs(attempt, *parts)


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("authorization", "SharedKey depot:UBMx", "authorization"),
        ("Authorization", 'Hawk id="a", nonce="n", mac="m"', ""),  # good once, whatever the method
        ("Authorization", "Bearer abc", ""),
        ("Signature", 'keyId="a",headers="(request-target)",signature="m"', "Signature"),
        ("Signature-Input", 's=("@method");keyid="a"', "Signature"),
        ("Signature-Input", 's=("@path");keyid="@method"', ""),
    ],
)
def test_which_headers_sign_the_method(name, value, found):
    assert signature_header_of_method([Header(name, value)]) == found
