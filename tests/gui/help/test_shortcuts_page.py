"""Shortcuts are changed: conflicts are named, keys for typing refused, everything follows, kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from inspector.gui.help.shortcuts_page import ShortcutsView
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.settings.settings_page import ShortcutsCard
from inspector.gui.state.documents import Document
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import OneLine
from inspector.gui.window.follow_settings import FollowSettings, sequences
from inspector.settings.store import Settings
from tests.gui.answer_samples import expired

CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def view(qtbot, panel_tools):
    made = ShortcutsView(Document("shortcuts"), panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def choose(view, title):
    """Look a command up by its title and choose its row, as a person would."""
    view.search.setText(title)
    index = view.plain.index(0, 0, view.plain.index(0, 0))
    assert index.data() == title
    view.list.setCurrentIndex(index)


def press(qtbot, view, key, held=CTRL):
    view.card.field.setFocus()
    qtbot.keyClick(view.card.field, key, held)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_other_keys_run_the_command_and_are_listed_and_kept(qtbot, view, panel_tools):
    ran = []
    panel_tools.actions.provide("fold-verdict", ran.append)
    choose(view, "Fold or unfold the verdict")
    press(qtbot, view, Qt.Key.Key_F7, PLAIN)
    assert view.card.field.text() == "F7"
    click(qtbot, view.card.use)
    action = panel_tools.actions.action("fold-verdict")
    assert action.shortcuts() == [QKeySequence("F7")]
    assert view.plain.rows[0].below[0].cells[1].text == "F7"
    assert "Usually: Ctrl+J" in view.card.check.text
    again = Settings(panel_tools.places.settings)
    qtbot.waitUntil(panel_tools.places.settings.exists)
    assert again.load() == ()
    assert sequences(again.keys["fold-verdict"]) == [QKeySequence("F7")]


def test_who_has_the_keys_is_named_and_gives_them_up_when_they_are_taken(qtbot, view, panel_tools):
    actions = panel_tools.actions
    choose(view, "Fold or unfold the verdict")
    press(qtbot, view, Qt.Key.Key_D)
    assert view.card.check.text == "Ctrl+D runs “Compare with the attempt before” already."
    assert actions.action("compare-previous").shortcuts() == [QKeySequence("Ctrl+D")]
    click(qtbot, view.card.use)
    assert actions.keys("fold-verdict") == "Ctrl+D"
    assert actions.keys("compare-previous") == ""
    click(qtbot, view.card.usual)
    assert actions.keys("fold-verdict") == "Ctrl+J"
    choose(view, "Compare with the attempt before")
    click(qtbot, view.card.usual)
    assert actions.keys("compare-previous") == "Ctrl+D"
    assert panel_tools.settings.keys == {}


def test_one_of_two_keys_is_given_up_alone(qtbot, view, panel_tools):
    choose(view, "Fold or unfold the verdict")
    press(qtbot, view, Qt.Key.Key_Equal)
    click(qtbot, view.card.use)
    assert panel_tools.actions.action("larger").shortcuts() == [QKeySequence("Ctrl++")]


@pytest.mark.parametrize(
    ("key", "held", "said"),
    [
        (Qt.Key.Key_A, PLAIN, "needed for typing"),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "needed for typing"),
        (Qt.Key.Key_Return, PLAIN, "needed for typing"),
        (Qt.Key.Key_C, CTRL, "copies, cuts, pastes or selects"),
        (Qt.Key.Key_V, CTRL, "copies, cuts, pastes or selects"),
    ],
)
def test_keys_for_typing_are_refused(qtbot, view, key, held, said):
    choose(view, "Send")
    press(qtbot, view, key, held)
    assert said in view.card.check.text
    assert not view.card.use.isEnabled()


def test_a_command_may_have_no_keys_and_gets_them_back_with_all_others(qtbot, view, panel_tools):
    card = ShortcutsCard(panel_tools)
    qtbot.addWidget(card)
    choose(view, "Send")
    click(qtbot, view.card.none)
    assert panel_tools.actions.action("send").shortcuts() == []
    assert panel_tools.settings.keys == {"send": ""}
    assert sequences("") == []
    assert not card.reset.isHidden()
    card.reset.click()
    assert panel_tools.actions.keys("send") == "Ctrl+Enter"
    assert card.reset.isHidden()


def test_tooltips_and_menus_follow(qtbot, panel_tools):
    actions = panel_tools.actions
    button = IconButton(panel_tools.theme, "undo-2", "Undo")
    qtbot.addWidget(button)
    button.follow(actions.action("undo"))
    actions.change_keys("undo", [QKeySequence("Alt+U")])
    assert button.accessibleName() == "Undo (Alt+U)"
    actions.change_keys("undo", None)
    assert button.accessibleName() == "Undo (Ctrl+Z)"


def test_the_line_of_the_fix_follows_while_it_is_shown(qtbot, panel_tools):
    body = AnswerBody(panel_tools)
    qtbot.addWidget(body)
    body.resize(900, 800)
    body.show()
    body.show_answer(expired(), 0)
    notes = [label for label in body.findChildren(OneLine) if label.text().endswith("Alt+Enter")]
    assert len(notes) == 1
    panel_tools.actions.change_keys("apply-fix", [QKeySequence("Ctrl+Alt+F")])
    assert notes[0].text().endswith("Ctrl+Alt+F")
    panel_tools.actions.change_keys("apply-fix", [])
    assert "Alt" not in notes[0].text()


def test_the_rail_follows_and_a_restart_brings_the_keys_back(program):
    tools = program.tools
    tools.settings.set_keys("show-history", "F9")
    tools.actions.change_keys("show-history", sequences("F9"))
    assert program.window.rail.buttons["history"].toolTip().endswith("(F9)")
    tools.actions.change_keys("show-history", None)
    FollowSettings(tools).setParent(tools.choices)
    assert tools.actions.keys("show-history") == "F9"
