"""What AWS answers to a signature that is wrong in one way each, as its guides quote it.

Sources: "Troubleshoot Signature Version 4 signing for AWS API requests" (IAM User Guide), "Error
responses" (S3 API Reference), "Common errors" (STS and DynamoDB API References).
"""

import datetime as dt

import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
LASTING, TEMPORARY = "AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"
HOSTS = {
    "s3": "examplebucket.s3.amazonaws.com",
    "dynamodb": "dynamodb.us-east-1.amazonaws.com",
    "sts": "sts.amazonaws.com",
}
MISMATCH = "The request signature we calculated does not match the signature you provided."
NOT_VALID = "The security token included in the request is invalid."
PAST = "Signature expired: 20260501T100000Z is now earlier than 20260501T115501Z (… - 5 min.)"
AHEAD = "Signature not yet current: 20260501T140000Z is still later than 20260501T120501Z"


def xml(code, text, more=""):
    return f"<Error><Code>{code}</Code><Message>{text}</Message>{more}</Error>"


def query(code, text):
    return f"<ErrorResponse><Error><Code>{code}</Code><Message>{text}</Message></Error></ErrorResponse>"


def coral(code, text):
    return f'{{"__type":"com.amazon.coral.service#{code}","message":"{text}"}}'


def judged(service, status, body, *, key=LASTING, scope="", token="", signed=True, more=()):
    """Return title and slug of what stands first. scope: what it was signed for, if not this."""
    region, _, made_for = (scope or f"us-east-1/{service}").partition("/")
    names = "host;x-amz-content-sha256;x-amz-date"
    value = (
        f"AWS4-HMAC-SHA256 Credential={key}/20260501/{region}/{made_for}/aws4_request, "
        f"SignedHeaders={names}, Signature={'a' * 64}"
    )
    own = [("X-Amz-Date", "20260501T120000Z"), ("X-Amz-Content-Sha256", EMPTY), *more]
    own += [("Authorization", value)] if signed else []
    own += [("X-Amz-Security-Token", token)] if token else []
    kind = "application/xml" if body.startswith("<") else "application/x-amz-json-1.0"
    headers = (Header("x-amzn-RequestId", "4442587FB7D0A2F9"), Header("Content-Type", kind))
    message = Message(
        method="GET",
        url=f"https://{HOSTS[service]}/a",
        target="/a",
        headers=tuple(Header(*pair) for pair in own),
    )
    reply = Reply(status=status, headers=headers, body=body.encode())
    exchange = Exchange(request=message, reply=reply, started=NOW)
    request = Request(url=message.url, credential=AwsSignature(key_id=key))
    found = diagnose(Attempt(exchanges=(exchange,), request=request)).findings[0]
    return found.slug, found.title


@pytest.mark.parametrize(
    ("slug", "service", "status", "body"),
    [
        ("request-signature-wrong", "s3", 403, xml("SignatureDoesNotMatch", MISMATCH)),
        ("request-signature-wrong", "sts", 403, query("SignatureDoesNotMatch", MISMATCH)),
        ("request-signature-wrong", "dynamodb", 400, coral("InvalidSignatureException", MISMATCH)),
        ("key-refused", "s3", 403, xml("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")),
        ("key-refused", "sts", 403, query("InvalidClientTokenId", NOT_VALID)),
        ("key-refused", "dynamodb", 400, coral("UnrecognizedClientException", NOT_VALID)),
        ("clock-differs", "s3", 403, xml("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")),
        ("clock-differs", "sts", 403, query("SignatureDoesNotMatch", PAST)),
        ("clock-differs", "dynamodb", 400, coral("InvalidSignatureException", PAST)),
        ("clock-differs", "dynamodb", 400, coral("InvalidSignatureException", AHEAD)),
        ("token-expired", "dynamodb", 400, coral("ExpiredTokenException", "The security token included in the request is expired")),
        ("right-missing", "s3", 403, xml("AccessDenied", "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: s3:GetObject because no identity-based policy allows the s3:GetObject action")),
    ],
)  # fmt: skip
def test_each_way_has_its_cause(slug, service, status, body):
    assert judged(service, status, body)[0] == slug


REGION = "The authorization header is malformed; the region '{}' is wrong; expecting 'eu-west-1'"
SERVICE = "Credential should be scoped to correct service: '{}'. "
MALFORMED = (
    'The authorization header is malformed; incorrect service "ec2". This endpoint belongs to "s3".'
)


@pytest.mark.parametrize(
    ("slug", "named", "service", "status", "body", "scope"),
    [
        ("wrong-region", "us-east-1", "s3", 400, xml("AuthorizationHeaderMalformed", REGION.format("us-east-1")), ""),
        ("wrong-region", "eu-west-9", "dynamodb", 400, coral("InvalidSignatureException", "Credential should be scoped to a valid region. "), "eu-west-9/dynamodb"),
        ("wrong-region", "", "sts", 403, query("SignatureDoesNotMatch", "Credential should be scoped to a valid region."), "eu-west-9/sts"),
        ("signed-for-other-service", "s3", "sts", 403, query("SignatureDoesNotMatch", SERVICE.format("sts")), "us-east-1/s3"),
        ("signed-for-other-service", "s3", "dynamodb", 400, coral("InvalidSignatureException", SERVICE.format("dynamodb")), "us-east-1/s3"),
        ("signed-for-other-service", "ec2", "s3", 400, xml("AuthorizationHeaderMalformed", MALFORMED), "us-east-1/ec2"),
    ],
)  # fmt: skip
def test_another_region_and_another_service_are_told_apart(
    slug, named, service, status, body, scope
):
    found, title = judged(service, status, body, scope=scope)
    assert found == slug
    assert named in title


@pytest.mark.parametrize(
    ("service", "status", "body"),
    [
        ("s3", 403, xml("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")),
        ("sts", 403, query("InvalidClientTokenId", NOT_VALID)),
        ("dynamodb", 400, coral("UnrecognizedClientException", NOT_VALID)),
    ],
)  # fmt: skip
def test_temporary_keys_without_their_token_are_no_unknown_keys(service, status, body):
    assert judged(service, status, body, key=TEMPORARY)[0] == "session-token-missing"
    assert judged(service, status, body, key=TEMPORARY, token="FwoGZX")[0] == "key-refused"


def test_what_is_not_signed_and_what_was_altered_is_named():
    text = "There were headers present in the request which were not signed"
    more = "<HeadersNotSigned>x-amz-meta-a</HeadersNotSigned>"
    found = judged("s3", 403, xml("AccessDenied", text, more), more=(("x-amz-meta-a", "1"),))
    assert found == ("header-not-signed", "The header x-amz-meta-a was sent and not signed")
    text = "The provided 'x-amz-content-sha256' header does not match what was computed."
    slug, title = judged("s3", 400, xml("XAmzContentSHA256Mismatch", text))
    assert slug == "signed-body-differs"
    assert "Content-Sha256" in title


def test_nothing_sent_is_that_and_no_unknown_path():
    body = coral("MissingAuthenticationTokenException", "Missing Authentication Token")
    assert judged("dynamodb", 400, body, signed=False)[0] == "no-credentials-sent"
