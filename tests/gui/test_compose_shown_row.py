"""Secrets in tables are masked until they are edited."""

import pytest

from inspector.gui.compose.draft import shown_value
from inspector.gui.lists.key_value_rows import Row


@pytest.mark.parametrize("name", ["Authorization", "X-Api-Key", "access_token", "password"])
def test_a_secret_by_its_name_is_masked(panel_tools, name):
    shown = shown_value(Row(name, "hunter2-hunter2"), panel_tools)
    assert "hunter" not in shown
    panel_tools.choices.change(secrets_hidden=False)
    assert shown_value(Row(name, "hunter2-hunter2"), panel_tools) == "hunter2-hunter2"


def test_a_secret_of_the_vault_is_masked_anywhere(panel_tools):
    panel_tools.vault.put("correct-horse-battery")
    assert "horse" not in shown_value(Row("X-Note", "a correct-horse-battery b"), panel_tools)


def test_ordinary_values_and_variables_stay(panel_tools):
    for value in ("application/json", "Bearer {{token}}", ""):
        assert (
            shown_value(Row("Authorization" if "{" in value else "Accept", value), panel_tools)
            == value
        )
