"""The Auth tab."""

import jwt
import pytest
from PySide6.QtCore import Qt

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.compose.auth_tab import AuthTab, Life, LifeBar, OriginRow, PreviewCard, life_of
from inspector.gui.state.documents import Origin
from inspector.model.credential import ApiKey, Basic, Bearer, Digest, Unsupported
from inspector.model.request import Request, RequestHeader
from inspector.presentation.exchange.pins import FieldMark


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


# ---------------- The bar of a token's life
KEY = "a key that is long enough for HMAC"


def _token(**claims):
    return jwt.encode(claims, KEY, "HS256")


def test_the_life_of_a_token():
    life = life_of(_token(iat=100, exp=200), now=150)
    assert life == Life(100, 200, 150)
    assert not life.over
    assert life_of(_token(iat=100, exp=200), now=200).over


@pytest.mark.parametrize("token", ["opaque", "a.b.c", _token(exp=5), _token(iat=9, exp=3), ""])
def test_without_both_times_there_is_none(token):
    assert life_of(token) is None


def test_the_bar_shows_and_hides(qtbot, light):
    bar = LifeBar(light)
    qtbot.addWidget(bar)
    bar.show_life(Life(0, 100, 150))
    assert "expired" in bar.accessibleName()
    bar.resize(100, 4)
    colour = bar.grab().toImage().pixelColor(95, 2)
    assert colour.red() > colour.green()
    bar.show_life(None)
    assert bar.isHidden()


# ---------------- The line that says where an inherited credential comes from
def test_it_names_the_folder_and_leads_there(light, qtbot):
    row, led = OriginRow(light), []
    qtbot.addWidget(row)
    assert row.isHidden()
    row.show_origin(Origin("Orders", lambda: led.append(1)), "Bearer")
    assert not row.isHidden()
    assert row.text.text() == "Inherited from Orders: Bearer"
    assert "Orders" in row.edit.accessibleName()
    row.show()
    qtbot.mouseClick(row.edit, Qt.MouseButton.LeftButton)
    assert led == [1]
    row.show_origin(None, "")
    assert row.isHidden()


# ---------------- The card that shows how a credential is sent
def test_long_bytes_may_break_but_are_read_whole(qtbot, light):
    card = PreviewCard(light)
    qtbot.addWidget(card)
    card.show_preview("Authorization: Basic " + "x" * 200, "Words.")
    assert card.bytes_shown == "Authorization: Basic " + "x" * 200
    card.resize(316, 300)
    card.show()
    assert card.minimumSizeHint().width() <= 316


def test_nothing_sent_shows_words_only(qtbot, light):
    card = PreviewCard(light)
    qtbot.addWidget(card)
    card.show_preview("", "No credential is added.")
    assert card._bytes.isHidden()
