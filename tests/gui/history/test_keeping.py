"""Answers are kept where the settings say so, and warnings are shown."""

from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtCore import QObject, Signal

from inspector.gui.history.keeping import Keeping, kept_words
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.history import RecordingKept
from inspector.model.attempt import Attempt
from inspector.record import read_filter
from inspector.workbench.answer import answer
from tests.gui.history_samples import attempt


class _Sending(QObject):
    answered = Signal(object)


@pytest.fixture
def sending(qapp):
    return _Sending()


@pytest.fixture
def keeping(panel_tools, sending):
    return Keeping(panel_tools, sending)


ANSWER = answer(attempt(1)[1].attempt)


def _ids(tools):
    return [row.id for row in tools.history._get().page(read_filter("")).result(60)]


def test_an_answer_is_kept(keeping, sending, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.history.changed):
        sending.answered.emit(ANSWER)
    assert _ids(panel_tools) == ["a1"]


def test_not_where_the_user_does_not_want_it(keeping, sending, panel_tools):
    panel_tools.settings.set("history.keep", False)
    sending.answered.emit(ANSWER)
    assert not panel_tools.history.opened


def test_old_ones_are_pruned(keeping, kept, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.history.changed):
        keeping._prune()
    assert _ids(panel_tools) == []


def test_a_warning_is_shown(keeping, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        panel_tools.history.said.emit("The history is damaged.")
    assert "damaged" in str(said.args[0])
    panel_tools.history.said.emit("")


def test_a_recording_is_kept_entry_by_entry(keeping, panel_tools, qtbot):
    tab = RequestDocument(kind="reply")
    exchanges = tuple(attempt(n)[1].attempt.exchanges[0] for n in (1, 2))
    tab.attempts.add(answer(Attempt(id="import", exchanges=exchanges, source="har")))
    assert not panel_tools.actions.run("keep-in-history")
    panel_tools.tabs.open(tab)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        panel_tools.actions.run("keep-in-history")
    assert said.args[0].text == "2 attempts are in the history now."
    assert len(_ids(panel_tools)) == 2


def test_what_is_there_already_is_said(keeping, panel_tools, qtbot):
    exchange = msgspec.structs.replace(
        attempt(1)[1].attempt.exchanges[0], started=datetime(2020, 1, 1, tzinfo=UTC)
    )
    tab = RequestDocument(kind="reply")
    tab.attempts.add(answer(Attempt(id="import", exchanges=(exchange,), source="har")))
    panel_tools.tabs.open(tab)
    said, shown = [], []
    panel_tools.actions.provide("show-history", shown.append)
    for _ in range(2):
        with qtbot.waitSignal(panel_tools.notices.said) as caught:
            panel_tools.actions.run("keep-in-history")
        said.append(caught.args[0].text)
    caught.args[0].do()
    assert said == [
        "1 attempt is in the history now.",
        "0 attempts are in the history now. 1 was there already.",
    ]
    assert shown == ["is:imported"]


def test_what_was_left_out_is_said_as_what_it_is():
    said = kept_words(RecordingKept(500, 0, 3197, 1099))
    assert "3197 that were accepted were left out." in said
    assert "1099 more that were refused were left out" in said
    assert "refused" not in kept_words(RecordingKept(1, 0, 1))
