"""Credentials: variables filled in, empty secrets refused."""

import pytest

from inspector.compose.assemble import filled, from_url
from inspector.compose.scope import Scope
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="keyring", name="k")
ASKED = SecretRef(place="ask", name="")
VARIABLE = SecretRef(place="environment", name="TOKEN")


def _problems(credential, value=None):
    problems = []
    secrets = {} if value is None else {KEY: Secret(value)}
    scope = Scope(variables={"u": "ann"}, secrets=secrets)
    return filled(credential, scope, problems), problems


def test_variables_are_filled_in():
    credential, problems = _problems(Basic(user="{{u}}", password=KEY), "x")
    assert (credential.user, problems) == ("ann", [])


@pytest.mark.parametrize("credential", [Basic(user="a"), Digest(user="a"), Bearer(), ApiKey()])
def test_nothing_entered_stops(credential):
    _, problems = _problems(credential)
    assert [each.kind for each in problems] == ["empty-secret"]


@pytest.mark.parametrize("credential", [Bearer(token=KEY), ApiKey(value=KEY)])
@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_token_stops(credential, value):
    _, problems = _problems(credential, value)
    assert [each.kind for each in problems] == ["empty-secret"]


@pytest.mark.parametrize("kind", [Basic, Digest])
def test_a_password_may_be_empty_where_it_was_entered_so(kind):
    _, problems = _problems(kind(user="sk_key", password=KEY), "")
    assert problems == []


@pytest.mark.parametrize(
    ("ref", "word"), [(KEY, "keyring"), (VARIABLE, "TOKEN"), (ASKED, "entered")]
)
def test_an_unknown_secret_says_where_it_was_looked_for(ref, word):
    _, problems = _problems(Bearer(token=ref))
    assert word in problems[0].message


def test_a_template_may_be_a_token():
    credential, problems = _problems(Bearer(token=SecretRef(place="text", name="{{nobody}}")))
    assert problems[0].kind == "unresolved-variable"
    assert isinstance(credential, Bearer)


def test_user_and_password_of_a_url():
    credential, scope = from_url("ann", "pw", Scope())
    assert credential.user == "ann"
    assert scope.revealed(credential.password) == "pw"


def test_no_credential():
    assert _problems(NoCredential()) == (NoCredential(), [])
