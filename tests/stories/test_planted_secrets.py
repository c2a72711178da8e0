"""Secrets planted in every field of the real window appear nowhere that others can see."""

import base64
import contextlib
import random
import string
from urllib.parse import quote

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from inspector.export.export import export
from inspector.export.options import Options
from inspector.export.registry import all_formats
from inspector.gui import faults
from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.request_pane import RequestPane
from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.library.save_dialog import SaveDialog
from inspector.gui.response.reply_tabs import ReplyTabs
from inspector.gui.widgets.key_value_table import Row
from inspector.model.collection import Environment
from inspector.model.credential import ApiKey, Basic, Bearer, Digest
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    QueryParam,
    RequestHeader,
)
from inspector.settings.places import places
from tests.fixtures import on_screen
from tests.fixtures.scripted import reply

SHORT = "qZ7!k~W2x"  # too short for a mask to show anything of it
_SHOWN, _LONG, _PART = 10, 32, 8
_DIGEST = 'WWW-Authenticate: Digest realm="planted", nonce="abc", qop="auth", algorithm=SHA-256'


def planted(place):
    """Return 44 characters that occur nowhere else: another text for each place."""
    letters = string.ascii_letters + string.digits
    return "".join(random.Random(place).choices(letters, k=44))


def forms(secret):
    """Yield a secret as it is, as it may be encoded, and each part that no mask shows."""
    data = secret.encode()
    yield secret
    yield quote(secret, safe="")
    yield data.hex()
    for before in (b"", b"x", b"xx"):  # where in a group of three bytes it starts
        yield base64.b64encode(before + data).decode()[4:-4]
    part = _PART if len(secret) >= _LONG else 5
    first = _SHOWN - part + 1 if len(secret) >= _LONG else 0
    yield from (secret[at : at + part] for at in range(first, len(secret) - part + 1))


def found_in(text, secrets):
    """Return which secrets a text holds, and what of them."""
    return {
        place: form for place, secret in secrets.items() for form in forms(secret) if form in text
    }


