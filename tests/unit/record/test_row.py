"""A line of the list knows its time."""

from datetime import UTC, datetime

import msgspec

from inspector.record.row import COLUMNS, Row
from tests.unit.record.conftest import NOON


def test_the_time_is_utc():
    assert Row(id="a", started=NOON).time == datetime(2025, 11, 25, 12, tzinfo=UTC)


def test_every_column_is_a_field_and_only_tags_are_apart():
    fields = {field.name for field in msgspec.structs.fields(Row)}
    assert fields - set(COLUMNS) == {"tags"}
