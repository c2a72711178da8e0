"""The list of shortcuts narrows while one types, and says when nothing fits."""

from inspector.gui.help.shortcuts_view import ShortcutsView
from inspector.gui.state.documents import Document


def _texts(view):
    return [row.cells[0].text for menu in view.plain.rows for row in menu.below]


def test_it_lists_by_menu_and_narrows(qtbot, panel_tools):
    view = ShortcutsView(Document("shortcuts"), panel_tools)
    qtbot.addWidget(view)
    view.show()
    assert "Send" in _texts(view)
    assert view.plain.index(0, 0).data() == "File"
    qtbot.keyClicks(view.search, "evidence")
    assert _texts(view) == ["Next evidence", "Previous evidence"]


def test_nothing_found_is_said(qtbot, panel_tools):
    view = ShortcutsView(Document("shortcuts"), panel_tools)
    qtbot.addWidget(view)
    view.show()
    view.search.setText("zzz")
    assert not view.list.isVisible()
