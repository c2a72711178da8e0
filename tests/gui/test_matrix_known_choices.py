"""Requests and credentials that are offered: each once, bound to its origin, masked."""

from inspector.gui.matrix.known_choices import known_candidates, known_subjects
from inspector.model.credential import Basic, Bearer
from inspector.model.request import Request

TOKEN = "secret-token-of-the-test"


def test_tabs_and_saved_requests_once_and_masked(panel_tools):
    tools = panel_tools
    bearer = Bearer(token=tools.vault.put(TOKEN))
    basic = Basic(user="ada", password=tools.vault.put("another-secret"))
    one = Request(name="Orders", url="https://a.example/orders", credential=bearer)
    tools.tabs.open_request(one)
    tools.environments.serve((one, Request(url="https://b.example/x?k=1", credential=basic)))
    assert [each.label for each in known_subjects(tools)] == ["Orders", "GET /x"]
    offered = known_candidates(tools)
    assert [each.origin for each in offered[1:]] == [
        "https://a.example",
        "https://b.example",
    ]
    text = " ".join(each.label for each in offered)
    assert TOKEN not in text
    assert "ada" in text
