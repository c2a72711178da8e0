"""RFC 9421 Appendix B: the signature bases and the signatures that are the same each time."""

import pytest

from inspector.model.kinds.signing.message_signature import MessageSignature, SignatureParameters
from inspector.model.message import Header, Message
from inspector.protocol.signatures.message_signature import components, prepared, signed

SHARED = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="
ED25519 = (
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n"
    "-----END PRIVATE KEY-----\n"
)
BODY = b'{"hello": "world"}'
DIGEST = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"
REQUEST = Message(
    method="POST",
    url="https://example.com/foo?param=Value&Pet=dog",
    target="/foo?param=Value&Pet=dog",
    headers=(
        Header("Host", "example.com"),
        Header("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        Header("Content-Type", "application/json"),
        Header("Content-Digest", DIGEST),
        Header("Content-Length", "18"),
    ),
    body=BODY,
)
CREATED = 1618884473
VECTORS = {
    "B.2.2": (
        MessageSignature(
            algorithm="rsa-pss-sha512",
            key_id="test-key-rsa-pss",
            components='@authority content-digest, "@query-param";name="Pet"',
            parameters=SignatureParameters(label="sig-b22", tag="header-example", seconds=0),
        ),
        "",
        (
            '"@authority": example.com\n'
            f'"content-digest": {DIGEST}\n'
            '"@query-param";name="Pet": dog\n'
            '"@signature-params": ("@authority" "content-digest" "@query-param";name="Pet");'
            'created=1618884473;keyid="test-key-rsa-pss";tag="header-example"'
        ),
        "",
    ),
    "B.2.5": (
        MessageSignature(
            algorithm="hmac-sha256",
            coding="base64",
            key_id="test-shared-secret",
            components="date @authority content-type",
            parameters=SignatureParameters(label="sig-b25", seconds=0),
        ),
        SHARED,
        (
            '"date": Tue, 20 Apr 2021 02:07:55 GMT\n'
            '"@authority": example.com\n'
            '"content-type": application/json\n'
            '"@signature-params": ("date" "@authority" "content-type");created=1618884473;'
            'keyid="test-shared-secret"'
        ),
        "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:",
    ),
    "B.2.6": (
        MessageSignature(
            algorithm="ed25519",
            key_id="test-key-ed25519",
            components="date @method @path @authority content-type content-length",
            parameters=SignatureParameters(label="sig-b26", seconds=0),
        ),
        ED25519,
        (
            '"date": Tue, 20 Apr 2021 02:07:55 GMT\n'
            '"@method": POST\n'
            '"@path": /foo\n'
            '"@authority": example.com\n'
            '"content-type": application/json\n'
            '"content-length": 18\n'
            '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" '
            '"content-length");created=1618884473;keyid="test-key-ed25519"'
        ),
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
    ),
}


@pytest.mark.parametrize("name", VECTORS)
def test_the_base_and_the_signature_are_the_printed_ones(name):
    own, key, base, signature = VECTORS[name]
    made = prepared(REQUEST, own, CREATED, "")
    assert made.base == base
    if signature:
        params, value = signed(made, own, key, "")
        assert value == signature
        assert params.partition("=")[2] == base.rpartition('-params": ')[2]


def test_components_are_parted_at_blanks_outside_of_quotes():
    assert components('@method, "@query-param";name="a b" ,date') == (
        "@method",
        '"@query-param";name="a b"',
        "date",
    )


def test_the_digest_of_the_body_is_that_of_the_rfc():
    bare = Message(method="POST", url=REQUEST.url, target=REQUEST.target, body=BODY)
    own = MessageSignature(components="content-digest", digest="sha-512")
    assert DIGEST in prepared(bare, own, CREATED, "").base
