"""Refused lines go into the history from a log tab: asked, under way, stopped, told."""

import pytest

from inspector.gui.logs import keep_card
from inspector.gui.logs.keep_card import LogKeeping
from inspector.record import read_filter
from inspector.record.database import HistoryError
from inspector.record.writing import Limits
from tests.fixtures import log_samples


@pytest.fixture
def log(tmp_path, panel_tools):
    panel_tools.settings.set("history.days", 0)
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return path


def _rows(tools, text=""):
    return tools.history._get().count(read_filter(text)).result(5)


def _ended(qtbot, keeping):
    qtbot.waitUntil(lambda: not keeping.running, timeout=20_000)


def test_lines_are_kept_and_it_is_said(qtbot, panel_tools, log):
    keeping = LogKeeping((log,))
    heard = []
    keeping.renewed.connect(lambda: heard.append(keeping.share))
    keeping.ask(())
    keeping.host = "api.example.com"
    with qtbot.waitSignal(panel_tools.notices.said, timeout=20_000) as said:
        keeping.start(panel_tools)
        assert keeping.running
        assert keeping.start(panel_tools) is None
        keeping.ask(("other",))
    _ended(qtbot, keeping)
    assert said.args[0].text.startswith("48")
    assert _rows(panel_tools, "is:refused host:api.example.com") == 484
    assert max(heard) == 1.0
    assert not keeping.asked
    shown = []
    panel_tools.actions.provide("show-history", shown.append)
    said.args[0].do()
    assert shown == ["is:imported"]


def test_only_lines_with_the_words(qtbot, panel_tools, log):
    keeping = LogKeeping((log,))
    keeping.ask(("poller/1.4", "orders"))
    keeping.start(panel_tools)
    _ended(qtbot, keeping)
    assert _rows(panel_tools, "is:refused") == 480
    assert _rows(panel_tools, "is:accepted path:/api/orders") == 1


def test_old_lines_are_kept_too(qtbot, panel_tools, log):
    panel_tools.settings.set("history.days", 1)
    log.write_text(log.read_text().replace("2026:", "2016:"))
    keeping = LogKeeping((log,))
    keeping.start(panel_tools)
    _ended(qtbot, keeping)
    panel_tools.history.prune(Limits(days=1))
    assert _rows(panel_tools, "is:refused") == 484


def test_it_can_be_stopped(qtbot, panel_tools, log):
    log.write_bytes(log.read_bytes() * 400)
    keeping = LogKeeping((log,))
    keeping.stop()
    with qtbot.waitSignal(panel_tools.notices.said, timeout=20_000) as said:
        keeping.start(panel_tools)
        keeping.stop()
    _ended(qtbot, keeping)
    assert said.args[0].text == "Nothing was kept: you stopped it."
    assert _rows(panel_tools) == 0


def test_it_is_dismissed(panel_tools, log):
    keeping = LogKeeping((log,))
    keeping.ask(())
    keeping.dismiss()
    assert not keeping.asked


def test_a_mistake_of_ours_is_not_hidden_a_broken_history_was_said(panel_tools):
    with pytest.raises(ValueError, match="ours"):
        keep_card._fail(panel_tools, ValueError("ours"))
    from inspector.model.collection import Problem

    keep_card._fail(panel_tools, HistoryError("full", Problem(what="x")))
    assert panel_tools.notices.all == ()
