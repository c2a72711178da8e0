"""What is written about a folder is read as plain blocks and kept in the folder's file."""

import pytest

from inspector.gui.library.folder_docs_page import FolderDocsDocument, FolderDocsPage
from inspector.gui.widgets.label import Label

pytestmark = pytest.mark.usefixtures("panel")


@pytest.fixture
def page(panel, shop, panel_tools, qtbot, settle):
    settle(panel.owner)
    document = FolderDocsDocument(panel.owner.by_key[shop.key(shop.orders)])
    made = FolderDocsPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def file_of(shop):
    return (shop.home / "example" / "orders" / "folder.toml").read_text()


def test_what_is_typed_is_kept_when_its_field_is_left(page, panel, shop, settle):
    assert page.turn.isChecked()  # nothing is written yet, so it begins with the editor
    page.text.setPlainText("# Orders\n<b>needs</b> a token")
    page.turn.click()
    settle(panel.owner)
    assert "# Orders\n<b>needs</b> a token" in file_of(shop)
    shown = [each.text() for each in page.read.findChildren(Label)]
    assert shown == ["Orders", "<b>needs</b> a token"]


def test_a_change_from_outside_is_shown_and_never_over_what_is_typed(page, panel, shop, settle):
    node = panel.owner.by_key[shop.key(shop.orders)]
    page._files.describe(node, "first")
    settle(panel.owner)
    assert page.text.toPlainText() == "first"
    page.text.setPlainText("mine")
    page._files.describe(node, "theirs")
    settle(panel.owner)
    assert page.text.toPlainText() == "mine"


def test_the_menu_opens_it_once(panel, shop, panel_tools, settle):
    settle(panel.owner)
    for _ in range(2):
        panel.changing.document(panel.owner.by_key[shop.key(shop.orders)])
    kinds = [each.kind for each in panel_tools.tabs.documents]
    assert kinds.count("folder-docs") == 1


def test_a_folder_that_is_gone_can_not_be_edited(page, panel, shop, settle):
    panel.changing.delete(shop.key(shop.orders))
    settle(panel.owner)
    assert not page.turn.isEnabled()
