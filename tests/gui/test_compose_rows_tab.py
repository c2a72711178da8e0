"""Parameters and headers as tables."""

import pytest

from inspector.gui.compose.request_pane import HEADER_NAMES, HeadersTab, ParamsTab
from inspector.gui.lists.key_value_rows import Row
from inspector.model.request import QueryParam, RequestHeader
from inspector.presentation.exchange.pins import FieldMark


@pytest.fixture
def params(qtbot, current, compose_tools):
    made = ParamsTab(current, compose_tools)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def headers(qtbot, current, draft, compose_tools):
    made = HeadersTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    return made


def test_parameters_of_the_address_stand_fixed_above(params, current):
    assert params.table.model.row_at(0) == Row(
        "limit", "20", fixed=True, note="This one stands in the address."
    )
    params.table.model.change([Row("page", "2"), Row("page", "3", enabled=False)])
    assert current.value.query == (
        QueryParam("page", "2"),
        QueryParam("page", "3", enabled=False),
    )


def test_headers_keep_order_and_repeats(headers, current):
    headers.table.model.change([Row("X-a", "1"), Row("x-A", "2")])
    assert current.value.headers == (RequestHeader("X-a", "1"), RequestHeader("x-A", "2"))
    current.undo()
    assert headers.table.rows == ()


def test_added_headers_are_shown(headers):
    fixed = [headers.table.model.row_at(row) for row in range(4)]
    assert {"Host", "User-Agent"} <= {row.name for row in fixed}


def test_a_mark_names_its_header(headers, current):
    current.mark((FieldMark("headers.Authorization", 3, "Sent twice."),))
    assert headers.check.text == "Authorization: Sent twice."


def test_focus_makes_the_row_it_is_asked_for(headers, current):
    assert headers.focus_field("headers.X-CSRF-Token")
    assert current.value.headers == (RequestHeader("X-CSRF-Token"),)
    assert not headers.focus_field("query.x")


# ---------------- Names offered while a header is typed
def test_names_are_tokens_without_repeats():
    assert len({name.lower() for name in HEADER_NAMES}) == len(HEADER_NAMES)
    assert all(name.replace("-", "").isalnum() for name in HEADER_NAMES)
    assert "Authorization" in HEADER_NAMES
