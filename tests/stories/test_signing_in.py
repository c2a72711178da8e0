"""A new user with an issuer's address and a client ID reaches 200, in the real window."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.oauth.oauth_form import OAuthForm
from inspector.model.kinds.oauth2 import OAuth2
from tests.fixtures.login_walk import Browser
from tests.fixtures.mcp_server import McpServer
from tests.fixtures.provider import Provider
from tests.fixtures.token_api import TokenApi

WAIT = 20_000
MOST = 8  # actions


@pytest.fixture
def provider(tmp_path, certificates):
    made = Provider(tmp_path, certificates)
    yield made
    made.stop()


@pytest.fixture
def api(provider):
    made = TokenApi(provider.about)
    yield made
    made.stop()


@pytest.fixture
def person(start, monkeypatch):
    made = Person(start())
    monkeypatch.setattr(QDesktopServices, "openUrl", made.shown.append)
    return made


class Person:
    """Types, chooses and presses; `actions` counts each. shown: pages that a browser was given."""

    def __init__(self, driver):
        self.driver, self.actions, self.shown = driver, 0, []

    def write(self, name, text):
        self.actions += 1
        field = self.driver.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.driver.qtbot.keyClicks(field, text)

    def choose(self, name, index):
        self.actions += 1
        self.driver.find(QComboBox, name).activated.emit(index)

    def press(self, name):
        self.actions += 1
        self.driver.find(QPushButton, name).click()

    def sign_in(self):
        self.actions += 1
        self.driver.qtbot.waitUntil(lambda: bool(self.shown), timeout=WAIT)
        address = self.shown[0].toString()
        return self.driver.program.tools.background.compute(Browser().sign_in, address)


def _oauth():
    return [each.KIND for each in kinds()].index(OAuth2)


def test_an_issuer_and_a_client_id_lead_to_200_in_eight_actions(person, provider, api):
    driver, qtbot = person.driver, person.driver.qtbot
    driver.run("new-tab")
    person.write("url_edit", api.url)
    person.choose("auth_type", _oauth())
    person.write("issuer_edit", provider.url)
    person.write("client_edit", "native")
    form = next(each for each in driver.window.findChildren(OAuthForm) if each.isVisible())
    qtbot.waitUntil(
        lambda: form.search.state == "found", timeout=WAIT
    )  # the request names the host
    url = driver.find(QLineEdit, "url_edit")
    with qtbot.waitSignal(driver.window.sending.answered, timeout=WAIT) as caught:
        person.actions += 1
        qtbot.keyClick(url, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(person.shown), timeout=WAIT)
        shown = driver.window.area.page(driver.tab).response.sign_in.get()
        qtbot.waitUntil(shown.isVisible, timeout=WAIT)
        assert form.token.words.state == "waiting"
        person.sign_in()
    answer = caught.args[0]
    assert answer.attempt.exchanges[-1].reply.status == 200
    assert person.actions <= MOST
    qtbot.waitUntil(lambda: form.token.words.state == "kept", timeout=WAIT)
    steps = driver.find(QWidget, "signin_steps")
    assert [step.name for step in steps.model_.steps] == [
        "Discovery",
        "Authorization",
        "Token",
        "Call",
    ]
    token = driver.program.tools.workbench.tokens.kept(
        driver.tab.current.value, driver.program.tools.environments.scope()
    )
    assert token.ends > time.time()
    assert any(item.id == "token" for item in driver.window.status.items)
    assert token.access_token not in driver.find(QWidget, "token_card").accessibleName()


def test_a_client_that_nobody_knows_stops_before_the_api(person, provider, api):
    driver, qtbot = person.driver, person.driver.qtbot
    driver.run("new-tab")
    person.write("url_edit", api.url)
    person.choose("auth_type", _oauth())
    person.choose("grant_choice", 1)  # client credentials
    person.write("issuer_edit", provider.url)
    person.write("client_edit", "nobody-knows-me")
    url = driver.find(QLineEdit, "url_edit")
    answer = driver.answer(lambda: qtbot.keyClick(url, Qt.Key.Key_Return))
    assert answer.attempt.exchanges[-1].purpose == "token"
    assert api.seen == []
    form = next(each for each in driver.window.findChildren(OAuthForm) if each.isVisible())
    assert form.token.words.right == "API not called"


def test_this_program_is_registered_from_the_form_and_withdrawn(person):
    server = McpServer("with-management")
    driver, qtbot = person.driver, person.driver.qtbot
    try:
        driver.run("new-tab")
        person.write("url_edit", server.url)
        person.choose("auth_type", _oauth())
        person.write("issuer_edit", server.issuer)
        form = next(each for each in driver.window.findChildren(OAuthForm) if each.isVisible())
        qtbot.waitUntil(form.lines.client.register.isVisible, timeout=WAIT)
        driver.answer(lambda: person.press("client_register"))
        made = driver.tab.current.value.credential
        assert made.client_id in server.clients
        assert driver.find(QLineEdit, "client_edit").text() == made.client_id
        assert not form.lines.client.register.isVisible()
        assert server.seen == []  # the API is not called for it
        driver.find(QAbstractButton, "group_client").click()
        note = driver.find(QPushButton, "client_withdraw")
        assert made.client.registration.on in note.parentWidget().findChild(QLabel).text()
        driver.answer(note.click)
        assert server.clients == {}
        after = driver.tab.current.value.credential
        assert (after.client_id, after.client.registration.on) == ("", "")
        driver.tab.current.undo()
        assert driver.tab.current.value.credential == made
    finally:
        server.stop()
