"""Rows are read from the pages of an SQLite file without SQLite, as SQLite wrote them."""

import sqlite3

import pytest

from inspector.record.cells import Log, Pages, beginning, cells, sizes, values

ROWS = [
    (1, "short", 2.5, None, b"\x00\xff"),
    (2, "grüße " * 40, -3.0, 7, b""),
    (3, "x" * 9000, 0.0, -(2**40), b"y" * 5000),  # goes on in pages of its own
]


@pytest.fixture(params=[512, 4096])
def path(request, tmp_path):
    made = tmp_path / "rows.db"
    base = sqlite3.connect(made)
    base.execute(f"PRAGMA page_size={request.param}")
    base.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c REAL, d INTEGER, e BLOB)")
    base.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", ROWS)
    base.commit()
    base.close()
    return made


def read(file, log=None):
    ((size,), *_) = sizes(file, log)
    pages = Pages(file, size, log)
    return pages, {cell.key: cell for cell in cells(pages) if len(cell.kinds) == 5 and cell.key < 9}


def told(pages, cell):
    """Return a row as SQLite would: the key stands in place of its column."""
    return (cell.key, *values(pages, cell)[1:])


def test_every_row_is_read_as_it_was_written(path):
    with path.open("rb") as file:
        pages, found = read(file)
        rows = {key: cell for key, cell in found.items() if cell.shape[1] == "t"}
        rows = {
            key: cell
            for key, cell in rows.items()
            if values(pages, cell)[1] in {r[1] for r in ROWS}
        }
        assert [told(pages, rows[key]) for key in (1, 2, 3)] == ROWS


def test_a_row_whose_further_pages_are_gone_is_left_out_alone(path):
    data = bytearray(path.read_bytes())
    with path.open("rb") as file:
        pages, found = read(file)
        long = next(cell for cell in found.values() if cell.extent.size > 9000).extent
        follows = pages.page(long.page)[long.place + long.local :][:4]
    at = (int.from_bytes(follows, "big") - 1) * pages.size
    data[at : at + pages.size] = bytes(pages.size)
    path.write_bytes(data)
    with path.open("rb") as file:
        pages, found = read(file)
        rows = [values(pages, cell) for cell in found.values()]
    assert None in rows
    assert any(row is not None and row[1] == "short" for row in rows)


def test_what_is_no_such_file_has_no_rows(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"nothing of it" * 500)
    with other.open("rb") as file:
        assert len(sizes(file, None)) == 1  # nothing tells the size, so every one may be it
        assert list(cells(Pages(file, 4096))) == []


def test_the_newest_page_is_the_one_in_the_log(tmp_path):
    path = tmp_path / "log.db"
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c REAL, d INTEGER, e BLOB)")
    base.execute("INSERT INTO t VALUES (1, 'in the log', 1.5, 2, x'00')")
    base.commit()
    with path.open("rb") as file, path.with_name("log.db-wal").open("rb") as beside:
        log = Log(beside)
        pages, found = read(file, log)
        rows = [values(pages, cell) for cell in found.values()]
        assert (None, "in the log", 1.5, 2, b"\x00") in rows
        assert log.frames
    base.close()


def test_the_beginning_of_a_row_is_read_without_the_rest(path):
    with path.open("rb") as file:
        pages, found = read(file)
        long = next(cell for cell in found.values() if cell.extent.size > 9000)
        assert beginning(pages, long, 4) == b"xxxx"  # the key holds no bytes of its own
