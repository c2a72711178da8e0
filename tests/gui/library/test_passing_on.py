"""The credential a folder passes on."""

import msgspec
import pytest

from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.credential.origin_row import OriginRow
from inspector.gui.compose.credential.passed_credential import PassedCredential
from inspector.gui.compose.draft import Draft
from inspector.gui.library.passing_on import PassingOn
from inspector.model.collection import Environment, Folder
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request

PASSWORD = "pass-word-0123456789"


def _origin(tab):
    return tab.findChild(OriginRow)


@pytest.mark.parametrize("which", ["orders", "example"])
def test_requests_inherit_what_was_written(owner, panel_tools, shop, settle, which, home):
    passing_on = PassingOn(panel_tools, owner)
    node = owner.by_key[shop.key(getattr(shop, which))]
    password = panel_tools.vault.put(PASSWORD)
    passing_on.write(node, Basic(user="ann", password=password))
    settle(owner)
    found = owner.inherited(shop.list, owner.by_key[shop.list].request)
    assert found.credential == Basic(user="ann", password=password)
    assert owner.by_key[node.key].auth
    for path in home.rglob("*.toml"):
        assert PASSWORD not in path.read_text()


def test_a_folder_logs_in_with_a_request_of_it(owner, panel_tools, shop, settle):
    passing_on = PassingOn(panel_tools, owner)

    def node():
        return owner.by_key[shop.list]

    assert not passing_on.binds(node())
    passing_on.bind(node())
    settle(owner)
    assert passing_on.binds(node())
    assert "login = [" in (shop.library.path(shop.orders) / "folder.toml").read_text()
    assert owner.logins(shop.list) == ()  # it does not log in for itself
    passing_on.bind(node())
    settle(owner)
    assert not passing_on.binds(node())


def test_the_dialog_is_shown(owner, panel_tools, shop, qtbot, light):
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    node = owner.by_key[shop.key(shop.orders)]
    dialog = PassingOn(panel_tools, owner).ask(node, parent)
    assert dialog.isVisible()
    dialog.reject()


def test_a_folder_that_is_gone_is_none(owner, panel_tools, shop):
    passing_on = PassingOn(panel_tools, owner)
    node = owner.by_key[shop.key(shop.orders)]
    owner.by_key = {}
    assert passing_on.record(node) is None


# ---------------- The dialog for a folder's credential
def test_save_hands_the_credential_over(panel_tools, qtbot):
    saved = []
    dialog = PassedCredential(panel_tools, Folder(name="Orders"), saved.append)
    qtbot.addWidget(dialog)
    dialog.current.replace(Request(credential=Basic(user="ann")), "Edit")
    dialog.done_button.click()
    assert saved == [Basic(user="ann")]


def test_cancel_changes_nothing(panel_tools, qtbot):
    saved = []
    folder = Folder(name="Orders", credential=NoCredential())
    dialog = PassedCredential(panel_tools, folder, saved.append)
    qtbot.addWidget(dialog)
    dialog.current.replace(Request(credential=Basic(user="ann")), "Edit")
    dialog.reject()
    assert saved == []
    assert "Orders" in dialog.windowTitle()


# ---------------- Where an open request inherits its credential from
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


def test_an_environment_passes_it_on_where_the_collection_inherits(
    document, panel, shop, panel_tools, settle, qtbot
):
    node = panel.owner.by_key[shop.key(shop.example)]
    panel._passing_on.write(node, InheritCredential())
    settle(panel.owner)
    assert document.origin() is None
    password = panel_tools.vault.put(PASSWORD)
    staging = Environment(name="Staging", credential=Basic(user="ann", password=password))
    panel_tools.environments.put(staging)
    panel_tools.environments.choose("Staging")
    settle(panel.owner)
    assert document.inherit(document.current.value).credential == staging.credential
    ran = []
    panel_tools.actions.provide("environments", lambda _: ran.append(1))
    draft = Draft(document.current, panel_tools)
    tab = AuthTab(document.current, draft, panel_tools)
    qtbot.addWidget(tab)
    draft.renew()
    assert _origin(tab).text.text() == "Inherited from the environment Staging: Basic"
    _origin(tab).edit.click()
    assert ran == [1]


def test_the_auth_tab_shows_it_and_opens_it(document, panel, panel_tools, qtbot):
    draft = Draft(document.current, panel_tools)
    tab = AuthTab(document.current, draft, panel_tools)
    qtbot.addWidget(tab)
    draft.renew()
    assert _origin(tab).text.text() == "Inherited from Example: Bearer token"
    _origin(tab).edit.click()
    dialog = panel.window().findChild(PassedCredential)
    assert "Example" in dialog.windowTitle()
    dialog.close()
    own = msgspec.structs.replace(document.current.value, credential=Basic(user="ada"))
    document.current.replace(own, "Edit")
    draft.renew()
    assert _origin(tab).isHidden()


def test_who_is_not_sent_is_listed(panel, shop, panel_tools, qtbot):
    panel.requests.open(shop.list, keep=True)
    document = panel_tools.tabs.active
    current = document.current
    draft = Draft(current, panel_tools)
    tab = AuthTab(current, draft, panel_tools)
    qtbot.addWidget(tab)
    draft.renew()
    assert tab.losers.isHidden()
    own = msgspec.structs.replace(current.value, credential=Basic(user="ann"))
    current.replace(own, "Change")
    draft.renew()
    assert tab.losers.text() == (
        "Not sent: Bearer token, of the collection “Example”: the request is nearer"
    )
