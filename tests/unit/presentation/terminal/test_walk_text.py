"""The text of a walk: steps that are done, odd, broken or waiting, hosts, and what to do."""

from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.model.sign_in import NamedHost, Walk, WalkedStep
from inspector.presentation.terminal.walk_text import walk_text
from inspector.presentation.verdict.sign_in_words import owner_note
from inspector.protocol.oauth.sign_in_faults import trouble

URL = "https://api.example.com/mcp"
REFUSED = Exchange(request=Message(method="POST", url=URL), reply=Reply(status=401))
ODD = trouble("no-challenge", host="api.example.com")
ENDING = trouble("issuer-differs", named="https://a_b*.example", asked="https://b.example")


def test_what_ends_it_counts_before_what_is_odd():
    steps = (
        WalkedStep(
            name="first-call", host="api.example.com", exchange=0, mark="odd", troubles=(ODD,)
        ),
        WalkedStep(name="server-metadata", host="b.example", mark="broken", troubles=(ENDING,)),
        WalkedStep(name="registration", mark="not-reached"),
    )
    text = walk_text(Walk(steps=steps), (REFUSED,))
    assert "Call without a token (api.example.com): odd" in text
    assert f"  POST {URL} -> 401" in text
    assert "Registration: not reached" in text
    assert "Server metadata step: The login provider calls itself" in text
    assert text.splitlines()[-1].startswith("What to do: Name the very issuer")


def test_a_host_that_looks_like_another_is_marked():
    host = NamedHost(
        host="1ogin.example", state="not-asked", by="api.example", like="login.example"
    )
    walk = Walk(steps=(WalkedStep(name="server-metadata", mark="waits"),), hosts=(host,))
    text = walk_text(walk, ())
    assert "1ogin.example: not asked yet, named by api.example; it is not login.example" in text
    assert text.endswith("If 1ogin.example may be asked, add --allow-host 1ogin.example.")


def test_the_note_shows_names_from_outside_as_they_are():
    walk = Walk(steps=(WalkedStep(name="server-metadata", exchange=0, troubles=(ENDING,)),))
    note = owner_note(walk, (REFUSED,))
    assert "a\\_b\\*.example" in note
    assert f"POST {URL}\n401" in note
