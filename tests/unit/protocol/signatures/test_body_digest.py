"""Hashes of a body in headers, and the verdict on one that is another body's."""

import base64
import hashlib

import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.signatures.body_digest import body_digests

BODY = b'{"hello": "world"}'
OTHER = b'{"hello": "mars"}'


def in_base64(name, body=BODY):
    return base64.b64encode(hashlib.new(name, body).digest()).decode()


HEADERS = [
    ("Content-Digest", "sha-256=:{sha256}:"),
    ("Content-Digest", "sha-512=:{sha512}:"),
    ("Digest", "SHA-256={sha256}"),
    ("Digest", "unixsum=30637, SHA={sha1}"),
    ("Content-MD5", "{md5}"),
    ("x-content-sha256", "{sha256}"),
    ("X-Amz-Content-Sha256", "{hexadecimal}"),
]


def message(name, template, body=BODY):
    hashes = {each: in_base64(each, body) for each in ("sha256", "sha512", "sha1", "md5")}
    value = template.format(hexadecimal=hashlib.sha256(body).hexdigest(), **hashes)
    headers = (Header("Authorization", "Bearer abc"), Header(name, value))
    url = "https://a.example/"
    return Message(method="POST", url=url, headers=headers, body=BODY, body_size=len(BODY))


@pytest.mark.parametrize(("name", "template"), HEADERS)
def test_it_fits_its_own_body_only(name, template):
    (own,) = body_digests(message(name, template))
    (other,) = body_digests(message(name, template, OTHER))
    assert (own.line, own.name, own.fits) == (1, name, True)
    assert not other.fits


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"),
        ("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
        ("Digest", "unixsum=30637"),
        ("Content-MD5", "nothing"),
        ("Authorization", 'Digest username="a"'),
    ],
)
def test_words_are_no_hash(name, value):
    assert body_digests(message(name, value)) == ()


def verdict(sent, said):
    reply = Reply(status=401, headers=(Header("Content-Type", "text/plain"),), body=said)
    return diagnose(Attempt(exchanges=(Exchange(request=sent, reply=reply),))).findings


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (OTHER, b"Unauthorized"),
        (OTHER, b"<Code>BadDigest</Code>"),
        (BODY, b"The Content-MD5 you specified did not match what we received."),
        (BODY, b"<Code>XAmzContentSHA256Mismatch</Code>"),
        (BODY, b"Bad payload hash"),
        (BODY, b"Computed SHA-256 digest does not match"),
    ],
)
def test_another_body_is_told(body, said):
    found = verdict(message("Content-MD5", "{md5}", body), said)
    slugs = [each.slug for each in found]
    assert "signed-body-differs" in slugs
    assert ("is not the hash" in repr(found)) is (body is OTHER)


@pytest.mark.parametrize("said", [b"Digest authentication failed", b"Signature mismatch"])
def test_other_words_are_not_about_the_body(said):
    assert "signed-body-differs" not in [
        each.slug for each in verdict(message("Content-MD5", "{md5}"), said)
    ]
