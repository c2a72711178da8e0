"""Which exchange of several is shown."""

from PySide6.QtCore import Qt

from inspector.gui.response.entry_bar import EntryBar
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import Label
from tests.gui import answer_samples as samples


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
