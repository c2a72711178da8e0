"""From a 401 that names its metadata to a 200: the fix, the consent, the browser; one undo."""

import threading

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from inspector.model.credential import NoCredential, OAuth2
from tests.fixtures.login_walk import Browser
from tests.fixtures.mcp_server import McpServer

MOST_ACTIONS = 4


@pytest.fixture
def server():
    made = McpServer()
    yield made
    made.stop()


@pytest.fixture
def browser(monkeypatch):
    """Somebody signs in at each page that the window opens; the pages are returned."""
    opened, threads = [], []

    def open_url(url):
        opened.append(url.toString())
        address = bytes(url.toEncoded()).decode()
        threads.append(threading.Thread(target=Browser().sign_in, args=(address,)))
        threads[-1].start()

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    yield opened
    for thread in threads:
        thread.join(20)


def refused(driver, url):
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, url)
    return driver.answer(lambda: driver.run("send"))


def test_to_200_in_at_most_four_actions(start, server, browser):
    driver = start()
    before = refused(driver, server.url)
    assert before.attempt.exchanges[-1].reply.status == 401
    first = driver.find(QWidget, "verdict_title")
    assert first.isVisible()
    actions = []

    def signed_in():
        actions.append(driver.run("apply-fix"))
        card = driver.window.findChild(QWidget, "question")
        driver.qtbot.waitUntil(card.isVisible, timeout=10_000)
        agree = driver.find(QAbstractButton, "question_continue")
        assert agree.text() == f"Ask {server.host}"
        assert server.host in card.accessibleName()
        actions.append(agree.click())

    after = driver.answer(signed_in)
    actions += browser
    assert [each.reply.status for each in after.attempt.exchanges] == [200]
    assert len(actions) <= MOST_ACTIONS
    credential = driver.tab.current.value.credential
    assert isinstance(credential, OAuth2)
    assert (credential.issuer, credential.scope) == (server.issuer, "files:read")
    driver.tab.current.undo()
    assert driver.tab.current.value.credential == NoCredential()


def test_declined_nobody_else_is_asked_and_nothing_changes(start, server, browser):
    driver = start()
    refused(driver, server.url)
    driver.run("apply-fix")
    card = driver.window.findChild(QWidget, "question")
    driver.qtbot.waitUntil(card.isVisible, timeout=10_000)
    changed, tabs = driver.tab.current.value, len(driver.program.tools.tabs.documents)
    driver.find(QAbstractButton, "question_cancel").click()
    driver.settle()
    assert changed.credential == NoCredential()
    assert len(driver.program.tools.tabs.documents) == tabs
    assert browser == []
    assert server.clients == {}
