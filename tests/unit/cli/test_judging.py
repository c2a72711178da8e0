"""Unknown headers are asked about on standard error, once, and answered by options that last."""

import pytest

from inspector.cli.program import Faces, run
from tests.fixtures.scripted import reply

ONE, TWO = "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp", "zQ8vR1tY6wE3uI9oP2aS5dF7gH4jK0lM"
REPLY = (
    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\n"
    f"X-Acme-Blub: {ONE}\r\nX-Acme-Other: {TWO}\r\nX-Request-Id: {TWO[::-1]}\r\n\r\n"
)


@pytest.fixture
def diagnose(home, tmp_path, capsys):
    path = tmp_path / "reply.txt"
    path.write_bytes(REPLY.encode())

    def diagnose(*options):
        faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
        status = run(("diagnose", str(path), "--format", "markdown", *options), faces)
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return diagnose


def test_both_are_asked_about_in_one_line_until_answered(diagnose):
    _, out, err = diagnose()
    assert ONE not in out
    assert TWO not in out
    (line,) = err.splitlines()
    assert "X-Acme-Blub, X-Acme-Other" in line
    assert "--secret-header" in line
    assert "--open-header" in line
    assert "X-Request-Id" not in line
    assert ONE not in err


def test_an_answer_is_remembered(diagnose, home):
    _, out, err = diagnose("--open-header", "x-acme-blub", "--secret-header", "X-Acme-Other")
    assert err == ""
    assert ONE in out
    assert TWO not in out
    _, out, err = diagnose()
    assert err == ""
    assert ONE in out
    assert TWO not in out
    for file in home.rglob("*"):
        assert not file.is_file() or ONE not in file.read_text("latin-1")
    assert diagnose("--secret-header", "X-Acme-Blub")[2] == ""
    assert ONE not in diagnose()[1]


def test_what_is_no_name_is_told(diagnose):
    status, out, err = diagnose("--open-header", "X-Acme Blub")
    assert status == 2
    assert "names of headers" in err
    assert out == ""


def test_sending_asks_too_and_saves_as_answered(home, scripted, tmp_path, capsys):
    lines = REPLY.splitlines()[1:-1]
    url = scripted([lambda _request: reply("401 Unauthorized", *lines)]).url
    faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
    saved = tmp_path / "saved.json"
    command = ("send", url, "--format", "json", "--save", str(saved))
    run(command, faces)
    shown = capsys.readouterr()
    assert "X-Acme-Blub" in shown.err
    assert ONE not in shown.out + shown.err + saved.read_text()
    run((*command, "--open-header", "X-Acme-Blub"), faces)
    shown = capsys.readouterr()
    assert "X-Acme-Other" in shown.err
    assert "X-Acme-Blub" not in shown.err
    assert ONE in saved.read_text()
    assert ONE in shown.out
    assert TWO not in shown.out + shown.err + saved.read_text()
