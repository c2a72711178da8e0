"""OpenStack Swift's S3 interface checks each signature itself: taken, and refused for what it is."""

import time
from urllib.parse import urlsplit

import pytest

from inspector.authenticate import aws_signing
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.message import Header, Message
from inspector.model.request import RawBody
from tests.fixtures.framework_sites import Site
from tests.fixtures.kerberos import FAKETIME
from tests.fixtures.servers import folder_for_others

pytestmark = pytest.mark.server("swift")
KEY, SECRET = "shop:ann", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"


@pytest.fixture(scope="module")
def store():
    with folder_for_others("swift") as folder, Site("swift_store.py", folder, KEY, SECRET) as site:
        yield site


@pytest.fixture
def ahead():
    """Return the address of one whose clock is twenty minutes ahead."""
    late = {"LD_PRELOAD": FAKETIME, "FAKETIME": "+20m"}
    with (
        folder_for_others("swift-ahead") as folder,
        Site("swift_store.py", folder, KEY, SECRET, **late) as site,
    ):
        yield site


@pytest.fixture
def signed(bench, send):
    """Send with a signature; return the answer."""

    def run(url, secret=SECRET, *, method="GET", body=None, **fields):
        given = {"key_id": KEY, "region": "us-east-1", "service": "s3", **fields}
        own = AwsSignature(secret=bench.vault.put(secret), **given)
        more = {"body": RawBody(text=body)} if body is not None else {}
        return send(url, credential=own, method=method, **more)

    return run


def _found(answer):
    """Return the last status and the first finding with its sentence and its evidence."""
    last = answer.attempt.exchanges[-1].reply
    first = answer.verdict.findings[0] if answer.verdict.findings else None
    said = (first.title, *(each.statement for each in first.evidence)) if first else ()
    return last.status, first and first.slug, " ".join(said)


BOX = "/box/a%20b.txt"
TAKEN = {
    "an object": {"path": BOX},
    "a list": {"path": "/box?prefix=a%20&list-type=2"},
    "a body": {"path": "/box/new%20one", "method": "PUT", "body": "hällo"},
    "a body that is not signed": {
        "path": "/box/new",
        "method": "PUT",
        "body": "hällo",
        "payload": "unsigned",
    },
    "a presigned address": {"path": BOX, "place": "query"},
    "a presigned address that writes": {
        "path": "/box/new",
        "method": "PUT",
        "body": "hällo",
        "place": "query",
    },
}


@pytest.mark.parametrize("given", TAKEN.values(), ids=TAKEN)
def test_a_right_signature_is_taken(store, signed, given):
    path, fields = given["path"], {name: each for name, each in given.items() if name != "path"}
    answer = signed(f"{store.url}{path}", **fields)
    assert _found(answer) == (200, None, "")


REFUSED = {
    "wrong secret": ({"secret": "wrong"}, 403, "request-signature-wrong", "signed the same text"),
    "wrong secret, presigned": (
        {"secret": "wrong", "place": "query"},
        *(403, "request-signature-wrong", "signed the same text"),
    ),
    # it says of a key that it doesn't know what it says of a wrong secret
    "unknown key": ({"key_id": "shop:bob"}, 403, "request-signature-wrong", ""),
    "wrong region": ({"region": "eu-west-1"}, 400, "wrong-region", "eu-west-1"),
    "wrong service": ({"service": "ec2"}, 400, "signed-for-other-service", "ec2"),
}


@pytest.mark.parametrize(("given", "status", "finding", "said"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_has_its_cause(store, signed, given, status, finding, said):
    found = _found(signed(f"{store.url}{BOX}", **given))
    assert found[:2] == (status, finding)
    assert said in found[2]


def test_without_a_signature_nothing_was_sent(store, send):
    assert _found(send(f"{store.url}{BOX}"))[:2] == (401, "no-credentials-sent")


@pytest.mark.server("faketime")
def test_a_clock_that_is_twenty_minutes_behind_is_named_and_can_be_corrected(ahead, signed):
    status, finding, said = _found(signed(f"{ahead.url}{BOX}"))
    assert (status, finding) == (403, "clock-differs")
    assert "20 minutes" in said
    answer = signed(f"{ahead.url}{BOX}", clock="server")
    assert [each.reply.status for each in answer.attempt.exchanges] == [403, 200]
    assert answer.verdict.findings == ()


@pytest.mark.server("faketime")
def test_an_address_that_is_over_before_it_comes_is_a_matter_of_clocks(ahead, signed):
    status, finding, said = _found(signed(f"{ahead.url}{BOX}", place="query", seconds=600))
    assert (status, finding) == (403, "clock-differs")
    assert "signed when it was sent" in said
    assert "20 minutes" in said


def test_a_presigned_address_of_yesterday_has_expired(store, send):
    message = Message(method="GET", url=f"{store.url}{BOX}", target=BOX, headers=_host(store))
    order = aws_signing.Order(service="s3", region="us-east-1", in_query=True, seconds=600)
    keys = aws_signing.AwsKeys(KEY, SECRET)
    old, fresh = (
        aws_signing.signed(message, keys, order, time.time() - ago).url for ago in (86_400, 0)
    )
    assert _found(send(fresh)) == (200, None, "")
    assert _found(send(old))[:2] == (403, "signed-address-expired")


def _host(site):
    return (Header("Host", urlsplit(site.url).netloc),)
