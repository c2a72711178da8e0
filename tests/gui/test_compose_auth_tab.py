"""The Auth tab."""

import pytest

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.auth_tab import AuthTab
from inspector.gui.state.current_request import FieldMark
from inspector.model.credential import ApiKey, Basic, Bearer, Digest, Unsupported
from inspector.model.request import Request, RequestHeader


@pytest.fixture
def tab(qtbot, current, draft, compose_tools):
    made = AuthTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    made.resize(348, 640)
    made.show()
    return made


def _choose(tab, kind):
    index = [each.KIND for each in kinds()].index(kind)
    tab.type.activated.emit(index)


def test_changing_the_kind_carries_over_what_can_be(tab, current):
    token = current.value.credential.token
    _choose(tab, ApiKey)
    assert current.value.credential.value == token
    _choose(tab, Basic)
    assert current.value.credential == Basic()  # a token is no password
    assert set(tab.form.fields) == {
        "credential.user",
        "credential.password",
        "credential.charset",
    }
    current.undo()
    assert isinstance(current.value.credential, ApiKey)
    assert tab.type.currentText() == "API key"


def test_a_field_gets_the_focus_by_its_path(qtbot, tab):
    assert tab.focus_field("credential.word")
    assert tab.focus_field("credential.kind")
    assert not tab.focus_field("credential.user")


def test_a_competing_header_is_flagged(tab, current, draft):
    headers = (RequestHeader("Authorization", "Basic x"),)
    current.replace(Request(url="http://a/", headers=headers, credential=Basic(user="a")), "x")
    draft.renew()
    assert tab._conflict.isVisibleTo(tab)
    assert "Your own Authorization" in tab._conflict.accessibleName()


def test_a_mark_makes_the_tab_wrong(tab, current):
    assert not tab.wrong
    current.mark((FieldMark("credential.token", 1, "Expired."),))
    assert tab.wrong


def test_a_scheme_that_can_only_be_imported_is_named(tab, current, draft):
    current.replace(Request(credential=Unsupported(scheme="NTLM")), "x")
    draft.renew()
    assert tab.type.currentIndex() == -1
    assert "NTLM" in tab.type.placeholderText()


@pytest.mark.parametrize("kind", [Basic, Bearer, ApiKey, Digest])
def test_nothing_is_wider_than_the_pane(tab, kind):
    _choose(tab, kind)
    assert tab.widget().minimumSizeHint().width() <= 348
