"""Secrets planted in every field of the real window appear nowhere that others can see."""

import base64
import sys
import threading
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
from inspector.gui.compose.request_pane import OPTIONS, RequestPane
from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.library.saving import SaveDialog
from inspector.gui.lists.key_value_table import Row
from inspector.gui.response.reply_tabs import EXCHANGE, ReplyTabs
from inspector.gui.settings.proxies_card import ProxiesCard
from inspector.model.collection import Environment
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    QueryParam,
    RequestHeader,
)
from inspector.settings.places import places
from tests.fixtures.planting import Planted, echo, forms, found_in


class Planter(Planted):
    """What a user does where secrets are typed, with a look after each step."""

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
        tabs.tabs.setCurrentIndex(EXCHANGE)
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
        dialog.form.enter("name", name)
        dialog.save.click()
        self.driver.qtbot.waitUntil(lambda: self.driver.tab.path != "")

    def wait_for_drafts(self):
        self.driver.program.windows.kept.save_tabs()
        self.driver.qtbot.waitUntil(places().drafts.exists)

    def leave(self):
        """Close the window; what it left behind is looked at."""
        self.wait_for_drafts()
        assert list(self.home.rglob("*.*"))
        self.look_at_files()
        self.driver.window.close()
        self.look_at_files()


def _dialogs():
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, SaveDialog) and each.isVisible()]


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
    plant.pane.show_part(OPTIONS)
    plant.fill("options_proxy_credential_user", "ada")
    plant.fill("options_proxy_credential_password", plant.secret("proxy password"))
    options = plant.driver.tab.current.value.options
    plant.change(options=msgspec.structs.replace(options, proxy=at))


def _proxy_of_a_host(plant, at):
    plant.driver.run("settings")
    card = plant.driver.window.findChild(ProxiesCard)
    card.add.click()
    for name, text in (("proxy_host", "planted.example"), ("proxy_address", at)):
        plant.fill(name, text)
    plant.fill("proxy_user", "ada")
    plant.fill("proxy_password", plant.secret("password of a host's proxy"))
    plant.look_at_screen()
    card.keep.click()
    plant.look_at_screen()
    plant.driver.qtbot.waitUntil(places().per_host.exists)
    plant.open("http://planted.example/")


def _proxy_address(plant, at):
    plant.open("http://planted.example/")
    plant.pane.show_part(OPTIONS)
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
    for part in range(OPTIONS + 1):
        plant.pane.show_part(part)
        plant.look_at_screen()


def _signed_jwt(plant, at):
    plant.open(at)
    plant.choose(SignedJwt)
    plant.fill("credential_key", plant.secret("key that signs"))
    credential = plant.driver.tab.current.value.credential
    put = plant.driver.program.tools.vault.put
    ref = put(plant.secret("secret for a claim"), label="claim")
    claims = f'{{"sub": "ada", "client_secret": "{{{{vault.{ref.name}}}}}"}}'
    plant.change(credential=msgspec.structs.replace(credential, claims=claims))


def _from_command(plant, at):
    plant.open(at)
    plant.choose(FromCommand)
    file = plant.home.parent / "printed"
    file.write_text(plant.secret("output of a command"))
    script = f"import sys; t = open({str(file)!r}).read(); sys.stderr.write(t); print(t)"
    command = (sys.executable, "-c", script)
    plant.change(credential=FromCommand(command=command))
    plant.driver.program.tools.workbench.commands.allowed = frozenset({command})


PLACES = (
    _basic,
    _short_basic,
    _bearer,
    _digest,
    *map(_api_key, ("header", "query", "cookie", "body")),
    _proxy,
    _proxy_of_a_host,
    _proxy_address,
    _headers,
    _address,
    _query,
    _form,
    _multipart,
    _json,
    _environment,
    _curl,
    _signed_jwt,
    _from_command,
)


# A list of variables opens while an address with one is typed.
@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
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


def test_a_crash_tells_no_secret(planter, monkeypatch):
    """Message, cause and note of a mistake that nobody caught, on either kind of thread."""
    secret, tools = planter.secret("crash"), planter.driver.program.tools
    tools.vault.put(secret)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    handler = faults.open_log(places().log, tools.vault.known_values)
    try:
        faults.catch_mistakes(tools.notices.warn)
        error = _crash(secret)
        sys.excepthook(type(error), error, error.__traceback__)
        told = (type(error), error, error.__traceback__, threading.current_thread())
        threading.excepthook(threading.ExceptHookArgs(told))
    finally:
        faults.LOG.removeHandler(handler)
        handler.close()
    written = places().log.read_text()
    assert written.count("RuntimeError: outer") == 2
    assert "while sending" in written
    planter.driver.run("log")
    planter.look_at_screen()
    planter.look_at_files()


def _crash(secret):
    try:
        try:
            int(secret)
        except ValueError as cause:
            cause.add_note(f"while sending {base64.b64encode(secret.encode()).decode()}")
            raise RuntimeError(f"outer: Authorization: Bearer {secret}") from cause
    except RuntimeError as error:
        return error


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
