"""Saved requests are run in the window: results by cause, one fix for a group, a watch."""

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from inspector.gui.running.run_document import RunDocument
from inspector.gui.running.run_page import ONLY_NEW
from inspector.gui.widgets.label import InlineCheck
from inspector.presentation.runs.run_rows import RunGroup
from inspector.settings.places import places
from tests.fixtures.scripted import ScriptedServer

OLD, NEW = "planted-old-0123456789abcdef", "planted-new-0123456789abcdef"
WAIT = 15_000
FILES = {
    "collection.toml": 'format = 1\nname = "Shop"\norder = ["orders", "get-token"]\n'
    '[variables]\nhost = "{host}"\n[credential]\nkind = "bearer"\ntoken = "{{{{access}}}}"\n',
    "environments/staging.toml": 'name = "Staging"\n[values]\naccess = "{old}"\n',
    "environments/live.toml": 'name = "Live"\nproduction = true\n[values]\naccess = "{old}"\n',
    "get-token.toml": 'name = "Get token"\nmethod = "POST"\nurl = "{{{{host}}}}/token"\n'
    '[credential]\nkind = "none"\n[body]\nkind = "form"\n'
    'fields = [{{ name = "grant_type", value = "client_credentials" }}]\n',
    "orders/folder.toml": 'name = "Orders"\norder = ["list", "one", "change", "health"]\n',
    "orders/list.toml": 'name = "List"\nurl = "{{{{host}}}}/orders"\n'
    '[credential]\nkind = "inherit"\n',
    "orders/one.toml": 'name = "One"\nurl = "{{{{host}}}}/orders/1"\n'
    '[credential]\nkind = "inherit"\n',
    "orders/change.toml": 'name = "Change"\nmethod = "PATCH"\nurl = "{{{{host}}}}/orders/1"\n'
    '[credential]\nkind = "inherit"\n',
    "orders/health.toml": 'name = "Health"\nurl = "{{{{host}}}}/health"\n'
    'expectations = [{{ of = "body", name = "$.ok", value = "yes" }}]\n'
    '[credential]\nkind = "none"\n',
}


class Shop:
    """A server that took the old token until now; counts what it was asked."""

    def __init__(self):
        self.asked = []
        self.good = NEW
        self.waits = None
        self.server = ScriptedServer(self._talk)

    def _talk(self, connection):
        while request := connection.request():
            line, _, rest = request.decode().partition("\r\n")
            method, path, _ = line.split()
            self.asked.append((method, path))
            if self.waits is not None and len(self.asked) > 1:
                self.waits.wait(WAIT / 1000)
            connection.send(self._reply(path, rest))

    def _reply(self, path, head):
        if path == "/token":
            return _json("200 OK", {"access_token": NEW, "token_type": "Bearer"})
        if path == "/health":
            return _json("200 OK", {"ok": "no"})
        if f"Bearer {self.good}" in head:
            return _json("200 OK", {"id": 1})
        challenge = 'WWW-Authenticate: Bearer error="invalid_token", '
        challenge += 'error_description="The access token expired"'
        return _json("401 Unauthorized", {"error": "expired"}, challenge)


def _json(status, value, *headers):
    body = json.dumps(value).encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


@pytest.fixture
def shop():
    made = Shop()
    yield made
    made.server.stop()


@pytest.fixture
def driver(shop, start):
    """The window with the collection, its run opened in Staging."""
    folder = places().collections / "shop"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(host=shop.server.url.rstrip("/"), old=OLD))
    made = start()
    made.window.resize(1440, 900)
    actions = made.program.tools.actions
    made.qtbot.waitUntil(lambda: actions.can_run("run-collection"), timeout=WAIT)
    panel = made.window.sidebar.currentWidget()
    made.qtbot.waitUntil(lambda: bool(panel.owner.nodes), timeout=WAIT)
    made.run("run-collection")
    return made


@pytest.fixture
def document(driver):
    tabs = driver.program.tools.tabs
    driver.qtbot.waitUntil(lambda: isinstance(tabs.active, RunDocument), timeout=WAIT)
    driver.qtbot.waitUntil(lambda: bool(tabs.active.runs), timeout=WAIT)
    return tabs.active


@pytest.fixture
def page(driver, document):
    return driver.window.area.page(document)


def go(driver, page, act):
    """Do something that sends, and wait until nothing is under way."""
    act()
    driver.qtbot.waitUntil(lambda: not page._document.work.busy, timeout=WAIT)
    driver.settle()


def titles(page):
    model = page.list.rows
    found = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
    return [each.title for each in found if isinstance(each, RunGroup)]


def choose(qtbot, page, name):
    field = page.controls.environment
    field.setCurrentText(name)
    field.activated.emit(field.currentIndex())
    assert not page.controls.begin.isEnabled()
    qtbot.waitUntil(page.controls.begin.isEnabled, timeout=WAIT)


def in_staging(qtbot, page):
    choose(qtbot, page, "Staging")


