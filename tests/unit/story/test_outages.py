"""Where nobody listened yet is no reason any more once the host was heard."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.exchange import Connection, Failure

CALL = "> GET https://a.test/x\n> X-Api-Key: 5f0a9c7133d24e6b\n< {status}"


def _first_entry(attempt, *statuses, kind="refused", proxy="", last=False):
    made = attempt("\n---\n".join(CALL.format(status=one) for one in statuses))
    failed = Failure(stage="connect", kind=kind, message="The host refused the connection.")
    at = len(statuses) - 1 if last else 0
    gone = msgspec.structs.replace(
        made.exchanges[at], reply=None, failure=failed, connection=Connection(proxy=proxy)
    )
    exchanges = (*made.exchanges[:at], gone, *made.exchanges[at + 1 :])
    return diagnose(msgspec.structs.replace(made, exchanges=exchanges)).entry


@pytest.mark.parametrize("kind", ["refused", "unreachable", "name-not-found"])
@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "302 Found"])
def test_it_was_heard_later(attempt, kind, status):
    assert _first_entry(attempt, "0", status, kind=kind) is None


def _gone(attempt, address):
    """Return the entry to be explained where nobody listened at an address, and a page came later."""
    made = attempt(f"> GET {address}\n< 0\n---\n> GET http://a.test/page\n< 200 OK")
    failed = Failure(stage="connect", kind="refused", message="The host refused the connection.")
    gone = msgspec.structs.replace(made.exchanges[0], reply=None, failure=failed)
    return diagnose(msgspec.structs.replace(made, exchanges=(gone, *made.exchanges[1:]))).entry


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://a.test/style.css", None),
        ("https://a.test/page", 0),  # another port
        ("http://a.test:8080/page", 0),
        ("http://b.test/page", 0),
    ],
)
def test_its_host_answered_another_call_later(attempt, address, told):
    assert _gone(attempt, address) == told


@pytest.mark.parametrize("refusals", [1, 3])
def test_what_was_told_then_is_the_reason(attempt, refusals):
    assert _first_entry(attempt, "0", *["401 Unauthorized"] * refusals) == refusals


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("503 Service Unavailable", {}),
        ("200 OK", {"kind": "proxy-refused"}),
        ("200 OK", {"proxy": "http://proxy.test:3128"}),
        ("200 OK", {"last": True}),
    ],
)
def test_what_is_no_outage_of_the_server(attempt, status, more):
    """Another way, or nobody behind the front: the failure stays worth explaining."""
    statuses = ("200 OK", "0") if more.get("last") else ("0", status)
    assert _first_entry(attempt, *statuses, **more) is not None
