"""Environments of the active tab's collection."""

import pytest

from inspector.gui.library.open_requests import OpenRequests
from inspector.gui.library.passing_on import EnvironmentFiles
from inspector.model.collection import Environment

STAGING = Environment(name="Staging", values={"api": "http://staging"})


@pytest.fixture
def files(owner, panel_tools, shop):
    made = EnvironmentFiles(panel_tools, owner)
    OpenRequests(panel_tools, owner).open(shop.list, keep=True)
    return made


def test_the_variables_of_the_active_tabs_collection_are_shared(files, panel_tools):
    assert panel_tools.environments.shared == {"api": "http://api.example.com"}


def test_the_saved_requests_are_known_to_count_uses(files, panel_tools, shop):
    ids = [each.id for each in panel_tools.environments.requests]
    assert any(shop.list.endswith(f"{each}.toml") for each in ids)


def test_an_environment_is_written_changed_and_removed(files, panel_tools, owner, shop, settle):
    panel_tools.environments.put(STAGING)
    settle(owner)
    (file,) = (shop.home / "example" / "environments").iterdir()
    assert "http://staging" in file.read_text()
    panel_tools.environments.put(Environment(name="Stage"), "Staging")
    settle(owner)
    assert [each.name for each in panel_tools.environments.all] == ["Stage"]
    panel_tools.environments.remove("Stage")
    settle(owner)
    assert not file.exists()


def test_shared_values_are_written(files, panel_tools, owner, shop, settle):
    panel_tools.environments.edit_shared({"api": "http://other"})
    settle(owner)
    assert "http://other" in (shop.home / "example" / "collection.toml").read_text()
    assert panel_tools.environments.shared == {"api": "http://other"}


def test_two_edits_in_a_row_both_stay(files, panel_tools, owner, settle):
    panel_tools.environments.put(STAGING)
    panel_tools.environments.put(Environment(name="Production", production=True))
    settle(owner)
    assert [each.name for each in panel_tools.environments.all] == ["Production", "Staging"]


def test_without_a_collection_the_first_one_is_made(panel_tools, settle):
    from inspector.gui.library.collections import Collections

    owner = Collections(panel_tools)
    kept = EnvironmentFiles(panel_tools, owner)
    owner.begin()
    settle(owner)
    panel_tools.environments.put(STAGING)
    settle(owner)
    assert [node.name for node in owner.nodes] == ["My requests"]
    assert panel_tools.environments.all == (STAGING,)
    assert kept


def test_the_first_edits_all_go_to_one_collection(panel_tools, settle):
    from inspector.gui.library.collections import Collections

    owner = Collections(panel_tools)
    kept = EnvironmentFiles(panel_tools, owner)
    owner.begin()
    settle(owner)
    panel_tools.environments.put(STAGING)
    panel_tools.environments.put(Environment(name="Live"))
    panel_tools.environments.edit_shared({"limit": "20"})
    settle(owner)
    assert [node.name for node in owner.nodes] == ["My requests"]
    assert [each.name for each in panel_tools.environments.all] == ["Live", "Staging"]
    assert panel_tools.environments.shared == {"limit": "20"}
    assert kept is not None
