"""Pieces of a log end at line ends and make up the whole, plain or compressed."""

import gzip

import pytest

from inspector.logs import source
from inspector.logs.source import Log

LINES = [f"line {number} {'x' * (number % 90)}\n".encode() for number in range(4000)]
DATA = b"".join(LINES)


def whole(log, *where):
    pieces = list(log.pieces(*where))
    log.close()
    assert all(piece.data[: piece.end].endswith(b"\n") for piece in pieces[:-1])
    return b"".join(piece.data[: piece.end] for piece in pieces)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(source, "PIECE", 4096)
    monkeypatch.setattr(source, "HEAD", 1000)


def test_a_plain_file(tmp_path):
    (tmp_path / "a.log").write_bytes(DATA)
    log = Log(str(tmp_path / "a.log"))
    assert log.splittable
    assert log.head[0] == LINES[0][:-1]
    assert whole(log) == DATA


def test_a_part_of_it(tmp_path):
    (tmp_path / "a.log").write_bytes(DATA)
    start, end = len(b"".join(LINES[:100])), len(b"".join(LINES[:3000]))
    assert whole(Log(str(tmp_path / "a.log")), start, end) == DATA[start:end]


@pytest.mark.parametrize("members", [1, 3])
def test_gzip_with_one_or_several_members(tmp_path, members):
    step = len(LINES) // members + 1
    parts = [b"".join(LINES[i : i + step]) for i in range(0, len(LINES), step)]
    (tmp_path / "a.gz").write_bytes(b"".join(map(gzip.compress, parts)))
    log = Log(str(tmp_path / "a.gz"))
    assert not log.splittable
    assert whole(log) == DATA
    assert log.fault == ""


def test_gzip_that_ends_early_is_read_as_far_as_it_goes(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(DATA)[:-4000])
    log = Log(str(tmp_path / "a.gz"))
    assert DATA.startswith(whole(log))
    assert log.fault


@pytest.mark.parametrize("compressed", [False, True])
def test_a_line_longer_than_a_piece_ends_nowhere_but_is_survived(tmp_path, compressed):
    data = b"a\n" + b"x" * 20_000 + b"\nb"
    (tmp_path / "a.log").write_bytes(gzip.compress(data) if compressed else data)
    log = Log(str(tmp_path / "a.log"))
    assert b"".join(piece.data[: piece.end] for piece in log.pieces()) == data
    log.close()


def test_an_empty_file(tmp_path):
    (tmp_path / "a.log").write_bytes(b"")
    log = Log(str(tmp_path / "a.log"))
    assert list(log.pieces()) == []
    log.close()


def test_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        Log(str(tmp_path / "none"))
