"""Whether a secret may go to another host is asked in the terminal; anything unclear is a no."""

import io

import pytest

from inspector.cli import questions
from inspector.model.question import HostQuestion
from inspector.model.vault_entry import BoundHost

ASKED = HostQuestion(
    secret="“Orders”",
    bound=(BoundHost("api.example.com"),),
    host="api.examp1e.com",
    source="address",
)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("once\n", "once"), (" Always\n", "bind"), ("\n", "no"), ("yes\n", "no"), ("", "no")],
)
def test_what_is_typed(monkeypatch, capsys, typed, answer):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert questions.host_answered(ASKED) == answer
    said = capsys.readouterr().err
    assert "api.example.com" in said
    assert "The digit 1 stands for the letter l." in said
