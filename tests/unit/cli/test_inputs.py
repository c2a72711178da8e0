"""Inputs are read, and what can't be is told with its name."""

import io
import json

import pytest

from inspector.cli.inputs import NotReadable, read_attempt, read_input

HAR = {
    "log": {
        "version": "1.2",
        "entries": [
            {
                "startedDateTime": "2026-03-04T12:00:00Z",
                "request": {"method": "GET", "url": "http://h/a", "headers": []},
                "response": {"status": 401, "statusText": "Unauthorized", "headers": []},
            }
        ],
    }
}


@pytest.fixture
def stdin(monkeypatch):
    def stdin(data):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return stdin


def test_a_stroke_is_standard_input(stdin):
    stdin(b"\xff\x00bytes")
    assert read_input("-") == b"\xff\x00bytes"


@pytest.mark.parametrize("name", ["missing.har", "", "a\0b"])
def test_a_file_that_cant_be_opened_is_named(name):
    with pytest.raises(NotReadable) as caught:
        read_input(name)
    problem = caught.value.problem
    assert problem.where == name
    assert problem.what
    assert problem.todo


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(NotReadable):
        read_input(str(tmp_path))


def test_a_har_is_an_attempt(tmp_path):
    path = tmp_path / "a.har"
    path.write_text(json.dumps(HAR))
    assert [one.reply.status for one in read_attempt(str(path)).exchanges] == [401]


def test_what_holds_no_exchange_is_refused_with_its_name(stdin, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("what is this?")
    with pytest.raises(NotReadable) as caught:
        read_attempt(str(path))
    assert str(path) in caught.value.problem.where


def test_a_curl_command_is_no_recorded_exchange(stdin):
    stdin(b"curl http://127.0.0.1/ -u ada:practice-only-7421")
    with pytest.raises(NotReadable) as caught:
        read_attempt("-")
    assert "practice-only" not in str(caught.value.problem)
