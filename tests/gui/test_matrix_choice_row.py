"""A row is painted with its box, its name and its detail; the focus has a ring."""

from PySide6.QtCore import Qt

from inspector.gui.matrix.choice_list import ChoiceList


def _shot(choices):
    return bytes(choices.grab().toImage().constBits())


def test_tick_detail_and_focus_can_be_seen(light, qtbot):
    choices = ChoiceList(light, "choices", "Requests")
    qtbot.addWidget(choices)
    choices.resize(300, 120)
    choices.show_entries((("Orders", ""), ("Bills", "")))
    choices.show()
    plain = _shot(choices)
    choices.tick(frozenset({0}))
    ticked = _shot(choices)
    assert plain != ticked
    choices.show_entries((("Orders", "GET api.example/a"), ("Bills", "")), frozenset({0}))
    assert _shot(choices) != ticked
    before = _shot(choices)
    choices.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(choices.hasFocus)
    assert _shot(choices) != before
