"""Requests that their client gave up after a round number of seconds."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.model.exchange import Failure, Timing
from inspector.story.clocks.given_up import limit_reached

APP = "> GET https://shelf.test/api/settings\n< 200 OK\n<< {}"
KEYS = "> GET https://id.test/o/shelf/.well-known/openid-configuration\n< 200 OK"
FEED = "> GET https://feed.test/next\n< 200 OK"


def _first(attempt, parts, times):
    """Return the slug for entries of which those with a time were given up after it."""
    read = attempt("\n---\n".join(parts))
    stopped = Failure(stage="stopped", kind="stopped", message="It was stopped.")
    exchanges = tuple(
        replace(one, reply=None, failure=stopped, timing=Timing(total=time))
        if time
        else replace(one, timing=Timing(total=30))
        for one, time in zip(read.exchanges, times, strict=True)
    )
    found = diagnose(replace(read, exchanges=exchanges)).findings
    return (found[0].slug, str(found[0].certainty)) if found else None


@pytest.mark.parametrize(
    ("parts", "times", "first"),
    [
        ((APP, KEYS, KEYS), (0, 5002, 5004), ("provider-not-reached", "very-likely")),
        ((APP, FEED, FEED), (0, 30010, 30020), None),  # it may wait for news
        ((APP, KEYS, KEYS), (0, 5002, 10003), None),  # two limits are nobody's time-out
        ((APP, KEYS), (0, 5002), None),  # once may be somebody who left the page
        ((APP, KEYS, KEYS), (0, 1300, 2100), None),
        ((APP, FEED, FEED, FEED), (0, 30010, 30020, 0), None),  # it answers at times: it is a feed
    ],
)
def test_the_same_limit_more_than_once(attempt, parts, times, first):
    assert _first(attempt, parts, times) == first


@pytest.mark.parametrize(
    ("milliseconds", "limit"),
    [(5000, 5), (4985, 5), (5270, 5), (5400, None), (61000, 60), (63000, None), (None, None)],
)
def test_a_limit_takes_as_long_as_it_says(milliseconds, limit):
    assert limit_reached(milliseconds) == limit


def test_a_host_that_let_every_client_wait(attempt):
    read = attempt(f"{APP}\n---\n{FEED}\n---\n{FEED}")
    late = Failure(stage="wait", kind="no-reply", message="No reply was recorded.")
    first, *rest = read.exchanges
    waited = [replace(one, reply=None, failure=late, timing=Timing(total=30010)) for one in rest]
    quick = replace(first, timing=Timing(total=30))
    found = diagnose(replace(read, exchanges=(quick, *waited))).findings
    assert (found[0].slug, found[0].certainty) == ("server-not-reached", "possible")
