"""Requests and credentials that are offered: each once, bound to its origin, masked."""

import msgspec

from inspector.gui.matrix.known_choices import (
    known_candidates,
    known_subjects,
    retold,
    unread,
    value_of,
)
from inspector.model.collection import Environment
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Candidate
from inspector.model.request import Request
from inspector.model.secret import SecretRef

TOKEN = "secret-token-of-the-test"


def test_tabs_and_saved_requests_once_and_masked(panel_tools):
    tools = panel_tools
    bearer = Bearer(token=tools.vault.put(TOKEN))
    basic = Basic(user="ada", password=tools.vault.put("another-secret"))
    one = Request(name="Orders", url="https://u:p@a.example/orders?k=1", credential=bearer)
    tools.tabs.open_request(one)
    tools.environments.serve((one, Request(url="https://b.example/x?k=1", credential=basic)))
    subjects = known_subjects(tools)
    assert [each.label for each in subjects] == ["Orders", "GET /x"]
    assert [each.detail for each in subjects] == ["GET a.example/orders", "GET b.example/x"]
    offered = known_candidates(tools)
    assert [each.origin for each in offered[1:]] == [
        "https://a.example",
        "https://b.example",
    ]
    text = " ".join(each.label + each.detail for each in offered)
    assert TOKEN not in text
    assert "ada" in text
    assert "from Orders" in text


def test_equal_names_are_told_apart_by_host_else_by_number(panel_tools):
    vault = panel_tools.vault
    for host, secret in (("a", "first-secret"), ("b", "second-secret")):
        bearer = Bearer(token=vault.put(secret))
        panel_tools.tabs.open_request(Request(url=f"https://{host}.example/", credential=bearer))
    assert [each.label for each in known_candidates(panel_tools)[1:]] == [
        "Bearer token (a.example)",
        "Bearer token (b.example)",
    ]
    again = Request(url="https://a.example/", credential=Bearer(token=vault.put("third-secret")))
    panel_tools.tabs.open_request(again)
    labels = [each.label for each in known_candidates(panel_tools)]
    assert labels[1:] == ["Bearer token (1)", "Bearer token (2)", "Bearer token (3)"]


def test_typed_ones_come_last_and_their_variables_are_looked_up(panel_tools):
    ref = panel_tools.vault.put(TOKEN)
    panel_tools.environments.put(Environment(name="Staging", values={"token": ref}))
    panel_tools.environments.choose("Staging")
    bearer = Bearer(token=SecretRef(place="text", name="{{token}}"))
    typed = Candidate(label="", credential=bearer, origin="https://a.example")
    last = known_candidates(panel_tools, (typed,))[-1]
    assert last.label == "Bearer {{token}}"
    assert "typed here" in last.detail
    assert value_of(panel_tools, bearer) == TOKEN
    unknown = Bearer(token=SecretRef(place="text", name="{{nobody}}"))
    assert not value_of(panel_tools, unknown)


def test_what_lies_in_the_store_only_is_named_for_fetching(panel_tools):
    stored = SecretRef(place="keyring", name="not-in-memory")
    held = panel_tools.vault.put(TOKEN)
    both = (
        Candidate(label="a", credential=Bearer(token=stored)),
        Candidate(label="b", credential=Bearer(token=held)),
    )
    assert unread(panel_tools, both) == (stored,)


def test_credentials_of_a_run_are_told_of_as_the_view_allows_now():
    known = Candidate(label="a", detail="ada, from a", origin="https://a.example")
    gone = Candidate(label="b", detail="bob, from b", origin="https://b.example")
    now = msgspec.structs.replace(known, detail="from a")
    for hidden, last in ((True, ""), (False, "bob, from b")):
        told = retold((known, gone), (now,), hidden=hidden)
        assert [one.detail for one in told] == ["from a", last]
        assert [one.label for one in told] == ["a", "b"]
