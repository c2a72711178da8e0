"""A row is painted with its result, its pin and its flash, in the colours of the theme."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from inspector.gui.experiments.row_paint import ExperimentModel, RowPaint
from inspector.presentation.experiments.experiment_rows import rows
from tests.gui import trial_samples as trials


@pytest.fixture
def paint(light):
    model = ExperimentModel()
    model.show_rows(rows(trials.tried(), "GET", {"without-credentials": 3}))
    return RowPaint(light, model), model


def _colours(paint, name, state=QStyle.StateFlag.State_None):
    delegate, model = paint
    index = model.place(name)
    option = QStyleOptionViewItem()
    size = delegate.sizeHint(option, index)
    option.rect = QRect(0, 0, size.width(), size.height())
    option.state = state
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return {image.pixel(x, y) for x in range(size.width()) for y in range(size.height())}


def _rgb(theme, token):
    return QColor(theme.tokens.colour(token)).rgb()


def test_a_refusal_is_red_and_an_acceptance_green(paint, light):
    assert _rgb(light, "err") in _colours(paint, "garbage-credentials")
    assert _rgb(light, "ok") in _colours(paint, "final-address")


def test_evidence_has_its_pin_and_band(paint, light):
    seen = _colours(paint, "without-credentials")
    assert {_rgb(light, "err_fill"), _rgb(light, "err_soft")} <= seen


def test_the_flashed_row_is_lit_up(paint, light):
    paint[0].flashed = "final-address"
    assert _rgb(light, "err_line") in _colours(paint, "final-address")
    assert _rgb(light, "err_line") not in _colours(paint, "garbage-credentials")


def test_selection_and_focus_show(paint, light):
    state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    seen = _colours(paint, "final-address", state)
    assert {_rgb(light, "accent_soft"), _rgb(light, "accent")} <= seen
