"""A body is read as what it is: JSON filtered by its path, a stream watched, held back and stopped."""

import json
import threading

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from inspector.gui.response.reply_tabs import BODY, ReplyTabs
from inspector.gui.widgets.marks import Pill
from tests.fixtures.pdfs import pdf
from tests.fixtures.scripted import reply

ORDERS = {"orders": [{"id": n, "status": "open" if n == 2 else "paid"} for n in range(5)]}
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _open(driver, url):
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, url)
    return field


def test_json_is_filtered_and_its_path_copied_by_keys(start, scripted):
    body = json.dumps(ORDERS).encode()
    server = scripted([reply("200 OK", "Content-Type: application/json", body=body)])
    driver = start()
    field = _open(driver, server.url)
    driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    shown = _reply(driver)
    assert shown.tabs.currentIndex() == BODY
    driver.qtbot.keyClick(field, Qt.Key.Key_F, CTRL_SHIFT)
    driver.qtbot.keyClicks(shown.body.bar.filter, '$.orders[?(@.status=="open")].id')
    driver.qtbot.keyClick(shown.body.bar.filter, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: shown.body.bar.filter.count == "1 match")
    driver.qtbot.keyClick(shown.body.tree, Qt.Key.Key_P, CTRL_SHIFT)
    assert QGuiApplication.clipboard().text() == "$.orders[2].id"


def test_a_stream_is_watched_held_back_and_stopped(start, scripted):
    go_on = threading.Semaphore(1)

    def script(connection):
        connection.request()
        connection.send(STREAM)
        for number in range(3):
            go_on.acquire(timeout=60)
            connection.send(b'event: order\ndata: {"id": %d}\n\n' % number)
        connection.hang()

    driver = start()
    field = _open(driver, scripted(script).url)
    driver.qtbot.keyClick(field, Qt.Key.Key_Return)

    def pill():
        return driver.find(Pill, "status_pill").text

    driver.qtbot.waitUntil(lambda: bool(_streams(driver)) and len(_streams(driver)[0]) == 1)
    assert pill() == "200 OK, live"
    events = _reply(driver).body.events
    events.setFocus()
    driver.qtbot.keyClick(events, Qt.Key.Key_Space)
    go_on.release(2)
    driver.qtbot.waitUntil(lambda: _streams(driver)[0].waiting == 2)
    assert len(events.rows) == 1
    driver.qtbot.keyClick(events, Qt.Key.Key_Space)
    assert len(events.rows) == 3
    answer = driver.answer(lambda: driver.qtbot.keyClick(events, Qt.Key.Key_Escape))
    assert answer.attempt.exchanges[-1].reply.body.count(b"data:") == 3
    assert pill().startswith("200 OK, stopped after")
    assert [events.rows.words(row)[2] for row in range(3)] == [
        '{"id": 0}',
        '{"id": 1}',
        '{"id": 2}',
    ]


def test_a_page_is_read_without_its_scripts_and_pictures(start, scripted):
    token = "tok" + "q" * 45
    page = (
        "<title>Gate</title><h1>Sign in</h1><p>Your <b>session</b> ended.</p><script>go()</script>"
        f'<img src="/logo.png" alt="logo"><link rel=stylesheet href="/x.css"><p>access_token={token}</p>'
    )
    server = scripted([reply("200 OK", "Content-Type: text/html", body=page.encode())])
    driver = start()
    field = _open(driver, server.url)
    driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    body = _reply(driver).body
    assert body.way == "text"
    press = body.bar.ways.button("page")
    driver.qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(body.page.isVisible)
    shown = body.page.toPlainText()
    assert shown.startswith("Sign in\nYour session ended.\n[logo]")
    assert "go()" not in shown
    assert "q" * 20 not in shown
    assert len(server.requests) == 1


def test_a_pdf_opens_on_the_text_of_its_first_page(start, scripted):
    body = pdf(b"BT /F 12 Tf 72 720 Td (Invoice 4711) Tj ET", pages=2)
    server = scripted([reply("200 OK", "Content-Type: application/pdf", body=body)])
    driver = start()
    field = _open(driver, server.url)
    driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    page = _reply(driver).body.page
    driver.qtbot.waitUntil(page.isVisible)
    assert page.toPlainText() == "The text of the first of 2 pages.\nInvoice 4711"


def _reply(driver):
    return next(each for each in driver.window.findChildren(ReplyTabs) if each.isVisible())


def _streams(driver):
    stream = driver.tab.attempts.under_way.stream
    return [stream] if stream is not None else []