class Planter:
    """The secrets planted so far, and where to look for them."""

    def __init__(self, driver, home):
        self.driver, self.home = driver, home
        self.secrets = {}

    def secret(self, place):
        self.secrets[place] = planted(place)
        return self.secrets[place]

    def short(self, place):
        self.secrets[place] = SHORT
        return SHORT

    # ------------------------------------------------------------ looking
    def look_at_screen(self):
        shown = {text: where for where, text in (*on_screen.texts(), *self._told())}
        for form in found_in("\0".join(shown), self.secrets).values():
            pytest.fail(f"{form} in {[shown[text] for text in shown if form in text]}")

    def look_at_files(self):
        files = [each for each in self.home.rglob("*") if each.is_file()]
        assert files
        for file in files:
            assert not found_in(str(file), self.secrets), file
            with contextlib.suppress(FileNotFoundError):  # one that was just being written
                assert not found_in(file.read_bytes().decode("latin-1"), self.secrets), file

    def _told(self):
        tools = self.driver.program.tools
        for notice in tools.notices.all:
            yield "notice", f"{notice.text} {notice.action}"
        for document in tools.tabs.documents:
            yield "tab", document.title
            current = getattr(document, "current", None)
            if current is not None:
                yield "undo", f"{current.undo_label} {current.redo_label}"
                yield "marks", repr(current.marks)

    # ------------------------------------------------------------ acting
    def open(self, url):
        self.driver.run("new-tab")
        field = self.driver.find(QLineEdit, "url_edit")
        field.clear()
        self.driver.qtbot.keyClicks(field, url)
        self.driver.qtbot.keyClick(field, Qt.Key.Key_Tab)

    def fill(self, name, text):
        field = self.driver.find(QLineEdit, name)
        field.setFocus()
        self.driver.qtbot.keyClicks(field, text)
        self.driver.qtbot.keyClick(field, Qt.Key.Key_Tab)

    def choose(self, kind):
        self.pane.show_part(0)
        combo = self.driver.find(QComboBox, "auth_type")
        combo.activated.emit([each.KIND for each in kinds()].index(kind))

    @property
    def pane(self):
        found = self.driver.window.findChildren(RequestPane)
        return next(each for each in found if each.isVisible())

    def change(self, **fields):
        current = self.driver.tab.current
        current.replace(msgspec.structs.replace(current.value, **fields), "Change it")

    def send(self):
        """Send, turn to every part of the reply, and look at the screen each time."""
        answer = self.driver.answer(lambda: self.driver.run("send"))
        assert answer.attempt.exchanges[-1].reply is not None, answer.attempt.exchanges
        found = self.driver.window.findChildren(ReplyTabs)
        tabs = next(each for each in found if each.isVisible())
        for index in range(tabs.tabs.count()):
            tabs.tabs.setCurrentIndex(index)
            self.look_at_screen()
        self._look_at_bytes(tabs.raw)
        tabs.tabs.setCurrentIndex(0)
        self.copy()
        return answer

    def _look_at_bytes(self, raw):
        raw._sent.click()
        self.look_at_screen()
        raw._hex.click()
        self.look_at_screen()
        raw._received.click()
        self.look_at_screen()
        raw._hex.click()

    def copy(self):
        notices = self.driver.program.tools.notices
        for command in ("copy-answer", "copy-curl"):
            QApplication.clipboard().clear()
            with self.driver.qtbot.waitSignal(notices.said):
                self.driver.run(command)
            assert QApplication.clipboard().text(), f"{command}: {notices.all[-1].text}"
            self.look_at_screen()

    def export(self, answer, tmp_path):
        known = self.driver.program.tools.vault.known_values()
        for form in all_formats():
            made = export(answer, form.NAME, Options(known=known, name="Planted"))
            assert not made.leaks, (form.NAME, [made.text[each.at :][:40] for each in made.leaks])
            assert not found_in(made.text, self.secrets), form.NAME
            self._export_by_dialog(form.NAME, tmp_path / f"export{made.suffix}")

    def _export_by_dialog(self, name, path):
        self.driver.run("export")
        dialog = self.driver.window.findChild(ExportDialog)
        self.driver.qtbot.waitUntil(lambda: dialog.produced.ready)
        dialog.produced.choose(format=name)
        self.driver.qtbot.waitUntil(lambda: dialog.produced.ready)
        self.look_at_screen()
        with self.driver.qtbot.waitSignal(dialog.finished):
            dialog.save_to(path)
        assert not found_in(path.read_text(), self.secrets), name
        self.driver.qtbot.waitUntil(lambda: not self.driver.window.findChild(ExportDialog))

    def save(self, name):
        self.driver.qtbot.waitUntil(lambda: self.driver.program.tools.actions.can_run("save"))
        self.driver.run("save")
        self.driver.qtbot.waitUntil(lambda: bool(_dialogs()))
        dialog = _dialogs()[0]
        dialog.name.setText(name)
        dialog.save.click()
        self.driver.qtbot.waitUntil(lambda: self.driver.tab.path != "")

    def wait_for_drafts(self):
        self.driver.program.restore._save_drafts()
        self.driver.qtbot.waitUntil(places().drafts.exists)

    def leave(self):
        """Close the window; what it left behind is looked at."""
        self.wait_for_drafts()
        self.look_at_files()
        self.driver.window.close()
        self.look_at_files()


def _dialogs():
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, SaveDialog) and each.isVisible()]


def _tells(line):
    named = ("authorization", "cookie", "x-api-key", "x-auth-token", "x-custom", "api_key")
    return line.lower().removeprefix("proxy-").startswith(named)


