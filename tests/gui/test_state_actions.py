"""Commands: who carries them out, depending on what is shown."""

import pytest
import shiboken6
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.gui.screens.screen import Command
from inspector.gui.state.actions import Actions, Offer

COMMANDS = (Command("send", "Send", "request", ("Ctrl+Return",), ("Meta+Return",)),)


@pytest.fixture
def actions(qapp):
    return Actions(COMMANDS)


def test_nobody_can_do_it_at_first(actions):
    assert not actions.action("send").isEnabled()
    assert not actions.run("send")
    assert not actions.provided("send")


def test_a_provider_gets_the_argument(actions, qtbot):
    got = []
    actions.provide("send", got.append)
    with qtbot.waitSignal(actions.ran):
        actions.run("send", "this")
    actions.action("send").trigger()
    assert got == ["this", None]


def test_the_page_that_is_shown_carries_it_out(actions, qtbot):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    pages, got = [QWidget(), QWidget()], []
    for number, page in enumerate(pages):
        stack.addWidget(page)
        actions.provide("send", lambda _, number=number: got.append(number), page)
    actions.run("send")
    stack.setCurrentIndex(1)
    actions.run("send")
    assert got == [0, 1]


def test_a_condition_disables_it(actions):
    ready = []
    actions.provide("send", lambda _: None, when=lambda: bool(ready))
    assert not actions.can_run("send")
    ready.append(1)
    actions.refresh()
    assert actions.action("send").isEnabled()


def test_a_deleted_page_is_forgotten(actions):
    page = QWidget()
    actions.provide("send", lambda _: None, page)
    shiboken6.delete(page)
    assert not actions.provided("send")


def test_macos_has_keys_of_its_own(qapp):
    made = Actions(COMMANDS, mac=True)
    assert made.action("send").shortcut().toString() == "Meta+Return"


def test_offers_are_asked_for_each_time(actions):
    names = ["one"]
    actions.offer(lambda: [Offer(name, name, "saved", lambda: None) for name in names])
    names.append("two")
    assert [each.id for each in actions.offers()] == ["one", "two"]
