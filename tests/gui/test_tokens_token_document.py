"""A token's tab is named after the request it was sent with."""

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.request import Request


def test_it_names_its_request(qapp):
    tab = RequestDocument(Request(name="List orders"))
    assert TokenDocument("x", tab=tab).title == "Token of List orders"
    assert TokenDocument("x").title == "Token"
    assert TokenDocument("x").topic == "x"
