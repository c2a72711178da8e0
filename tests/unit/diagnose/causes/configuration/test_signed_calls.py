"""A signature that one address takes and another refuses: the proxy changes what it covers."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

SIGNED = (
    "Authorization: AWS4-HMAC-SHA256 Credential={key}/20261016/us-east-1/s3/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=" + "5f1d" * 16
)
WRONG = '< 403 Forbidden\n<< {"code": "SignatureDoesNotMatch", "message": "Signature mismatch"}'


def _first(front, key="QLM7ZT3WKHARBOR9XB2D", taken="< 200 OK\n<< <Buckets/>", reply=WRONG):
    direct = f"> GET http://10.8.0.3:9000/\n> {SIGNED.format(key='QLM7ZT3WKHARBOR9XB2D')}\n{taken}"
    here = f"> GET https://{front}/\n> {SIGNED.format(key=key)}\n{reply}"
    return diagnose(attempt_of(f"{direct}\n---\n{here}")).findings[0]


def test_the_same_keys_signature_was_taken_at_another_host():
    found = _first("store.harbor.test")
    assert (found.slug, found.cause) == ("signed-call-changed", "configuration")
    assert "10.8.0.3:9000" in str(found.todo)


@pytest.mark.parametrize(
    "other",
    [
        {"key": "ANOTHERKEY7ZT3WKHARB"},
        {"taken": WRONG},
        {"reply": '< 403 Forbidden\n<< {"code": "AccessDenied", "message": "Access Denied"}'},
    ],
)
def test_another_key_or_reason_says_nothing_of_the_way(other):
    assert _first("store.harbor.test", **other).slug != "signed-call-changed"


def test_one_host_changes_nothing_on_the_way():
    assert _first("10.8.0.3:9000").slug != "signed-call-changed"


# ---------------- The server tells what it signed, and a header came as another one
CODED = (
    "Authorization: AWS4-HMAC-SHA256 Credential=QLM7ZT3WKHARBOR9XB2D/20261016/auto/s3/aws4_request, "
    "SignedHeaders=accept-encoding;host;x-amz-date, Signature=" + "5f1d" * 16
)
TOLD = """> GET https://store.harbor.test/box
> Host: store.harbor.test
> Accept-Encoding: identity
> X-Amz-Date: 20261016T090000Z
> {signed}
< 403 Forbidden
< Content-Type: application/xml
<< <Error><Code>SignatureDoesNotMatch</Code><Message>The request signature does not match.</Message>
<< <CanonicalRequest>GET
<< /box
<< {none}
<< accept-encoding:{value}
<< host:store.harbor.test
<< x-amz-date:{date}
<< {none}
<< accept-encoding;host;x-amz-date
<< UNSIGNED-PAYLOAD</CanonicalRequest></Error>"""


def _told(value="identity", date="20261016T090000Z"):
    found = diagnose(
        attempt_of(TOLD.format(signed=CODED, value=value, date=date, none=""))
    ).findings[0]
    return found.slug, found.title


@pytest.mark.parametrize("value", ["identity,gzip(edge)", "gzip"])
def test_a_signed_header_is_another_one_where_it_is_checked(value):
    slug, title = _told(value)
    assert (slug, "accept-encoding" in title) == ("signed-call-changed", True)


def test_the_same_headers_mean_another_secret():
    assert _told()[0] == "request-signature-wrong"
