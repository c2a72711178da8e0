"""A label names an attempt without its query."""

from datetime import UTC, datetime

import msgspec

from inspector.gui.compare.labels import label_of
from inspector.model.attempt import Attempt
from inspector.workbench.answer import Answer
from tests.gui.compare_samples import columns


def test_a_label_has_method_path_and_time():
    made = columns()[0].answer
    assert label_of(made) == "GET /v1/orders, time unknown"
    started = datetime(2026, 11, 25, 12, tzinfo=UTC)
    attempt = msgspec.structs.replace(made.attempt, started=started)
    text = label_of(msgspec.structs.replace(made, attempt=attempt))
    assert text.startswith("GET /v1/orders, ")
    assert text.endswith(":00:00")
    assert label_of(Answer(attempt=Attempt())) == "Not sent"
