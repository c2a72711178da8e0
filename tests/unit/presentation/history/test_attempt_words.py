"""A line says when, what and why in few words; the tooltip says the rest."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from inspector.presentation.history.attempt_words import (
    address,
    second,
    spoken,
    status_text,
    tooltip,
    verdict,
    when,
)
from tests.gui.history_samples import NOON, attempt

ROW = attempt(1)[0]
THEN = datetime.fromtimestamp(NOON / 1000 + 1, UTC)


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (timedelta(hours=1), "12:00:01"),
        (timedelta(days=1), "yesterday 12:00"),
        (timedelta(days=3), "Tue 12:00"),
        (timedelta(days=7), "25 Nov"),
        (timedelta(days=-3), "25 Nov"),
        (timedelta(days=300), "25 Nov 2025"),
    ],
)
def test_the_time_is_as_short_as_it_is_clear(later, text):
    assert when(ROW, THEN + later) == text


def test_entries_of_one_recording_are_told_apart_by_the_second():
    local = THEN.astimezone()
    assert second(ROW) == f"{local:%H:%M:%S}"
    assert second(msgspec.structs.replace(ROW, started=0)) == ""


def test_without_a_reply_there_is_a_dash():
    lost = msgspec.structs.replace(ROW, status=None, title="")
    assert status_text(lost) == "–"
    assert verdict(lost) == "No reply"


def test_a_name_goes_before_the_address():
    assert address(ROW) == "api.example.com/orders"
    assert address(msgspec.structs.replace(ROW, name="List orders")) == "List orders"
    assert address(msgspec.structs.replace(ROW, host="", path="")) == "No address"


def test_the_whole_line_is_read_aloud():
    pinned = msgspec.structs.replace(ROW, pinned=True, tags=("release",))
    assert spoken(pinned, THEN) == (
        "GET api.example.com/orders, status 401, Your access token expired, 12:00:01, "
        "pinned, tag release"
    )


def test_the_tooltip_has_what_the_line_has_no_room_for():
    row = msgspec.structs.replace(
        ROW, environment="Staging", credential="ab12cd34", tags=("t",), note="why", scheme="Bearer"
    )
    text = tooltip(row, THEN)
    for part in ("https://api.example.com/orders/1", "Staging", "ab12cd34", "Bearer", "t", "why"):
        assert part in text
