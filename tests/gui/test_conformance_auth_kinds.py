"""Every kind of credential that can be chosen."""

import pytest

from inspector.gui.compose.auth.kinds import Carried, carried_from, kind_of, kinds
from inspector.gui.compose.paths import value_at
from inspector.model.credential import Basic, Unsupported
from inspector.model.request import Request
from inspector.model.secret import SecretRef

CARRIED = Carried("ada", SecretRef(place="keyring", name="a"))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__.rsplit(".", 1)[-1])
class TestKind:
    def test_it_makes_its_record(self, kind):
        made = kind.make(CARRIED)
        assert isinstance(made, kind.KIND)
        assert kind_of(made) is kind

    def test_its_fields_exist_in_the_record(self, kind):
        request = Request(credential=kind.make(CARRIED))
        for field in kind.fields():
            assert field.label
            assert value_at(request, field.path) is not None

    def test_it_says_something(self, kind):
        assert kind.title()
        assert kind.explain(kind.make(CARRIED)).endswith((".", ")"))


def test_kinds_are_in_order_and_known_by_title():
    titles = [kind.title() for kind in kinds()]
    assert len(set(titles)) == len(titles) == 6
    assert titles[1] == "None"


def test_user_and_secret_are_carried_over():
    assert carried_from(Basic(user="ada", password=CARRIED.secret)) == CARRIED


def test_an_imported_scheme_has_no_form():
    assert kind_of(Unsupported(scheme="hawk")) is None
