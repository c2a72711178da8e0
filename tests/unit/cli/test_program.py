"""The first argument chooses; ends that are nobody's fault are quiet."""

import errno
import sys
from pathlib import Path

import pytest

from inspector import __version__
from inspector.cli import program
from inspector.cli.messages import BROKEN_PIPE, INTERRUPTED

COMMANDS = ("decode", "demo", "diagnose", "mock", "schema", "send")


def test_the_commands_are_found_by_their_files():
    folder = Path(program.__file__).parent / "commands"
    files = sorted(path.stem.removesuffix("_") for path in folder.glob("[a-z]*.py"))
    assert list(program.names()) == files
    assert set(COMMANDS) <= set(files)


def test_files_open_the_window(cli, window, monkeypatch):
    monkeypatch.setattr(program, "obstacle", lambda: "")
    assert cli("a.har", "b.txt").status == 0
    assert cli().status == 0
    assert window == [["a.har", "b.txt"], []]


def test_without_a_display_it_says_so_and_exits_2(cli, window, monkeypatch):
    monkeypatch.setattr(program, "obstacle", lambda: "There is no display.")
    ran = cli("a.har")
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err == "request-inspector: There is no display.\n"
    assert window == []


def test_the_help_lists_every_command(cli):
    ran = cli("--help")
    assert ran.status == 0
    for name in COMMANDS:
        assert f"  {name} " in ran.out


def test_the_version(cli):
    assert cli("--version").out == f"request-inspector {__version__}\n"


def test_a_wrong_usage_is_2(cli):
    assert cli("--nonsense").status == 2
    assert cli("diagnose").status == 2


@pytest.mark.parametrize(
    ("error", "status"), [(BrokenPipeError, BROKEN_PIPE), (KeyboardInterrupt, INTERRUPTED)]
)
def test_broken_pipes_and_ctrl_c_are_quiet(cli, monkeypatch, error, status):
    def fail(*_):
        raise error

    monkeypatch.setattr(program, "_dispatch", fail)
    monkeypatch.setattr(program, "_forget_stdout", lambda: None)
    ran = cli("schema")
    assert ran == (status, "", "")


def test_a_fault_of_ours_is_a_sentence_without_the_errors_text(cli, monkeypatch):
    def fail(*_):
        raise ValueError("practice-only-value")

    monkeypatch.setattr(program, "_dispatch", fail)
    ran = cli("schema")
    assert ran.status == 2
    assert "ValueError in test_program.py, line" in ran.err
    assert "practice-only-value" not in ran.err


def test_a_character_the_terminal_lacks_is_no_error(tmp_path, monkeypatch):
    with (tmp_path / "out").open("w", encoding="ascii") as narrow:
        monkeypatch.setattr(sys, "stdout", narrow)
        program._write_any_character()
        sys.stdout.write("▮ é")
    assert (tmp_path / "out").read_text() == "\\u25ae \\xe9"


def test_a_full_disk_behind_the_output_is_said(cli, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(program, "_dispatch", fail)
    ran = cli("decode", "x")
    assert ran.status == 2
    assert "The output can't be written: No space left on device." in ran.err
