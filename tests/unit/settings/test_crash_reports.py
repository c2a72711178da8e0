"""A process that dies leaves where it was, without folders and secrets; the rest is swept."""

import os
import stat
import subprocess
import sys

import pytest

from inspector import __version__
from inspector.settings.crash_reports import (
    crash_reports,
    crash_text,
    plain_text,
    remove_reports,
    watch_for_crashes,
)

SECRET = "hush-hush-this-is-a-secret-token-of-ours"
CRASHING = """
import faulthandler, sys
from pathlib import Path
from inspector.settings.crash_reports import watch_for_crashes
watch = watch_for_crashes(Path(sys.argv[1]))
def send(token):
    {end}
send("{secret}")
"""


def _die(folder, end="faulthandler._sigsegv()"):
    code = CRASHING.format(end=end, secret=SECRET)
    return subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode


@pytest.mark.parametrize("end", ["faulthandler._sigsegv()", "__import__('os').abort()"])
def test_a_crash_tells_where_and_not_with_what(tmp_path, end):
    assert _die(tmp_path, end) != 0
    (report,) = crash_reports(tmp_path)
    text = crash_text([report])
    assert f"Request Inspector {__version__}, Python" in text
    assert "in send" in text
    assert SECRET not in report.read_text() + text
    if os.name != "nt":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
    remove_reports([report])
    assert list(tmp_path.iterdir()) == []


def test_a_usual_end_leaves_nothing(tmp_path):
    assert _die(tmp_path, "watch.close()") == 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_at_the_next_start(tmp_path):
    _die(tmp_path, "__import__('os')._exit(3)")
    assert len(list(tmp_path.iterdir())) == 1
    assert crash_reports(tmp_path) == ()
    assert _die(tmp_path, "watch.close()") == 0
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_one_that_still_runs_stays(tmp_path):
    code = CRASHING.format(end="print(flush=True); sys.stdin.read(); watch.close()", secret="")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdin=pipe, stdout=pipe) as one:
        one.stdout.readline()
        before = list(tmp_path.iterdir())
        _die(tmp_path, "watch.close()")
        assert list(tmp_path.iterdir()) == before
        one.stdin.close()
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_reports_are_kept(tmp_path):
    for number in range(8):
        (tmp_path / f"crash-{number + 1}-{number}.txt").write_text(f"head\nreport {number}")
    _die(tmp_path, "watch.close()")
    assert [path.read_text()[-1] for path in crash_reports(tmp_path)] == list("34567")


def test_a_folder_that_can_not_be_made_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("")
    assert watch_for_crashes(tmp_path / "file" / "crashes") is None
    assert crash_reports(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/home/ada/src/inspector/gui/x.py", "inspector/gui/x.py"),
        ("/home/inspector/inspector/gui/x.py", "inspector/gui/x.py"),
        ("/home/ada/.venv/lib/python3.11/site-packages/PySide6/a.py", "PySide6/a.py"),
        ("/usr/lib/python3.11/threading.py", "python3.11/threading.py"),
        (r"C:\\Users\\Ada L\\inspector\\cli\\x.py", "inspector/cli/x.py"),
        ("/home/ada/secret-project/run.py", "run.py"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>"),
    ],
)
def test_folders_tell_of_the_user_and_are_taken_off(path, shown):
    path = path.replace("\\\\", "\\")
    line = f'  File "{path}", line 3 in f'
    assert plain_text(line, "/home/ada") == f'  File "{shown}", line 3 in f'


def test_the_users_folder_and_secrets_are_masked_wherever_they_stand(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("USERPROFILE", "/home/ada")
    report = tmp_path / "crash-1-1.txt"
    report.write_text(
        f"head\nQt: can't open /home/ada/x\nGET /?access_token=abcdef123456 {SECRET}\n"
    )
    text = crash_text([report], [SECRET])
    assert "~/x" in text
    assert not [word for word in ("/home/ada", SECRET, "abcdef123456") if word in text]
