"""The steps of a walked sign-in, in words."""

from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.sign_in import NamedHost, Walk, WalkedStep
from inspector.presentation.tokens.walked_steps import broken_at, walked_steps
from inspector.protocol.oauth.sign_in_faults import trouble
from tests.fixtures.sign_ins import API, LOGIN, METADATA, exchange

EXCHANGES = (
    exchange("main", f"{API}/mcp", 401),
    exchange("discovery", f"{API}/.well-known/oauth-protected-resource/mcp"),
    exchange("discovery", f"{LOGIN}/.well-known/oauth-authorization-server", body=METADATA),
    exchange("registration", f"{LOGIN}/register", 400, method="POST"),
)
NAMES = (
    "first-call", "resource-metadata", "server-metadata", "registration",
    "authorization", "sign-in", "token", "call",
)  # fmt: skip


def _walk(marks, **fields):
    steps = []
    for at, (name, mark) in enumerate(zip(NAMES, marks, strict=True)):
        reached = mark != "not-reached"
        given = {"exchange": at, "host": "a.example"} if reached else {}
        troubles = fields.get("troubles", ()) if mark == "broken" else ()
        steps.append(WalkedStep(name=name, mark=mark, troubles=troubles, **given))
    hosts = (NamedHost(host="api.example.com", state="yours"),)
    return Walk(steps=tuple(steps), hosts=hosts, credential=OAuth2(issuer=LOGIN))


def test_a_broken_step_names_whose_fault_it_is_and_what_was_not_reached():
    refused = trouble("redirect-refused", host="login.example.com", redirect="http://127.0.0.1/")
    walk = _walk(["done"] * 3 + ["broken"] + ["not-reached"] * 4, troubles=(refused,))
    steps = walked_steps(walk, EXCHANGES)
    assert [step.disc for step in steps] == ["done"] * 3 + ["broken"] + ["ahead"] * 4
    assert broken_at(steps) == "Broken at step 4 of 8"
    assert steps[3].fault == "the login provider's fault"
    assert "RFC 8252 §7.3" in steps[3].sentence
    assert (steps[3].path, steps[3].result, steps[3].entry) == ("/register", "400", 3)
    assert steps[0].sentence == "Refused with 401, as it should be without a token."
    assert steps[-1].party == "api.example.com"
    assert steps[-2].party == "login.example.com"
    assert steps[4].party == "your browser"


def test_what_was_passed_over_is_left_out():
    walk = _walk(["done", "not-reached", "done", "not-reached", "done"] + ["not-reached"] * 3)
    steps = walked_steps(walk, EXCHANGES, running=True)
    assert [step.disc for step in steps] == [
        "done", "left-out", "done", "left-out", "done", "waits", "ahead", "ahead",
    ]  # fmt: skip
    assert broken_at(steps) == ""
    assert "left out" in steps[1].spoken(2, 8)
