"""What a refusal says that the server signed, beside the reason that its words give."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.signatures import sigv4

HOST = "sqs.eu-west-1.amazonaws.com"
VALUE = (
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261128/eu-west-1/sqs/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=" + "0" * 64
)
SENT = Message(
    method="GET",
    url=f"https://{HOST}/1/orders?Action=List",
    target="/1/orders?Action=List",
    headers=(
        Header("Host", HOST),
        Header("X-Amz-Date", "20261128T090000Z"),
        Header("Authorization", VALUE),
    ),
)
OWN = sigv4.canonical_request(SENT, sigv4.signed_of(SENT))
SAID = "The request signature we calculated does not match the signature you provided. "


def said_of(body, kind, message=SENT):
    reply = Reply(status=403, headers=(Header("Content-Type", kind),), body=body.encode())
    attempt = Attempt(exchanges=(Exchange(request=message, reply=reply),))
    finding = diagnose(attempt).findings[0]
    return finding.slug, " ".join(each.statement for each in finding.evidence)


@pytest.mark.parametrize("quoted", [False, True])
def test_the_same_text_means_another_secret(quoted):
    text = f"{SAID}The Canonical String for this request should have been\n'{OWN}'\n"
    if quoted:
        body = '{"__type": "InvalidSignatureException", "message": "%s"}'
        found = said_of(body % text.replace("\n", "\\n"), "application/json")
    else:
        code = "<Code>SignatureDoesNotMatch</Code>"
        body = f"<ErrorResponse><Error>{code}<Message>{text}</Message></Error></ErrorResponse>"
        found = said_of(body, "text/xml")
    assert found[0] == "request-signature-wrong"
    assert "signed the same text" in found[1]


def test_another_line_is_named_as_both_have_it():
    theirs = OWN.replace("/1/orders", "/1/other").replace("&", "&amp;")
    body = (
        f"<Error><Code>SignatureDoesNotMatch</Code><Message>{SAID}</Message>"
        f"<CanonicalRequest>{theirs}</CanonicalRequest></Error>"
    )
    slug, said = said_of(body, "application/xml")
    assert slug == "request-signature-wrong"
    assert "“/1/other” where the request has “/1/orders”" in said


def test_the_text_of_azure_is_quoted():
    body = (
        '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code><Message>'
        "Server failed to authenticate the request. Make sure the value of Authorization header is "
        "formed correctly including the signature.</Message><AuthenticationErrorDetail>The MAC "
        "signature found in the HTTP request 'abc=' is not the same as any computed signature. "
        "Server used following string to sign: 'GET\n\n\nx-ms-date:Fri, 28 Nov 2026\n/shop/box'."
        "</AuthenticationErrorDetail></Error>"
    )
    message = Message(
        method="GET",
        url="https://shop.blob.core.windows.net/box",
        target="/box",
        headers=(Header("Authorization", "SharedKey shop:c2lnbmF0dXJlLW9mLWJveA=="),),
    )
    slug, said = said_of(body, "application/xml", message)
    assert slug == "request-signature-wrong"
    assert "/shop/box" in said
