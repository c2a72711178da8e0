"""426 asks for another protocol; what is said beside it is not about who asks."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of, sent_from_here

WORDS = "You cannot access a WebSocket server directly with a browser."
SENT = "> Upgrade: websocket\n> Connection: Upgrade\n"


def answered(asked="websocket", more="", status="426 Upgrade Required"):
    upgrade = f"< Upgrade: {asked}\n" if asked else ""
    return attempt_of(
        f"> GET https://a.test/socket\n> Authorization: Basic YTpi\n{more}"
        f"< {status}\n{upgrade}< Content-Type: text/plain\n<< {WORDS}"
    )


@pytest.mark.parametrize(
    ("asked", "more", "slug", "family"),
    [
        ("websocket", "", "upgrade-wanted", "wrong-endpoint"),
        ("HTTP/3.0", "", "upgrade-wanted", "wrong-endpoint"),
        ("websocket", SENT, "upgrade-taken-off", "configuration"),
    ],
)
def test_another_protocol_is_asked_for(asked, more, slug, family):
    (found,) = diagnose(sent_from_here(answered(asked, more))).findings
    assert (found.slug, found.cause) == (slug, family)
    assert asked in found.title


@pytest.mark.parametrize("more", ["", SENT])
def test_one_of_a_recording_is_left_alone(more):
    assert not diagnose(answered(more=more)).findings


def test_a_wish_for_https_is_one_for_https():
    found = diagnose(sent_from_here(answered("TLS/1.2, HTTP/1.1"))).findings
    assert not {"upgrade-wanted", "right-missing"} & {one.slug for one in found}


def test_beside_another_status_words_are_words():
    found = diagnose(sent_from_here(answered(status="403 Forbidden"))).findings
    assert found[0].slug == "right-missing"


def test_a_version_that_was_announced_does_not_arrive_either():
    announced = SENT.replace("websocket", "h2c")
    (found,) = diagnose(sent_from_here(answered("h2c", announced))).findings
    assert found.slug == "upgrade-taken-off"
    assert "h2c" in found.explanation


@pytest.mark.parametrize(
    ("words", "found"),
    [("Upgrade Required", ["upgrade-wanted"]), ("", ["upgrade-wanted"]), ("Update the app", [])],
)
def test_426_without_upgrade_is_told_where_it_says_no_more(words, found):
    """Servers of WebSocket leave it out, though it must be there; else a client may be too old."""
    said = f"< Content-Type: text/plain\n<< {words}" if words else ""
    sent = attempt_of(f"> GET https://a.test/socket\n< 426 Upgrade Required\n{said}")
    assert [one.slug for one in diagnose(sent_from_here(sent)).findings] == found
    assert not diagnose(sent).findings
