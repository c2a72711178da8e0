"""Opening logs: alone or together, told from other files, and for an attempt."""

from datetime import UTC, datetime

import pytest

from inspector.gui.logs.log_document import LogDocument, LogOpening
from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.opening import Opening
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.workbench.answer import Answer
from tests.fixtures import log_samples


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return path


def shown_log(qtbot, tools):
    def there():
        active = tools.tabs.active
        assert isinstance(active, LogDocument)
        assert not active.running

    qtbot.waitUntil(there, timeout=20_000)
    return tools.tabs.active


def test_logs_opened_together_share_a_tab_and_others_do_not(qtbot, panel_tools, log, tmp_path):
    opening = Opening(panel_tools)
    error = tmp_path / "error.log"
    error.write_bytes(b"\n".join(line for line, _ in log_samples.LINES["nginx-error"]))
    reply = tmp_path / "reply.txt"
    reply.write_bytes(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
    opening.open_files([log, error, reply])
    qtbot.waitUntil(lambda: len(panel_tools.tabs.documents) == 2, timeout=20_000)
    kinds = {each.kind: each for each in panel_tools.tabs.documents}
    assert set(kinds) == {"log", "reply"}
    assert kinds["log"].paths == (log, error)
    qtbot.waitUntil(lambda: not kinds["log"].running, timeout=20_000)
    assert {each.slug for each in kinds["log"].report.reasons} == {
        "password-mismatch",
        "user-not-found",
    }


def test_an_attempt_is_found_in_a_log(qtbot, panel_tools, log):
    LogOpening(panel_tools)
    assert not panel_tools.actions.can_run("find-in-log")
    document = RequestDocument(kind="reply")
    exchange = Exchange(
        request=Message(method="GET", url="https://api.example.com/api/orders"),
        reply=Reply(status=401),
        started=datetime.fromtimestamp(log_samples.START + 1800, UTC),
    )
    document.attempts.add(Answer(attempt=Attempt(exchanges=(exchange,))))
    panel_tools.tabs.open(document)
    panel_tools.actions.run("find-in-log", (log,))
    found = shown_log(qtbot, panel_tools).report.belongs
    assert found[0].line.at == log_samples.START + 1800
    assert "same second" in found[0].because


def test_closing_the_tab_stops_the_reading(qtbot, panel_tools, log):
    opening = LogOpening(panel_tools)
    log.write_bytes(log.read_bytes() * 400)
    opening.open((log,))
    document = panel_tools.tabs.active
    panel_tools.tabs.close(document)
    qtbot.waitUntil(lambda: not document.running, timeout=20_000)
    assert document.stopped
