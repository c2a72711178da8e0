"""A page names itself and keeps its buttons beside the title."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label, TitleLabel
from inspector.gui.widgets.page import Page, TitleIcon


def test_it_is_a_named_pane_with_title_and_lead(qtbot, light):
    page = Page("Settings", "Changes apply at once.")
    qtbot.addWidget(page)
    button = Button(light, "Add")
    page.add_action(button)
    page.show()
    assert page.accessibleName() == page.title.text() == "Settings"
    assert page.objectName() == "screen"
    assert page.lead.isVisible()
    assert button.isVisible()


def test_without_a_lead_there_is_no_empty_line(qtbot, light):
    page = Page("Settings")
    qtbot.addWidget(page)
    page.show()
    assert not page.lead.isVisible()


def test_buttons_go_below_a_title_that_they_would_squeeze(qtbot, light):
    page = Page("Short")
    qtbot.addWidget(page)
    for text in ("One more button", "And another button"):
        page.add_action(Button(light, text))
    page.resize(720, 400)
    page.show()
    assert page.words.geometry().right() < page._actions.geometry().left()
    page.title.setText("A sentence that is so long that it does not fit beside them in two lines")
    page.arrange()
    page.layout().activate()
    assert page.words.geometry().bottom() < page._actions.geometry().top()


def test_an_opened_page_takes_the_focus_but_not_from_the_tabs(qtbot, program):
    program.window.show()
    program.window.activateWindow()
    program.tools.actions.run("shortcuts")
    page = program.window.area.page(program.tools.tabs.active)
    qtbot.waitUntil(page.search.hasFocus)
    program.tools.actions.run("settings")
    settings = program.window.area.page(program.tools.tabs.active)
    qtbot.waitUntil(settings.search.hasFocus)
    tabs = program.window.area.tabs
    tabs.setFocus()
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    qtbot.waitUntil(page.isVisible)
    QApplication.processEvents()
    assert tabs.hasFocus()


def test_the_line_below_a_title_goes_on_below_the_buttons(qtbot, light):
    page, head, title = Page("Token"), QWidget(), TitleLabel()
    qtbot.addWidget(page)
    title.setText("A token of an exchange")
    QVBoxLayout(head).addWidget(title)
    below = Label("Where it stands, and who issued it. " * 3, "body", wrap=True)
    page.use_head(head, title, below)
    buttons = [Button(light, "A button with words") for _ in range(3)]
    for button in buttons:
        page.add_action(button)
    page.resize(900, 400)
    page.show()
    qtbot.waitUntil(lambda: below.width() > 800)
    assert below.y() >= buttons[0].geometry().bottom()
    page.resize(360, 400)
    qtbot.waitUntil(lambda: below.geometry().bottom() <= buttons[0].y())


# ---------------- The icon before a title
def test_it_stands_before_the_title_and_follows_the_theme(light, qtbot):
    page = Page("Comparison")
    qtbot.addWidget(page)
    page.add_icon(light, "columns-3")
    page.show()
    icon = page.findChild(TitleIcon)
    assert icon.geometry().right() < page.title.geometry().left()
    before = icon.pixmap().toImage()
    light.set_mode("dark")
    assert icon.pixmap().toImage() != before
