"""Environments: the one in use wins over the collection."""

import pytest

from inspector.gui.state.environments import EnvironmentEdit, Environments, Resolved
from inspector.model.collection import Environment
from inspector.model.request import Request
from inspector.model.secret import SecretRef

KEY = SecretRef("keyring", "key")


@pytest.fixture
def environments(qapp):
    made = Environments()
    made.share({"api": "https://shared", "only": "here"})
    made.replace((Environment(name="Staging", values={"api": "https://staging", "key": KEY}),))
    return made


def test_without_an_environment_the_collection_counts(environments):
    assert environments.active is None
    assert environments.resolve("api") == Resolved("https://shared", "the collection")
    assert environments.resolve("key") is None


def test_the_environment_wins(environments, qtbot):
    with qtbot.waitSignal(environments.changed):
        environments.choose("Staging")
    assert environments.resolve("api") == Resolved("https://staging", "Staging")
    assert environments.values() == {"api": "https://staging", "only": "here", "key": KEY}


def test_an_environment_that_is_gone_is_not_in_use(environments):
    environments.choose("Staging")
    environments.replace(())
    assert environments.active_name == ""


def test_equal_values_are_no_change(environments):
    told = []
    environments.changed.connect(lambda: told.append(1))
    environments.choose("")
    environments.share(dict(environments.shared))
    environments.replace(environments.all)
    assert told == []


def test_the_scope_holds_plain_and_secret_variables(environments):
    environments.choose("Staging")
    scope = environments.scope()
    assert scope.variables == {"api": "https://staging", "only": "here"}
    assert scope.secret_variables == {"key": KEY}
    assert scope.environment == "Staging"


def test_edits_are_told_apart_from_what_is_read(qtbot, environments):
    told = []
    environments.edited.connect(told.append)
    environments.replace((Environment(name="a"),))
    assert not told
    environments.choose("a")
    environments.put(Environment(name="b"), before="a")
    environments.put(Environment(name="c"))
    environments.remove("b")
    assert told == [
        EnvironmentEdit("a", Environment(name="b")),
        EnvironmentEdit("", Environment(name="c")),
        EnvironmentEdit("b", None),
    ]
    assert [each.name for each in environments.all] == ["c"]
    assert environments.active_name == ""


def test_a_renamed_environment_stays_in_use(environments):
    environments.replace((Environment(name="a"),))
    environments.choose("a")
    environments.put(Environment(name="b"), before="a")
    assert environments.active_name == "b"


def test_edited_shared_values_are_told(qtbot, environments):
    with qtbot.waitSignal(environments.shared_edited) as told:
        environments.edit_shared({"api": "x"})
    assert told.args == [{"api": "x"}]
    assert environments.shared == {"api": "x"}


def test_the_saved_requests_are_known(qtbot, environments):
    with qtbot.waitSignal(environments.changed):
        environments.serve((Request(url="{{api}}"),))
    assert environments.requests == (Request(url="{{api}}"),)
    with qtbot.assertNotEmitted(environments.changed):
        environments.serve(environments.requests)
