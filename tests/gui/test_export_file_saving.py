"""A file is chosen, written away from the window, and said; so is why it was not."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from inspector.gui.export.file_saving import Asked, FileSaving


@pytest.fixture
def saving(panel_tools):
    return FileSaving(panel_tools, panel_tools.tabs)


def test_the_dialog_offers_name_and_formats(saving, qtbot, tmp_path):
    chosen = []
    saving.choose(Asked("Export it", "it.md", {".md": "Markdown", ".json": "JSON"}), chosen.append)
    dialog = saving._dialog
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Export it"
    assert dialog.nameFilters() == ["Markdown (*.md)", "JSON (*.json)"]
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "x.md"))
    assert chosen == [tmp_path / "x.md"]
    dialog.close()


def test_it_says_where_it_is_or_why_not(saving, panel_tools, qtbot, tmp_path):
    with qtbot.waitSignal(panel_tools.notices.said, timeout=5000) as said:
        saving.save(tmp_path / "x.md", lambda: "found ✓")
    assert said.args[0].text == "Saved x.md, secrets masked."
    assert said.args[0].action == "Open"
    name, copy = said.args[0].other
    copy()
    assert (name, QGuiApplication.clipboard().text()) == ("Copy path", str(tmp_path / "x.md"))
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "found ✓"
    with qtbot.waitSignal(panel_tools.notices.said, timeout=5000) as said:
        saving.save(tmp_path / "x.md" / "y.md", lambda: "found")
    assert said.args[0].icon == "triangle-alert"
