"""A recorded exchange is judged as the browser did that made it."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.cors.recorded import announced, is_preflight, plain_fault

ORIGIN = "https://app.example"


def _exchange(asked, answered, method="GET", status=200):
    asked = {"Origin": ORIGIN, **asked}
    request = Message(
        method=method,
        url="https://api.example/v1",
        headers=tuple(Header(*one) for one in asked.items()),
    )
    reply = Reply(status=status, headers=tuple(Header(*one) for one in answered))
    return Exchange(request=request, reply=reply)


def _allowing(*origins, **more):
    named = tuple(("Access-Control-Allow-Origin", one) for one in origins)
    return (*named, *more.items())


@pytest.mark.parametrize(
    ("asked", "answered", "kind"),
    [
        ({}, _allowing("https://a.example", ORIGIN), "several-origins"),
        ({"Cookie": "s=1"}, _allowing("*"), "wildcard-with-credentials"),
        ({"Cookie": "s=1"}, _allowing(ORIGIN), "credentials-not-allowed"),
    ],
)
def test_what_hides_a_reply_from_a_script_is_named(asked, answered, kind):
    fault = plain_fault(_exchange({"Sec-Fetch-Mode": "cors", **asked}, answered))
    assert fault.kind == kind


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ({"Sec-Fetch-Mode": "cors"}, _allowing(ORIGIN)),
        ({"Sec-Fetch-Mode": "cors"}, ()),  # perhaps none for pages
        ({"Sec-Fetch-Mode": "navigate"}, _allowing("https://a.example", ORIGIN)),
        ({}, _allowing("https://a.example", ORIGIN)),  # nothing says that a script asked
    ],
)
def test_what_may_be_meant_so_is_no_fault(asked, answered):
    assert plain_fault(_exchange(asked, answered)) is None


def test_of_a_preflight_every_fault_counts():
    asked = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "X-Key"}
    made = _exchange(asked, (), method="OPTIONS", status=204)
    assert is_preflight(made)
    message = announced(made.request)
    assert message.method == "PUT"
    assert [header.name for header in message.headers] == ["X-Key"]
    assert plain_fault(made) is not None
