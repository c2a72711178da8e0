"""A label names an attempt without its query."""

from datetime import UTC, datetime

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.request import Request
from inspector.presentation.comparison.attempt_labels import (
    head_labels,
    label_of,
    label_of_row,
    offered,
    offered_row,
)
from inspector.workbench.answer import Answer
from tests.gui.compare_samples import columns
from tests.gui.history_samples import attempt


def test_a_label_has_method_path_and_time():
    made = columns()[0].answer
    assert label_of(made) == "GET /v1/orders, time unknown"
    started = datetime(2026, 11, 25, 12, tzinfo=UTC)
    attempt = msgspec.structs.replace(made.attempt, started=started)
    text = label_of(msgspec.structs.replace(made, attempt=attempt))
    assert text.startswith("GET /v1/orders, ")
    assert text.endswith(":00:00")
    assert label_of(Answer(attempt=Attempt())) == "Not sent"


def test_heads_are_numbered_and_say_what_sets_them_apart():
    one, other = columns()
    timed = tuple(
        each._replace(label=f"GET /orders, 12:00:0{at}") for at, each in enumerate(columns())
    )
    assert head_labels(timed) == ["Attempt 1, 12:00:00", "Attempt 2, 12:00:01"]
    elsewhere = timed[1]._replace(label="GET /users, 12:00:01")
    assert head_labels((timed[0], elsewhere)) == [
        "Attempt 1, 12:00:00, GET /orders",
        "Attempt 2, 12:00:01, GET /users",
    ]
    assert head_labels((one, other)) == ["Attempt 1, old", "Attempt 2, new"]


def test_a_row_of_the_history_has_day_and_time():
    row, _ = attempt(1)
    assert label_of_row(row).startswith("GET /orders, 25 Nov ")


def test_what_is_offered_has_status_name_and_time():
    made = columns()[0].answer
    assert offered(made) == "401  GET /v1/orders, time unknown"
    named = Request(url="https://api.example.com/v1/orders", name="List orders")
    told = msgspec.structs.replace(
        made, attempt=msgspec.structs.replace(made.attempt, request=named)
    )
    assert offered(told) == "401  List orders, time unknown"
    (exchange, *_) = made.attempt.exchanges
    lost = msgspec.structs.replace(exchange, reply=None)
    assert offered(Answer(attempt=Attempt(exchanges=(lost,)))).startswith(
        "No reply  GET /v1/orders"
    )
    assert offered(Answer(attempt=Attempt())) == "Not sent"
    row, _ = attempt(1)
    assert offered_row(row).startswith(f"{row.status}  {row.name or row.method}")
