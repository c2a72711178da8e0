"""A secret for another host is asked about on a card: No is the default, nothing else is sent."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.sending.host_card import HostCard
from inspector.gui.widgets.buttons import Button
from inspector.model.question import HostQuestion
from inspector.model.vault_entry import BoundHost

LIKE = HostQuestion(
    secret="“Orders, Staging”",
    bound=(BoundHost("api.example.com"),),
    host="api.examp1e.com",
    source="redirect",
    status=308,
    before="api.example.com",
)
OTHER = HostQuestion(
    secret="the secret", bound=(BoundHost("a.test"),), host="<b>b.test", source="address"
)


@pytest.fixture
def window(qtbot, panel_tools):
    window = QWidget()
    column = QVBoxLayout(window)
    window.beneath = Button(panel_tools.theme, "Send")
    column.addWidget(window.beneath)
    window.card = HostCard(panel_tools, window)
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isVisible)
    return window


@pytest.fixture
def card(window):
    return window.card


@pytest.fixture
def ask(card, panel_tools):
    panel_tools.workbench.hosts.ask = card.ask
    return lambda question: panel_tools.workbench.submit(panel_tools.workbench.hosts.ask(question))


def test_the_default_is_no_and_has_the_focus(qtbot, window, card, ask):
    window.beneath.setFocus()
    running = ask(LIKE)
    qtbot.waitUntil(card.isVisible)
    assert window.focusWidget() is card.no
    qtbot.keyClick(card.no, Qt.Key.Key_Return)
    assert running.result(60) == "no"
    qtbot.waitUntil(lambda: not card.isVisible())
    assert window.focusWidget() is window.beneath


@pytest.mark.parametrize("name", ["once", "bind", "no"])
def test_each_button_is_an_answer(qtbot, card, ask, name):
    running = ask(LIKE)
    qtbot.waitUntil(card.isVisible)
    getattr(card, name).click()
    assert running.result(60) == name


def test_esc_is_no(qtbot, card, ask):
    running = ask(LIKE)
    qtbot.waitUntil(card.isVisible)
    qtbot.keyClick(card.bind, Qt.Key.Key_Escape)
    assert running.result(60) == "no"


def test_a_look_alike_is_shown_and_said(qtbot, card, ask):
    running = ask(LIKE)
    qtbot.waitUntil(card.isVisible)
    assert card.lead.text() == (
        "“Orders, Staging” is bound to 1 host. A redirect leads to a look-alike of it."
    )
    assert card.other.host.accessibleName() == "api.examp1e.com"
    assert [at for at in range(15) if card.other.host._is_marked(at)] == [9]
    assert card.other.said.text() == (
        "308 from api.example.com. The digit 1 stands for the letter l."
    )
    assert "The digit 1 stands for the letter l." in card.no.accessibleDescription()
    card.no.click()
    running.result(60)


def test_the_same_question_is_asked_once_and_others_wait(qtbot, card, ask):
    running = [ask(LIKE), ask(LIKE), ask(OTHER)]
    qtbot.waitUntil(lambda: len(card._queue) == 2 and len(card._queue[0].waiting) == 2)
    card.once.click()
    assert [each.result(60) for each in running[:2]] == ["once", "once"]
    assert card.other.host.accessibleName() == "<b>b.test"
    assert not running[2].done()
    card.no.click()
    assert running[2].result(60) == "no"


def test_a_stopped_request_takes_its_question_along(qtbot, card, ask):
    running = ask(LIKE)
    qtbot.waitUntil(card.isVisible)
    running.cancel()
    qtbot.waitUntil(lambda: not card.isVisible())


def test_it_stays_within_a_small_window(qtbot, window, card, ask):
    running = ask(LIKE)
    qtbot.waitUntil(card.isVisible)
    window.resize(640, 480)
    assert window.rect().contains(card.geometry())
    card.no.click()
    running.result(60)
