"""The dialog for a folder's credential."""

from inspector.gui.library.folder_auth import FolderAuth
from inspector.model.collection import Folder
from inspector.model.credential import Basic, NoCredential
from inspector.model.request import Request


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
