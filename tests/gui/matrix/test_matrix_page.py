"""The page states the cost before anything is sent, and shows what a run would do."""

import msgspec
import pytest

from inspector.compare.matrix_writing import ENDINGS
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.matrix.matrix_page import MatrixPage, Opening, Saving
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Candidate, Matrix
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.workbench.probing.matrix_plan import Wanted
from tests.gui.matrix_samples import ALIKE, GIVEN, HELD, REFUSED, matrix


@pytest.fixture
def page(panel_tools, qtbot):
    panel_tools.tabs.open_request(Request(name="Orders", url="https://a.example/orders"))
    made = MatrixPage(MatrixDocument(panel_tools), panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_the_cost_follows_what_is_ticked(page):
    assert not page.choice.run.button.isEnabled()
    assert page.results.empty.isVisible()
    for card in (page.choice.requests, page.choice.credentials):
        card.list.tick(frozenset({0}))
    assert page.choice.run.cost.text() == "1 request at most: GET to a.example."
    assert page.choice.run.button.isEnabled()
    assert page.results.model.index(0, 0).data() == "GET, not sent yet"
    assert not page.export.isVisible()


def test_too_large_a_choice_is_not_run(page, panel_tools):
    for place in range(61):
        panel_tools.tabs.open_request(Request(name=f"r{place}", url="https://a.example/x"))
    page.choice.renew()
    page.choice.requests.list.tick(frozenset(range(61)))
    page.choice.credentials.list.tick(frozenset({0}))
    assert "60 cells" in page.choice.run.cost.text()
    assert not page.choice.run.button.isEnabled()


@pytest.mark.parametrize(("percent", "width"), [(100, 1200), (100, 560), (150, 900), (200, 800)])
def test_both_sides_have_room(page, light, qtbot, percent, width):
    light.set_percent(percent)
    page.resize(width, 700)
    for card in (page.choice.requests, page.choice.credentials):
        card.list.tick(frozenset({0}))
    qtbot.waitUntil(lambda: page.results.height() >= light.px(220))
    beside = page.width() >= light.px(720)
    assert (page.choice.maximumWidth() < page.width() // 2) is beside
    assert page.results.width() >= light.px(250)


def test_an_export_names_no_person_in_presentation_mode(page, panel_tools, monkeypatch):
    asked = []
    monkeypatch.setattr(page._saving, "ask", asked.append)
    who = Candidate(label="Bearer", detail="ada", credential=Bearer(), origin="https://a.example")
    page._running.sent = Wanted(candidates=(who,))
    page._running.cells = [GIVEN]
    page._running.matrix = Matrix(credentials=("Bearer",), details=("ada",), cells=(GIVEN,))
    page.export.click()
    panel_tools.choices.change(presentation=True)
    page.export.click()
    assert [each.details for each in asked] == [("ada",), ("",)]


# ---------------- A cell opens once as a tab with its verdict; one that was not sent says why
SENT = Attempt(
    id="one",
    request=Request(url="http://a.example/orders"),
    exchanges=(
        Exchange(
            request=Message(method="GET", url="http://a.example/orders"),
            reply=Reply(status=401, reason="Unauthorized"),
        ),
    ),
)


@pytest.fixture
def opening(panel_tools):
    return Opening(panel_tools, panel_tools.tabs)


def test_it_opens_once(opening, panel_tools, qtbot):
    cell = msgspec.structs.replace(REFUSED, attempt=SENT)
    with qtbot.waitSignal(panel_tools.tabs.opened):
        opening.open(cell)
        opening.open(cell)
    tab = panel_tools.tabs.active_request
    assert tab.attempts.current.verdict.findings
    assert tab.status == 401
    assert "Orders with No credential" in tab.notice
    count = len(panel_tools.tabs.documents)
    panel_tools.tabs.open_request(Request(url="http://b.example/"))
    opening.open(cell)
    assert panel_tools.tabs.active is tab
    assert len(panel_tools.tabs.documents) == count + 1


def test_what_was_not_sent_says_why(opening, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said):
        opening.open(HELD)
    assert "DELETE needs your consent" in panel_tools.notices.all[-1].text
    before = len(panel_tools.notices.all)
    opening.open(None)
    assert len(panel_tools.notices.all) == before


# ---------------- A matrix is written by the ending of its name
SECRET = "a-secret-in-a-name-of-a-request"


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_each_format_is_written_without_secrets(panel_tools, qtbot, tmp_path, ending):
    panel_tools.vault.put(SECRET)
    made = matrix(REFUSED, ALIKE, details=("", f"from {SECRET}"))
    saving = Saving(panel_tools, panel_tools.notices)
    path = tmp_path / f"m{ending}"
    with qtbot.waitSignal(panel_tools.notices.said):
        saving.write(made, path)
    text = path.read_text()
    assert "No credentials were sent" in text
    assert SECRET not in text


def test_a_place_that_cannot_be_written_is_said(panel_tools, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    saving = Saving(panel_tools, panel_tools.notices)
    with qtbot.waitSignal(panel_tools.notices.said):
        saving.write(matrix(REFUSED), tmp_path / "file" / "m.md")
    assert panel_tools.notices.all[-1].icon == "triangle-alert"