def echo(request):
    """Refuse, and say everything back that was asked: in headers, a cookie and the body."""
    head, _, body = request.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    echoed = [f"X-Echo-{line}" for line in lines[1:] if not line.lower().startswith("content")]
    cookies = [f"Set-Cookie: seen={line.split(' ')[-1]}" for line in lines if _tells(line)]
    said = f"refused: {lines[0]}\n" + "\n".join(lines[1:]) + "\n\n" + body.decode("latin-1")
    by_proxy = lines[0].split(" ")[1:2] == ["http://planted.example/"]
    status = "407 Proxy Authentication Required" if by_proxy else "401 Unauthorized"
    challenge = _DIGEST if b"digest" in head.lower() else 'WWW-Authenticate: Basic realm="planted"'
    challenge = challenge.replace("WWW", "Proxy") if by_proxy else challenge
    parts = (challenge, "Content-Type: text/plain", *echoed, *cookies)
    return reply(status, *parts, body=said.encode("latin-1"))


@pytest.fixture
def server(scripted):
    return scripted([echo])


@pytest.fixture
def planter(start, home):
    return Planter(start(), home)


def _basic(plant, at):
    plant.open(at)
    plant.choose(Basic)
    plant.fill("credential_user", "ada")
    plant.fill("credential_password", plant.secret("basic"))


def _short_basic(plant, at):
    plant.open(at)
    plant.choose(Basic)
    plant.fill("credential_user", "ada")
    plant.fill("credential_password", plant.short("basic, short"))


def _bearer(plant, at):
    plant.open(at)
    plant.choose(Bearer)
    plant.fill("credential_token", plant.secret("bearer"))


def _digest(plant, at):
    plant.open(f"{at}/digest")
    plant.choose(Digest)
    plant.fill("credential_user", "ada")
    plant.fill("credential_password", plant.secret("digest"))


def _api_key(place):
    def compose(plant, at):
        plant.open(at)
        plant.choose(ApiKey)
        plant.fill("credential_value", plant.secret(f"key in {place}"))
        credential = plant.driver.tab.current.value.credential
        body = JsonBody(text='{"page": 1}') if place == "body" else FormBody()
        method = "POST" if place == "body" else "GET"
        changed = msgspec.structs.replace(credential, place=place, name="api_key")
        plant.change(credential=changed, body=body, method=method)

    compose.__name__ = f"_key_in_{place}"
    return compose


def _proxy(plant, at):
    plant.open("http://planted.example/")
    plant.pane.show_part(4)
    plant.fill("options_proxy_credential_user", "ada")
    plant.fill("options_proxy_credential_password", plant.secret("proxy password"))
    options = plant.driver.tab.current.value.options
    plant.change(options=msgspec.structs.replace(options, proxy=at))


def _proxy_address(plant, at):
    plant.open("http://planted.example/")
    plant.pane.show_part(4)
    password, host = plant.secret("proxy address"), at.removeprefix("http://")
    plant.driver.find(QLineEdit, "options_proxy").clear()
    plant.fill("options_proxy", f"http://ada:{password}@{host}")


def _headers(plant, at):
    plant.open(at)
    pair = base64.b64encode(f"ada:{plant.secret('Basic by hand')}".encode()).decode()
    rows = (
        Row("Authorization", f"Bearer {plant.secret('Authorization by hand')}"),
        Row("Authorization", f"Basic {pair}", enabled=False),
        Row("Cookie", f"session={plant.secret('Cookie by hand')}; theme=dark"),
        Row("X-Api-Key", plant.secret("X-Api-Key by hand")),
        Row("X-Auth-Token", plant.short("X-Auth-Token by hand, short")),
    )
    plant.pane.show_part(2)
    plant.pane.headers.table.model.change(list(rows))


def _address(plant, at):
    host = at.removeprefix("http://")
    password, key = plant.secret("login in address"), plant.secret("key in address")
    plant.open(f"http://ada:{password}@{host}/v1?api_key={key}&page=2")


def _query(plant, at):
    plant.open(at)
    plant.pane.show_part(1)
    rows = [Row("access_token", plant.secret("query")), Row("api_key", plant.short("query, short"))]
    plant.pane.params.table.model.change(rows)


def _form(plant, at):
    plant.open(at)
    fields = (FormField("user", "ada"), FormField("password", plant.secret("form")))
    plant.change(method="POST", body=FormBody(fields=fields))
    plant.pane.show_part(3)


