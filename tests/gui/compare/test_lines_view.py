"""The list paints its rows; Enter folds, Ctrl+C copies."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.compare import Cell, Comparison, Head, Line, Section
from inspector.compare.records import CodeLine
from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.compare.lines_view import LinesView
from tests.gui.compare_samples import columns


@pytest.fixture
def view(light, qtbot):
    model = LinesModel()
    made = LinesView(light, model, Columns(light))
    made.kept = model
    qtbot.addWidget(made)
    made.resize(800, 600)
    model.show_comparison(compute(columns(), ()))
    made.show()
    return made


def _row(view, kind, text=""):
    rows = view.kept.rows
    return next(at for at, row in enumerate(rows) if row.kind == kind and text in row.text)


def test_enter_opens_a_fold_and_stays_there(view):
    at = _row(view, "fold")
    before = view.model().rowCount()
    view.setCurrentIndex(view.kept.index(at))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.model().rowCount() > before
    assert view.currentIndex().row() == at


def test_ctrl_c_copies_the_row(view):
    view.setCurrentIndex(view.kept.index(_row(view, "line", "Status")))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Status\t401\t200"


def test_it_scrolls_sideways_where_it_is_narrow(view, qtbot):
    view.resize(300, 600)
    QApplication.processEvents()
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    with qtbot.waitSignal(view.scrolled):
        bar.setValue(40)


def test_all_rows_are_copied_in_their_order(view):
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == view.kept.rows[0].text
    assert len(lines) == len(view.kept.rows)


def _code(count):
    rows = tuple(
        (CodeLine(text=f"line {at}", number=at, differs=True),) * 2 for at in range(1, count + 1)
    )
    lines = tuple(
        Line(name=str(at), cells=(Cell(text="a"), Cell(text="b")), differs=True) for at in range(9)
    )
    section = Section(id="reply-body", title="Body received", lines=lines, code=rows)
    more = Section(id="x", title="Many", lines=lines * 1000)
    heads = (Head(label="a", title="A"),) * 2
    return Comparison(heads=heads, sections=(section, *([more] if count > 10 else [])))


def test_rows_of_bodies_stand_closer_than_others(view):
    view.kept.show_comparison(_code(5))
    QApplication.processEvents()
    heights = [view.visualRect(view.kept.index(at)).height() for at in (0, 2)]
    assert heights == [34, 21]


def test_among_very_many_rows_all_have_the_same_height(view):
    view.kept.show_comparison(_code(11))
    QApplication.processEvents()
    assert view.visualRect(view.kept.index(2)).height() == 34


def test_a_narrower_list_breaks_more_lines(view):
    view.resize(1400, 600)
    text = '{"said": "' + "words that are many " * 5 + '"}'
    row = (CodeLine(text=text, number=1, differs=True),) * 2
    first = _code(5)
    section = first.sections[0]
    view.kept.show_comparison(replace(first, sections=(replace(section, code=(row,)),)))
    QApplication.processEvents()
    before = view.visualRect(view.kept.index(1)).height()
    view.resize(400, 600)
    QApplication.processEvents()
    assert view.visualRect(view.kept.index(1)).height() > before > 34


def test_rows_of_bodies_grow_with_the_code(view, light):
    view.kept.show_comparison(_code(5))
    light.set_code_size(26)
    QApplication.processEvents()
    assert view.visualRect(view.kept.index(2)).height() == 42
