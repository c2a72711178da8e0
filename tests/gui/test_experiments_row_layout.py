"""The parts of a row never lie over each other and never leave the row, at any size of text."""

import pytest
from PySide6.QtCore import QRect

from inspector.gui.experiments.row_paint import action_words, places
from inspector.presentation.experiments.experiment_rows import own_row, rows
from tests.gui import trial_samples as trials

ROWS = (
    own_row(401),
    *rows(trials.tried(()), "GET", {}),
    *rows(trials.tried(), "GET", {"without-credentials": 3}),
    *rows(trials.tried((), waiting=("final-address",)), "GET", {}),
)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [380, 559, 560, 760, 1200])
def test_nothing_overlaps_or_is_cut(light, percent, width):
    light.set_percent(percent)
    for row in ROWS:
        made = places(light, row, width)
        whole = QRect(0, 0, width, made.height)
        parts = [
            made.title if row.title else QRect(),
            made.text,
            made.code,
            made.action if row.act else QRect(),
        ]
        for at, part in enumerate(parts):
            assert part.isNull() or whole.contains(part), (row.title, part, whole)
            assert not any(part.intersects(other) for other in parts[at + 1 :]), row.title


def test_buttons_are_large_enough_to_hit(light):
    for row in ROWS:
        action = places(light, row, 760).action
        if row.act:
            assert min(action.width(), action.height()) >= 24
        assert bool(action_words(row)) == (row.act in ("run", "ask"))
