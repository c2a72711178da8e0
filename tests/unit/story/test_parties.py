"""One of several servers judges otherwise: shown by what the others accepted in between."""

import pytest

from inspector.story.parties import answered_by, split_by_server


def _told(story, *replies):
    return story(
        "\n---\n".join(
            f"> GET https://a.test/x{number % 2}\n> X-Api-Key: 0123456789abcdef0123\n"
            f"< {status} x\n{f'< X-Served-By: {server}' if server else ''}"
            for number, (status, server) in enumerate(replies)
        )
    )


@pytest.mark.parametrize(
    ("replies", "splits"),
    [
        ([(200, "a"), (401, "b"), (200, "a"), (401, "b")], True),
        ([(401, "b"), (200, "a"), (200, "c"), (401, "b")], True),
        ([(200, "a"), (401, "b"), (401, "b")], False),  # refused since a moment, by whomever
        ([(200, "a"), (401, "b"), (200, "b"), (401, "b")], False),
        ([(200, "a"), (401, "b"), (200, "a"), (401, "a")], False),
        ([(200, "a"), (200, "a"), (200, "c"), (401, "b")], False),  # once is an accident
        ([(200, ""), (401, ""), (200, ""), (401, "")], False),
    ],
)
def test_one_alone_refuses_what_others_accept(story, replies, splits):
    told = _told(story, *replies)
    found = split_by_server(told, told.entries[-1])
    assert (found is not None) == splits
    if found is not None:
        assert {one.status for one in found.refused} == {401}
        assert found.refused[0].index < found.accepted[0].index < found.refused[-1].index


COOKIE = "> Cookie: sid=4f7a0b1c9d2e3f68"
TO_LOGIN = "302 Found\n< Location: /login"


def _led(story, *replies, header="X-Backend"):
    return story(
        "\n---\n".join(
            f"> GET https://a.test/home\n{COOKIE}\n< {reply}\n< {header}: {server}"
            for reply, server in replies
        )
    )


@pytest.mark.parametrize(
    ("replies", "splits"),
    [
        ([("200 OK", "a"), (TO_LOGIN, "b"), ("200 OK", "a")], True),
        ([(TO_LOGIN, "b"), ("200 OK", "a"), (TO_LOGIN, "b")], True),
        ([("200 OK", "a"), (TO_LOGIN, "a"), ("200 OK", "a")], False),
        ([("200 OK", "a"), ("200 OK", "a"), (TO_LOGIN, "b")], False),  # it may have ended
    ],
)
def test_one_leads_a_session_to_the_login_that_others_take(story, replies, splits):
    told = _led(story, *replies)
    led = next(one for one in reversed(told.entries) if one.status != 200)
    assert (split_by_server(told, led) is not None) == splits


def test_a_balancer_names_the_server_in_a_cookie(story):
    replies = [("200 OK", "SERVERID=n1"), (TO_LOGIN, "SERVERID=n2"), ("200 OK", "SERVERID=n1")]
    told = _led(story, *replies, header="Set-Cookie")
    assert answered_by(told.entries[1])[0] == "n2"
    assert split_by_server(told, told.entries[1]) is not None


def _crossed(story, *replies):
    """Two sessions, each of one line: session, status, server."""
    return story(
        "\n---\n".join(
            f"> GET https://a.test/{path}\n> Cookie: sid={sid}c0ffee1234567890\n< {status} No\n"
            f"< shop-name: {server}"
            for path, sid, status, server in replies
        )
    )


@pytest.mark.parametrize(
    ("replies", "crosses"),
    [
        # each takes its own session alone
        ([("a", 1, 200, "x"), ("b", 1, 401, "y"), ("b", 2, 200, "y"), ("a", 2, 401, "x")], True),
        # the second server takes none
        ([("a", 1, 200, "x"), ("b", 1, 401, "y"), ("a", 2, 200, "x"), ("b", 2, 401, "y")], False),
        # the first session ended everywhere
        ([("a", 1, 200, "x"), ("b", 1, 401, "x"), ("b", 2, 200, "y"), ("a", 2, 401, "x")], False),
    ],
)
def test_each_server_refuses_what_the_other_took(story, replies, crosses):
    told = _crossed(story, *replies)
    split = split_by_server(told, told.entries[-1])
    assert (split is not None and split.crosswise is not None) is crosses


def test_once_in_between_is_enough_where_another_was_given_just_this(story):
    replies = [("a", 1, 200, "x"), ("b", 1, 401, "y"), ("a", 1, 200, "x")]
    lone, other = _crossed(story, *replies), _crossed(story, *replies, ("b", 2, 200, "y"))
    assert split_by_server(lone, lone.entries[1]) is None
    assert split_by_server(other, other.entries[1]) is not None
