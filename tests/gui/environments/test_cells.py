"""Cells say values, masks, and what is used but not set."""

import pytest

from inspector.gui.environments.cells import EVERYWHERE, NAME, SECRET, Cells
from inspector.gui.environments.changes import SHARED, Changes
from inspector.model.collection import Environment
from inspector.model.request import Request
from inspector.model.secret import SecretRef

VALUE = "a-secret-value-of-more-than-thirty-two-characters"


@pytest.fixture
def cells(panel_tools):
    ref = panel_tools.vault.put(VALUE)
    panel_tools.environments.share({"api": "https://shared", "plain": ""})
    dev = Environment(name="Dev", values={"key": ref, "far": SecretRef("keyring", "not-loaded")})
    panel_tools.environments.replace((dev, Environment(name="Prod", values={"api": "x\ny"})))
    panel_tools.tabs.open_request(Request(url="{{api}}/{{limit}}"))
    made = Cells(panel_tools, Changes(panel_tools))
    assert made.count() == ("api", "plain", "key", "far", "limit")
    return made


def test_columns_are_places(cells):
    assert cells.places == (SHARED, "Dev", "Prod")
    assert [cells.place_at(column) for column in (NAME, SECRET, EVERYWHERE, 3, 5)] == [
        None,
        None,
        SHARED,
        "Dev",
        None,
    ]


def test_values_of_everywhere_stand_grey_in_the_environments(cells):
    assert cells.cell("api", EVERYWHERE).text == "https://shared"
    assert cells.cell("api", 3).token == "text3"
    assert "as everywhere" in cells.cell("api", 3).note
    assert cells.cell("api", 4).text == "x"
    assert cells.cell("plain", EVERYWHERE).text == "empty"


def test_secrets_are_masked(cells):
    shown = cells.cell("key", 3)
    assert VALUE not in (shown.text + shown.note)
    assert "••••" in shown.text
    assert cells.cell("far", 3).text == "•" * 12
    assert cells.typed("key", "Dev") == ""
    assert cells.typed("api", SHARED) == "https://shared"


def test_what_is_used_and_not_set_is_said(cells):
    assert cells.cell("limit", NAME).token == "warn"
    assert cells.cell("limit", 4).text == "not set"
    assert cells.cell("key", 4).text == ""
    assert cells.unset("Prod") == ("limit",)


def test_uses_are_counted(cells):
    assert cells.cell("api", 5).text == "1 use"
    assert cells.cell("key", 5).text == "unused"


def test_saved_requests_count_once_even_while_open(cells, panel_tools):
    saved = Request(id="c/one", url="{{api}}")
    panel_tools.environments.serve((saved, Request(id="c/two", url="{{api}}")))
    panel_tools.tabs.open_request(saved, "c/one")
    cells.count()
    assert cells.uses["api"] == 3
