"""What is ticked and what a run brought stay while no page shows them."""

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.matrix import Candidate, Subject
from inspector.model.request import Request
from inspector.workbench.probing.matrix_plan import Wanted
from tests.fixtures.scripted import reply


@pytest.fixture
def asked(frame, scripted):
    server = scripted([reply("401 No", "WWW-Authenticate: Bearer")])
    token = frame.tools.vault.put("a-token-of-the-test-of-the-tab-of-a-matrix")
    request = Request(name="Orders", url=f"{server.url}/o", credential=Bearer(token=token))
    frame.tools.tabs.open_request(request)
    frame.tools.tabs.open_request(Request(name="Others", url=f"{server.url}/p"))
    return frame.tools, request


def _page(qtbot, tools, document):
    page = MatrixPage(document, tools)
    qtbot.addWidget(page)
    return page


def test_the_request_it_was_asked_for_is_ticked_with_its_credential(asked, qtbot):
    tools, request = asked
    wanted = _page(qtbot, tools, MatrixDocument(tools, request)).choice.wanted()
    assert [one.label for one in wanted.subjects] == ["Orders"]
    assert [one.credential for one in wanted.candidates] == [NoCredential(), request.credential]


def test_one_that_may_change_something_is_not(asked, qtbot):
    tools, request = asked
    deletes = msgspec.structs.replace(request, name="Delete", method="DELETE")
    tools.tabs.open_request(deletes)
    wanted = _page(qtbot, tools, MatrixDocument(tools, deletes)).choice.wanted()
    assert not wanted.subjects
    assert not wanted.candidates


def test_a_page_made_anew_has_ticks_and_results(asked, qtbot):
    tools, request = asked
    document = MatrixDocument(tools, request)
    tools.tabs.open(document)
    page = _page(qtbot, tools, document)
    page.choice.requests.list.tick(frozenset({0, 1}))
    with qtbot.waitSignal(document.run.over):
        page.choice.run.button.click()
    again = _page(qtbot, tools, document)
    assert again.choice.requests.list.chosen() == (0, 1)
    assert again.results.model.done == 4
    assert again.matrix == page.matrix
    assert again.title.text() == page.title.text() != "Credentials against requests"
    assert again.export.isVisibleTo(again)


def test_a_page_made_during_a_run_follows_it(asked, qtbot):
    tools, request = asked
    document = MatrixDocument(tools, request)
    tools.tabs.open(document)
    page = _page(qtbot, tools, document)
    with qtbot.waitSignal(document.run.came):
        page.choice.run.button.click()
    again = _page(qtbot, tools, document)
    assert not again.choice.requests.isEnabled()
    with qtbot.waitSignal(document.run.over):
        assert again.results.model.done
    assert again.choice.requests.isEnabled()
    assert len(again.matrix.cells) == 2


# ---------------- A run hands on each cell
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
