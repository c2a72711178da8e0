"""The guide shows the chosen chapter; Up and Down go through them."""

from PySide6.QtCore import Qt

from inspector.gui.help.guide_view import GuideView
from inspector.gui.state.documents import Document


def _view(qtbot, tools):
    view = GuideView(Document("guide"), tools)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.list.count() > 0)
    return view


def test_the_first_chapter_is_shown_and_the_keys_lead_on(qtbot, panel_tools):
    view = _view(qtbot, panel_tools)
    first = view.text.toPlainText()
    assert view.list.plain.index(0, 0).data() in first
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert view.text.toPlainText() != first
    assert view.text.accessibleName() == view.list.plain.index(1, 0).data()


def test_a_change_of_theme_recolours_the_chapter(qtbot, panel_tools):
    view = _view(qtbot, panel_tools)
    panel_tools.theme.set_mode("dark")
    block = view.text.document().findBlockByNumber(1)
    colour = block.begin().fragment().charFormat().foreground().color()
    assert colour == panel_tools.theme.colour("text")
