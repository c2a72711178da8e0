"""403 without a word is no sign that a host doesn't know what another one took."""

import pytest

from inspector.diagnose import diagnose

CALLS = """
> POST http://{one}/
> Authorization: {sent}
>> {{"method": "getblockchaininfo"}}
< 200 OK
---
> POST http://{other}{path}
> Authorization: {sent}
>> {{"method": "getblockchaininfo"}}
< {status}
"""
LOGIN = "Basic ZnVsY3J1bTpuUjctT21VbW40OXR6eVJm"
TOKEN = "Bearer 5f0a9c7133d24e6b8fa1"


def _first(attempt, other, status="403 Forbidden", *, one="127.0.0.1:8332", sent=LOGIN, path="/"):
    text = CALLS.format(one=one, other=other, status=status, sent=sent, path=path)
    found = diagnose(attempt(text)).findings[0]
    return found.slug, found.certainty.value


@pytest.mark.parametrize("sent", [LOGIN, TOKEN])
@pytest.mark.parametrize("one", ["127.0.0.1:8332", "localhost:8332", "[::1]:8332"])
def test_a_call_that_is_given_at_the_own_machine_only(attempt, one, sent):
    assert _first(attempt, "192.168.1.30:8332", one=one, sent=sent) == (
        "ip-not-allowed",
        "possible",
    )


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ("192.168.1.30:8332", "401 Unauthorized"),
        ("192.168.1.30:9000", "403 Forbidden"),
        ("192.168.1.30:8332", "403 Forbidden\n< WWW-Authenticate: Basic realm=x"),
        ("192.168.1.30:8332", '403 Forbidden\n<< {"error": "you lack the role admin"}'),
        ("api.b.test:8332", "403 Forbidden"),
        ("127.0.0.1:8333", "403 Forbidden"),
    ],
)  # fmt: skip
def test_where_no_address_is_what_differs(attempt, other, status):
    assert _first(attempt, other, status)[0] != "ip-not-allowed"


@pytest.mark.parametrize("sent", [LOGIN, TOKEN])
def test_another_host_may_know_who_it_forbids(attempt, sent):
    """A host that doesn't know a credential answers 401: that alone is certain."""
    place = {"one": "api.a.test", "sent": sent}
    assert _first(attempt, "api.b.test", **place)[1] != "certain"
    assert _first(attempt, "api.b.test", "401 Unauthorized", **place) == (
        "other-host-knows-credential", "certain",
    )  # fmt: skip
