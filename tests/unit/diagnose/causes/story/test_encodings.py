"""What was refused was accepted once `%40` and the like in it were turned back."""

import base64

import pytest

from inspector.diagnose.causes.story.encodings import accepted_decoded
from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace


def _basic(text):
    return f"Basic {base64.b64encode(text.encode()).decode()}"


CALLS = """
> GET http://pool.example/list
> {header}: {accepted}
< 200 OK
---
> GET http://pool.example/list
> {header}: {refused}
< {status} Refused
"""
PLAIN, ENCODED = "bot:Rw@y#Mint", "bot:Rw%40y%23Mint"


@pytest.mark.parametrize(
    ("header", "status"), [("Authorization", 401), ("Proxy-Authorization", 407)]
)
def test_a_login_written_for_an_address(attempt, header, status):
    values = {"accepted": _basic(PLAIN), "refused": _basic(ENCODED)}
    found = diagnose(attempt(CALLS.format(header=header, status=status, **values))).findings
    assert found[0].slug == "percent-encoded"


def test_a_key_written_for_an_address(attempt):
    values = {"accepted": "qL8/x+Tv==", "refused": "qL8%2Fx%2BTv%3D%3D"}
    case = Trace(attempt(CALLS.format(header="X-Api-Key", status=403, **values))).case(1)
    assert [one.slug for one in accepted_decoded(case)] == ["key-percent-encoded"]


@pytest.mark.parametrize("accepted", ["bot:Rw@y#Mill", ENCODED])
def test_another_password_or_the_same(attempt, accepted):
    values = {"accepted": _basic(accepted), "refused": _basic(ENCODED)}
    case = Trace(attempt(CALLS.format(header="Authorization", status=401, **values))).case(1)
    assert list(accepted_decoded(case)) == []


PROXY = """
> GET http://apt.example/list
> Proxy-Authorization: {login}
< 407 Proxy Authentication Required
< X-Squid-Error: ERR_CACHE_ACCESS_DENIED 0
< Proxy-Authenticate: Basic realm="Internet"
"""


def test_a_login_at_a_proxy_that_was_taken_once_it_was_turned_back(attempt):
    again = PROXY.format(login=_basic(PLAIN)).partition("< 407")[0] + "< 200 OK"
    text = f"{PROXY.format(login=_basic(ENCODED))}---{again}"
    found = diagnose(attempt(text)).findings[0]
    assert (found.slug, found.certainty) == ("percent-encoded", "certain")


def test_a_proxy_that_was_sent_a_login_does_not_miss_one(attempt):
    slugs = [one.slug for one in diagnose(attempt(PROXY.format(login=_basic(PLAIN)))).findings]
    assert slugs[0] == "proxy-login-refused"
    assert "proxy-login-required" not in slugs
