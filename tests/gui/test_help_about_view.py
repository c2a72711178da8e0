"""About names the versions and opens the licences."""

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from inspector import __version__
from inspector.gui.help.about_view import AboutView, versions
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
