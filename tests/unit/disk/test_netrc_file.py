"""Reads netrc files as people write them; says what is wrong without repeating it."""

import os
from pathlib import Path

import pytest

from inspector.disk.netrc_file import NetrcError, login_for, usual_place

PASSWORD = "netrc-pass-0123456789"
LINES = f"""# mine
machine other.example
  login x
  password y
machine api.example
\tlogin ann
\tpassword {PASSWORD}
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "netrc"
        path.write_text(text)
        return path

    return write


@pytest.mark.parametrize(
    "text",
    [
        f"machine API.example login ann password {PASSWORD}",
        LINES,
        f"default login d password p\nmachine api.example login ann account a password {PASSWORD}",
    ],
)
def test_the_login_of_a_host(file, text):
    found = login_for(file(text), "api.example")
    assert found == ("ann", PASSWORD)
    assert PASSWORD not in repr(found)


def test_the_entry_for_any_host_is_taken_on_demand_only(file):
    path = file("default login d password p")
    assert login_for(path, "api.example") is None
    assert login_for(path, "default") is None
    assert login_for(path, "api.example", default=True) == ("d", "p")


def test_what_is_wrong_is_said_without_the_file(file, tmp_path):
    with pytest.raises(NetrcError, match="line 1") as caught:
        login_for(file(f"machine a.example login ann passwort {PASSWORD}"), "a.example")
    assert PASSWORD not in str(caught.value) + repr(caught.value.__cause__)
    (tmp_path / "latin").write_bytes(b"machine a login \xff password \xfe")
    os.mkfifo(tmp_path / "pipe")
    for name in ("latin", "pipe", "nothing"):
        with pytest.raises(NetrcError, match=name):
            login_for(tmp_path / name, "a")


def test_the_file_is_the_one_that_programs_read(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("NETRC", raising=False)
    assert usual_place() == tmp_path / ".netrc"
    monkeypatch.setenv("NETRC", "~/mine")
    assert usual_place() == Path(tmp_path / "mine")
