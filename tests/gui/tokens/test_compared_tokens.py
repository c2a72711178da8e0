"""The tab keeps its tokens in memory and says of each where it stands."""

from inspector.compare import Comparison, Line, Section
from inspector.compare.records import Cell
from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.compared_tokens import ComparedTokens, label_of
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.request import Request


def test_where_a_token_stands():
    tab = RequestDocument(Request(name="List orders"))
    assert label_of(TokenDocument("a", tab=tab, place="Cookie sent")) == "List orders, Cookie sent"
    assert label_of(TokenDocument("a")) == "pasted"


def test_the_status_bar_says_how_much_differs(qtbot):
    document = ComparedTokens((TokenDocument("secret-one"), TokenDocument("secret-two")))
    assert document.remark is None
    assert "secret" not in f"{document.title}{document.topic}{document.key}"
    cells = (Cell(text="a"), Cell(text="b"))
    lines = (Line(name="aud", cells=cells, differs=True), Line(name="iss", cells=cells))
    with qtbot.waitSignal(document.changed):
        document.told(Comparison(heads=(), sections=(Section(id="p", title="P", lines=lines),)))
    assert document.remark.text == "1 difference, 1 the same"
