"""AWS's own suite for Signature Version 4: every canonical request, string to sign, signature."""

import json
from pathlib import Path

import pytest
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from inspector.authenticate import aws_signing
from inspector.authenticate.aws_signing import AwsKeys, Order
from inspector.model.message import Header, Message, first, latin1
from inspector.protocol.dates import basic_date
from inspector.protocol.signatures import sigv4

_FILE = Path(__file__).parent / "vectors" / "sigv4.json"
# One of them has an address whose token was put in after it was signed; it is no vector here.
CASES = [
    pytest.param(case, case[how], id=f"{case['name']}-{how}")
    for case in json.loads(_FILE.read_text("utf-8"))["cases"]
    for how in ("header", "query")
    if how in case
]


def message_of(text):
    """Return a request of the suite, whose headers may go on in a line of their own."""
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    line, *rows = head.replace("\n ", " ").split("\n")
    method, _, rest = line.partition(" ")
    target = latin1(rest.rpartition(" ")[0])
    headers = tuple(Header(*map(latin1, row.split(":", 1))) for row in rows if row)
    host = first(headers, "host")
    return Message(
        method=method,
        url=f"https://{host}{target}",
        target=target,
        headers=headers,
        body=body.strip("\n").encode(),
    )


@pytest.mark.parametrize(("case", "wanted"), CASES)
def test_what_is_signed_is_the_printed_text(case, wanted):
    message = message_of(wanted["request"])
    about = sigv4.signed_of(message)
    assert (about.key_id, about.region, about.service) == (
        case["key_id"],
        case["region"],
        case["service"],
    )
    canonical = sigv4.canonical_request(message, about)
    assert canonical == latin1(wanted["canonical"])
    assert sigv4.string_to_sign(canonical, about) == wanted["to_sign"]
    keys = AwsKeys(case["key_id"], case["secret"], case["token"])
    assert aws_signing.signature(message, keys, about) == wanted["signature"] == about.signature


KEYS = AwsKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "the/session+token==")
REQUESTS = {
    "plain": ("GET", "https://example.amazonaws.com/", b"", ()),
    "query": ("GET", "https://example.amazonaws.com/a?b=2&a=1&a=0&empty=", b"", ()),
    "escapes": ("GET", "https://example.amazonaws.com/a%20b/%E1%88%B4?x=%2F%20~", b"", ()),
    "body": (
        "POST",
        "https://example.amazonaws.com/x",
        b'{"a": 1}',
        (Header("Content-Type", "application/json"), Header("X-Amz-Target", "A.B")),
    ),
}


def peer(kind, service, request, now, *seconds):
    """Return what botocore makes of a request by itself, with its time fixed."""
    method, url, body, headers = request
    made = AWSRequest(method=method, url=url, data=body, headers={h.name: h.value for h in headers})
    auth = kind(Credentials(*KEYS), service, "eu-west-1", *seconds)
    made.context["timestamp"] = now
    auth._modify_request_before_signing(made)
    text = auth.string_to_sign(made, auth.canonical_request(made))
    auth._inject_signature_to_request(made, auth.signature(text, made))
    return made


def ours(request, order, now):
    method, url, body, headers = request
    target = url.partition(".com")[2]
    message = Message(
        method=method,
        url=url,
        target=target,
        headers=(Header("Host", "example.amazonaws.com"), *headers),
        body=body,
    )
    return aws_signing.signed(message, KEYS, order, basic_date(now).timestamp())


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("service", ["s3", "sqs"])
def test_every_header_is_botocore_s(name, service):
    now = "20261128T090000Z"
    kind = S3SigV4Auth if service == "s3" else SigV4Auth
    wanted = peer(kind, service, REQUESTS[name], now)
    made = ours(REQUESTS[name], Order(service=service, region="eu-west-1"), now)
    for header, value in wanted.headers.items():
        assert first(made.headers, header) == value


@pytest.mark.parametrize("name", ["plain", "escapes"])
@pytest.mark.parametrize("service", ["s3", "sqs"])
def test_a_presigned_address_is_botocore_s(name, service):
    now = "20261128T090000Z"
    kind = S3SigV4QueryAuth if service == "s3" else SigV4QueryAuth
    wanted = peer(kind, service, REQUESTS[name], now, 900)
    order = Order(service=service, region="eu-west-1", in_query=True, seconds=900)
    made = ours(REQUESTS[name], order, now)
    assert sorted(made.url.partition("?")[2].split("&")) == sorted(
        wanted.url.partition("?")[2].split("&")
    )
