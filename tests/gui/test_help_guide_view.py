"""The guide shows the chosen chapter; Up and Down go through them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from inspector.gui.help.guide_view import GuideView, lay_out
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


# ---------------- The guide is laid out with the theme's fonts and colours, and no markup of its
TEXT = """# Title

Words with **weight**, `code` and a [link](https://example.com).

- one
- two

After the list.
"""


def _formats(document):
    found = {}
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            found[fragment.text()] = fragment.charFormat()
            iterator += 1
        block = block.next()
    return found


def test_headings_code_and_links_are_told_apart(light):
    document = QTextDocument()
    lay_out(document, TEXT, light)
    found = _formats(document)
    assert found["Title"].font().pixelSize() == 20
    assert found["code"].font().family() == light.code_font().family()
    assert found["weight"].font().weight() > found["Words with "].font().weight()
    assert found["link"].anchorHref() == "https://example.com"
    assert found["link"].foreground().color() == light.colour("accent")


def test_it_grows_with_the_interface(light):
    document = QTextDocument()
    light.set_percent(200)
    lay_out(document, TEXT, light)
    assert _formats(document)["Title"].font().pixelSize() == 40


def test_the_last_item_of_a_list_keeps_its_distance(light):
    document = QTextDocument()
    lay_out(document, TEXT, light)
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    items = [each.blockFormat().bottomMargin() for each in blocks if each.textList()]
    assert items[0] < items[-1]
