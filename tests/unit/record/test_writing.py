"""Adding, marking and deleting; deleted means gone from the file."""

import contextlib
import sqlite3

import msgspec
import pytest

from inspector.record import search
from inspector.record.database import open_to_write
from inspector.record.search import read_filter
from inspector.record.writing import add, add_many, delete, delete_where, mark, transaction


@pytest.fixture
def connection(path):
    made = open_to_write(path)
    yield made
    made.close()


def test_keys_grow_and_the_same_attempt_is_kept_once(connection, sample):
    assert [add(connection, *sample(n)) for n in (1, 2, 1)] == [1, 2, 1]


def test_many_are_added_as_one_and_only_the_new_ones_count(connection, sample):
    add(connection, *sample(2))
    assert add_many(connection, [sample(n) for n in (1, 2, 3, 3)]) == 2
    assert search.count(connection, read_filter("")) == 3
    assert search.whole(connection, 2).attempt.id == sample(1)[0].id


def test_of_many_none_is_added_where_one_fails(connection, sample):
    row, kept = sample(1)
    bad = msgspec.structs.replace(row, id="bad", host=None)
    with pytest.raises(sqlite3.IntegrityError):
        add_many(connection, [(row, kept), (bad, kept)])
    assert search.count(connection, read_filter("")) == 0


def test_bodies_are_shared(connection, sample):
    for number in (1, 2):
        add(connection, *sample(number, body=b"same" * 400))
    assert connection.execute("SELECT count(*) FROM body").fetchone() == (1,)
    delete(connection, [1])
    assert search.whole(connection, 2).attempt.exchanges[0].reply.body == b"same" * 400
    delete(connection, [2])
    assert connection.execute("SELECT count(*) FROM body").fetchone() == (0,)


def test_marking_what_was_deleted_meanwhile_is_no_fault(connection, sample):
    add(connection, *sample(1))
    delete(connection, [1])
    mark(connection, 1, pinned=True, note="a note", tags=("b",))
    assert connection.execute("SELECT count(*) FROM tag").fetchone() == (0,)


def test_marks_change_one_by_one(connection, sample):
    add(connection, *sample(1))
    mark(connection, 1, pinned=True)
    mark(connection, 1, note="a note", tags=("b", " a ", "", "b"))
    (row,) = search.rows(connection, [1])
    assert (row.pinned, row.note, set(row.tags)) == (True, "a note", {"a", "b"})


def test_deleted_attempts_leave_no_byte(connection, path, sample):
    add(
        connection,
        *sample(1, body=b"findme-deleted " * 100, note="note-deleted", tags=("tag-deleted",)),
    )
    add(connection, *sample(2))
    assert delete(connection, [1, 77]) == 1
    connection.close()
    left = b"".join(each.read_bytes() for each in path.parent.iterdir())
    for word in (b"findme-deleted", b"note-deleted", b"tag-deleted", b"trace1"):
        assert word not in left, word
    assert b"trace2" in left


def test_the_file_shrinks(connection, path, sample):
    for number in range(200):
        add(connection, *sample(number, body=bytes([number]) * 20_000))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = path.stat().st_size
    assert delete_where(connection, "key > ?", [10], lambda: True) == 190
    assert path.stat().st_size < before / 4


def test_deleting_stops_when_told(connection, sample):
    for number in range(3):
        add(connection, *sample(number))
    assert delete_where(connection, "1", [], lambda: False) == 0


def test_a_transaction_is_all_or_nothing(connection, sample):
    add(connection, *sample(1))
    with contextlib.suppress(RuntimeError), transaction(connection):
        connection.execute("DELETE FROM attempt")
        raise RuntimeError
    assert search.count(connection, read_filter("")) == 1
