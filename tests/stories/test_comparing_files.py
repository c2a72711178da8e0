"""A reply that was refused and one that was not, compared on the command line."""

import json
import subprocess
import sys

import pytest

REFUSED = (
    "GET /orders HTTP/1.1\nHost: api.example.com\nX-Api-Key: practice-key-0001\n\n"
    "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\n"
)
ACCEPTED = (
    "GET /orders HTTP/1.1\nHost: api.example.com\nX-Api-Key: practice-key-0002\n\n"
    'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"ok": true}\n'
)


@pytest.fixture
def files(tmp_path):
    for name, text in (("refused.txt", REFUSED), ("worked.txt", ACCEPTED), ("bad.txt", "")):
        (tmp_path / name).write_text(text)
    return tmp_path


def _compare(folder, *arguments):
    command = [sys.executable, "-m", "inspector", "compare", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_both_are_named_and_no_secret_is_printed(files, form):
    ran = _compare(files, "refused.txt", "worked.txt", "--format", form)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "refused.txt" in ran.stdout
    assert "worked.txt" in ran.stdout
    assert "practice-key" not in ran.stdout
    if form == "json":
        assert [head["status"] for head in json.loads(ran.stdout)["heads"]] == [401, 200]


def test_one_that_cannot_be_read_is_named(files):
    ran = _compare(files, "refused.txt", "bad.txt")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "bad.txt" in ran.stderr


@pytest.mark.parametrize("count", [1, 7])
def test_two_to_six_are_compared(files, count):
    ran = _compare(files, *["refused.txt"] * count)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "two to six" in ran.stderr
