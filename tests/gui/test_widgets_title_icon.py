"""The icon before a title."""

from inspector.gui.widgets.page import Page
from inspector.gui.widgets.title_icon import TitleIcon


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
