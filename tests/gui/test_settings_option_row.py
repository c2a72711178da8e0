"""A row shows its option, leads back to the default, and says what is wrong."""

from PySide6.QtCore import Qt

from inspector.gui.settings.option_row import OptionRow
from inspector.gui.widgets.label import Label
from inspector.settings.options import by_key


def _row(qtbot, theme, key="appearance.density"):
    row = OptionRow(by_key()[key], theme)
    qtbot.addWidget(row)
    row.resize(800, 60)
    row.show()
    return row


def test_only_a_changed_option_leads_back(qtbot, light):
    row = _row(qtbot, light)
    row.show_value("comfortable")
    assert not row.back.isVisible()
    row.show_value("compact")
    assert row.back.isVisible()
    with qtbot.waitSignal(row.edited) as told:
        qtbot.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert told.args == ["appearance.density", "comfortable"]


def test_what_is_wrong_is_said_until_a_value_is_taken(qtbot, light):
    row = _row(qtbot, light)
    row.show_wrong("It must be a number.")
    assert row.check.isVisible()
    row.show_value("compact")
    assert not row.check.isVisible()


def test_the_field_goes_below_the_words_where_it_is_narrow(qtbot, light):
    row = _row(qtbot, light)
    title = next(label for label in row.findChildren(Label) if label.text() == row.option.title)
    assert row.editor.x() > title.x()
    row.resize(360, 140)
    qtbot.waitUntil(lambda: row.editor.x() == title.x())
    assert row.editor.y() > title.y()
