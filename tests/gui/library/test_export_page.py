"""The page that writes a collection for another program: what is lost is said before."""

import json

import pytest
from PySide6.QtCore import Qt

from inspector.gui.library.export_document import ExportDocument
from inspector.gui.library.export_page import ExportPage
from inspector.gui.library.row_entries import row_entries
from inspector.model.collection import Collection
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.request import Request
from inspector.model.secret import SecretRef

KEPT = SecretRef(place="keyring", name="secret-0123456789ab")
SHOP = Collection(
    name="Shop",
    credential=Bearer(token=KEPT),
    requests=(
        Request(name="one", url="https://a.example/1", credential=Wsse(user="u", password=KEPT)),
        Request(name="two", url="https://a.example/2"),
    ),
)


@pytest.fixture
def page(panel_tools, qtbot):
    document = ExportDocument(SHOP)
    panel_tools.tabs.open(document)
    made = ExportPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: document.written is not None)
    return made


def choose(page, name, qtbot):
    page.formats.setCurrentIndex(page.formats.findData(name))
    qtbot.waitUntil(lambda: page._document.written is not None)


def test_what_is_lost_is_said_for_each_format(page, qtbot):
    assert page.lost == ["WSSE is not known there; what stands in its place has to be filled in."]
    assert page.variables.text.startswith("Variables to be set there: ")
    choose(page, "opencollection", qtbot)
    assert page.lost == []
    assert page._lost_title.text() == "Everything can be kept"


def test_it_is_written_and_the_tab_closes(page, panel_tools, qtbot, tmp_path):
    target = tmp_path / "shop.postman_collection.json"
    page.write(target)
    qtbot.waitUntil(lambda: page._document not in panel_tools.tabs.documents)
    assert json.loads(target.read_text("utf-8"))["info"]["name"] == "Shop"


def test_a_folder_that_holds_something_is_left_alone(page, panel_tools, qtbot, tmp_path):
    choose(page, "opencollection", qtbot)
    (tmp_path / "mine.txt").write_text("x")
    said = []
    panel_tools.notices.said.connect(lambda notice: said.append(notice.text))
    page.write(tmp_path)
    qtbot.waitUntil(lambda: bool(said))
    assert "Name a new folder" in said[0]
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_escape_leaves(page, panel_tools, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page._document not in panel_tools.tabs.documents


def test_the_menu_of_a_collection_offers_it(panel, shop, panel_tools):
    node = next(each for each in panel.owner.nodes if each.name == "Example")
    entry = next(e for e in row_entries(node, panel._actions()) if e.text == "Export…")
    entry.do()
    assert panel_tools.tabs.active.kind == "export-collection"
    assert panel_tools.tabs.active.collection.name == "Example"
