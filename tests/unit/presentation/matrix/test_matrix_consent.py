"""Only what matters for the choice is asked, each thing by its name."""

from inspector.model.matrix import Asking, Needs, Repeated, Terms
from inspector.presentation.matrix.matrix_consent import questions, terms

DELETE = (Asking(method="DELETE", hosts=("api.example",)),)


def test_nothing_is_asked_where_nothing_is_needed():
    assert questions(Needs(), "") == ()


def test_a_method_and_its_hosts_are_named():
    (asked,) = questions(Needs(methods=DELETE), "")
    assert asked.text == "Also send DELETE"
    assert "api.example" in asked.risk
    assert terms([asked.id]) == Terms(methods=frozenset({"DELETE"}))


def test_other_hosts_are_named():
    (asked,) = questions(Needs(hosts=("b.example", "c.example")), "")
    assert "b.example, c.example" in asked.risk
    assert terms([asked.id]) == Terms(new_hosts=True)


def test_accounts_and_tries_are_named():
    logins = (
        Repeated(user="ada", host="a.example", times=3),
        Repeated(host="b.example", times=2),
    )
    (asked,) = questions(Needs(logins=logins), "")
    assert "ada at a.example: 3 times; The login at b.example: 2 times" in asked.risk
    assert terms([asked.id]) == Terms(logins=True)


def test_production_names_the_environment_and_what_goes_there():
    method, asked = questions(Needs(methods=DELETE, production=DELETE), "Live")
    assert "Live" in asked.risk
    assert "DELETE would go to api.example" in asked.risk
    assert terms([asked.id]) == Terms(production=True)
    assert terms([method.id, asked.id]).methods == {"DELETE"}
