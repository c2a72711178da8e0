"""One of several servers judges otherwise: shown by what the others accepted in between."""

import pytest

from inspector.story.parties import split_by_server


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
