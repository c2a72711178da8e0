"""Two windows over one day: staging in one, production in the other, quit, and both are back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.model.collection import Environment
from inspector.settings.places import places
from tests.fixtures.driver import Driver
from tests.fixtures.scripted import reply

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TOKEN = "planted-token-of-two-windows-0815"
WAIT = 15_000


@pytest.fixture
def api(scripted):
    """An API that takes the token on one path alone; says what it was asked for."""
    paths = []

    def script(connection):
        while asked := connection.request():
            head = asked.decode("latin-1")
            paths.append(head.split(" ")[1])
            if TOKEN in head:
                connection.send(reply("200 OK", "Content-Type: application/json", body=b"{}"))
            else:
                connection.send(reply("401 Unauthorized", "WWW-Authenticate: Bearer"))

    server = scripted(script)
    server.paths = paths
    return server


class Window(Driver):
    """Drives one of the open windows."""

    def __init__(self, qtbot, program, opened):
        super().__init__(qtbot, program)
        self.opened = opened

    @property
    def window(self):
        return self.opened.window

    @property
    def tab(self):
        return self.opened.tools.tabs.active_request

    def run(self, command, argument=None):
        assert self.opened.tools.actions.run(command, argument)

    def ask(self, address):
        """Type an address and send it."""
        self.window.activateWindow()
        self.run("new-tab")
        field = self.find(QLineEdit, "url_edit")
        field.setText(address)
        field.textEdited.emit(address)
        field.setFocus()
        return self.answer(lambda: self.qtbot.keyClick(field, Qt.Key.Key_Return))


def _save_collection(url):
    """Write a collection with two environments, as a colleague's would be."""
    folder = places().collections / "shop" / "environments"
    folder.mkdir(parents=True)
    (folder.parent / "collection.toml").write_text('format = 1\nname = "Shop"\n')
    for name in ("Staging", "Live"):
        text = f'name = "{name}"\n[values]\napi = "{url}/{name.lower()}"\n'
        (folder / f"{name.lower()}.toml").write_text(text)


def _second(driver):
    """Open another window by its keys."""
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_N, CTRL_SHIFT)
    windows = driver.program.windows
    driver.qtbot.waitUntil(lambda: len(windows.all) == 2)
    first, second = windows.all
    return (Window(driver.qtbot, driver.program, each) for each in (first, second))


def _status(answer):
    return answer.attempt.exchanges[-1].reply.status


def _choose(window, name):
    """Use an environment of the collection once it is read."""
    environments = window.opened.tools.environments
    window.qtbot.waitUntil(lambda: name in {each.name for each in environments.all}, timeout=WAIT)
    environments.choose(name)


def test_each_window_works_in_its_environment_and_both_come_back(start, api, home):
    _save_collection(api.url)
    driver = start()
    one, two = _second(driver)
    _choose(one, "Staging")
    _choose(two, "Live")
    assert _status(one.ask("{{api}}/orders")) == 401
    vault = driver.program.tools.vault
    two.run("new-tab")
    two.run("paste-anything", f"curl '{{{{api}}}}/orders' -H 'Authorization: Bearer {TOKEN}'")
    driver.qtbot.waitUntil(lambda: two.tab is not None and bool(two.tab.current.value.url))
    assert _status(two.answer(lambda: two.run("send"))) == 200
    assert api.paths == ["/staging/orders", "/live/orders"]

    two.opened.tools.environments.put(
        Environment(name="Live", values={"api": f"{api.url}/moved"}), "Live"
    )
    collections = [each.opened.tools.environments for each in (one, two)]
    driver.qtbot.waitUntil(
        lambda: all(_api_of(each, "Live").endswith("/moved") for each in collections), timeout=WAIT
    )
    one.window.activateWindow()
    one.run("quit")
    assert not one.window.isVisible()
    assert not two.window.isVisible()

    program = start(vault).program
    driver.qtbot.waitUntil(lambda: len(program.windows.all) == 2, timeout=WAIT)
    shown = [each.tools.tabs.documents[0] for each in program.windows.all]
    driver.qtbot.waitUntil(lambda: all(each.attempts.current for each in shown), timeout=WAIT)
    assert sorted(each.status for each in shown) == [200, 401]
    assert sorted(each.tools.environments.active_name for each in program.windows.all) == [
        "Live",
        "Staging",
    ]
    assert all(each.window.isVisible() for each in program.windows.all)
    for file in home.rglob("*"):
        assert TOKEN.encode() not in (file.read_bytes() if file.is_file() else b""), file


def _api_of(environments, name):
    return next(str(each.values["api"]) for each in environments.all if each.name == name)
