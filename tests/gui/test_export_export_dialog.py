"""The dialog that exports findings."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.gui.export.export_dialog import ExportDialog
from tests.gui.answer_samples import expired


@pytest.fixture
def dialog(qtbot, panel_tools):
    window = QWidget()
    qtbot.addWidget(window)
    made = ExportDialog(expired(), "list-orders", panel_tools, window)
    with qtbot.waitSignal(made.produced.changed):
        made.open()
    yield made
    made.close()


def test_the_preview_is_exactly_what_is_saved(qtbot, dialog, tmp_path, panel_tools):
    shown = dialog.preview.toPlainText()
    path = tmp_path / "out.md"
    with qtbot.waitSignal(dialog.finished):
        dialog.save_to(path)
    assert path.read_text() == shown
    assert panel_tools.notices.all[-1].text == "Saved as out.md."


def test_a_place_that_cannot_be_written_is_told(qtbot, dialog, tmp_path):
    (tmp_path / "file").write_text("in the way")
    dialog.save_to(tmp_path / "file" / "out.md")
    qtbot.waitUntil(lambda: "out.md" in dialog._state.accessibleName())
    assert dialog.isVisible()


def test_copying(qtbot, dialog):
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.preview.toPlainText()


def test_it_says_that_nothing_leaks(dialog):
    assert "none is in it" in dialog._state.accessibleName()
    assert dialog.save.isEnabled()
