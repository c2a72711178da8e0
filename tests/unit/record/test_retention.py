"""Old and large histories are pruned; pinned attempts stay."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.record import search
from inspector.record.database import open_in_memory
from inspector.record.search import read_filter
from inspector.record.writing import Limits, add, mark, prune

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def connection(sample):
    made = open_in_memory()
    for number, days in enumerate((50, 40, 20, 10)):
        started = int((NOW - timedelta(days=days)).timestamp() * 1000)
        body = bytes([number]) * 600_000
        add(made, *sample(number, started=started, body=body))
    yield made
    made.close()


def _keys(connection):
    return [row.key for row in search.page(connection, read_filter(""))]


def test_by_age_but_not_the_pinned(connection):
    mark(connection, 1, pinned=True)
    assert prune(connection, Limits(days=30, megabytes=0), NOW) == 1
    assert _keys(connection) == [4, 3, 1]


def test_by_size_the_oldest_go(connection):
    assert prune(connection, Limits(days=0, megabytes=1), NOW) == 3
    assert _keys(connection) == [4]


def test_without_limits_all_stay(connection):
    assert prune(connection, Limits(days=0, megabytes=0), NOW) == 0
    assert len(_keys(connection)) == 4


def test_what_fits_stays(connection):
    assert prune(connection, Limits(days=365, megabytes=500), NOW) == 0


def test_what_was_imported_is_as_old_as_its_import(connection, sample):
    long_ago = int((NOW - timedelta(days=900)).timestamp() * 1000)
    key = add(connection, *sample(9, started=long_ago, origin="import"))
    now = datetime.now(UTC)
    prune(connection, Limits(days=30, megabytes=0), now)
    assert _keys(connection)[-1] == key
    prune(connection, Limits(days=30, megabytes=0), now + timedelta(days=31))
    assert key not in _keys(connection)
    assert connection.execute("SELECT count(*) FROM imported").fetchone() == (0,)
