"""The credential a folder passes on."""

import pytest

from inspector.gui.library.passing_on import FolderAuth, PassingOn
from inspector.model.collection import Folder
from inspector.model.credential import Basic, NoCredential
from inspector.model.request import Request

PASSWORD = "pass-word-0123456789"


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
    dialog = FolderAuth(panel_tools, Folder(name="Orders"), saved.append)
    qtbot.addWidget(dialog)
    dialog.current.replace(Request(credential=Basic(user="ann")), "Edit")
    dialog.done_button.click()
    assert saved == [Basic(user="ann")]


def test_cancel_changes_nothing(panel_tools, qtbot):
    saved = []
    folder = Folder(name="Orders", credential=NoCredential())
    dialog = FolderAuth(panel_tools, folder, saved.append)
    qtbot.addWidget(dialog)
    dialog.current.replace(Request(credential=Basic(user="ann")), "Edit")
    dialog.reject()
    assert saved == []
    assert "Orders" in dialog.windowTitle()
