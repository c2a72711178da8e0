from typing import get_args

import pytest

from inspector.model.message import Header, Message, Reply
from inspector.protocol.cors import checks

ORIGIN = "https://app.example"


def _reply(status=204, **headers):
    lines = tuple(Header("Access-Control-Allow-" + k, v) for k, v in headers.items())
    return Reply(status=status, headers=lines)


def _message(method="GET", **headers):
    lines = tuple(Header(name.replace("_", "-"), value) for name, value in headers.items())
    return Message(method=method, url="https://api.example/", headers=lines, body=b"x")


def _kinds(faults):
    return [fault.kind for fault in faults]


@pytest.mark.parametrize(
    ("message", "needed"),
    [
        (_message(), False),
        (_message("POST", Content_Type="text/plain; charset=utf-8"), False),
        (_message("POST", Content_Type="application/json"), True),
        (_message("PUT"), True),
        (_message(Authorization="Bearer x"), True),
        (_message(X_Api_Key="x"), True),
        (_message(Accept="*/*", Host="a", User_Agent="b", Sec_Fetch_Mode="cors"), False),
        (_message(Accept="x" * 200), True),
        (_message(Accept='a"b'), True),
        (_message(Range="bytes=0-5"), False),
        (_message(Range="bytes=-5"), True),
    ],
)
def test_when_a_browser_asks_first(message, needed):
    assert checks.needs_preflight(message.method, message.headers) is needed


def test_the_question():
    asked = checks.preflight(_message("PUT", Host="h", X_B="1", Authorization="x"), ORIGIN)
    assert asked.method == "OPTIONS"
    assert asked.body == b""
    found = {header.name: header.value for header in asked.headers}
    assert found["Access-Control-Request-Method"] == "PUT"
    assert found["Access-Control-Request-Headers"] == "authorization,x-b"
    assert found["Origin"] == ORIGIN
    assert "Authorization" not in found


@pytest.mark.parametrize(
    ("reply", "credentials", "kinds"),
    [
        (_reply(Origin="*"), False, []),
        (_reply(Origin=ORIGIN, Credentials="true"), True, []),
        (_reply(), False, ["no-allow-origin"]),
        (_reply(Origin="https://other"), False, ["other-origin"]),
        (_reply(Origin=f"{ORIGIN}, https://b"), False, ["several-origins"]),
        (_reply(Origin="*"), True, ["wildcard-with-credentials"]),
        (_reply(Origin=ORIGIN), True, ["credentials-not-allowed"]),
        (_reply(Origin=ORIGIN, Credentials="TRUE"), True, ["credentials-not-allowed"]),
    ],
)
def test_the_reply(reply, credentials, kinds):
    assert _kinds(checks.judge_reply(reply, ORIGIN, with_credentials=credentials)) == kinds


@pytest.mark.parametrize(
    ("reply", "message", "kinds"),
    [
        (_reply(Origin="*", Headers="Authorization"), _message(Authorization="x"), []),
        (_reply(Origin="*", Headers="*"), _message(X_B="x"), []),
        (_reply(Origin="*", Headers="*"), _message(Authorization="x"),
         ["authorization-not-by-wildcard"]),
        (_reply(Origin="*"), _message(X_B="x"), ["header-not-allowed"]),
        (_reply(Origin="*"), _message("PUT"), ["method-not-allowed"]),
        (_reply(Origin="*", Methods="GET, PUT"), _message("PUT"), []),
        (_reply(401, Origin="*"), _message(), ["preflight-status"]),
        (_reply(302, Origin="*"), _message(), ["preflight-redirect"]),
    ],
)  # fmt: skip
def test_the_answer_to_the_question(reply, message, kinds):
    assert _kinds(checks.judge_preflight(reply, message, ORIGIN)) == kinds


def test_a_wildcard_does_not_count_with_credentials():
    reply = _reply(Origin=ORIGIN, Credentials="true", Methods="*", Headers="*")
    found = checks.judge_preflight(reply, _message("PUT", X_B="1"), ORIGIN, with_credentials=True)
    assert _kinds(found) == ["method-not-allowed", "header-not-allowed"]


@pytest.mark.parametrize("kind", get_args(checks.CorsFaultKind))
def test_every_fault_has_a_sentence(kind):
    assert checks._fault(kind, "x").message.endswith(".")
