"""The page states the cost before anything is sent, and shows what a run would do."""

import pytest

from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.model.credential import Bearer
from inspector.model.matrix import Candidate, Matrix
from inspector.model.request import Request
from inspector.workbench.probing.matrix_plan import Wanted
from tests.gui.matrix_samples import GIVEN


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
    beside = page.width() >= light.px(600)
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
