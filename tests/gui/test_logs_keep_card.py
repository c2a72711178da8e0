"""The card that asks what of a log is kept."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.logs.keep_card import KeepCard, LogKeeping
from inspector.record import read_filter
from tests.fixtures import log_samples


@pytest.fixture
def keeping(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return LogKeeping((path,))


@pytest.fixture
def card(keeping, panel_tools, qtbot):
    panel_tools.settings.set("history.days", 0)
    made = KeepCard(keeping, panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 200)
    return made


def test_it_shows_itself_when_asked(card, keeping):
    assert card.isHidden()
    keeping.ask(("orders",))
    assert not card.isHidden()
    assert "Only lines with these words: orders." in card.words.text()
    card.cancel.click()
    assert card.isHidden()


def test_what_is_no_host_is_said_at_once(card, keeping, qtbot):
    keeping.ask(())
    qtbot.keyClicks(card.host, "a.test/x")
    assert not card.keep.isEnabled()
    assert "no host" in card.bad.text
    qtbot.keyClick(card.host, Qt.Key.Key_Return)
    assert not keeping.running
    card.host.setText("Shop.test")
    assert (card.keep.isEnabled(), card.bad.text, keeping.host) == (True, "", "shop.test")


def test_enter_keeps_and_progress_is_shown(card, keeping, panel_tools, qtbot):
    keeping.ask(())
    card.show()
    card.host.setText("shop.test")
    with qtbot.waitSignal(panel_tools.notices.said, timeout=20_000):
        qtbot.keyClick(card.host, Qt.Key.Key_Return)
        assert card.bar.isVisible()
        assert card.stop.isVisible()
        assert not card.host.isVisible()
    qtbot.waitUntil(card.isHidden, timeout=5000)
    history = panel_tools.history._get()
    assert history.count(read_filter("host:shop.test is:refused")).result(5) == 484


def test_esc_puts_it_away_and_hands_the_focus_on(card, keeping, qtbot):
    keeping.ask(())
    qtbot.waitUntil(card.host.hasFocus)
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(card.host, Qt.Key.Key_Escape)
    assert (card.isHidden(), keeping.asked) == (True, False)


def test_the_focus_is_on_stop_during_the_work(card, keeping, qtbot):
    keeping.ask(())
    qtbot.waitUntil(card.host.hasFocus)
    keeping.running = True
    keeping.renewed.emit()
    assert card.stop.hasFocus()
    qtbot.keyClick(card.stop, Qt.Key.Key_Escape)
    assert keeping.asked
