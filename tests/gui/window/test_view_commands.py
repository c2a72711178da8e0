"""View commands: switches, theme, size, tabs, panes, screens."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from inspector.gui.forms.secret_edit import SecretEdit
from inspector.gui.screens.registry import screens
from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.view_commands import ViewCommands
from inspector.model.request import Request


@pytest.fixture
def window(panel_tools, qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1300, 700)
    ViewCommands(panel_tools, made).setParent(made)
    return made


def run(tools, name):
    assert tools.actions.run(name), name


@pytest.mark.parametrize(
    ("command", "switch"),
    [
        ("toggle-sidebar", "sidebar"),
        ("toggle-below", "response_below"),
        ("toggle-notes", "notes_on"),
        ("toggle-secrets", "secrets_hidden"),
        ("toggle-presentation", "presentation"),
    ],
)
def test_switches_turn_round_and_show_it(window, panel_tools, command, switch):
    before = getattr(panel_tools.choices.value, switch)
    assert panel_tools.actions.action(command).isChecked() is before
    run(panel_tools, command)
    assert getattr(panel_tools.choices.value, switch) is not before
    assert panel_tools.actions.action(command).isChecked() is not before


def test_theme_and_size_go_into_the_settings(window, panel_tools):
    settings = panel_tools.settings
    run(panel_tools, "theme-dark")
    assert settings.text("appearance.theme") == "dark"
    run(panel_tools, "larger")
    assert settings.number("appearance.scale") == 110
    for _ in range(20):
        run(panel_tools, "smaller")
    assert settings.number("appearance.scale") == 80
    run(panel_tools, "usual-size")
    assert settings.number("appearance.scale") == 100


def test_tabs_by_number_and_in_turn(window, panel_tools):
    tabs = panel_tools.tabs
    for name in ("one", "two", "three"):
        tabs.open(RequestDocument(Request(name=name)))
    run(panel_tools, "tab-2")
    assert tabs.active.title == "two"
    assert not panel_tools.actions.can_run("tab-4")
    run(panel_tools, "next-tab")
    run(panel_tools, "next-tab")
    assert tabs.active.title == "one"
    run(panel_tools, "close-tab")
    assert len(tabs.documents) == 2
    run(panel_tools, "reopen-tab")
    assert tabs.active.title == "one"
    run(panel_tools, "previous-tab")
    assert tabs.active.title == "three"


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (command.id, screen.kind)
        for screen in screens().values()
        if not screen.provider
        for command in screen.commands
    ],
)
def test_screens_open_as_tabs(window, panel_tools, command, kind):
    run(panel_tools, command)
    run(panel_tools, command)
    (document,) = panel_tools.tabs.documents
    assert document.kind == kind


def test_f6_walks_the_panes(window, panel_tools, qtbot):
    fields = {}
    for name in ("rail", "request_pane", "response_pane"):
        pane = QWidget(window)
        pane.setObjectName(name)
        fields[name] = QLineEdit(pane)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    seen = []
    for command in ("next-pane", "next-pane", "next-pane", "next-pane", "previous-pane"):
        run(panel_tools, command)
        seen.append(QApplication.focusWidget())
    names = [next(name for name, field in fields.items() if field is each) for each in seen]
    assert names == ["request_pane", "response_pane", "rail", "request_pane", "rail"]


def test_the_focused_secret_is_revealed(window, panel_tools, qtbot):
    secret = SecretEdit(panel_tools.theme, panel_tools.choices, "Token")
    secret.setParent(window)
    secret.set_secret("hush")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    secret.line.setFocus()
    run(panel_tools, "reveal")
    assert secret.revealed
    secret.line.clearFocus()
    assert not panel_tools.actions.can_run("reveal")


def test_without_panes_f6_does_nothing(window, panel_tools):
    run(panel_tools, "next-pane")
    assert QApplication.focusWidget() is None


def test_a_new_request_closed_with_what_was_typed_is_offered_back(window, panel_tools):
    said = []
    panel_tools.notices.said.connect(said.append)
    typed = RequestDocument(Request())
    panel_tools.tabs.open(RequestDocument(Request(name="other")))
    panel_tools.tabs.open(typed)
    typed.current.replace(Request(url="http://y/orders"), "Edit")
    panel_tools.tabs.close(typed)
    assert [each.text for each in said] == ["“orders” was closed with changes."]
    said[0].do()
    assert panel_tools.tabs.active is typed


def test_a_tab_closed_with_changes_is_offered_back(window, panel_tools):
    said = []
    panel_tools.notices.said.connect(said.append)
    saved = RequestDocument(Request(name="orders", url="http://x"))
    saved.mark_saved(saved.current.value, "orders.toml")
    panel_tools.tabs.open(saved)
    panel_tools.tabs.open(RequestDocument(Request(name="other")))
    panel_tools.tabs.close(panel_tools.tabs.active)
    assert said == []
    saved.current.replace(Request(name="orders", url="http://y"), "Edit")
    panel_tools.tabs.close(saved)
    panel_tools.tabs.open(RequestDocument(Request(name="third")))
    panel_tools.tabs.close(panel_tools.tabs.active)
    assert said[0].text == "“orders” was closed with changes."
    said[0].do()
    assert panel_tools.tabs.active is saved
    assert saved.current.value.url == "http://y"
