"""What is found by an index is what a look at each entry finds, in the same order."""

import random

import pytest

from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from tests.fixtures.short_texts import attempt_of

SHOWN = 5


@pytest.fixture(params=range(4))
def mixed(request):
    """A trace of forty calls of few kinds, some of them let in."""
    rng = random.Random(request.param)
    parts = []
    for _ in range(40):
        method, path, query = (
            rng.choice(("GET", "POST")),
            rng.choice("ab"),
            rng.choice(("", "?q=1")),
        )
        body = f">> n={rng.choice('12')}\n" if method == "POST" else ""
        status = rng.choice(("200 OK", "401 Unauthorized"))
        parts.append(f"> {method} https://{rng.choice('xy')}.test/{path}{query}\n{body}< {status}")
    exchanges = attempt_of("\n---\n".join(parts)).exchanges
    return TraceStory([Entry(at, one) for at, one in enumerate(exchanges)])


def test_repeats_after_are_those_that_ask_for_the_same(mixed):
    for one in mixed.entries:
        found = [each.index for each in mixed.repeats_after(one, SHOWN)]
        assert found == [each.index for each in mixed.after(one, SHOWN) if each.repeats(one)]


def test_same_calls_are_alike_to_the_last_byte(mixed):
    def told(entry):
        sent = entry.sent.message
        return sent.method, sent.url, sent.body

    for one in mixed.entries:
        before, after = mixed.same_calls(one, SHOWN)
        for found, near in ((before, mixed.before), (after, mixed.after)):
            assert found == [each for each in near(one, SHOWN) if told(each) == told(one)]


def test_given_near_are_the_successes_from_the_last_before(mixed):
    for one in mixed.entries:
        near = (*reversed(mixed.before(one, SHOWN)), *mixed.after(one, SHOWN))
        assert [*mixed.given_near(one, SHOWN)] == [each for each in near if each.succeeded]