def _multipart(plant, at):
    plant.open(at)
    fields = (FormField("user", "ada"), FormField("password", plant.secret("multipart")))
    plant.change(method="POST", body=MultipartBody(fields=fields))
    plant.pane.show_part(3)


def _json(plant, at):
    plant.open(at)
    plant.change(method="POST", body=JsonBody(text="{}"))
    plant.pane.show_part(3)
    editor = plant.pane.body.text
    editor.setFocus()
    plant.driver.qtbot.waitUntil(editor.hasFocus)
    editor.setPlainText(f'{{"client_id": "me", "client_secret": "{plant.secret("JSON")}"}}')
    plant.driver.find(QLineEdit, "url_edit").setFocus()


def _environment(plant, at):
    tools = plant.driver.program.tools
    ref = tools.vault.put(plant.secret("environment"), label="token")
    tools.environments.put(Environment(name="Staging", values={"host": at, "token": ref}))
    tools.environments.choose("Staging")
    plant.open("{{host}}/v1")
    plant.change(
        headers=(RequestHeader("X-Custom", "{{token}}"),), query=(QueryParam("q", "{{token}}"),)
    )
    plant.driver.run("environments")
    plant.look_at_screen()
    plant.driver.program.tools.tabs.step(-1)


def _curl(plant, at):
    parts = (
        f"curl -u 'ada:{plant.secret('curl -u')}' -H 'X-Api-Key: {plant.secret('curl -H')}'",
        f"-b 'sid={plant.secret('curl -b')}' -d 'client_secret={plant.secret('curl -d')}'",
        f"'{at}/v1?access_token={plant.secret('curl URL')}'",
    )
    tabs = plant.driver.program.tools.tabs
    with plant.driver.qtbot.waitSignal(tabs.activated):
        plant.driver.run("paste-anything", " ".join(parts))
    for part in range(5):
        plant.pane.show_part(part)
        plant.look_at_screen()


PLACES = (
    _basic,
    _short_basic,
    _bearer,
    _digest,
    *map(_api_key, ("header", "query", "cookie", "body")),
    _proxy,
    _proxy_address,
    _headers,
    _address,
    _query,
    _form,
    _multipart,
    _json,
    _environment,
    _curl,
)


@pytest.mark.parametrize("compose", PLACES, ids=lambda each: each.__name__.strip("_"))
def test_a_planted_secret_stays_in(planter, server, tmp_path, compose):
    compose(planter, server.url)
    assert planter.secrets
    planter.look_at_screen()
    answer = planter.send()
    wire = b"".join(server.requests).decode("latin-1")
    assert found_in(wire, planter.secrets) or compose is _digest
    planter.export(answer, tmp_path)
    planter.save("Planted")
    planter.look_at_screen()
    planter.leave()


def test_the_log_keeps_no_secret(planter):
    secret, tools = planter.secret("log"), planter.driver.program.tools
    tools.vault.put(secret)
    handler = faults.open_log(places().log, tools.vault.known_values)
    try:
        faults.LOG.error("refused: %s", secret)
        faults.LOG.error("encoded: %s", base64.b64encode(f"ada:{secret}".encode()).decode())
        try:
            int(secret)
        except ValueError:
            faults.LOG.exception("a mistake with %s", quote(secret))
    finally:
        faults.LOG.removeHandler(handler)
        handler.close()
    assert "mistake" in places().log.read_text()
    planter.driver.run("log")
    planter.look_at_screen()
    planter.look_at_files()


@pytest.mark.parametrize("form", range(6))
def test_the_search_itself_finds(planter, form):
    leak = list(forms(planter.secret("search")))[form]
    planter.driver.window.setToolTip(f"see {leak}!")
    with pytest.raises(pytest.fail.Exception, match="MainWindow"):
        planter.look_at_screen()
    planter.driver.window.setToolTip("")
    planter.look_at_screen()
    left = planter.home / "left.txt"
    left.write_text(f"see {leak}!")
    with pytest.raises(AssertionError):
        planter.look_at_files()
