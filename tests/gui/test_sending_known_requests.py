"""What is known beside a tab: its renewal, other tabs, the saved requests."""

import pytest

from inspector.gui.sending.sending import known_beside
from inspector.gui.state.documents import RequestDocument
from inspector.model.attempt import Attempt
from inspector.model.credential import Basic
from inspector.model.exchange import Exchange
from inspector.model.message import Message
from inspector.model.request import FormBody, FormField, Request
from inspector.workbench.answer import Answer


def form(url, name):
    return Request(method="POST", url=url, body=FormBody(fields=(FormField(name, "x"),)))


TOKEN = form("http://h/token", "grant_type")
LOGIN = form("http://h/login", "password")


@pytest.fixture
def document(panel_tools):
    return panel_tools.tabs.open(RequestDocument(Request(url="http://h/orders")))


def test_saved_requests_and_other_tabs(panel_tools, document):
    panel_tools.environments.serve((TOKEN,))
    panel_tools.tabs.open(RequestDocument(LOGIN))
    known = known_beside(document, panel_tools)
    assert (known.token_request, known.login_request) == (TOKEN, LOGIN)


def test_its_own_renewal_comes_first(panel_tools, document):
    panel_tools.environments.serve((TOKEN,))
    document.renewal = Request(method="POST", url="http://h/fresh")
    assert known_beside(document, panel_tools).token_request == document.renewal


def test_the_exchanges_of_the_answer_that_is_shown(panel_tools, document):
    exchange = Exchange(request=Message(method="GET", url="http://h/orders"))
    document.attempts.add(Answer(attempt=Attempt(exchanges=(exchange,))))
    assert known_beside(document, panel_tools).exchanges == (exchange,)


def test_only_what_is_saved_counts_as_saved(panel_tools, document):
    saved = Request(name="List", url="http://h/list", credential=Basic(user="ada"))
    in_a_tab = Request(name="Tab", url="http://h/tab", credential=Basic(user="bob"))
    panel_tools.environments.serve((saved,))
    panel_tools.tabs.open(RequestDocument(in_a_tab))
    assert known_beside(document, panel_tools).saved == (("List", Basic(user="ada")),)
