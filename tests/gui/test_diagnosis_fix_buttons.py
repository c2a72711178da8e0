"""The fixes: one filled button, the others outlined, and what the fix in question does."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.diagnosis.fix_buttons import FixButtons
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.presentation.experiments.experiment_offers import Offer
from tests.gui import answer_samples as samples

FIXES = samples.finding().fixes


@pytest.fixture
def buttons(qtbot, light):
    made = FixButtons(light)
    qtbot.addWidget(made)
    made.show_fixes(FIXES, "Alt+Enter", sure=True)
    made.resize(500, 100)
    made.show()
    return made


def _shown(buttons):
    return [each for each in buttons.findChildren(Button) if not each.isHidden()]


def _note(buttons):
    return buttons.findChild(Label).text()


def test_only_the_first_fix_is_filled(buttons):
    kinds = {b.objectName(): b.property("kind") for b in _shown(buttons)}
    assert kinds == {"fix_primary": "primary", "fix_2": "secondary", "copy_verdict": "secondary"}


def test_an_unsure_verdict_fills_no_button(qtbot, buttons):
    buttons.show_fixes(FIXES, "Alt+Enter", sure=False)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(b.property("kind") == "secondary" for b in _shown(buttons))


def test_the_line_says_what_the_first_fix_does_with_its_keys(buttons):
    assert _note(buttons) == (
        "Changes the token from eyJh…Qm9k to a new token. "
        "Gets a new token, then sends this again. Alt+Enter"
    )


def test_the_line_follows_the_pointer_and_comes_back(qtbot, buttons):
    second = buttons.findChild(Button, "fix_2")
    QApplication.sendEvent(second, QEvent(QEvent.Type.Enter))
    assert _note(buttons) == "You type the token. Nothing is sent until you enter it."
    QApplication.sendEvent(second, QEvent(QEvent.Type.Leave))
    assert _note(buttons).endswith("Alt+Enter")


def test_a_click_chooses_the_fix(qtbot, buttons):
    with qtbot.waitSignal(buttons.chosen) as chosen:
        qtbot.mouseClick(buttons.findChild(Button, "fix_2"), Qt.MouseButton.LeftButton)
    assert chosen.args == [FIXES[1]]
    assert buttons.first is FIXES[0]


def test_copy_is_asked_for(qtbot, buttons):
    with qtbot.waitSignal(buttons.copy_asked):
        qtbot.mouseClick(buttons.findChild(Button, "copy_verdict"), Qt.MouseButton.LeftButton)


def test_without_fixes_there_is_no_line(buttons):
    buttons.show_fixes((), "Alt+Enter", sure=True)
    assert buttons.first is None
    assert buttons.findChild(Label).isHidden()


def test_experiments_are_offered_before_the_fixes(qtbot, buttons):
    buttons.show_fixes(FIXES, "Alt+Enter", sure=False)
    buttons.offer(Offer("Run experiments", "Sends 4 requests.", ("a", "b")), "Ctrl+Shift+E")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    first = min(_shown(buttons), key=lambda each: each.x() + 1000 * each.y())
    assert first.objectName() == "run_experiments"
    assert [b.property("kind") for b in _shown(buttons)].count("primary") == 1
    assert _note(buttons) == "Sends 4 requests. Ctrl+Shift+E"
    with qtbot.waitSignal(buttons.experiment_asked) as asked:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert asked.args == [("a", "b")]


def test_without_an_offer_the_note_is_that_of_the_fix_again(buttons):
    before = _note(buttons)
    buttons.offer(Offer("Run experiments", "Sends 4 requests."), "Ctrl+Shift+E")
    buttons.offer(None, "")
    assert _note(buttons) == before
    assert "run_experiments" not in {each.objectName() for each in _shown(buttons)}
