"""What changed is listed step by step; what can be tried alone has a button, several a next one."""

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.side_panel import ChangesPane
from inspector.gui.widgets.buttons import Button
from tests.gui.compare_samples import NOON, column, columns, token, two_changes


@pytest.fixture
def pane(light, qtbot):
    made = ChangesPane(light)
    qtbot.addWidget(made)
    return made


def _show(pane, shown):
    pane.show_comparison(shown, compute(shown, ()))


def _texts(pane):
    return [label.text() for label in pane.findChildren(QLabel)]


def _tries(pane):
    return [one for one in pane.findChildren(Button) if one.accessibleName().startswith("Try")]


def test_steps_and_changes_are_said(pane):
    _show(pane, tuple(one._replace(request=None) for one in columns()))
    assert "401 to 200: accepted now" in _texts(pane)
    assert "renewed token" in _texts(pane)
    assert not _tries(pane)


def test_a_change_can_be_tried_alone(pane, qtbot):
    _show(pane, columns())
    (button,) = _tries(pane)
    assert button.accessibleName() == "Try alone: renewed token"
    with qtbot.waitSignal(pane.try_asked) as asked:
        button.click()
    assert asked.args[0].words == "renewed token"
    assert not pane.next.isVisibleTo(pane)


def test_several_are_applied_one_by_one(pane, qtbot):
    shown = two_changes()
    _show(pane, shown)
    assert pane.next.isVisibleTo(pane)
    with qtbot.waitSignal(pane.try_asked) as asked:
        pane.next.click()
    assert asked.args[0].base is shown[0]
    assert asked.args[0].place == 1


def test_what_came_with_one_token_is_not_said_to_be_tried_alone(pane):
    refused, accepted = column(token(exp=NOON - 60, aud="other"), 401, "a"), columns()[1]
    _show(pane, (refused, accepted))
    (button,) = _tries(pane)
    assert button.accessibleName() == "Try alone: renewed token, changed aud"
    assert "together" in button.toolTip()
    assert not pane.next.isVisibleTo(pane)
    assert any("came with one token" in text for text in _texts(pane))
    _show(pane, columns())
    assert not any("came with one token" in text for text in _texts(pane))


def test_while_one_is_sent_the_others_wait(pane, qtbot):
    _show(pane, two_changes())
    pane.set_sending(sending=True)
    assert not any(one.isEnabled() for one in (*_tries(pane), pane.next))
    with qtbot.waitSignal(pane.stop_asked):
        pane.stop.click()
    pane.set_sending(sending=False)
    assert all(one.isEnabled() for one in _tries(pane))


def test_six_are_enough(pane):
    _show(pane, columns() * 3)
    assert any(text.startswith("Six attempts") for text in _texts(pane))
    assert not any(one.isEnabled() for one in _tries(pane))


def test_the_same_request_has_no_change(pane):
    one = columns()[0]
    _show(pane, (one, one))
    assert "Nothing that was sent differs." in _texts(pane)
