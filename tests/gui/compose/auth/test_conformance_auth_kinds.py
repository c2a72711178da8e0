"""Every kind of credential that can be chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from inspector.gui.compose.auth.kinds import (
    add_unsent,
    is_filled_in,
    kind_of,
    kinds,
    turned_into,
    unsent_kinds,
)
from inspector.gui.compose.draft import value_at
from inspector.model.credential import kind_of_scheme
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.schemes.computed_schemes import SENT_BY_CURL, computed
from inspector.workbench.recipes import recipes_for

HELD = SecretRef(place="keyring", name="a")
LOGIN = Basic(user="ada", password=HELD)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__.rsplit(".", 1)[-1])
class TestKind:
    def test_it_makes_its_record(self, kind):
        made = turned_into(LOGIN, kind)
        assert isinstance(made, kind.KIND)
        assert kind_of(made) is kind

    def test_its_fields_exist_in_the_record(self, kind):
        request = Request(credential=turned_into(LOGIN, kind))
        for field in kind.fields():
            assert field.label
            assert value_at(request, field.path) is not None

    def test_recipes_stand_over_its_fields_where_there_are_any(self, kind):
        assert is_filled_in(kind) is bool(recipes_for(kind.KIND.tag()))

    def test_it_says_something(self, kind):
        assert kind.KIND.label()
        assert kind.explain(turned_into(LOGIN, kind)).endswith((".", ")"))


def test_kinds_are_in_order_and_known_by_title():
    titles = [kind.KIND.label() for kind in kinds()]
    assert len(set(titles)) == len(titles)
    assert titles[1] == "None"


def test_a_login_is_carried_over_and_a_token_is_no_password():
    chosen = {kind.KIND: kind for kind in kinds()}
    assert turned_into(LOGIN, chosen[Digest]) == Digest(user="ada", password=HELD)
    assert turned_into(LOGIN, chosen[Bearer]) == Bearer()
    assert turned_into(Bearer(token=HELD), chosen[Basic]) == Basic()
    assert turned_into(Bearer(token=HELD), chosen[ApiKey]) == ApiKey(value=HELD)


def test_an_imported_scheme_has_no_form():
    assert kind_of(Unsupported(scheme="hawk")) is None


def test_what_can_not_be_sent_yet_stands_grey_in_the_list(qtbot):
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItem("None")
    add_unsent(choice)
    assert [choice.itemText(place) for place in range(1, choice.count())] == list(unsent_kinds())
    for place in range(choice.count()):
        index = choice.model().index(place, 0)
        enabled = bool(choice.model().flags(index) & Qt.ItemFlag.ItemIsEnabled)
        assert enabled is (place == 0)
        said = index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""
        assert said.endswith("yet; curl can.") is (place > 0)


def test_a_scheme_that_has_a_kind_is_not_grey():
    assert all(
        kind_of_scheme(word) is None
        for word in SENT_BY_CURL
        if computed(word).name in unsent_kinds()
    )
    assert not {kind.KIND.label() for kind in kinds()} & set(unsent_kinds())
