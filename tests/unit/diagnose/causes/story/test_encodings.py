"""What was refused was accepted once `%40` in it was turned back, or its other half was there."""

import base64

import pytest

from inspector.diagnose.causes.story.encodings import accepted_decoded, accepted_whole
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


# ---------------- A part of what was accepted
WHOLE = "q8Zr1Lx0Vn5TtYc2Lw7BmK4p"


@pytest.mark.parametrize("header", ["X-Api-Key: {}", "Authorization: Bearer {}", "Cookie: sid={}"])
@pytest.mark.parametrize("part", [WHOLE[:-5], WHOLE[4:]])
def test_the_beginning_or_end_got_lost(attempt, header, part):
    name, _, form = header.partition(": ")
    values = {"accepted": form.format(WHOLE), "refused": form.format(part)}
    found = diagnose(attempt(CALLS.format(header=name, status=401, **values))).findings
    assert found[0].slug == "credential-cut"


@pytest.mark.parametrize(
    ("accepted", "refused"),
    [
        (WHOLE, WHOLE),
        (WHOLE, "q8Zr1"),
        (WHOLE, "p4KmB7wL2cYtT5nV0xL1rZ8q"),
        (_basic("bot:plum-42-lantern"), _basic("bot:plum-42")),
    ],
)
def test_another_key_a_short_one_and_a_password(attempt, accepted, refused):
    values = {"accepted": accepted, "refused": refused}
    name = "Authorization" if accepted.startswith("Basic") else "X-Api-Key"
    case = Trace(attempt(CALLS.format(header=name, status=401, **values))).case(1)
    assert list(accepted_whole(case)) == []


def test_a_part_that_is_taken_too_is_whole(attempt):
    calls = CALLS.format(header="X-Api-Key", status=401, accepted=WHOLE, refused=WHOLE[:-5])
    text = f"> GET http://pool.example/own\n> X-Api-Key: {WHOLE[:-5]}\n< 200 OK\n---{calls}"
    case = Trace(attempt(text)).case(2)
    assert list(accepted_whole(case)) == []
