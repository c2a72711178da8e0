"""Tokens of the open tabs are listed once, the newest first, with how they fare."""

from inspector.presentation.tokens.seen_tokens import seen_tokens
from tests.gui.token_samples import NOW, solved, token

LATER = int(NOW.timestamp()) + 10**9


def test_each_is_listed_once_with_its_state():
    old, new = token(exp=1_700_000_000), token(exp=LATER)
    found = seen_tokens([("tab", "List orders", (solved(old), solved(new), solved(new)))])
    assert [seen.found.text for seen in found] == [new, old]
    assert [seen.level for seen in found] == ["odd", "bad"]
    assert found[0].uses == 2
    assert found[0].title == "Access token"
    assert found[0].state.startswith("Not expired for another ")
    assert found[0].state.endswith(", signature not checked, List orders")
    assert found[1].state == "Expired, List orders"
    assert found[0].tab == "tab"


def test_without_tabs_there_are_none():
    assert seen_tokens([]) == ()


def test_one_without_an_end_says_what_is_known():
    answers = tuple(map(solved, ("mF_9.B5f-4.1JqM-and-more", "ghp_" + "a" * 36, "v4.local.AAAA")))
    found = {seen.title: (seen.state, seen.level) for seen in seen_tokens([("tab", "A", answers)])}
    assert found["Opaque token"] == ("Opaque, A", "info")
    assert found["GitHub personal access token (classic)"] == ("Looks wrong, A", "bad")
    assert found["Encrypted token"] == ("No end known, A", "info")
