"""A server that takes calls by its number and refuses them by its name."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.protocol.urls import is_numeric

CALL = """> GET http://{host}/api?mode=beds
> X-Api-Key: {key}
< {status}
< Server: {server}
<< {words}"""
KEY = "k3y8d0f71c2ab94e5"


def _slugs(
    attempt, host, *, key=KEY, server="pods/3", words="No", status="403 Forbidden", by="10.4.0.9:81"
):
    given = CALL.format(host=by, key=KEY, status="200 OK", server="pods/3", words="ok")
    asked = CALL.format(host=host, key=key, status=status, server=server, words=words)
    return [one.slug for one in diagnose(attempt(f"{given}\n---\n{asked}")).findings]


@pytest.mark.parametrize("by", ["10.4.0.9:81", "[fd00::9]:81", "localhost:81"])
@pytest.mark.parametrize("status", ["403 Forbidden", "400 Bad Request"])
@pytest.mark.parametrize("words", ["No", "Access denied"])
def test_only_the_name_is_another(attempt, by, status, words):
    assert _slugs(attempt, "pods.lan:81", by=by, status=status, words=words)[:1] == [
        "host-name-not-listed"
    ]


@pytest.mark.parametrize(
    ("host", "more"),
    [
        ("10.4.0.10:81", {}),  # another number is another machine
        ("pods.lan:82", {}),
        ("pods.lan:81", {"server": "nginx"}),
        ("pods.lan:81", {"key": "k3y000000000000000"}),
        ("pods.lan:81", {"words": "Your account is locked"}),
    ],
)
def test_more_is_another(attempt, host, more):
    assert "host-name-not-listed" not in _slugs(attempt, host, **more)


@pytest.mark.parametrize(
    ("host", "number"), [("10.4.0.9", True), ("[::1]", True), ("10.example", False)]
)
def test_addresses_in_numbers(host, number):
    assert is_numeric(host) == number
