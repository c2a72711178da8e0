"""The pane of a request."""

import pytest
import shiboken6

from inspector.gui.compose.request_pane import AUTH, BODY, HEADERS, OPTIONS, PARAMS, RequestPane
from inspector.presentation.exchange.pins import FieldMark


@pytest.fixture
def pane(qtbot, current, compose_tools):
    made = RequestPane(current, compose_tools)
    qtbot.addWidget(made)
    made.resize(348, 700)
    made.show()
    made.draft.renew()
    return made


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("credential.token", AUTH),
        ("query.x", PARAMS),
        ("headers.X-Api-Key", HEADERS),
        ("body", BODY),
        ("options.proxy_credential", OPTIONS),
    ],
)
def test_every_path_leads_to_its_tab(pane, current, path, page):
    current.focus(path)
    assert pane._stack.currentIndex() == page


def test_counts_and_warnings_stand_on_the_tabs(pane, current):
    assert pane.tabs.mark(HEADERS).badge == 4
    assert not pane.tabs.mark(AUTH).wrong
    current.mark((FieldMark("credential.token", 1, "Expired."),))
    assert pane.tabs.mark(AUTH).wrong


def test_the_options_button_turns_there_and_back(pane):
    pane._options_button.click()
    assert pane._stack.currentIndex() == OPTIONS
    pane._options_button.click()
    assert pane._stack.currentIndex() == AUTH


def test_the_draft_goes_with_the_pane(qtbot, current, compose_tools):
    pane = RequestPane(current, compose_tools)
    draft = pane.draft
    shiboken6.delete(pane)
    assert not shiboken6.isValid(draft)
