"""The examples of draft-cavage-http-signatures (Appendix C), and those of Oracle Cloud."""

import msgspec
import pytest

from inspector.authenticate.recipe import recipes_for
from inspector.authenticate.schemes.signing import http_signature as scheme
from inspector.model.kinds.signing.http_signature import HttpSignature, HttpSignatureParameters
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.signatures import http_signature as cavage

REF = SecretRef(place="memory", name="k")
# The key of Appendix C, which Oracle's documentation uses too.
KEY = """-----BEGIN RSA PRIVATE KEY-----
MIICXgIBAAKBgQDCFENGw33yGihy92pDjZQhl0C36rPJj+CvfSC8+q28hxA161QF
NUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6Z4UMR7EOcpfdUE9Hf3m/hs+F
UR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJwoYi+1hqp1fIekaxsyQIDAQAB
AoGBAJR8ZkCUvx5kzv+utdl7T5MnordT1TvoXXJGXK7ZZ+UuvMNUCdN2QPc4sBiA
QWvLw1cSKt5DsKZ8UETpYPy8pPYnnDEz2dDYiaew9+xEpubyeW2oH4Zx71wqBtOK
kqwrXa/pzdpiucRRjk6vE6YY7EBBs/g7uanVpGibOVAEsqH1AkEA7DkjVH28WDUg
f1nqvfn2Kj6CT7nIcE3jGJsZZ7zlZmBmHFDONMLUrXR/Zm3pR5m0tCmBqa5RK95u
412jt1dPIwJBANJT3v8pnkth48bQo/fKel6uEYyboRtA5/uHuHkZ6FQF7OUkGogc
mSJluOdc5t6hI1VsLn0QZEjQZMEOWr+wKSMCQQCC4kXJEsHAve77oP6HtG/IiEn7
kpyUXRNvFsDE0czpJJBvL/aRFUJxuRK91jhjC68sA7NsKMGg5OXb5I5Jj36xAkEA
gIT7aFOYBFwGgQAQkWNKLvySgKbAZRTeLBacpHMuQdl1DfdntvAyqpAZ0lY0RKmW
G6aFKaqQfOXKCyWoUiVknQJAXrlgySFci/2ueKlIE1QqIiLSZ8V8OlpFLRnb1pzI
7U1yQXnTAEFYM560yJlzUpOb1V4cScGd365tiSMvxLOvTA==
-----END RSA PRIVATE KEY-----
"""
BODY = b'{"hello": "world"}'
HEADERS = (
    ("Host", "example.com"),
    ("Date", "Sun, 05 Jan 2014 21:31:40 GMT"),
    ("Content-Type", "application/json"),
    ("Digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="),
    ("Content-Length", "18"),
)
POSTED = Message(
    method="POST",
    url="http://example.com/foo?param=value&pet=dog",
    headers=tuple(Header(*line) for line in HEADERS),
    body=BODY,
    body_size=len(BODY),
)
OWN = HttpSignature(key=REF, key_id="Test")


def signed(own, message, now=1_402_170_695.0):
    step = next(scheme.steps(own, message, lambda ref: KEY if ref == REF else ""))
    assert step.message.method == message.method
    return step.message


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            "date",
            (
                "SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs+FLEEaDV"
                "5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5OxEPXe5WozsbM="
            ),
        ),
        (
            "(request-target) host date",
            (
                "qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQDMCJypxBLSPQR2aAjn7ndmw2iicw3"
                "HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBskLu6kd9Fswtemr3lgdDEmn04swr2Os0="
            ),
        ),
        (
            "(request-target) host date content-type digest content-length",
            (
                "vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52"
                "LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="
            ),
        ),
    ],
    ids=["C.1 default", "C.2 basic", "C.3 all headers"],
)
def test_the_examples_of_the_draft(names, expected):
    own = msgspec.structs.replace(OWN, signed_headers=names, body_headers="")
    value = first(signed(own, POSTED).headers, "authorization")
    assert value == (
        f'Signature keyId="Test",algorithm="rsa-sha256",headers="{names}",signature="{expected}"'
    )


