"""A working day in the window, with mouse and keyboard, from a pasted curl to the next morning."""

import base64
import json
import threading
import time

import jwt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from inspector.gui.bodies.event_view import EventView
from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.response.reply_tabs import EXCHANGE
from inspector.model.collection import Environment
from inspector.model.kinds.bearer import Bearer
from tests.fixtures.scripted import reply

KEY = "k" * 32
PASSWORD = "planted-pass-of-the-day-4711"
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
CTRL = Qt.KeyboardModifier.ControlModifier
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _token(ends_in):
    claims = {"sub": "user_812", "exp": int(time.time()) + ends_in}
    return jwt.encode(claims, KEY, algorithm="HS256")


def _serve(connection, answer, go_on):
    while asked := connection.request():
        if b" /events " in asked.partition(b"\r\n")[0]:
            _stream(connection, go_on)
            return
        connection.send(answer(asked))


def _stream(connection, go_on):
    """Send three events, each when it is let, and leave the connection open."""
    connection.send(STREAM)
    for number in range(3):
        go_on.acquire(timeout=60)
        connection.send(b'event: order\ndata: {"id": %d}\n\n' % number)
    connection.hang()


@pytest.fixture
def api(scripted):
    """An API with a login, orders behind a token, and a stream that goes on when it is let."""
    fresh, came, go_on = _token(3600), [], threading.Semaphore(1)

    def answer(asked):
        came.append(asked)
        head = asked.decode("latin-1")
        path = head.split(" ")[1]
        if path == "/login":
            cookie = "Set-Cookie: session=planted-session-0815; HttpOnly"
            return reply("200 OK", cookie, "Content-Type: application/json", body=b'{"ok":1}')
        if path == "/logo.png":
            return reply("200 OK", "Content-Type: image/png", body=PIXEL)
        if f"authorization: bearer {fresh}".lower() in head.lower():
            orders = json.dumps({"orders": [{"id": 90121, "state": "paid"}]}).encode()
            return reply("200 OK", "Content-Type: application/json", body=orders)
        said = 'Bearer realm="orders"'
        if "authorization:" in head.lower():
            said += ', error="invalid_token", error_description="The access token expired"'
        return reply("401 Unauthorized", f"WWW-Authenticate: {said}")

    server = scripted(lambda connection: _serve(connection, answer, go_on))
    server.fresh, server.came, server.go_on = fresh, came, go_on
    return server


def _enter(driver, name):
    """Press Enter in a field and wait for the answer."""
    field = driver.find(QLineEdit, name)
    field.setFocus()
    return driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))


def _status(answer):
    return answer.attempt.exchanges[-1].reply.status


def _log_in(driver, api):
    """Paste a curl into the empty tab and send it."""
    driver.run("new-tab")
    before = len(driver.program.tools.tabs.documents)
    command = f"curl -c cookies.txt -X POST {api.url}/login -d 'user=ada&password={PASSWORD}'"
    QApplication.clipboard().setText(command)
    driver.qtbot.keyClick(driver.find(QLineEdit, "url_edit"), Qt.Key.Key_V, CTRL)
    driver.qtbot.waitUntil(lambda: driver.tab.current.value.url.endswith("/login"))
    assert len(driver.program.tools.tabs.documents) == before
    assert _status(_enter(driver, "url_edit")) == 200


def _ask_for_orders(driver):
    """Type the address with a completed variable; Enter sends it."""
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, "{{ap")
    driver.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    driver.qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    driver.window.activateWindow()  # the platform of tests leaves a closed list the active window
    driver.qtbot.keyClicks(field, "/orders")
    assert field.text() == "{{api}}/orders"
    return _enter(driver, "url_edit")


def _send_with(driver, token):
    """Put a token into its field and send from there."""
    field = driver.find(QLineEdit, "credential_token")
    field.setFocus()
    field.selectAll()
    driver.qtbot.keyClicks(field, token)
    return _enter(driver, "credential_token")


def _part(driver):
    return driver.find(QTabBar, "reply_tabs").currentIndex()


def _export(driver, path):
    driver.run("export")
    dialog = driver.window.findChild(ExportDialog)
    driver.qtbot.waitUntil(lambda: dialog.produced.ready)
    with driver.qtbot.waitSignal(dialog.finished):
        dialog.save_to(path)
    return path.read_text()


def _use_tokens(driver, api):
    """Send with a token that has ended, then with a fresh one."""
    combo = driver.find(QComboBox, "auth_type")
    combo.activated.emit([each.KIND for each in kinds()].index(Bearer))
    refused = _send_with(driver, _token(-1620))
    assert refused.verdict.findings[0].title == driver.find(QWidget, "verdict_title").text()
    assert "expired" in refused.verdict.findings[0].title
    assert driver.find(QTabBar, "reply_tabs").currentIndex() == EXCHANGE
    driver.run("fold-verdict")
    assert driver.find(QWidget, "verdict_title").isVisible()
    driver.run("theme-dark")
    assert _status(_send_with(driver, api.fresh)) == 200


