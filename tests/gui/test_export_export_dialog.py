"""The dialog that exports findings."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget

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
    said = panel_tools.notices.all[-1]
    assert said.text == "Saved as out.md."
    assert said.action == "Open"
    assert said.other[0] == "Copy path"
    said.other[1]()
    assert QGuiApplication.clipboard().text() == str(path)


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


def test_nothing_is_cut_off_at_twice_the_size(qtbot, panel_tools, light):
    light.set_percent(200)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1180, 760)
    made = ExportDialog(expired(), "list-orders", panel_tools, window)
    with qtbot.waitSignal(made.produced.changed):
        made.open()
    boxes = [*made.choices.findChildren(QComboBox), made.choices.phrase]
    assert len(boxes) > 2
    qtbot.waitUntil(lambda: not [each for each in boxes if _is_cut_off(each, made.choices)])
    made.close()


def _is_cut_off(field, pane):
    inside = pane.viewport()
    return field.mapTo(inside, field.rect().topRight()).x() >= inside.width()
