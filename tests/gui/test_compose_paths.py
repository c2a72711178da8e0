"""Values inside a request by path."""

import pytest

from inspector.gui.compose.draft import value_at, with_value
from inspector.model.credential import Basic, NoCredential
from inspector.model.request import Request

LOGIN = "options.proxy_credential"


def test_a_value_is_read_and_replaced():
    request = with_value(Request(credential=Basic(user="ada")), "credential.user", "bob")
    assert value_at(request, "credential.user") == "bob"
    assert value_at(request, "credential.token") is None


def test_an_unknown_field_is_a_mistake():
    with pytest.raises(TypeError):
        with_value(Request(), "options.colour", "red")


def test_a_proxy_login_begins_and_ends_with_its_fields():
    request = with_value(Request(), f"{LOGIN}.user", "ada")
    assert value_at(request, LOGIN) == Basic(user="ada")
    assert value_at(with_value(request, f"{LOGIN}.user", ""), LOGIN) == NoCredential()
