"""Menus made of entries."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QListWidget, QMenu, QWidget

from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.menu import Entry, copy_entry, fill, literal, menu_of, offer_menu


@pytest.fixture
def called():
    return []


@pytest.fixture
def entries(called):
    return (
        Entry("Rename", lambda: called.append("rename"), "pencil", "F2"),
        Entry(),
        Entry("Delete", lambda: called.append("delete"), enabled=False),
    )


def test_a_menu_does_what_its_entries_say(entries, called, light, qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    fill(menu, entries, light)
    rename, line, delete = menu.actions()
    assert rename.text() == "Rename\tF2"
    assert not rename.icon().isNull()
    assert line.isSeparator()
    assert not delete.isEnabled()
    rename.trigger()
    assert called == ["rename"]


def test_a_menu_goes_when_it_is_closed(entries, light, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = menu_of(parent, entries, light)
    with qtbot.waitSignal(menu.destroyed):
        menu.aboutToHide.emit()


# ---------------- A list offers its menu by right click and by the menu key
@pytest.fixture
def shown(qtbot):
    made = QListWidget()
    qtbot.addWidget(made)
    made.addItems(["a", "b"])
    return made


def test_its_entries_are_asked_for_each_time(shown, light, monkeypatch):
    menus, counted = [], []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: menus.append(menu))

    def entries():
        counted.append(1)
        return (Entry(f"turn {len(counted)}"),)

    offer_menu(shown, light, entries)
    for _ in range(2):
        shown.customContextMenuRequested.emit(QPoint(3, 3))
    assert [menu.actions()[0].text() for menu in menus] == ["turn 1", "turn 2"]


def test_what_is_chosen_is_copied(shown):
    copied = []
    assert not copy_entry(shown, lambda: copied.append(1)).enabled
    shown.setCurrentRow(1)
    entry = copy_entry(shown, lambda: copied.append(1))
    assert (entry.enabled, entry.keys) == (True, "Ctrl+C")
    entry.do()
    assert copied == [1]


# ---------------- An `&` in a name is shown, and underlines no letter
def test_the_sign_is_doubled_and_a_tab_is_a_space():
    assert literal("a&b\tCtrl+Q") == "a&&b Ctrl+Q"


def test_a_menu_shows_it(qtbot, light):
    parent = QWidget()
    qtbot.addWidget(parent)
    action = menu_of(parent, (Entry("Q&A\tx", keys="F2"),), light).actions()[0]
    assert action.text() == "Q&&A x\tF2"
    assert QKeySequence.mnemonic(action.text()).isEmpty()


def test_a_button_shows_it_and_says_it(qtbot, light):
    button = Button(light, "https://api.example/?a=1&b=2")
    qtbot.addWidget(button)
    assert QKeySequence.mnemonic(button.text()).isEmpty()
    button.set_room(60)
    assert button.toolTip() == button.accessibleName() == "https://api.example/?a=1&b=2"
