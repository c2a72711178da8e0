"""A run hands on each cell, keeps what was sent unless told not to, and ends with its tab."""

import pytest

from inspector.compose.scope import Scope
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.model.matrix import Candidate, Subject
from inspector.model.request import Request
from inspector.workbench.probing.matrix_plan import Wanted
from tests.fixtures.scripted import reply

NONE = (Candidate(label="None"),)


def _wanted(url, count=1):
    subjects = tuple(
        Subject(label=f"r{place}", request=Request(url=f"{url}/{place}")) for place in range(count)
    )
    return Wanted(subjects=subjects, candidates=NONE, scope=Scope())


@pytest.fixture
def server(scripted):
    return scripted([reply("401 No", "WWW-Authenticate: Bearer")])


@pytest.fixture
def running(frame):
    document = MatrixDocument(frame.tools)
    frame.tools.tabs.open(document)
    made = document.run
    made.tools, made.document = frame.tools, document
    return made


def test_cells_are_told_and_kept(running, server, qtbot):
    cells = []
    running.came.connect(cells.append)
    made = []
    running.finished.connect(made.append)
    with qtbot.waitSignals([running.tools.history.changed, running.over]):
        running.begin(_wanted(server.url))
        assert running.busy
    assert [cell.status for cell in cells] == [401]
    assert made[0].cells[0].status == 401
    qtbot.waitUntil(lambda: not running.busy)


def test_nothing_is_kept_where_the_history_is_off(running, server, qtbot):
    running.tools.settings.set("history.keep", False)
    kept = []
    running.tools.history.changed.connect(lambda: kept.append(1))
    with qtbot.waitSignal(running.over):
        running.begin(_wanted(server.url))
    assert not kept
    assert not running.tools.history.opened


def test_closing_the_tab_ends_it(running, server, qtbot):
    with qtbot.waitSignal(running.came):
        running.begin(_wanted(server.url, 20))
    with qtbot.waitSignal(running.finished) as finished:
        running.tools.tabs.close(running.document)
    assert finished.args[0].stopped == "You stopped it."
    assert len(server.requests) < 20


def test_one_that_is_stopped_before_it_began_is_over_too(running, server, qtbot):
    with qtbot.waitSignal(running.over):
        running.begin(_wanted(server.url, 20))
        running.stop()
    assert not running.busy
    assert len(server.requests) < 20
