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
