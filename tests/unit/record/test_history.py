"""The history as the program uses it: several processes, damage, full disks, sudden ends."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from inspector.record import History, read_filter
from inspector.record.database import MAJOR, HistoryError, open_to_write
from inspector.record.writing import Limits
from tests.unit.record import history_of_1_0

ALL = read_filter("")
ROOT = Path(__file__).parents[3]


def test_what_is_added_is_found_loaded_marked_and_deleted(history, sample):
    key = history.add(*sample(1)).result(60)
    history.mark(key, pinned=True, tags=("t",)).result(60)
    (row,) = history.page(ALL).result(60)
    assert (row.key, row.pinned, row.tags) == (key, True, ("t",))
    assert history.load(key).result(60) == sample(1)[1]
    assert history.count(read_filter("token")).result(60) == 1
    assert history.rows([key]).result(60)[0].id == "attempt-1"
    assert history.delete([key]).result(60) == 1
    assert history.load(key).result(60) is None


def test_it_is_there_again_after_a_restart(opened, sample):
    first = opened()
    first.add(*sample(1)).result(60)
    first.close()
    assert len(opened().page(ALL).result(60)) == 1


def test_a_list_without_a_file_is_empty(history):
    assert history.page(ALL).result(60) == ()
    assert history.strip(ALL, 10).result(60) == ()


def test_a_list_waits_for_a_file_that_is_being_made(history, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()  # as SQLite leaves it until the first tables are written
    assert history.page(ALL).result(60) == ()
    assert history.status.kind == "ready"


def test_in_memory_it_lasts_for_the_run(sample):
    kept = History(None)
    key = kept.add(*sample(1)).result(60)
    assert kept.load(key).result(60) == sample(1)[1]
    assert kept.turn(key).result(60) is None
    kept.close()


def test_clearing_spares_the_pinned(history, sample):
    for number in range(4):
        key = history.add(*sample(number)).result(60)
    history.mark(key, pinned=True).result(60)
    assert history.clear(read_filter("host:api")).result(60) == 3
    assert history.prune(Limits()).result(60) == 0


def test_two_of_them_share_a_file(opened, sample):
    one, two = opened(), opened()
    futures = [each.add(*sample(n)) for n, each in enumerate((one, two) * 50)]
    for future in futures:
        future.result(60)
    assert one.count(ALL).result(60) == two.count(ALL).result(60) == 100


def test_one_that_starts_while_another_makes_the_file_waits(path):
    path.parent.mkdir(exist_ok=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE first (x)")
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as thread:
        opening = thread.submit(open_to_write, path)
        with pytest.raises(TimeoutError):
            opening.result(0.2)
        other.execute("COMMIT")
        other.close()
        thread.submit(opening.result(60).close).result(60)


def test_a_newer_history_is_left_alone_and_said(opened, path, sample):
    connection = open_to_write(path)
    connection.execute(f"PRAGMA user_version = {(MAJOR + 1) * 1000}")
    connection.close()
    history, said = opened(), []
    history.on_status(said.append)
    with pytest.raises(HistoryError):
        history.add(*sample(1)).result(60)
    assert [status.kind for status in said] == ["newer"]
    assert "newer Request Inspector" in said[0].text


def test_a_damaged_history_is_replaced_and_the_attempt_is_kept(opened, path, sample):
    first = opened()
    for number in range(50):
        first.add(*sample(number, body=b"b" * 5000)).result(60)
    first.close()
    path.write_bytes(b"\x00" * 100 + path.read_bytes()[100:])
    history, said = opened(), []
    history.on_status(said.append)
    key = history.add(*sample(99)).result(60)
    assert history.load(key).result(60) == sample(99)[1]
    assert said[0].kind == "recovered"
    assert next(path.parent.glob("*.damaged-1")).exists()


def test_a_reader_goes_on_with_the_new_file(opened, path, sample):
    history = opened()
    history.add(*sample(1)).result(60)
    assert len(history.page(ALL).result(60)) == 1
    history._writes.submit(lambda: history._drop("_writer")).result(60)
    for each in list(path.parent.iterdir()):
        each.unlink()  # the reader still holds what was there
    path.write_bytes(b"nothing of the kind" * 1000)
    key = history.add(*sample(2)).result(60)
    assert [row.id for row in history.page(ALL).result(60)] == ["attempt-2"]
    assert history.load(key).result(60) == sample(2)[1]


def test_while_another_program_writes_nothing_is_lost(opened, path, sample, monkeypatch):
    monkeypatch.setattr("inspector.record.database._WAIT", 0.05)
    history, said = opened(), []
    history.on_status(said.append)
    history.add(*sample(1)).result(60)
    other = open_to_write(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryError):
        history.add(*sample(2)).result(60)
    other.execute("COMMIT")
    other.close()
    history.add(*sample(3)).result(60)
    assert history.count(ALL).result(60) == 3
    assert [status.kind for status in said] == ["locked", "ready"]


def _pragma(history, text):
    """Return what SQLite says, asked on the thread that the connection belongs to."""
    ask = history._writes.submit(lambda: history._writer.execute(f"PRAGMA {text}").fetchone())
    return ask.result(60)[0]


def test_a_full_disk_is_said_and_nothing_is_lost(opened, sample):
    history, said = opened(), []
    history.on_status(said.append)
    history.add(*sample(1)).result(60)
    _pragma(history, f"max_page_count = {_pragma(history, 'page_count')}")
    with pytest.raises(HistoryError, match="no space"):
        history.add(*sample(2, body=b"x" * 1_000_000)).result(60)
    _pragma(history, "max_page_count = 100000")
    history.add(*sample(3)).result(60)
    assert history.count(ALL).result(60) == 3
    assert [status.kind for status in said] == ["full", "ready"]


WRITER = """
    import sys
    from pathlib import Path
    from inspector.model.attempt import Attempt
    from inspector.record import History, Kept, Row
    history = History(Path(sys.argv[1]))
    for number in range(1000):
        row = Row(id=str(number), started=number)
        print(history.add(row, Kept(attempt=Attempt(id=str(number)))).result(), flush=True)
