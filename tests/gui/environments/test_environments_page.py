"""The page adds, renames, copies and deletes environments and variables, with undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.gui.compose.credential.passed_credential import PassedCredential
from inspector.gui.environments.environments_page import EnvironmentCard, EnvironmentsPage
from inspector.gui.state.documents import Document
from inspector.model.collection import Environment
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request


@pytest.fixture
def owner(panel_tools):
    panel_tools.environments.share({"api": "https://shared"})
    panel_tools.environments.replace(
        (Environment(name="Dev", values={"token": "abc"}), Environment(name="Prod"))
    )
    panel_tools.environments.choose("Dev")
    return panel_tools.environments


def _page(qtbot, tools):
    made = EnvironmentsPage(Document("environments", "Environments"), tools)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


@pytest.fixture
def page(qtbot, owner, panel_tools):
    return _page(qtbot, panel_tools)


def _names(owner):
    return [each.name for each in owner.all]


def test_the_card_follows_the_column(page):
    assert page.card.name.text() == "Dev"
    page.table.setCurrentIndex(page.grid.index(0, 4))
    assert page.card.name.text() == "Prod"
    page.card.used.emit()
    assert not page.card.use.isEnabled()


def test_an_environment_is_added_renamed_marked_and_copied(qtbot, page, owner):
    qtbot.mouseClick(page.add_environment, Qt.MouseButton.LeftButton)
    page.card.renamed.emit("Staging")
    page.card.production.emit(True)
    assert owner.all[-1] == Environment(name="Staging", production=True)
    page.card.copied.emit()
    assert _names(owner) == ["Dev", "Prod", "Staging", "Staging copy"]


@pytest.mark.parametrize("name", ["", "Prod"])
def test_a_name_that_cannot_be_is_refused_in_place(page, owner, name):
    page.card.renamed.emit(name)
    assert _names(owner) == ["Dev", "Prod"]
    assert page.card.check.isVisible()
    assert page.card.name.text() == "Dev"


def test_deleting_is_undone_from_the_notice(page, owner, panel_tools):
    page.card.deleted.emit()
    assert _names(owner) == ["Prod"]
    panel_tools.notices.all[-1].do()
    assert sorted(_names(owner)) == ["Dev", "Prod"]
    assert owner.active_name == "Dev"


def test_a_variable_is_deleted_and_brought_back(page, owner, panel_tools):
    page.table.removed.emit("api")
    assert owner.shared == {}
    panel_tools.notices.all[-1].do()
    assert owner.shared == {"api": "https://shared"}


def test_a_variable_is_added_with_its_name_to_type(qtbot, page):
    qtbot.mouseClick(page.add_variable, Qt.MouseButton.LeftButton)
    editor = page.table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "limit")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "limit" in page.grid.names)


def test_leaving_the_vault_needs_a_second_step(page, owner):
    page.changes.make_secret("token")
    page.grid.plain_asked.emit("token")
    assert owner.all[0].values["token"] != "abc"
    page._make_plain()
    assert owner.all[0].values["token"] == "abc"


def test_unset_variables_are_summed_up(page, panel_tools):
    assert not page.summary.isVisible()
    panel_tools.tabs.open_request(Request(url="{{limit}}"))
    page._renew()
    assert page.summary.isVisible()
    assert "limit" in page.summary.text()


def test_without_anything_it_says_what_to_do(qtbot, panel_tools):
    page = _page(qtbot, panel_tools)
    assert not page.table.isVisible()
    assert not page.card.isVisible()
    page._add_variable()
    assert page.table.isVisible()


def test_every_focusable_part_has_a_name(page):
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and widget.window() is page
    ]
    assert not nameless


def test_what_changes_elsewhere_waits_until_the_typing_is_over(qtbot, page, panel_tools):
    page.table.edit_name(0)
    editor = page.table.viewport().findChild(QLineEdit)
    panel_tools.tabs.open_request(Request(url="{{limit}}"))
    page._renew()
    assert editor.isVisible()
    assert "limit" not in page.grid.names
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "limit" in page.grid.names)


def test_a_secret_typed_into_the_table_stays_out_of_the_files(qtbot, program):
    secret = "s3cret-typed-into-the-table"  # made up
    program.window.show()
    qtbot.waitUntil(lambda: program.window.sidebar.currentWidget() is not None)
    program.tools.actions.run("environments")
    page = program.window.area.page(program.tools.tabs.active)
    page.changes.add()
    page.changes.set_value("New environment", "token", secret, secret=True)
    page.changes.set_value("New environment", "api", "https://api.example.com", secret=False)
    home = program.tools.places.collections

    def written():
        texts = [each.read_text() for each in home.rglob("environments/*.toml")]
        return any("https://api.example.com" in text for text in texts)

    qtbot.waitUntil(written)
    texts = "".join(each.read_text() for each in home.rglob("*.toml"))
    assert "token" in texts
    assert secret not in texts
    assert secret not in repr(program.tools.environments.all)


# ---------------- The card of an environment tells what the user wants with it
@pytest.fixture
def card(qtbot, light):
    made = EnvironmentCard(light)
    qtbot.addWidget(made)
    made.show_environment(Environment(name="Dev"), active=False)
    made.resize(900, 80)
    made.show()
    return made


def test_a_name_is_told_once_it_is_typed(qtbot, card):
    with qtbot.assertNotEmitted(card.renamed):
        qtbot.keyClick(card.name, Qt.Key.Key_Return)
    card.name.selectAll()
    qtbot.keyClicks(card.name, " Staging ")
    with qtbot.waitSignal(card.renamed) as told:
        qtbot.keyClick(card.name, Qt.Key.Key_Return)
    assert told.args == ["Staging"]


@pytest.mark.parametrize(
    ("button", "signal"), [("use", "used"), ("copy_button", "copied"), ("delete", "deleted")]
)
def test_each_button_tells(qtbot, card, button, signal):
    with qtbot.waitSignal(getattr(card, signal)):
        qtbot.mouseClick(getattr(card, button), Qt.MouseButton.LeftButton)


def test_production_is_told_by_the_user_only(qtbot, card):
    with qtbot.assertNotEmitted(card.production):
        card.show_environment(Environment(name="Dev", production=True), active=True)
    assert not card.use.isEnabled()
    with qtbot.waitSignal(card.production) as told:
        qtbot.keyClick(card.switch, Qt.Key.Key_Space)
    assert told.args == [False]


def test_a_refusal_stays_until_the_next_environment(card):
    card.say("An environment needs a name.")
    assert card.check.isVisible()
    card.show_environment(Environment(name="Prod"), active=False)
    assert not card.check.isVisible()


def test_at_a_large_font_the_buttons_wrap_and_stay_whole(qtbot, card, light):
    light.set_percent(200)
    card.resize(700, card.heightForWidth(700))
    qtbot.waitUntil(lambda: card.delete.y() > card.use.y() or card.delete.y() > card.name.y())
    assert card.delete.geometry().bottom() < card.height()
    assert card.delete.width() >= card.delete.sizeHint().width()


def test_the_credential_of_an_environment_is_edited_and_said(qtbot, page, owner, panel_tools):
    assert page.card.credential.accessibleName() == "Credential: none"
    page.card.credential.click()
    dialog = page.window().findChild(PassedCredential)
    assert "Dev" in dialog.windowTitle()
    token = panel_tools.vault.put("tok-0123456789-0123456789-abcdefghij")
    dialog.current.replace(Request(credential=Bearer(token=token)), "Edit")
    with qtbot.waitSignal(owner.edited) as caught:
        dialog.done_button.click()
    before, after = caught.args[0]
    assert (before, after.credential) == ("Dev", Bearer(token=token))
    assert after.values == {"token": "abc"}
    assert page.card.credential.accessibleName() == "Credential: Bearer token"
