"""OpenStack Swift behind its S3 interface, which verifies every signature and says little of it."""

import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from inspector.authenticate import aws_signing
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.message import Header, Message
from inspector.model.request import RawBody, Request
from tests.fixtures.framework_sites import INSTALLED, Site
from tests.fixtures.kerberos import FAKETIME
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client

NEEDS = (INSTALLED / "python" / "bin" / "swift-proxy-server", FAKETIME)
KEY, SECRET = "shop:ann", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
OBJECT = "/box/a%20b.txt"
INSIDE = Answers(holds="inside")


@contextmanager
def started(folder):
    """Run one with the right time and one that is twenty minutes ahead; yield the place."""
    late = {"LD_PRELOAD": FAKETIME, "FAKETIME": "+20m"}
    with (
        Site("swift_store.py", folder, KEY, SECRET) as store,
        Site("swift_store.py", folder, KEY, SECRET, **late) as ahead,
    ):
        yield Place(
            refusals=(*_keys(store.url), *_scopes(store.url), *_times(store.url, ahead.url)),
            successes=(
                Success(id="an object", call=_signed(store.url), answers=INSIDE),
                Success(
                    id="a body that is not signed",
                    call=_signed(store.url, path="/box/new", payload="unsigned", body="one more"),
                ),
                Success(
                    id="a presigned address",
                    call=_signed(store.url, place="query"),
                    answers=INSIDE,
                ),
            ),
        )


def _signed(site, secret=SECRET, *, path=OBJECT, body="", **fields):
    """Return a call that is signed; with a body it writes."""

    def made(put):
        given = {"key_id": KEY, "region": "us-east-1", "service": "s3", **fields}
        own = AwsSignature(secret=put(secret), **given)
        more = {"method": "PUT", "body": RawBody(text=body)} if body else {}
        return Request(url=f"{site}{path}", credential=own, **more)

    return made


def _keys(url):
    right = by_client("the right keys", _signed(url), INSIDE, user=KEY, secret=SECRET)
    return (
        Refusal(
            id="none",
            family="missing-credentials",
            detail="nothing was sent, which Swift itself answers",
            call=f"'{url}{OBJECT}'",
            repair=right,
        ),
        Refusal(
            id="wrong secret",
            family="invalid-credentials",
            detail="the secret access key is another one: SignatureDoesNotMatch",
            call=_signed(url, "another secret"),
            status=403,
            repair=right,
        ),
        Refusal(
            id="wrong secret in a presigned address",
            family="invalid-credentials",
            detail="the address was signed with another secret",
            call=_signed(url, "another secret", place="query"),
            status=403,
            repair=right,
        ),
        Refusal(
            id="unknown key",
            family="invalid-credentials",
            detail="nobody has this key id; it is answered as a wrong secret is",
            call=_signed(url, key_id="shop:bob"),
            status=403,
            repair=right,
        ),
    )


def _scopes(url):
    right = by_client("the region and service of the store", _signed(url), INSIDE)
    return (
        Refusal(
            id="another region",
            family="wrong-endpoint",
            detail="signed for eu-west-1, the store is in us-east-1",
            call=_signed(url, region="eu-west-1"),
            status=400,
            also=("invalid-credentials", "configuration"),
            repair=right,
        ),
        Refusal(
            id="another service",
            family="wrong-endpoint",
            detail="signed for ec2, and this is s3",
            call=_signed(url, service="ec2"),
            status=400,
            also=("invalid-credentials", "configuration"),
            repair=right,
        ),
    )


def _times(url, ahead):
    return (
        Refusal(
            id="clock twenty minutes behind",
            family="configuration",
            detail="the server's clock is twenty minutes ahead of the one that signs",
            call=_signed(ahead),
            status=403,
            repair=by_client("sign by the server's clock", _signed(ahead, clock="server"), INSIDE),
        ),
        Refusal(
            id="presigned address of yesterday",
            family="invalid-credentials",
            detail="the address held for ten minutes, a day ago",
            call=_of_yesterday(url),
            status=403,
            also=("configuration",),
            repair=by_client("a new address", f"'{_address(url)}'", INSIDE, address=_address(url)),
        ),
    )


def _of_yesterday(url):
    """Return a call of an address that was signed a day ago."""
    return f"'{_address(url, 86_400)}'"


def _address(url, ago=0):
    """Return an address that was signed so many seconds ago, for ten minutes."""
    host = (Header("Host", urlsplit(url).netloc),)
    message = Message(method="GET", url=f"{url}{OBJECT}", target=OBJECT, headers=host)
    order = aws_signing.Order(service="s3", region="us-east-1", in_query=True, seconds=600)
    keys = aws_signing.AwsKeys(KEY, SECRET)
    return aws_signing.signed(message, keys, order, time.time() - ago).url
