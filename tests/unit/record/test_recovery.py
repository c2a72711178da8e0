"""What can be read of a damaged history is saved, and the old file is kept."""

import random
import sqlite3

import msgspec
import pytest

from inspector.record import search
from inspector.record.database import open_to_write
from inspector.record.recovery import recover, salvage
from inspector.record.search import read_filter
from inspector.record.token_history import related
from inspector.record.token_use import TokenUse
from inspector.record.writing import add, delete, mark
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


def _zeroed(data, start, size):
    return data[:start] + bytes(size) + data[start + size :]


def _noise(data, start, size):
    made = random.Random(7).randbytes(size)
    return data[:start] + made + data[start + size :]


@pytest.mark.parametrize("damage", [_zeroed, _noise])
@pytest.mark.parametrize("pages", [1, 3])
def test_a_history_without_its_head_gives_back_all_that_its_pages_hold(written, damage, pages):
    written.write_bytes(damage(written.read_bytes(), 0, 4096 * pages))
    found = recover(written)
    rows, whole = _saved(written)
    assert found.saved == len(rows) >= COUNT - 15
    assert sum(kept is not None for kept in whole) >= COUNT - 15
    newest = next(row for row in rows if row.id == f"attempt-{COUNT - 1}")
    assert newest.url.endswith(f"/orders/{COUNT - 1}")


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 0.99])
def test_a_history_cut_off_gives_back_all_that_its_pages_hold(written, share):
    data = written.read_bytes()
    written.write_bytes(data[: int(len(data) * share)])
    found = recover(written)
    rows, _ = _saved(written)
    assert found.saved == len(rows) >= COUNT * share / 2
    bodies = {kept.attempt.exchanges[0].reply.body for kept in _saved(written)[1] if kept}
    assert all(body == b"" or len(set(body.split())) == 2 for body in bodies)


def test_every_page_lost_costs_no_more_than_what_lay_in_it(written):
    """Each page in turn is lost; the others are always given back."""
    data = written.read_bytes()
    least = COUNT
    for page in range(0, len(data) // 4096, 7):
        written.write_bytes(_zeroed(data, page * 4096, 4096))
        found = [row.id for row, _ in salvage(written)]
        assert len(found) == len(set(found))
        least = min(least, len(found))
    assert least >= COUNT - 30


def test_the_log_of_a_headless_file_is_read_and_a_damaged_frame_costs_itself(path, sample):
    connection = open_to_write(path)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    for number in range(20):
        add(connection, *sample(number))
    copies = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    connection.close()
    log = copies[f"{path.name}-wal"]
    path.write_bytes(_zeroed(copies[path.name], 0, 4096))
    (path.parent / f"{path.name}-wal").write_bytes(_noise(log, 32 + 24 + 100, 50))
    assert len(list(salvage(path))) == 20


def test_what_was_not_committed_is_not_given_back(path, sample):
    connection = open_to_write(path)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    add(connection, *sample(1))
    log = path.parent / f"{path.name}-wal"
    size = log.stat().st_size
    add(connection, *sample(2))
    copies = path.read_bytes(), log.read_bytes()
    connection.close()
    path.write_bytes(copies[0])
    log.write_bytes(copies[1][: size + (len(copies[1]) - size) // 2])
    assert [row.id for row, _ in salvage(path)] == ["attempt-1"]


def test_what_was_deleted_does_not_come_back(written):
    connection = open_to_write(written)
    delete(connection, range(1, COUNT // 2))
    connection.close()
    left = {row.id for row, _ in salvage(written)}
    assert left == {f"attempt-{number}" for number in range(COUNT // 2 - 1, COUNT)}


def test_marks_and_large_bodies_are_given_back(path, sample):
    connection = open_to_write(path)
    key = add(connection, *sample(1, body=bytes(range(256)) * 2000))
    mark(connection, key, pinned=True, note="look", tags=("a", "b"))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    path.write_bytes(_zeroed(path.read_bytes(), 0, 4096))
    recover(path)
    (row,), (kept,) = _saved(path)
    assert (row.pinned, row.note, row.tags) == (True, "look", ("a", "b"))
    assert kept.attempt.exchanges[0].reply.body == bytes(range(256)) * 2000


def test_of_an_attempt_whose_whole_is_lost_the_line_is_given_back_and_the_other_way_round(
    path, sample
):
    connection = open_to_write(path)
    for number in range(3):
        add(connection, *sample(number))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM whole WHERE attempt = 1")
    connection.execute("DELETE FROM attempt WHERE key = 2")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    path.write_bytes(_zeroed(path.read_bytes(), 0, 4096))
    found = recover(path)
    rows, whole = _saved(path)
    assert (found.saved, found.bare) == (3, 1)
    kept = {row.id: each is not None for row, each in zip(rows, whole, strict=True)}
    assert kept == {"attempt-0": False, "attempt-1": True, "attempt-2": True}
    made = next(row for row in rows if row.id == "attempt-1")
    assert (made.host, made.path, made.status) == ("api.example.com", "/orders/1", 401)


@pytest.mark.parametrize("size", [512, 1024, 16384, 65536])
def test_other_sizes_of_pages_are_found_without_a_head(path, sample, size):
    path.parent.mkdir()
    made = sqlite3.connect(path, isolation_level=None)
    made.execute(f"PRAGMA page_size = {size}")
    made.execute("VACUUM")
    made.close()
    connection = open_to_write(path)
    assert connection.execute("PRAGMA page_size").fetchone()[0] == size
    for number in range(50):
        add(connection, *sample(number, body=b"x" * 3000))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    path.write_bytes(_zeroed(path.read_bytes(), 0, 100))
    assert len(list(salvage(path))) == 50


def test_any_bytes_give_nothing_or_an_attempt_but_no_error(written):
    chance = random.Random(11)
    data = written.read_bytes()
    for _ in range(30):
        harmed = bytearray(data)
        for _ in range(200):
            harmed[chance.randrange(len(harmed))] = chance.randrange(256)
        written.write_bytes(harmed)
        for row, _ in salvage(written):
            assert isinstance(row.id, str)


def test_the_damaged_file_is_kept_as_it_was_with_its_log(path, sample):
    connection = open_to_write(path)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    add(connection, *sample(1))
    copies = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    connection.close()
    for name, data in copies.items():
        (path.parent / name).write_bytes(data)
    kept = recover(path).kept
    assert kept.read_bytes() == copies[path.name]
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == copies[f"{path.name}-wal"]
