"""From a 401 that names its metadata to a 200: the fix, the consent, the browser; one undo."""

import threading

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from inspector.gui.response.sign_in_list import SignInList
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth2 import OAuth2
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
        thread.join(60)


def refused(driver, url):
    driver.run("new-tab")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, url)
    return driver.answer(lambda: driver.run("send"))


def _visible(driver, name):
    return any(each.isVisible() for each in driver.window.findChildren(QWidget, name))


def press(driver, text):
    """Press the filled button of the card once it says that."""

    def shown():
        found = driver.window.findChildren(QAbstractButton, "setup_primary")
        return [each for each in found if each.isVisible() and each.accessibleName() == text]

    driver.qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0].click()


def test_to_200_in_at_most_four_actions(start, server, browser):
    driver = start()
    before = refused(driver, server.url)
    assert before.attempt.exchanges[-1].reply.status == 401
    first = driver.find(QWidget, "verdict_title")
    assert first.isVisible()
    actions = []

    def signed_in():
        actions.append(driver.run("apply-fix"))
        actions.append(press(driver, f"Ask {server.host}"))
        assert f"{server.host}: Named by" in driver.find(QWidget, "setup_hosts").accessibleName()
        filled = driver.tab.current.value.credential
        assert (filled.issuer, filled.client_id) == (server.issuer, "")  # as facts arrive
        actions.append(press(driver, "Register and sign in"))

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
    driver.qtbot.waitUntil(lambda: _visible(driver, "setup_card"))
    tabs = len(driver.program.tools.tabs.documents)
    driver.find(QAbstractButton, "setup_close").click()
    driver.settle()
    assert driver.tab.current.value.credential == NoCredential()
    assert len(driver.program.tools.tabs.documents) == tabs
    assert browser == []
    assert server.clients == {}


def test_a_refused_loopback_address_goes_on_with_localhost(start, browser):
    server = McpServer("refuses-numbers")
    try:
        driver = start()
        refused(driver, server.url)

        def signed_in():
            driver.run("apply-fix")
            press(driver, f"Ask {server.host}")
            press(driver, "Register and sign in")
            press(driver, "Register with localhost instead")

        after = driver.answer(signed_in)
    finally:
        server.stop()
    assert [each.reply.status for each in after.attempt.exchanges] == [200]
    assert driver.tab.current.value.credential.login.host == "localhost"


def test_what_broke_stays_in_its_tab_until_it_is_closed(start, browser):
    server = McpServer("resource-differs")
    try:
        driver = start()
        refused(driver, server.url)
        tabs = len(driver.program.tools.tabs.documents)
        driver.run("apply-fix")
        driver.qtbot.waitUntil(lambda: _visible(driver, "setup_copy"))
    finally:
        server.stop()
    driver.settle()
    steps = next(each for each in driver.window.findChildren(SignInList) if each.isVisible())
    discs = [step.disc for step in steps.model_.steps]
    assert discs == ["done", "broken", *["ahead"] * 6]
    assert steps.model_.steps[1].fault == "the API's fault"
    assert len(driver.program.tools.tabs.documents) == tabs
    assert driver.tab.current.value.credential == NoCredential()
    driver.find(QAbstractButton, "setup_close").click()
    assert not _visible(driver, "setup_card")
    assert driver.find(QWidget, "verdict_title").isVisible()
    assert browser == []
