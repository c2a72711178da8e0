"""The same mask in the same place, accepted before: what the trace tells of it."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.story.masked import masked_before

GOT, NO = "< 200 OK\n<< {}", "< 401 Unauthorized"
AT = "< Date: Mon, 01 Jun 2026 {} GMT"


def _call(reply, at, header="X-Desk-Key: ***", path="me"):
    first, _, rest = reply.partition("\n")
    return f"> GET https://desk.test/{path}\n> {header}\n{first}\n{AT.format(at)}\n{rest}".rstrip()


def _found(story, *parts, at=-1):
    read = story("\n---\n".join(parts))
    return masked_before(read, read.entries[at])


def test_the_last_time_that_it_was_accepted(story):
    found = _found(story, _call(GOT, "08:00:00"), _call(GOT, "08:30:00"), _call(NO, "09:00:00"))
    assert [one.index for one in found.accepted] == [0, 1]
    assert found.ends is None
    assert found.credential.name == "X-Desk-Key"


@pytest.mark.parametrize(
    "header", ["X-Other-Key: ***", "X-Desk-Key: [removed]", "X-Desk-Key: k-51f0c2d9a7"]
)
def test_another_name_or_mask_is_another_thing(story, header):
    assert _found(story, _call(GOT, "08:00:00", header), _call(NO, "09:00:00")) is None


def test_one_that_was_accepted_afterwards_lives(story):
    parts = (_call(GOT, "08:00:00"), _call(NO, "09:00:00"), _call(GOT, "09:01:00"))
    assert _found(story, *parts, at=1) is None


def test_the_time_that_its_login_named(story):
    login = (
        "> POST https://desk.test/login\n>> user=ann&password=***\n< 200 OK\n"
        f"{AT.format('07:00:00')}\n"
        '<< {"access_token": "***", "expires_in": 7200}'
    )
    found = _found(story, login, _call(GOT, "08:00:00"), _call(NO, "09:30:00"))
    assert found.ends - datetime(2026, 6, 1, 7, tzinfo=UTC) == timedelta(hours=2)
    assert (found.stated.entry, found.of_login) == (0, True)
