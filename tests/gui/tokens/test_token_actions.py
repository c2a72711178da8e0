"""What can be done with a token is offered beside its title."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_page import TokenActions
from inspector.gui.tokens.token_resending import TokenResending
from inspector.model.experiment import Plan
from tests.gui.token_samples import exchange, solved, token

TEXT = token()


@pytest.fixture
def resending(panel_tools):
    tab = RequestDocument(solved(TEXT).attempt.request)
    tab.attempts.add(solved(TEXT))
    tab.renewal = tab.current.value
    panel_tools.tabs.open(tab)
    plan = Plan(id="introspection", question="Is it active?", varies="Introspection")
    tab.attempts.experiments.offer(tab.attempts.current.attempt.id, (plan,))
    document = TokenDocument(TEXT, exchange=exchange(TEXT), tab=tab)
    return TokenResending(panel_tools, TEXT, document, panel_tools.tabs)


@pytest.fixture
def made(light, resending, qtbot):
    """Return a function that puts the buttons where they stand."""
    pane = QWidget()
    row = QHBoxLayout(pane)
    qtbot.addWidget(pane)

    def make(**of):
        actions = TokenActions(light, resending, **of)
        assert not any(button.isVisible() for button in actions.all)  # no window of its own
        for button in actions.all:
            row.addWidget(button)
        pane.show()
        return actions

    return make


def _shown(actions):
    return [button.text().strip() for button in actions.all if button.isVisible()]


@pytest.mark.parametrize(
    ("is_signed", "is_sent", "shown"),
    [
        (True, True, ["Renew token", "Edit and resend", "Compare with…", "Copy decoded"]),
        (False, True, ["Renew token", "Ask its issuer", "Compare with…", "Copy decoded"]),
        (False, False, ["Renew token", "Compare with…", "Copy decoded"]),
    ],
)
def test_what_fits_a_token_is_offered(made, is_signed, is_sent, shown):
    assert _shown(made(is_signed=is_signed, is_sent=is_sent)) == shown


def test_while_it_is_edited_its_fields_send_it(made):
    actions = made(is_signed=True, is_sent=True)
    actions.offer(editing=True)
    assert _shown(actions) == ["Compare with…", "Copy decoded"]
    actions.offer(editing=False)
    assert "Edit and resend" in _shown(actions)