"""


def test_a_sudden_end_loses_at_most_the_one_in_flight(opened, path):
    script = textwrap.dedent(WRITER)
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, cwd=ROOT
    ) as writer:
        for _ in range(300):
            last = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read().split()
    said = max([last, *map(int, rest)])
    found = opened().count(ALL).result(60)
    assert said <= found <= said + 1


def test_closing_finishes_what_is_under_way(opened, sample):
    history = opened()
    futures = [history.add(*sample(number)) for number in range(20)]
    history.close()
    assert [future.result(0) for future in futures] == list(range(1, 21))


def test_tokens_are_found_in_a_file_of_before(path, sample, opened):
    history_of_1_0.make(path, [sample(1, credential="abcd1234"), sample(2)])
    past = opened().tokens(["abcd1234"], ["attempt-2", "attempt-7"]).result(60)
    assert [met.row.id for met in past.met] == ["attempt-1"]
    assert past.kept == {"attempt-2"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file that is open")
def test_a_file_that_is_removed_or_replaced_is_left_for_the_one_in_its_place(
    history, opened, path, sample
):
    said = []
    history.on_status(lambda status: said.append(status.kind))
    history.add(*sample(1)).result(60)
    assert history.count(ALL).result(60) == 1
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    history.add(*sample(2)).result(60)
    assert history.count(ALL).result(60) == 1
    assert said == ["replaced", "ready"]
    history.close()
    assert [row.id for row in opened().page(ALL).result(60)] == ["attempt-2"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file that is open")
def test_a_list_whose_file_was_removed_is_empty(history, path, sample):
    history.add(*sample(1)).result(60)
    assert len(history.page(ALL).result(60)) == 1
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    assert history.page(ALL).result(60) == ()


@pytest.mark.parametrize("place", [0, 0.5])
def test_who_only_reads_gets_what_a_damaged_history_still_holds(opened, path, sample, place):
    first = opened()
    for number in range(50):
        first.add(*sample(number, body=f"{number}".encode() * 5000)).result(60)
    first.close()
    data = path.read_bytes()
    at = int(len(data) * place) // 4096 * 4096
    path.write_bytes(data[:at] + bytes(4096) + data[at + 4096 :])
    history, said = opened(), []
    history.on_status(said.append)
    rows = history.page(ALL).result(60)
    for row in rows:
        history.load(row.key).result(60)
    rows = history.page(ALL).result(60)
    assert 45 <= len(rows) <= 50
    assert [status.kind for status in said] in ([], ["recovered"])
    assert bool(said) is bool(list(path.parent.glob("*.damaged-*")))
    if not place:
        assert said
        assert f"{len(rows)} attempts could be saved" in said[0].text


def test_halves_of_characters_are_no_reason_to_lose_an_attempt(history, sample):
    row, kept = sample(1, name="n\ud800", environment="\udcff", tags=("t\ud800",))
    attempt = msgspec.structs.replace(kept.attempt, id="attempt-1", environment="e\udcff")
    key = history.add(row, msgspec.structs.replace(kept, attempt=attempt)).result(60)
    history.mark(key, note="look\ud800", tags=("a\udcff",)).result(60)
    (found,) = history.page(read_filter("n\ud800")).result(60) or history.page(ALL).result(60)
    assert (found.name, found.note, found.tags) == ("n?", "look?", ("a?",))
    assert history.load(key).result(60).attempt.environment == "e?"
    assert history.page(read_filter("host:\ud800 -tag:\udcff")).result(60) == ()
