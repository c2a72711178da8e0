"""A token's tab is named after the request it was sent with."""

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.request import Request
from inspector.presentation.status.remark import Remark


def test_it_names_its_request(qapp):
    tab = RequestDocument(Request(name="List orders"))
    assert TokenDocument("x", tab=tab).title == "Token of List orders"
    assert TokenDocument("x").title == "Token"
    assert TokenDocument("x").topic == "x"


def test_it_tells_how_its_checks_went(qapp, qtbot):
    document = TokenDocument("x")
    assert document.remark is None
    remark = Remark("circle-x", "err", "1 of 11 checks fails", "show-tokens")
    with qtbot.waitSignal(document.changed):
        document.set_remark(remark)
    assert document.remark == remark
    with qtbot.assertNotEmitted(document.changed):
        document.set_remark(remark)
