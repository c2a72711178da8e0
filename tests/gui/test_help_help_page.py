"""The topic of the document chooses the view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.help.guide_view import GuideView
from inspector.gui.help.help_page import VIEWS, HelpPage
from inspector.gui.state.documents import Document


@pytest.mark.parametrize("topic", VIEWS)
def test_each_topic_has_its_view(qtbot, panel_tools, topic):
    page = HelpPage(Document("help", topic, topic=topic), panel_tools)
    qtbot.addWidget(page)
    assert isinstance(page.view, VIEWS[topic])
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def test_an_unknown_topic_shows_the_guide(qtbot, panel_tools):
    page = HelpPage(Document("help", "Help", topic="?"), panel_tools)
    qtbot.addWidget(page)
    assert isinstance(page.view, GuideView)
