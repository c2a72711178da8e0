"""Help > Log shows the program's log masked, reads it again, and copies it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from inspector.gui.help.log_view import LogView
from inspector.gui.state.documents import Document

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
