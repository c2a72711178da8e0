"""Changes go through the owner; secret values go to the vault and nowhere else."""

import pytest

from inspector.gui.environments.changes import SHARED, Changes
from inspector.model.collection import Environment
from inspector.model.secret import SecretRef

SECRET = "s3cret-value-of-staging"  # made up


@pytest.fixture
def owner(panel_tools):
    panel_tools.environments.share({"api": "https://shared"})
    panel_tools.environments.replace(
        (Environment(name="Dev", values={"token": SECRET}), Environment(name="Prod"))
    )
    return panel_tools.environments


@pytest.fixture
def changes(owner, panel_tools):
    return Changes(panel_tools)


def _values(owner, name):
    return next(each.values for each in owner.all if each.name == name)


def test_values_are_set_and_cleared_where_they_belong(owner, changes):
    changes.set_value("Prod", "api", "https://prod", secret=False)
    changes.set_value(SHARED, "limit", "20", secret=False)
    assert _values(owner, "Prod") == {"api": "https://prod"}
    assert owner.shared == {"api": "https://shared", "limit": "20"}
    changes.clear_value("Prod", "api")
    assert _values(owner, "Prod") == {}


def test_what_does_not_change_is_not_written(owner, changes, qtbot):
    with qtbot.assertNotEmitted(owner.edited):
        changes.clear_value("Prod", "nothing")
        changes.rename("nothing", "else")


def test_a_secret_is_a_reference_that_the_vault_knows(owner, changes, panel_tools):
    changes.make_secret("token")
    ref = _values(owner, "Dev")["token"]
    assert isinstance(ref, SecretRef)
    assert SECRET not in repr(owner.all)
    assert panel_tools.vault.peek(ref) == SECRET
    assert changes.is_secret("token")
    changes.set_value("Prod", "token", "another-secret-value", secret=True)
    assert panel_tools.vault.peek(_values(owner, "Prod")["token"]) == "another-secret-value"


def test_a_secret_is_made_plain_only_when_it_is_at_hand(owner, changes):
    changes.make_secret("token")
    assert changes.make_plain("token")
    assert _values(owner, "Dev")["token"] == SECRET
    far = Environment(name="Dev", values={"token": SecretRef("keyring", "not-loaded")})
    owner.put(far, "Dev")
    assert not changes.make_plain("token")
    assert _values(owner, "Dev") == far.values


def test_a_variable_is_renamed_and_removed_everywhere(owner, changes):
    changes.set_value("Dev", "api", "x", secret=False)
    changes.rename("api", "base")
    assert list(_values(owner, "Dev")) == ["token", "base"]
    assert owner.shared == {"base": "https://shared"}
    before = changes.remove("base")
    assert owner.shared == {}
    changes.bring_back(before)
    assert owner.shared == {"base": "https://shared"}
    assert _values(owner, "Dev")["base"] == "x"


def test_environments_are_added_copied_and_brought_back(owner, changes):
    assert changes.add() == "New environment"
    assert changes.add() == "New environment 2"
    assert changes.add(owner.all[0]) == "Dev copy"
    assert _values(owner, "Dev copy") == {"token": SECRET}
    owner.choose("Dev")
    before = changes.snapshot()
    owner.remove("Dev")
    owner.put(Environment(name="Late"))
    changes.bring_back(before)
    assert {each.name for each in owner.all} == {each.name for each in before.environments}
    assert owner.active_name == "Dev"
