"""What can be read of a damaged history is saved, and the old file is kept."""

import msgspec
import pytest

from inspector.record import search
from inspector.record.database import open_to_write
from inspector.record.filters import read_filter
from inspector.record.recovery import recover
from inspector.record.token_use import TokenUse
from inspector.record.tokens import related
from inspector.record.writing import add
from tests.unit.record import history_of_1_0

COUNT = 300


@pytest.fixture
def written(path, sample):
    connection = open_to_write(path)
    for number in range(COUNT):
        add(connection, *sample(number, body=f"body {number} ".encode() * 100))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return path


def _saved(path):
    connection = open_to_write(path)
    rows = search.page(connection, read_filter(""), limit=COUNT)
    whole = [search.whole(connection, row.key) for row in rows]
    connection.close()
    return rows, whole


def test_a_page_overwritten_in_the_middle_costs_only_what_lay_there(written):
    data = bytearray(written.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xff" * 8192
    written.write_bytes(data)
    found = recover(written)
    rows, whole = _saved(written)
    assert found.saved == len(rows) > COUNT / 2
    assert all(kept is not None for kept in whole)
    assert found.kept.read_bytes() == bytes(data)


def test_half_a_file_gives_what_it_holds(written):
    data = written.read_bytes()
    written.write_bytes(data[: len(data) // 2])
    found = recover(written)
    assert found.kept.exists()
    assert len(_saved(written)[0]) == found.saved


def test_a_file_of_something_else_is_kept_and_a_new_one_made(path):
    path.parent.mkdir()
    path.write_bytes(b"hello" * 1000)
    found = recover(path)
    assert found.saved == 0
    assert found.kept.read_bytes() == b"hello" * 1000
    assert _saved(path)[0] == ()


def test_what_the_log_holds_is_saved_too(path, sample):
    connection = open_to_write(path)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    add(connection, *sample(1))
    copies = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    connection.close()
    for name, data in copies.items():
        (path.parent / name).write_bytes(data)
    assert recover(path).saved == 1


def test_what_is_known_of_tokens_is_saved_too(path, sample):
    noted = TokenUse(
        fingerprint="new", exchange=0, role="received", kind="access", grant="password"
    )
    row, kept = sample(2)
    samples = [sample(1, credential="old"), (row, msgspec.structs.replace(kept, tokens=(noted,)))]
    history_of_1_0.make(path, samples)
    recover(path)
    connection = open_to_write(path)
    assert [met.row.id for met in related(connection, ["old"])] == ["attempt-1"]
    assert [met.use for met in related(connection, ["new"])] == [noted]
    connection.close()
