"""A proof shows pin, statement and the way to its bytes."""

import pytest
from PySide6.QtCore import QPoint, Qt

from inspector.gui.diagnosis.evidence_row import EvidenceRow
from inspector.gui.widgets.marks import Pin as Disc
from inspector.presentation.exchange.pins import Pin


def _row(qtbot, theme, lines, **more):
    row = EvidenceRow(theme, Pin(2, "The `exp` is past", **more), lines)
    qtbot.addWidget(row)
    row.resize(400, 40)
    row.show()
    return row


@pytest.mark.parametrize(("lines", "where"), [((13,), "line 13"), ((4, 9), "lines 4, 9"), ((), "")])
def test_the_link_names_the_lines(qtbot, light, lines, where):
    row = _row(qtbot, light, lines)
    assert row.link.text().strip() == where
    assert row.link.isHidden() is (not where)


def test_an_experiment_is_named_instead(qtbot, light):
    assert _row(qtbot, light, (), experiment="x").link.text().strip() == "experiment"


def test_an_experiment_that_is_in_the_list_has_its_number(qtbot, light):
    row = EvidenceRow(light, Pin(2, "It differs", experiment="x"), (), 3)
    qtbot.addWidget(row)
    assert row.link.text().strip() == "experiment 3"


def test_link_and_row_both_choose_the_proof(qtbot, light):
    row = _row(qtbot, light, (13,))
    chosen = []
    row.chosen.connect(chosen.append)
    qtbot.mouseClick(row.link, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(150, 15))
    qtbot.keyClick(row.link, Qt.Key.Key_Space)
    assert chosen == [2, 2, 2]


def test_names_for_tests_and_screen_readers(qtbot, light):
    row = _row(qtbot, light, (13,))
    assert row.link.objectName() == "evidence_2"
    assert row.link.accessibleName() == "Evidence 2: The exp is past, line 13"
    assert row.findChild(Disc).number == 2
