"""How a request is sent."""

import pytest

from inspector.gui.compose.options_tab import OptionsTab, fields
from inspector.gui.compose.paths import value_at
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
