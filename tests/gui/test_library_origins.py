"""Where an open request inherits its credential from."""

import msgspec
import pytest

from inspector.gui.compose.auth_tab import AuthTab
from inspector.gui.compose.draft import Draft
from inspector.gui.library.passing_on import FolderAuth
from inspector.model.credential import Basic


@pytest.fixture
def document(panel, shop, panel_tools):
    panel.requests.open(shop.list, keep=True)
    return panel_tools.tabs.active


def test_the_collection_passes_it_on(document):
    assert document.origin().folder == "Example"


def test_the_nearest_folder_wins(document, panel, shop, panel_tools, settle):
    node = panel.owner.by_key[shop.key(shop.orders)]
    panel._passing_on.write(node, Basic(user="ada", password=panel_tools.vault.put("hunter2222")))
    settle(panel.owner)
    assert document.origin().folder == "Orders"


def test_an_unsaved_request_inherits_nothing(panel, panel_tools):
    panel_tools.actions.provide("new-tab", lambda _: None)
    made = panel_tools.tabs.open_request(panel.owner.by_key[panel.owner.nodes[0].key].request)
    assert made.origin() is None


def test_the_auth_tab_shows_it_and_opens_it(document, panel, panel_tools, qtbot):
    draft = Draft(document.current, panel_tools)
    tab = AuthTab(document.current, draft, panel_tools)
    qtbot.addWidget(tab)
    draft.renew()
    assert tab.origin.text.text() == "Inherited from Example: Bearer token"
    tab.origin.edit.click()
    dialog = panel.window().findChild(FolderAuth)
    assert "Example" in dialog.windowTitle()
    dialog.close()
    own = msgspec.structs.replace(document.current.value, credential=Basic(user="ada"))
    document.current.replace(own, "Edit")
    draft.renew()
    assert tab.origin.isHidden()