def test_the_digest_is_that_of_the_draft():
    bare = tuple(each for each in POSTED.headers if each.name != "Digest")
    made = cavage.prepared(msgspec.structs.replace(POSTED, headers=bare), OWN, 0)
    assert first(made.message.headers, "digest") == dict(HEADERS)["Digest"]


def test_created_and_expires():
    # draft-cavage-http-signatures-12 §2.3: the example of a signing string.
    about = HttpSignatureParameters(named="hs2019", seconds=300)
    own = msgspec.structs.replace(
        OWN,
        signed_headers="(request-target) (created) (expires)",
        body_headers="",
        parameters=about,
    )
    signing = cavage.prepared(POSTED, own, 1_402_170_695.9)
    assert cavage.signing_string(signing) == (
        "(request-target): post /foo?param=value&pet=dog\n(created): 1402170695\n"
        "(expires): 1402170995"
    )
    assert cavage.parameters(own, signing)[1:4] == [
        ("algorithm", '"hs2019"'),
        ("created", "1402170695"),
        ("expires", "1402170995"),
    ]


ORACLE = {
    "tenancy": "ocid1.tenancy.oc1..aaaaaaaaba3pv6wkcr4jqae5f15p2b2m2yt2j6rx32uzr4h25vqstifsfdsq",
    "user": "ocid1.user.oc1..aaaaaaaat5nvwcna5j6aqzjcaty5eqbb6qt2jvpkanghtgdaqedqw3rynjq",
    "fingerprint": "20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34",
    "key": KEY,
}


def test_the_example_of_oracle_cloud():
    # docs.oracle.com, "Request Signatures": "Test Values", "For GET with query parameters".
    (recipe,) = [each for each in recipes_for("http-signature") if each.name == "oracle-cloud"]
    filled = recipe.fill(ORACLE).credential.with_secret(REF)
    url = (
        "https://iaas.us-phoenix-1.oraclecloud.com/20160918/instances"
        "?availabilityDomain=Pjwf%3A%20PHX-AD-1&compartmentId=ocid1.compartment.oc1.."
        "aaaaaaaam3we6vgnherjq5q2idnccdflvjsnog7mlr6rtdb25gilchfeyjxa&displayName=TeamXInstances"
        "&volumeId=ocid1.volume.oc1.phx.abyhqljrgvttnlx73nmrwfaux7kcvzfs3s66izvxf2h4lgvyndsdsnoiwr5q"
    )
    headers = (
        Header("Host", "iaas.us-phoenix-1.oraclecloud.com", "default"),
        Header("Date", "Thu, 05 Jan 2014 21:31:40 GMT"),
    )
    value = first(
        signed(filled, Message(method="GET", url=url, headers=headers)).headers, "authorization"
    )
    key_id = "/".join(ORACLE[name] for name in ("tenancy", "user", "fingerprint"))
    assert value == (
        f'Signature version="1",keyId="{key_id}",algorithm="rsa-sha256",'
        'headers="date (request-target) host",signature="GBas7grhyrhSKHP6AVIj/h5/Vp8bd/peM79H9Wv8kjo'
        "aCivujVXlpbKLjMPeDUhxkFIWtTtLBj3sUzaFj34XE6YZAHc9r2DmE4pMwOAy/kiITcZxa1oHPOeRheC0jP2dqbTll8f"
        'mTZVwKZOKHYPtrLJIJQHJjNvxFWeHQjMaR7M="'
    )


def test_a_post_to_oracle_cloud_signs_its_body():
    (recipe,) = [each for each in recipes_for("http-signature") if each.name == "oracle-cloud"]
    filled = recipe.fill(ORACLE).credential.with_secret(REF)
    made = signed(filled, POSTED)
    expected = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="
    assert first(made.headers, "x-content-sha256") == expected
    names = "date (request-target) host content-length content-type x-content-sha256"
    assert f'headers="{names}"' in first(made.headers, "authorization")
