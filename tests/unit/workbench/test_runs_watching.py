"""A watch notes flips, not every round, and waits as long as a server asks."""

from datetime import UTC, datetime

import pytest

from inspector.model.message import Header, Reply
from inspector.workbench.runs.watching import LEAST, MOST_WAITING, Watch, pause
from tests.unit.workbench.test_running import Sender, one, ran

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def results(*statuses, headers=()):
    replies = [Reply(status=each, headers=headers) for each in statuses]
    return ran(Sender(*replies), *[one("a") for _ in replies])


def test_only_another_verdict_is_a_flip():
    watch = Watch()
    refused, again, given = results(401, 401, 200)
    assert watch.look(refused, NOW) is None
    assert watch.look(again, NOW) is None
    flip = watch.look(given, NOW)
    assert (flip.before, flip.after, flip.moment) == (again, given, NOW)
    assert watch.last == (given,)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("", 30),
        ("7", 30),
        ("90", 90),
        ("Wed, 04 Mar 2026 12:02:00 GMT", 120),
        ("99999999", MOST_WAITING),
        ("soon", 30),
    ],
)
def test_the_next_round_waits_as_a_server_asks(told, seconds):
    headers = (Header("Date", "Wed, 04 Mar 2026 12:00:00 GMT"), Header("Retry-After", told))
    assert pause(results(429, headers=headers), 30) == seconds


def test_a_watch_is_never_a_load():
    assert pause((), 1) == LEAST
