"""Menus made of entries."""

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from inspector.gui.widgets.menu import Entry, fill, menu_of


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
