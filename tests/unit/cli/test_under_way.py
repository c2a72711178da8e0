"""What takes long is said once, where somebody sits before it."""

from threading import Event

import pytest

from inspector.cli import outcomes, under_way
from inspector.cli.under_way import told_when_long
from tests.fixtures.patience import PATIENCE


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)


def test_long_work_is_told(terminal, monkeypatch):
    told, said = Event(), []
    monkeypatch.setattr(under_way, "complain", lambda text: (said.append(text), told.set()))
    monkeypatch.setattr(under_way, "_LONG", 0)
    with told_when_long("It takes a while."):
        assert told.wait(PATIENCE / 1000)
    assert said == ["It takes a while."]


def test_short_work_and_work_of_a_script_are_not(capsys, terminal, monkeypatch):
    with told_when_long("It takes a while."):
        pass
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    monkeypatch.setattr(under_way, "_LONG", 0)
    with told_when_long("It takes a while."):
        pass
    assert capsys.readouterr().err == ""


def test_explaining_a_recording_names_how_much_there_is(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(
        outcomes, "told_when_long", lambda text: (said.append(text), told_when_long(text))[1]
    )
    path = tmp_path / "a.txt"
    path.write_text("> GET / HTTP/1.1\n> Host: a\n> \n< HTTP/1.1 401 No\n< \n" * 2)
    assert outcomes.outcome_of(str(path)).status == 1
    assert said == ["2 exchanges are being explained. Ctrl+C ends it."]
