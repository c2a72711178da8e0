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
