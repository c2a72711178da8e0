"""A passphrase comes from a terminal that hides it, or from a first line; from nowhere else."""

import io
import os
import pty
import subprocess
import sys
from types import SimpleNamespace

import pytest

from inspector.cli.inputs import NotReadable
from inspector.cli.passphrase import read_passphrase

ASK = """
from inspector.cli.passphrase import read_passphrase
print("got", repr(read_passphrase("", "Passphrase: ", twice=True)))
"""


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"one two\n", "one two"), (b" a \r\nsecond", " a "), (b"gr\xc3\xbcn", "grün"), (b"\n", "")],
)
def test_the_first_line_of_a_file_counts(tmp_path, content, words):
    path = tmp_path / "passphrase"
    path.write_bytes(content)
    assert read_passphrase(str(path), "") == words
    with path.open("rb") as file:
        assert read_passphrase(f"fd:{file.fileno()}", "") == words
        os.fstat(file.fileno())  # it stays open


def test_standard_input_gives_a_line_at_a_time(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"old\nnew\n")))
    assert [read_passphrase("-", ""), read_passphrase("-", "")] == ["old", "new"]


@pytest.mark.parametrize("source", ["/does/not/exist", "fd:x", "fd:99999", "/"])
def test_what_can_not_be_read_is_said(source):
    with pytest.raises(NotReadable) as caught:
        read_passphrase(source, "")
    assert caught.value.problem.where == source


def test_a_line_that_is_no_text_is_not_quoted(tmp_path):
    path = tmp_path / "passphrase"
    path.write_bytes(b"secret\xff\n")
    with pytest.raises(NotReadable) as caught:
        read_passphrase(str(path), "")
    assert "secret" not in repr(caught.value.problem)


def test_without_a_terminal_nothing_is_asked_and_nothing_shown():
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        input=b"open sesame\nopen sesame\n",
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    assert ran.returncode
    assert b"sesame" not in ran.stdout + ran.stderr
    assert b"no terminal" in ran.stderr


@pytest.mark.parametrize(("second", "said"), [(b"open sesame", b"got"), (b"slip", b"not the same")])
def test_what_is_typed_at_a_terminal_is_not_shown(second, said):
    pid, terminal = pty.fork()
    if not pid:
        os.execv(sys.executable, [sys.executable, "-c", ASK])
    shown = b""
    for words in (b"open sesame", second):
        while not shown.rstrip().endswith(b":"):
            shown += os.read(terminal, 1000)
        os.write(terminal, words + b"\n")
        shown += b"|"
    try:
        while data := os.read(terminal, 1000):
            shown += data
    except OSError:  # the terminal is gone with its process
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    assert said in shown
    assert b"sesame" not in shown.partition(b"got")[0]
