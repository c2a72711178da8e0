"""About names the versions and opens the licences."""

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLabel

from inspector import __version__
from inspector.gui.help.about_view import AboutView, versions
from inspector.gui.help.guide_view import GuideView, lay_out
from inspector.gui.help.log_view import LogView
from inspector.gui.help.searched_page import matching
from inspector.gui.help.shortcuts_page import ShortcutsView, shortcuts
from inspector.gui.state.documents import Document
from inspector.gui.widgets.buttons import Button
from inspector.presentation.help.licences import licences, packages


@pytest.fixture
def view(qtbot, panel_tools):
    made = AboutView(Document("about"), panel_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_versions_and_places_are_shown_and_copied(qtbot, view, panel_tools):
    texts = {label.text() for label in view.findChildren(QLabel)}
    assert {__version__, qVersion(), str(panel_tools.places.log)} <= texts
    qtbot.mouseClick(view.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert all(value in copied for _name, value in versions())
    assert str(panel_tools.places.log) not in copied


def test_each_licence_is_opened(qtbot, view, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    def openers():
        names = [button.accessibleName() for button in view.findChildren(Button)]
        return [name for name in names if name.startswith("Open the licence")]

    wanted = len(licences()) + len(packages())
    qtbot.waitUntil(lambda: len(openers()) == wanted)
    for button in view.findChildren(Button):
        if button.accessibleName().startswith("Open the licence"):
            button.click()
    assert len(opened) == wanted
    assert all(url.isValid() for url in opened)


# ---------------- The guide shows the chosen chapter; Up and Down go through them
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


# ---------------- The guide is laid out with the theme's fonts and colours
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


# ---------------- Help > Log shows the program's log masked, reads it again, and copies it
SECRET = "s3cret-of-this-run-7421"


def test_it_shows_refreshes_and_copies(qtbot, panel_tools):
    path = panel_tools.places.log
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("INFO first\n")
    view = LogView(Document("program-log"), panel_tools)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: "first" in view.text.toPlainText())
    panel_tools.vault.put(SECRET)
    path.write_text(f"INFO first\nINFO {SECRET}\n")
    qtbot.mouseClick(view.refresh_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.text.toPlainText().count("INFO") == 2)
    qtbot.mouseClick(view.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "first" in copied
    assert SECRET not in copied + view.text.toPlainText()


def test_an_empty_log_is_said_and_not_copied(qtbot, panel_tools):
    view = LogView(Document("program-log"), panel_tools)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: not view.copy_button.isEnabled())
    assert view.text.placeholderText()


# ---------------- The list of shortcuts narrows while one types, and says when nothing fits
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


def test_every_command_is_listed_with_its_keys(panel_tools):
    groups = tuple(shortcuts(panel_tools.actions))
    rows = [row for group in groups for row in group.rows]
    with_keys = [each for each in panel_tools.actions.commands.values() if each.keys]
    assert len([keys for _text, keys in rows if keys]) == len(with_keys)
    assert [name for group in groups for name in group.names] == list(panel_tools.actions.commands)
    assert all("&" not in text for text, _keys in rows)


def test_all_words_must_fit(panel_tools):
    groups = tuple(shortcuts(panel_tools.actions))
    assert matching(groups, "REOPEN tab")[0].rows[0][0] == "Reopen closed tab"
    assert matching(groups, "f8")
    assert matching(groups, "nothing like that") == ()
    assert matching(groups, "  ") == groups
