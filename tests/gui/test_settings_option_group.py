"""A group shows its options as rows with lines between, and only those that were found."""

from inspector.gui.settings.option_group import OptionGroup
from inspector.gui.widgets.line import Line
from inspector.settings.options import options


def _group(qtbot, theme):
    made = OptionGroup("All", options()[:4], theme)
    qtbot.addWidget(made)
    made.show()
    return made


def _lines(group):
    return sum(line.isVisible() for line in group.findChildren(Line))


def test_lines_stand_between_the_rows(qtbot, light):
    group = _group(qtbot, light)
    assert all(row.isVisible() for row in group.rows.values())
    assert _lines(group) == 3


def test_only_found_options_show(qtbot, light):
    group = _group(qtbot, light)
    keys = list(group.rows)
    group.show_only({keys[1], keys[3]})
    assert [key for key, row in group.rows.items() if row.isVisible()] == [keys[1], keys[3]]
    assert _lines(group) == 1
    group.show_only(set())
    assert not group.isVisible()
