"""A list offers its menu by right click and by the menu key."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListWidget, QMenu

from inspector.gui.widgets.menu import Entry
from inspector.gui.widgets.offered_menu import copy_entry, offer_menu


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
