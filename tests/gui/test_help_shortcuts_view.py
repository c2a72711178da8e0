"""The list of shortcuts narrows while one types, and says when nothing fits."""

from inspector.gui.help.searched_page import ShortcutsView, matching, shortcuts
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


def test_every_command_with_keys_is_listed(panel_tools):
    rows = [row for group in shortcuts(panel_tools.actions) for row in group.rows]
    with_keys = [each for each in panel_tools.actions.commands.values() if each.keys]
    assert len(rows) == len(with_keys)
    assert all(keys and "&" not in text for text, keys in rows)


def test_all_words_must_fit(panel_tools):
    groups = tuple(shortcuts(panel_tools.actions))
    assert matching(groups, "REOPEN tab")[0].rows[0][0] == "Reopen closed tab"
    assert matching(groups, "f8")
    assert matching(groups, "nothing like that") == ()
    assert matching(groups, "  ") == groups
