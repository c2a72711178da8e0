"""A credential that was good, refused for a while whatever it asked, and good again."""

import pytest

from inspector.story.interruptions import interruption
from inspector.story.ways.login_forms import was_typed_again

KEY = "> X-Api-Key: k-51f0c2d9a7e3b8"
OK, NO = "< 200 OK\n<< {}", "< 403 Forbidden"


def _calls(*steps, key=KEY):
    return "\n---\n".join(
        f"> GET https://kiln.test/{path}\n{key}\n{reply}" for path, reply in steps
    )


def _found(story, text, at):
    read = story(text)
    return interruption(read, read.entries[at])


def test_the_same_request_before_and_after(story):
    text = _calls(("a", OK), ("b", NO), ("a", NO), ("c", NO), ("a", OK))
    for at in (1, 2, 3):
        found = _found(story, text, at)
        assert (found.before.index, found.after.index) == (0, 4)
        assert [one.index for one in found.refused] == [1, 2, 3]


@pytest.mark.parametrize(
    "steps",
    [
        [("a", OK), ("a", NO), ("a", OK)],  # once: a race, a nonce
        [("a", OK), ("b", NO), ("b", NO), ("a", OK)],  # another place, which may be closed to it
        [("a", OK), ("a", NO), ("a", NO)],  # not good again
        [("a", NO), ("a", NO), ("a", OK)],  # not good before
        [("a", OK), ("b", NO), ("c", OK), ("b", NO), ("a", OK)],  # by turns
    ],
)
def test_what_is_no_interruption(story, steps):
    assert _found(story, _calls(*steps), 1) is None


def test_a_key_that_was_blanked_out_proves_nothing(story):
    text = _calls(("a", OK), ("a", NO), ("a", NO), ("a", OK), key="> X-Api-Key: ***")
    assert _found(story, text, 1) is None


# ---------------- Typed wrong, then right
def _login(password, reply, token="one"):
    body = f"csrf_token={token}&user=ann&password={password}"
    return f"> POST https://kiln.test/login\n>> {body}\n{reply}"


IN, OUT = "< 302 Found\n< Location: /home\n< Set-Cookie: sid=5f2b8c71d0", "< 401 Unauthorized"


@pytest.mark.parametrize(
    ("first", "then", "typed"),
    [
        (_login("gness", OUT), _login("guess", IN), True),
        (_login("guess", OUT), _login("guess", IN), False),
        (_login("guess", OUT), _login("guess", IN, token="two"), False),
        (_login("***", OUT), _login("***", IN), True),
    ],
)
def test_only_what_differs_was_typed_wrong(story, first, then, typed):
    read = story(f"{first}\n---\n{then}")
    assert (was_typed_again(read, read.entries[0]) is not None) is typed