def _look_back(driver, api, path):
    """Compare with the refusal, take the token apart, export a report."""
    tabs, orders = driver.program.tools.tabs, driver.tab
    driver.run("compare-previous")
    driver.qtbot.waitUntil(lambda: bool(driver.window.area.findChildren(ComparePage)))
    tabs.activate(orders)
    driver.run("inspect-token")
    driver.qtbot.waitUntil(lambda: tabs.active.title.endswith(", user_812"))
    tabs.activate(orders)
    assert api.fresh not in _export(driver, path)
    windows = QApplication.topLevelWidgets()
    assert not [each for each in windows if isinstance(each, QDialog) and each.isVisible()]


def _type(driver, address):
    """Paste an address into an empty tab: typing was shown before, and takes its time."""
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.setText(address)
    field.textEdited.emit(address)


def _click_send(driver):
    """Send with the mouse, once the button has stood still long enough to take a click."""
    button = driver.find(QPushButton, "send_button")
    driver.qtbot.waitUntil(lambda: not button.footing.is_new)
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _save_the_logo(driver, path):
    """Send with the mouse, and save the image that comes back."""
    _type(driver, "{{api}}/logo.png")
    assert _status(driver.answer(lambda: _click_send(driver))) == 200
    driver.run("save-body")
    dialog = driver.window.findChild(QFileDialog)
    with driver.qtbot.waitSignal(driver.program.tools.notices.said):
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert path.read_bytes() == PIXEL


def _watch_the_orders(driver, go_on):
    """Watch a stream: it is live, held back by Space, and Esc keeps what came."""
    driver.window.activateWindow()  # the platform of tests gives no window back what a dialog took
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    _type(driver, "{{api}}/events")
    driver.qtbot.keyClick(driver.find(QLineEdit, "url_edit"), Qt.Key.Key_Return)
    attempts = driver.tab.attempts
    driver.qtbot.waitUntil(lambda: _events(attempts) == (1, 0))
    events = driver.find(EventView, "body_events")
    events.setFocus()
    driver.qtbot.keyClick(events, Qt.Key.Key_Space)
    go_on.release(2)
    driver.qtbot.waitUntil(lambda: _events(attempts) == (1, 2))
    driver.qtbot.keyClick(events, Qt.Key.Key_Space)
    assert len(events.rows) == 3
    answer = driver.answer(lambda: driver.qtbot.keyClick(events, Qt.Key.Key_Escape))
    assert answer.attempt.exchanges[-1].reply.body.count(b"data:") == 3


def _events(attempts):
    """Return how many events of a stream are shown, and how many are held back."""
    stream = attempts.under_way.stream
    return (len(stream), stream.waiting) if stream is not None else (0, 0)


def _all_is_back(driver, api):
    """The next morning: every tab with what it showed."""
    tabs = driver.program.tools.tabs
    kinds = ["request", "request", "compare", "token", "request", "request"]
    driver.qtbot.waitUntil(lambda: [each.kind for each in tabs.documents] == kinds)
    login, orders, compared, token, logo, events = tabs.documents
    requests = (login, orders, logo, events)
    driver.qtbot.waitUntil(lambda: all(each.attempts.current for each in requests))
    assert [each.title for each in requests] == ["login", "orders", "logo.png", "events"]
    assert [each.status for each in requests] == [200] * 4
    assert [column.status for column in compared.columns] == [401, 200]
    assert compared.columns[1].tab is orders
    assert token.topic.endswith(api.fresh)
    assert token.tab is orders


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_from_a_pasted_curl_to_the_next_morning(start, api, tmp_path, home):
    driver = start()
    driver.window.activateWindow()
    tools = driver.program.tools
    driver.settle()  # else the collections, once read, bring their environments after ours
    tools.environments.put(Environment(name="Staging", values={"api": api.url}))
    tools.environments.choose("Staging")
    _log_in(driver, api)
    refused = _ask_for_orders(driver)
    assert refused.attempt.exchanges[-1].failure is None
    assert _status(refused) == 401
    assert refused.verdict.is_told
    _use_tokens(driver, api)
    _look_back(driver, api, tmp_path / "orders.html")

    assert b"session=planted-session-0815" in api.came[-1]  # the login's cookie was kept
    _save_the_logo(driver, tmp_path / "logo.png")
    _watch_the_orders(driver, api.go_on)

    driver = start(tools.vault)
    _all_is_back(driver, api)
    for file in home.rglob("*"):
        kept = file.read_bytes() if file.is_file() else b""
        assert PASSWORD.encode() not in kept, file
        assert api.fresh.encode() not in kept, file
