"""The causes further down: ranks, reasons, and those ruled out with the fact."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.diagnosis.other_causes import CauseRow, OtherCauses
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.presentation.experiments.experiment_offers import Offer
from tests.gui import answer_samples as samples


@pytest.fixture
def causes(qtbot, light):
    made = OtherCauses(light)
    qtbot.addWidget(made)
    made.resize(200, 400)
    made.show()
    return made


def _texts(causes):
    return [label.text() for label in causes.findChildren(Label) if label.isVisible()]


def test_ranks_names_reasons_and_words(causes):
    causes.show_causes(tuple(enumerate(samples.OTHERS, 2)), samples.RULED_OUT)
    rows = causes.findChildren(CauseRow)
    assert len(rows) == 3
    assert rows[0].accessibleName() == (
        "2. The token was revoked, Possible: Nobody asked the login provider about it"
    )
    assert causes.findChild(type(causes._list), "causes_list").isVisible()


def test_those_ruled_out_unfold_in_place(qtbot, causes):
    causes.show_causes((), samples.RULED_OUT)
    more = causes.findChild(Button)
    assert more.text().strip() == "8 causes ruled out"
    reason = samples.RULED_OUT[0].reason
    assert reason not in _texts(causes)
    with qtbot.waitSignal(causes.resized):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reason in _texts(causes))


def test_another_verdict_replaces_the_rows(qtbot, causes):
    causes.show_causes(tuple(enumerate(samples.OTHERS, 2)), samples.RULED_OUT)
    causes.show_causes((), ())
    assert _texts(causes) == ["No other cause fits"]


def test_what_else_can_be_tried_is_a_link(qtbot, causes):
    link = causes.findChild(Button, "more_experiments")
    causes.show_causes((), ())
    causes.offer(None)
    assert link.isHidden()
    causes.offer(Offer("Run 6 more experiments", "Sends 8 requests at most."))
    assert link.accessibleName() == "Run 6 more experiments"
    assert link.accessibleDescription() == "Sends 8 requests at most."
    with qtbot.waitSignal(causes.experiment_asked) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [()]


def test_words_that_are_too_long_are_cut_and_kept_as_a_tool_tip(causes):
    causes.resize(120, 400)
    causes.offer(Offer("Run 6 more experiments", ""))
    link = causes.findChild(Button, "more_experiments")
    assert "…" in link.text()
    assert link.toolTip() == "Run 6 more experiments"
