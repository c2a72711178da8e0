"""Reading whole logs: several as one, in two processes, compressed, from a pipe, broken."""

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from inspector.logs import log_reader
from inspector.logs.away import Away
from inspector.logs.log_reader import read
from inspector.logs.scan import Wanted
from tests.fixtures import log_samples

DATA = log_samples.data_of(log_samples.broken())
REFUSED = DATA.count(b'" 401 ')


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(DATA)
    return path


def test_one_log(log):
    told = []
    result = read([str(log)], Wanted(), told.append)
    assert (result.tally.refused, result.tally.lines) == (REFUSED, DATA.count(b"\n"))
    assert result.files[0].format == "combined"
    assert told[-1] == len(DATA)


def test_two_processes_count_the_same(log, monkeypatch):
    alone = read([str(log)], Wanted())
    monkeypatch.setattr(log_reader, "TWO_FROM", 1000)
    both = read([str(log)], Wanted())
    assert (both.tally.refused, both.tally.lines) == (alone.tally.refused, alone.tally.lines)
    assert [each.number for each in both.tally.kept] == [each.number for each in alone.tally.kept]
    assert both.tally.clients.known.keys() == alone.tally.clients.known.keys()


def test_a_rotated_log_beside_it_is_counted_with_it(log, tmp_path):
    older = tmp_path / "access.log.1.gz"
    older.write_bytes(gzip.compress(DATA))
    result = read([str(log), str(older)], Wanted())
    assert result.tally.refused == 2 * REFUSED
    assert {each.file for each in result.tally.kept} == {0, 1}


def test_from_a_pipe(monkeypatch):
    class Pipe:
        buffer = io.BufferedReader(io.BytesIO(DATA))

    monkeypatch.setattr(sys, "stdin", Pipe)
    result = read(["-"], Wanted())
    assert result.tally.refused == REFUSED
    Pipe.buffer.close()


def test_what_is_no_log_is_told_and_the_others_are_answered(log, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,\nhello.\n")
    names = [str(tmp_path / "letter.txt"), str(tmp_path / "none"), str(log), str(tmp_path)]
    result = read(names, Wanted())
    assert result.tally.refused == REFUSED
    assert [problem.where for problem in result.problems] == [names[0], names[1], names[3]]
    assert all(problem.todo for problem in result.problems)
    assert {each.file for each in result.tally.kept} == {0}


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / "empty.log").write_bytes(b"")
    assert read([str(tmp_path / "empty.log")], Wanted()).problems


def test_an_empty_log_is_called_empty(tmp_path):
    empty = tmp_path / "access.log"
    empty.write_bytes(b"")
    (problem,) = read([str(empty)], Wanted()).problems
    assert problem.what == "The log is empty."
    assert problem.where == str(empty)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_log_whose_name_is_no_text_is_read_in_another_process_too(tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/access\xff.log")
    line = b'10.0.0.1 - ada [10/Oct/2025:13:55:36 +0000] "GET /a HTTP/1.1" 401 0 "-" "curl/8"\n'
    Path(name).write_bytes(line * 5)
    answer = Away((name,), Wanted()).run(lambda _read: None)
    assert answer.problems == ()
    assert answer.report is not None
