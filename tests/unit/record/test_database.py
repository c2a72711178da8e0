"""The file is made, opened, or refused in words that say what to do."""

import sqlite3
import stat

import msgspec
import pytest

from inspector.record.database import (
    MAJOR,
    VERSION,
    HistoryError,
    open_in_memory,
    open_to_read,
    open_to_write,
    told,
)
from inspector.record.search import whole
from inspector.record.token_history import related
from inspector.record.token_use import of_old
from inspector.record.writing import add
from tests.unit.record import history_of_1_0


def test_a_new_file_is_the_owners_only(path):
    open_to_write(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_opening_keeps_what_is_there(path):
    first = open_to_write(path)
    assert first.execute("PRAGMA user_version").fetchone()[0] == VERSION
    first.close()
    second = open_to_write(path)
    assert second.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    second.close()


def test_a_file_of_1_0_gets_the_tokens_that_can_be_told(path, sample):
    samples = [sample(n, status=s, credential="abcd1234") for n, s in enumerate((200, 401, 500))]
    history_of_1_0.make(path, [*samples, sample(9)])
    for _ in range(2):
        connection = open_to_write(path)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        found = related(connection, ["abcd1234"])
        assert [met.use.outcome for met in found] == ["accepted", "refused", "refused"]
        assert [met.use for met in found] == [use for row, _ in samples for use in of_old(row)]
        assert whole(connection, 1) == samples[0][1]
        connection.close()


def test_what_a_file_of_1_0_imported_counts_from_now(path, sample):
    history_of_1_0.make(path, [sample(1), sample(2, origin="import")])
    connection = open_to_write(path)
    assert connection.execute("SELECT attempt FROM imported").fetchall() == [(2,)]
    connection.close()


def test_a_program_of_1_0_goes_on_with_the_file(path, sample):
    """It knows nothing of tokens, and writes and deletes as before."""
    connection = open_to_write(path)
    row, kept = sample(1)
    kept = msgspec.structs.replace(kept, tokens=of_old(sample(1, credential="abcd1234")[0]))
    key = add(connection, row, kept)
    connection.close()
    old = sqlite3.connect(path)
    old.execute("PRAGMA foreign_keys = ON")
    values = old.execute("SELECT * FROM attempt").fetchone()
    old.execute(f"INSERT INTO attempt VALUES ({', '.join('?' * 22)})", (7, "old", *values[2:]))
    assert old.execute("DELETE FROM attempt WHERE key = ?", [key]).rowcount == 1
    assert old.execute("SELECT count(*) FROM token").fetchone() == (0,)
    old.commit()
    old.close()


def test_a_reader_may_not_write(path):
    open_to_write(path).close()
    reader = open_to_read(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM attempt")
    reader.close()


def test_a_newer_file_is_left_as_it_is(path):
    connection = open_to_write(path)
    connection.execute(f"PRAGMA user_version = {(MAJOR + 1) * 1000}")
    connection.close()
    before = path.read_bytes()
    for opening in (open_to_write, open_to_read):
        with pytest.raises(HistoryError, match="newer") as caught:
            opening(path)
        assert caught.value.kind == "newer"
        assert caught.value.problem.where == str(path)
    assert path.read_bytes() == before


def test_a_file_of_something_else_is_called_damaged(path):
    path.parent.mkdir()
    path.write_bytes(b"not a database at all, " * 300)
    with pytest.raises(HistoryError) as caught:
        open_to_write(path)
    assert caught.value.kind == "damaged"


def test_a_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(HistoryError) as caught:
        open_to_write(tmp_path / "file" / "history.sqlite")
    assert caught.value.kind == "read-only"


def test_a_history_in_memory_has_the_same_tables():
    connection = open_in_memory()
    assert connection.execute("SELECT count(*) FROM attempt").fetchone() == (0,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_BUSY, "locked"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_READONLY, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, "read-only"),
        (sqlite3.SQLITE_IOERR, "unreadable"),
    ],
)
def test_what_sqlite_says_is_put_in_words(path, code, kind):
    error = sqlite3.OperationalError("as it says")
    error.sqlite_errorcode = code
    found = told(error, path)
    assert found.kind == kind
    assert found.problem.what
    assert found.problem.todo


def test_after_an_end_that_was_not_clean_the_pages_are_checked(path, sample):
    connection = open_to_write(path)
    for number in range(100):
        add(connection, *sample(number, body=b"body %d" % number * 900))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    add(connection, *sample(100))
    copies = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    connection.close()
    data = copies[path.name]
    middle = len(data) // 2 // 4096 * 4096
    harmed = data[:middle] + b"\xff" * 4096 + data[middle + 4096 :]
    for name in copies:
        (path.parent / name).unlink(missing_ok=True)
    path.write_bytes(harmed)
    open_to_write(path).close()  # it ended cleanly, so it is not looked through at each start
    path.write_bytes(harmed)
    path.with_name(f"{path.name}-wal").write_bytes(copies[f"{path.name}-wal"])
    with pytest.raises(HistoryError) as caught:
        open_to_write(path)
    assert caught.value.kind == "damaged"


def test_a_sound_file_is_used_after_an_end_that_was_not_clean(path, sample):
    connection = open_to_write(path)
    add(connection, *sample(1))
    copies = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    connection.close()
    for name, data in copies.items():
        (path.parent / name).write_bytes(data)
    again = open_to_write(path)
    assert again.execute("SELECT count(*) FROM attempt").fetchone() == (1,)
    again.close()
