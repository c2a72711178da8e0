"""The four tabs show the same attempt; the toggles tell what is chosen."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.response.reply_tabs import BODY, RAW, TIMELINE, EntryBar, ReplyTabs
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import Label
from tests.gui import answer_samples as samples


@pytest.fixture
def tabs(qtbot, panel_tools):
    made = ReplyTabs(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 420)
    made.show_choice(panel_tools.choices.value)
    made.show()
    return made


def _show(tabs, answer, entry):
    tabs.exchange.show_answer(answer)
    tabs.show_attempt(answer.attempt, entry)


def _rows(view):
    return [view.lines.rows.text(row) for row in range(len(view.lines.rows))]


def test_body_and_bytes_are_those_of_the_exchange(tabs):
    _show(tabs, samples.expired(), 0)
    tabs.tabs.setCurrentIndex(BODY)
    assert '  "error": "invalid_token",' in _rows(tabs.body)
    tabs.tabs.setCurrentIndex(RAW)
    assert _rows(tabs.raw)[0] == "HTTP/2 401"
    tabs.tabs.setCurrentIndex(TIMELINE)
    assert tabs.timeline.model().rowCount() == 1


def test_a_tab_out_of_sight_is_filled_when_it_is_turned_to(tabs):
    _show(tabs, samples.expired(), 0)
    assert _rows(tabs.body) == [""]
    tabs.tabs.setCurrentIndex(BODY)
    _show(tabs, samples.success(), 0)
    assert '  "orders": [' in _rows(tabs.body)


def test_a_change_of_masks_reaches_a_tab_out_of_sight(tabs, panel_tools):
    _show(tabs, samples.expired(), 0)
    tabs.tabs.setCurrentIndex(RAW)
    tabs.raw._sent.click()
    tabs.tabs.setCurrentIndex(0)
    panel_tools.choices.change(secrets_hidden=False)
    tabs.renew()
    tabs.tabs.setCurrentIndex(RAW)
    assert samples.TOKEN in "".join(_rows(tabs.raw))


def test_a_round_picked_in_the_timeline_is_shown_in_the_others(qtbot, tabs):
    _show(tabs, samples.redirected(), 2)
    assert tabs.tabs.mark(TIMELINE).badge == 3
    tabs.tabs.setCurrentIndex(TIMELINE)
    assert tabs.timeline.currentIndex().row() == 2
    tabs.timeline.chosen.emit(0)
    tabs.tabs.setCurrentIndex(RAW)
    assert _rows(tabs.raw)[0].startswith("HTTP/1.1 401 Unauthorized")
    assert not tabs.bars[0].isHidden()


def test_notes_can_be_toggled_only_beside_the_exchange(qtbot, tabs):
    for index, shown in ((BODY, False), (RAW, False), (0, True)):
        tabs.tabs.setCurrentIndex(index)
        assert tabs.notes.isHidden() is not shown


def test_the_toggles_say_what_is_chosen(qtbot, tabs, panel_tools):
    assert tabs.secrets.text().strip() == "Secrets hidden"
    panel_tools.choices.change(secrets_hidden=False, notes_on=False)
    tabs.show_choice(panel_tools.choices.value)
    assert tabs.secrets.text().strip() == "Secrets shown"
    assert tabs.notes.text().strip() == "Notes off"
    panel_tools.choices.change(presentation=True)
    tabs.show_choice(panel_tools.choices.value)
    assert not tabs.secrets.isEnabled()
    with qtbot.waitSignal(tabs.notes_clicked):
        qtbot.mouseClick(tabs.notes, Qt.MouseButton.LeftButton)


def test_find_opens_the_body(tabs):
    _show(tabs, samples.expired(), 0)
    tabs.begin_find()
    assert tabs.tabs.currentIndex() == BODY
    assert not tabs.body.find_bar.isHidden()


def test_an_attempt_without_exchanges_is_empty(tabs):
    _show(tabs, samples.expired(), 0)
    tabs.show_attempt(samples.Attempt(), -1)
    for index, view in ((BODY, tabs.body), (RAW, tabs.raw)):
        tabs.tabs.setCurrentIndex(index)
        assert _rows(view) == [""]


def test_in_a_narrow_pane_the_toggles_keep_their_icons_and_names(tabs):
    tabs.resize(400, 420)
    assert tabs.secrets.text() == ""
    assert tabs.secrets.accessibleName() == "Secrets hidden"
    assert tabs.secrets.toolTip() == "Secrets hidden"
    tabs.resize(760, 420)
    assert tabs.secrets.text().strip() == "Secrets hidden"


# ---------------- Which exchange of several is shown
def _bar(qtbot, theme, entry, count=3):
    bar = EntryBar(theme)
    qtbot.addWidget(bar)
    bar.show_entry(samples.redirected(count).attempt, entry)
    return bar


def test_it_names_the_exchange(qtbot, light):
    bar = _bar(qtbot, light, 1)
    assert bar.findChild(Label).text() == "Exchange 2 of 3: Redirect, 401"


def test_it_steps_within_the_trace(qtbot, light):
    bar = _bar(qtbot, light, 0)
    back, forth = bar.findChildren(IconButton)
    assert not back.isEnabled()
    with qtbot.waitSignal(bar.stepped) as stepped:
        qtbot.mouseClick(forth, Qt.MouseButton.LeftButton)
    assert stepped.args == [1]


def test_a_single_exchange_needs_no_bar(qtbot, light):
    bar = EntryBar(light)
    qtbot.addWidget(bar)
    bar.show_entry(samples.expired().attempt, 0)
    assert bar.isHidden()
