"""How a request is sent."""

import pytest

from inspector.gui.compose.draft import value_at
from inspector.gui.compose.request_pane import OptionsTab, fields
from inspector.model.credential import Basic
from inspector.model.request import Request


@pytest.fixture
def tab(qtbot, current, draft, compose_tools):
    made = OptionsTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    return made


def test_every_row_edits_something_that_exists():
    for field in fields():
        if "proxy_credential" not in field.path:
            assert hasattr(Request().options, field.path.partition(".")[2])


def test_a_switch_changes_the_request(tab, current):
    tab.form.field("options.verify_tls").editor.main.click()
    assert value_at(current.value, "options.verify_tls") is False


def test_the_proxy_login_gets_the_focus_by_its_path_and_takes_a_user(qtbot, tab, current):
    assert tab.focus_field("options.proxy_credential")
    qtbot.keyClicks(tab.form.field("options.proxy_credential.user").editor.line, "ada")
    assert current.value.options.proxy_credential == Basic(user="ada")
    assert not tab.focus_field("options.none")


def test_a_login_in_the_proxy_address_moves_to_its_fields(tab, current, compose_tools):
    line = tab.form.field("options.proxy").editor.main
    line.setText("http://ada:p%40ss@proxy.example:3128")
    line.textEdited.emit(line.text())
    before = current.value
    line.editingFinished.emit()
    options = current.value.options
    assert options.proxy == "http://proxy.example:3128"
    assert options.proxy_credential.user == "ada"
    assert compose_tools.vault.peek(options.proxy_credential.password) == "p@ss"
    assert "p@ss" not in str([notice.text for notice in compose_tools.notices.all])
    compose_tools.notices.all[-1].do()
    assert current.value == before
