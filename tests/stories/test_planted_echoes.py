"""A server that repeats a secret in every coding makes none of it seen, kept, saved or printed."""

import base64
import json

import pytest

from inspector.cli.program import Faces, run
from inspector.export.export import export
from inspector.export.options import Options
from inspector.export.registry import all_formats
from inspector.gui.response.reply_tabs import ReplyTabs
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from tests.fixtures import on_screen
from tests.fixtures.echoes import TEXTS, WIDE, left_of
from tests.fixtures.planted_window import PlantedWindow
from tests.fixtures.scripted import reply

SECRET = "pLq0/Xz1+Kt2rWn3bYc4dHs5g=j6kQx7wZp8tRv9nMb2"
PASSWORD = "hX7k2q"


def _texts(name, form, secret):
    """A body that says a secret in one way or in all of them."""
    del name
    return "".join(f"{each}: {form(secret)}\n" for each in ("it was", "and")).encode()


def _all(secret):
    return b"refused\n" + b"".join(_texts(name, form, secret) for name, form in TEXTS.items())


def _replies(secret):
    """Path, and type and body of the reply: every text in one, each wide charset alone."""
    yield "/texts", "text/plain", _all(secret)
    yield "/json", "application/json", json.dumps({"said": [_all(secret).decode()]}).encode()
    for coding in WIDE.values():
        said = f'{{"message": "refused: {secret}", "page": 2}}'
        yield f"/{coding}", f"application/json; charset={coding}", said.encode(coding)
    yield "/untold", "text/plain", f"refused: {secret}".encode("utf-16-le")


def _server_of(secret):
    pages = {path: (kind, body) for path, kind, body in _replies(secret)}

    def answer(request):
        path = request.split(b" ", 2)[1].decode()
        kind, body = pages.get(path, ("text/plain", f"password={PASSWORD} for {secret}".encode()))
        challenge = 'WWW-Authenticate: Bearer realm="x"'
        return reply("401 Unauthorized", challenge, f"Content-Type: {kind}", body=body)

    return answer


PATHS = [path for path, _, _ in _replies(SECRET)]


@pytest.fixture
def server(scripted):
    return scripted([_server_of(SECRET)])


@pytest.fixture
def planted(start, home, monkeypatch):
    return PlantedWindow(start(), home).listen(monkeypatch)


def _look_at_screen():
    shown = {text: where for where, text in on_screen.texts()}
    left = left_of("\n".join(shown), SECRET)
    assert not left, [where for text, where in shown.items() if left_of(text, SECRET)]


def _bytes_in(value):
    """Yield every byte string of a saved or kept record, Base64 of JSON undone."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _bytes_in(item)
    elif isinstance(value, str):
        yield value
        if value and len(value) % 4 == 0:
            try:
                yield base64.b64decode(value, validate=True).decode("latin-1")
            except ValueError:
                return


def test_the_window_the_history_and_exports(planted, server, tmp_path):
    vault = planted.tools.vault
    for path in PATHS:
        token = vault.put(SECRET)
        answer = planted.send(Request(url=server.url + path, credential=Bearer(token=token)))
        found = planted.driver.window.findChildren(ReplyTabs)
        tabs = next(each for each in found if each.isVisible())
        for index in range(tabs.tabs.count()):
            tabs.tabs.setCurrentIndex(index)
            planted.driver.settle()
            _look_at_screen()
        for form in all_formats():
            made = export(answer, form.NAME, Options(known=vault.known_values()))
            assert not made.leaks, (
                path,
                form.NAME,
                made.leaks,
                [leak.found for leak in made.leaks],
            )
            assert not left_of(made.text, SECRET), (path, form.NAME)
            if form.NAME in {"saved-attempt", "har"}:
                for text in _bytes_in(json.loads(made.text)):
                    assert not left_of(text, SECRET), (path, form.NAME)
    _look_into_history(planted, len(PATHS))


def _look_into_history(planted, count):
    panel = planted.history()
    planted.driver.qtbot.waitUntil(lambda: len(panel.model.rows) == count)
    for row in panel.model.rows:
        job = planted.tools.history.load(row.key)
        with planted.driver.qtbot.waitSignal(job.succeeded) as loaded:
            pass
        (kept,) = loaded.args
        for exchange in kept.attempt.exchanges:
            for data in (exchange.reply.body, exchange.raw_received, exchange.raw_sent):
                assert not left_of(data.decode("latin-1"), SECRET), exchange.request.url
        assert b"refused" in exchange.reply.body.replace(b"\0", b"")
    planted.leave()


def test_a_short_password_repeated_in_clear(planted, server):
    basic = Basic(user="ada", password=planted.tools.vault.put(PASSWORD))
    planted.secrets["short password"] = PASSWORD
    answer = planted.send(Request(url=f"{server.url}/clear", credential=basic))
    assert PASSWORD.encode() in answer.attempt.exchanges[-1].reply.body
    planted.secrets.clear()  # its parts are too short to be searched for among other texts
    for where, text in on_screen.texts():
        assert PASSWORD not in text, where
    known = planted.tools.vault.known_values()
    for form in all_formats():
        assert PASSWORD not in export(answer, form.NAME, Options(known=known)).text, form.NAME


_PLACES = {
    "reason": "HTTP/1.1 401 not {0}\r\n",
    "interim reply": "HTTP/1.1 103 {0}\r\nX-{0}: {0}\r\n\r\nHTTP/1.1 401 No\r\n",
    "name of a header": "HTTP/1.1 401 No\r\nX-{0}: 1\r\n",
    "challenge": 'HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm="{0}", {0}="{0}"\r\n',
    "cookie": "HTTP/1.1 401 No\r\nSet-Cookie: {0}=1; Path=/{0}; Domain={0}.test\r\n",
    "address": "HTTP/1.1 303 See\r\nLocation: http://{0}.invalid/{0}?q={0}#{0}\r\n",
    "header that everybody knows": "HTTP/1.1 401 No\r\nServer: {0}\r\nRetry-After: {0}\r\n",
}


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("format_name", ["text", "markdown", "json"])
@pytest.mark.parametrize("password", [PASSWORD, "Wq7-kv2", "Wq7-kv2Zt9"])
def test_a_password_in_each_part_of_a_reply(
    scripted, capsys, tmp_path, place, format_name, password
):
    said = _PLACES[place].format(password) + "Content-Length: 0\r\n\r\n"
    server = scripted([said.encode()])
    saved = tmp_path / "saved.json"
    options = ("--format", format_name, "--save", str(saved), "--no-cookies")
    faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
    run(("send", "--curl", f"curl -u ada:{password} {server.url}/a", *options), faces)
    shown = capsys.readouterr()
    assert password not in shown.out + shown.err
    for text in _bytes_in(json.loads(saved.read_text())):
        assert password not in text


@pytest.mark.parametrize("format_name", ["text", "markdown", "json"])
@pytest.mark.parametrize("path", PATHS)
def test_the_command_line(server, capsys, tmp_path, path, format_name):
    saved = tmp_path / "saved.json"
    command = f"curl --oauth2-bearer {SECRET} {server.url}{path}"
    options = ("--format", format_name, "--save", str(saved))
    faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
    run(("send", "--curl", command, *options), faces)
    shown = capsys.readouterr()
    assert "401" in shown.out
    assert not left_of(shown.out + shown.err, SECRET)
    for text in (saved.read_text(), shown.out if format_name == "json" else "{}"):
        assert not [left for one in _bytes_in(json.loads(text)) if (left := left_of(one, SECRET))]
