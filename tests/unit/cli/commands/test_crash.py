"""What a crash left is offered by every command, shown by one, and gone then."""

import pytest

from inspector.settings.places import places


@pytest.fixture
def report():
    folder = places().crashes
    folder.mkdir(parents=True)
    made = folder / "crash-1-1.txt"
    made.write_text(
        'Request Inspector\nFatal Python error\n  File "/h/ada/run.py", line 1 in f\x1b\n'
    )
    return made


def test_commands_say_that_there_is_a_report(cli, report):
    ran = cli("schema")
    assert "request-inspector crash" in ran.err
    assert ran.out.startswith("{")
    assert report.exists()


def test_it_is_shown_and_removed(cli, report):
    ran = cli("crash", "--keep")
    assert 'File "run.py", line 1 in f\\x1b' in ran.out
    assert ran.err == ""
    assert cli("crash").out == ran.out
    assert not report.exists()


def test_without_a_crash_that_is_said(cli):
    assert cli("crash") == (0, "", "request-inspector: There is no report of a crash.\n")
    assert cli("schema").err == ""
