"""The further credentials of the Auth tab: added, changed, refused their place, taken away."""

import pytest

from inspector.gui.compose.credential.also_sent import kinds_beside
from inspector.gui.compose.credential.auth_tab import AuthTab
from inspector.gui.compose.draft import value_at, with_value
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.request import Request
from inspector.presentation.exchange.pins import FieldMark


@pytest.fixture
def tab(qtbot, current, draft, compose_tools):
    made = AuthTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    made.resize(348, 640)
    made.show()
    return made


def _choose(card, kind):
    card.type.activated.emit([each.KIND for each in kinds_beside()].index(kind))


def test_one_is_added_changed_and_taken_away(tab, current):
    first = current.value.credential
    tab.also.add.click()
    assert current.value.also == (ApiKey(),)
    (card,) = tab.also.cards
    name = card.form.field("also.0.name").editor
    name.edited.emit("X-App")
    assert current.value.also[0].name == "X-App"
    _choose(card, Bearer)
    assert isinstance(current.value.also[0], Bearer)
    tab.also.cards[0].away.click()
    assert (current.value.also, tab.also.cards) == ((), [])
    assert current.value.credential == first
    current.undo()
    assert isinstance(current.value.also[0], Bearer)
    assert len(tab.also.cards) == 1


def test_all_that_leaves_is_shown_in_its_order(tab, current, draft, compose_tools):
    key = compose_tools.vault.put("key-0123456789abcdef")
    other = ApiKey(name="X-Api-Key", value=key)
    current.replace(with_value(current.value, "also", (other,)), "x")
    draft.renew()
    lines = draft.preview.split("\n")
    assert [line.partition(":")[0] for line in lines] == ["Authorization", "X-Api-Key"]
    assert "0123456789abcdef" not in draft.preview


def test_one_whose_place_is_taken_says_so(tab, current, draft):
    current.replace(Request(credential=Basic(user="me"), also=(Bearer(),)), "x")
    draft.renew()
    (card,) = tab.also.cards
    assert card.check.text == "It is not sent: Basic goes in Authorization already."
    current.replace(Request(credential=ApiKey(), also=(Bearer(),)), "x")
    draft.renew()
    assert tab.also.cards[0].check.text == ""


def test_what_has_a_form_of_its_own_can_be_put_first(tab, current):
    wide = SignedJwt(name="X-Jwt")
    current.replace(Request(credential=ApiKey(), also=(wide,)), "x")
    (card,) = tab.also.cards
    assert card.form is None
    button = next(each for each in card.children() if each.objectName() == "also_0_first")
    button.click()
    assert (current.value.credential, current.value.also) == (wide, (ApiKey(),))


def test_a_remark_and_a_mark_stand_at_their_own_fields(tab, current, draft, compose_tools):
    token = compose_tools.vault.put("Bearer abc")
    current.replace(Request(also=(ApiKey(), Bearer(token=token))), "x")
    draft.renew()
    field = tab.also.field("also.1.token")
    assert "Bearer" in field.check.text
    current.mark((FieldMark("also.0.name", 1, "wrong"),))
    assert tab.wrong
    assert tab.focus_field("also.0.name")
    assert tab.also.field("also.0.name").check.text == "wrong"


def test_a_path_leads_into_a_list():
    request = Request(also=(ApiKey(), Bearer()))
    assert value_at(request, "also.1.word") == "Bearer"
    assert value_at(request, "also.2.word") is None
    assert with_value(request, "also.1.word", "Token").also == (ApiKey(), Bearer(word="Token"))


@pytest.mark.parametrize("kind", [each.KIND for each in kinds_beside()])
def test_no_card_is_wider_than_the_pane(tab, current, kind):
    current.replace(Request(also=(kind(),)), "x")
    assert tab.roll.widget().minimumSizeHint().width() <= 348
