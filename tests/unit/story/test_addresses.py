"""Addresses that a reply hands out for one use."""

import pytest

from inspector.story.healthy import why_healthy
from inspector.story.ways.addresses import used_address

GIVEN = """
> POST https://a.test/links
< 201 Created
< Content-Type: application/json
<< {{"url": "{url}"}}
---
"""
ASKED = "> GET https://a.test/f/{name}\n{more}< {status}\n---\n"


def _given(name, *, host="https://a.test"):
    return GIVEN.format(url=f"{host}/f/{name}")


def _asked(name, status, more=""):
    return ASKED.format(name=name, status=status, more=more)


ONCE = _given("0a1b2c3d") + _asked("0a1b2c3d", "200 OK") + _asked("0a1b2c3d", "403 No")


def _read(story, text):
    return story(text.strip().removesuffix("---"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (ONCE, True),
        (ONCE.replace("https://a.test/f/", "/f/", 1), True),
        (ONCE.replace("/f/0a1b2c3d", "/f/other", 1), False),
        (_given("0a1b2c3d") + _asked("0a1b2c3d", "404 No") + _asked("0a1b2c3d", "403 No"), False),
        (_given("0a1b2c3d") + 2 * _asked("0a1b2c3d", "200 OK", "> X-Api-Key: 0123456789\n"), False),
    ],
)
def test_an_address_that_let_in_once(story, text, known):
    told = _read(story, text)
    assert (used_address(told, told.entries[2]) is not None) is known


@pytest.mark.parametrize(("status", "healthy"), [("200 OK", True), ("403 No", False)])
def test_another_one_took_its_place(story, status, healthy):
    told = _read(story, ONCE + _given("4e5f6a7b") + _asked("4e5f6a7b", status))
    assert bool(why_healthy(told, told.entries[2])) is healthy