def test_a_group_is_mended_with_one_token_and_asks_before_it_writes(driver, page, shop):
    in_staging(driver.qtbot, page)
    assert page.lead.text() == "Sends 5 requests. 2 of them may change something there."
    go(driver, page, page.controls.begin.click)
    assert page.title.text() == "3 of 5 refused, all for one reason"
    assert [title.partition(":")[0] for title in titles(page)] == [
        "3 refused for the same reason",
        "1 not as expected",
        "1 as expected",
    ]
    assert page.bar.accessibleName().startswith("5 of 5 sent, 1 as expected, 3 refused, 1 not")
    assert page.beside.name.accessibleName() == "List, 1 of the 3"
    fix = page.beside.body.card.first_fix
    assert fix.title.endswith(", for all 3")
    shop.asked.clear()
    driver.run("apply-fix")
    assert page.asking.isVisible()
    assert shop.asked == []
    go(driver, page, page.asking.send.click)
    assert shop.asked == [
        ("POST", "/token"),
        ("GET", "/orders"),
        ("GET", "/orders/1"),
        ("PATCH", "/orders/1"),
    ]
    assert page.title.text() == "1 of 5 not as expected"
    page.tabs.setCurrentIndex(ONLY_NEW)
    assert page.list.rows.rowCount() == 3
    assert NEW not in left_in(driver.window)


def left_in(window):
    """Return all that labels and lists of the window say."""
    labels = [each.text() for each in window.findChildren(QLabel)]
    return " ".join(labels + [each.accessibleName() for each in window.findChildren(QWidget)])


def test_what_is_not_ticked_is_not_sent_and_production_is_asked_about(driver, page, shop):
    choose(driver.qtbot, page, "Live")
    first = page.list.rows.index(0, 0)
    page.list.setCurrentIndex(first)
    driver.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.lead.text().startswith("Sends 4 requests.")
    page.controls.begin.click()
    assert page.asking.isVisible()
    assert "production" in page.asking.why.text()
    driver.qtbot.keyClick(page.asking.cancel, Qt.Key.Key_Escape)
    assert shop.asked == []
    page.controls.begin.click()
    go(driver, page, page.asking.send.click)
    assert ("GET", "/orders") not in shop.asked
    assert len(shop.asked) == 4


def test_a_watch_notes_the_flip_and_keeps_both_attempts(driver, page, shop):
    in_staging(driver.qtbot, page)
    page._document.tick(frozenset({2, 4}), on=False)  # what writes
    go(driver, page, page.controls.begin.click)
    page.controls.watch.click()
    work = page._document.work
    assert work.watching
    assert work._timer.remainingTime() > 25_000
    go(driver, page, work._go_round)
    assert work.flips == []
    shop.good = OLD
    go(driver, page, work._go_round)
    assert [flip.after.run.path[-1] for flip in work.flips] == ["One", "List"]
    assert [(flip.before.status, flip.after.status) for flip in work.flips] == [(401, 200)] * 2
    told = [each.text for each in page.flips.findChildren(InlineCheck) if each.isVisible()]
    assert told[0].endswith("Orders / One was refused, 401, now 200.")
    page._compare_flip(0)
    driver.settle()
    columns = driver.program.tools.tabs.active.columns
    assert [column.status for column in columns] == [401, 200]
    driver.program.tools.tabs.activate(page._document)
    driver.run("stop")
    assert not work.watching
    assert not work._timer.isActive()


def test_a_run_is_stopped_and_one_of_it_opened_as_a_tab(driver, page, shop):
    in_staging(driver.qtbot, page)
    waits = threading.Event()
    shop.waits = waits
    page.controls.begin.click()
    driver.qtbot.waitUntil(lambda: len(page._document.work.results) == 1, timeout=WAIT)
    driver.run("stop")
    waits.set()
    driver.qtbot.waitUntil(lambda: not page._document.work.busy, timeout=WAIT)
    driver.settle()
    assert page.title.text() == "Stopped after 1 of 5"
    assert len(shop.asked) <= 2
    page.beside.open.click()
    assert driver.tab.current.value.name == "List"
    assert driver.tab.status == 401


def test_what_a_run_found_is_saved_without_its_secrets(driver, page, tmp_path):
    in_staging(driver.qtbot, page)
    page._document.parallel = 4
    go(driver, page, page.controls.begin.click)
    for name in ("run.md", "run.json", "run.xml"):
        results = list(page._document.work.results.values())
        page._saving.write(results, tmp_path / name)
    driver.settle()
    saved = {path.name: path.read_text() for path in tmp_path.iterdir() if path.is_file()}
    assert saved["run.md"].startswith("## 3 of 5 refused, all for one reason.")
    assert json.loads(saved["run.json"])["summary"]["refused"] == 3
    assert "<testsuite" in saved["run.xml"]
    assert not [name for name, text in saved.items() if OLD in text or NEW in text]
