"""Rows of two lines: what stands in a column, the keys of the chosen row, and their height."""

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from inspector.gui.cookies.cookie_list import CookieList
from inspector.gui.history.history_model import history_painter
from inspector.gui.lists.plain_rows import PlainCell, PlainRow
from inspector.gui.lists.row_painter import Part, RowLine
from inspector.gui.lists.two_line_rows import TwoLineList, TwoLines
from inspector.gui.vault.secret_list import SecretList

WIDTH = 200


def _line(text, ink):
    return RowLine(main=Part(text=text, ink=ink))


def _cells(record):
    return (
        (_line(record, "err"), _line("below", "warn")),
        (_line("alone", "ok"),),
        (),
    )


def _columns(_theme, room):
    half = room.width() // 2
    rooms = QRect(0, 0, half, room.height()), QRect(half, 0, half, room.height())
    return *rooms, QRect()


@pytest.fixture
def shown(light, qtbot):
    made = TwoLineList(light, "names", "Names", TwoLines(columns=_columns, cells=_cells))
    qtbot.addWidget(made)
    made.resize(WIDTH, 300)
    made.show()
    return made


def _show(shown, *names):
    rows = tuple(PlainRow(cells=(PlainCell(text=name),), record=name) for name in names)
    shown.show_records(rows, lambda one, other: one == other)


def _rows_of(image, theme, token):
    name, wide, high = theme.colour(token).name(), image.width(), image.height()
    inked = [y for y in range(high) for x in range(wide) if image.pixelColor(x, y).name() == name]
    return min(inked), max(inked)


@pytest.mark.parametrize("compact", [False, True])
def test_two_lines_stand_above_one_another_and_one_in_the_middle(shown, light, compact):
    light.set_compact(compact)
    _show(shown, "first", "second")
    shown.setCurrentRow(1)
    height = shown.sizeHintForRow(0)
    image = shown.viewport().grab().toImage().copy(0, 0, WIDTH, height)
    upper, lower, alone = (_rows_of(image, light, token) for token in ("err", "warn", "ok"))
    assert upper[1] < lower[0]
    assert lower[1] < height - 2
    assert upper[0] < alone[0] < lower[1]
    light.set_compact(False)


def test_the_chosen_one_stays_chosen(shown):
    _show(shown, "a", "b", "c")
    assert shown.record() == "a"
    shown.setCurrentRow(2)
    _show(shown, "b", "c", "d")
    assert shown.record() == "c"
    _show(shown, "b", "d")
    assert shown.record() == "b"
    _show(shown)
    assert shown.record() is None


def test_its_keys_are_told_of_before_a_shortcut_takes_them(shown, qtbot):
    shown.take_keys({Qt.Key.Key_F2: shown.currentRowChanged})
    _show(shown, "a")
    asked = [
        QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        for key in (Qt.Key.Key_F2, Qt.Key.Key_F3)
    ]
    for event in asked:
        event.ignore()
        shown.event(event)
    assert [event.isAccepted() for event in asked] == [True, False]


def _heights(panel_tools, qtbot):
    """Return the height of a row in each list whose rows have two lines."""
    theme, option = panel_tools.theme, QStyleOptionViewItem()
    lists = CookieList(theme), SecretList(theme), QListView()
    for each in lists:
        qtbot.addWidget(each)
    lists[-1].setItemDelegate(history_painter(theme, lists[-1]))
    return [each.itemDelegate().sizeHint(option, each.rootIndex()).height() for each in lists]


def test_compact_rows_have_room_for_both_of_their_lines(panel_tools, qtbot):
    usual = _heights(panel_tools, qtbot)
    panel_tools.theme.set_compact(True)
    compact = _heights(panel_tools, qtbot)
    line = QFontMetrics(panel_tools.theme.font(13)).height()
    assert all(2 * line <= low < high for low, high in zip(compact, usual, strict=True))
    panel_tools.theme.set_compact(False)
