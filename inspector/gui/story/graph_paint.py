"""Paints a story from its layout: grounds first, then lines, then what stands on them."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPen

from inspector.gui.story.brush import BOLD, LEFT, MEDIUM, MIDDLE, RIGHT, SEMIBOLD, Brush
from inspector.gui.story.life_paint import paint_lives
from inspector.gui.story.mark_paint import (
    mark_width,
    paint_head,
)
from inspector.gui.story.seen import Seen
from inspector.presentation.story.column_layout import METHOD_GAP, badge_width
from inspector.presentation.story.event_words import OUTCOME_ICONS
from inspector.presentation.story.graph import Bracket, Chip, Column, Graph, Row
from inspector.presentation.story.layout import CHIP, ENTRIES, FOOT, INTENTIONS, PAD
from inspector.presentation.story.letter_widths import code_width, width
from inspector.presentation.story.written.svg_shapes import CHIP_LOOKS
from inspector.wording import tr

_WIDEST_SELECTION = 150.0
_OUTCOMES = {"reached": "ok", "refused": "err", "given-up": "text3"}


# ---------------------------------------------------------------- grounds
def paint_grounds(brush: Brush, graph: Graph, chosen: int, hovered: int) -> None:
    """Paint the tint right of the turning point, its column, and the steps that stand out."""
    turn, painter = graph.turn, brush.painter
    if turn is not None:
        right = turn.x + turn.width
        tint = QRectF(right, 0, graph.width - right, graph.height)
        painter.fillRect(tint, brush.colour("err_soft"))
        band = QRectF(turn.x, INTENTIONS, turn.width, graph.height - INTENTIONS)
        painter.fillRect(band, brush.colour("bg"))
    for column, token in ((hovered, "hover"), (chosen, "accent_soft")):
        if 0 <= column < len(graph.columns):
            brush.round(step_ground(graph, column), 8, token)


def step_ground(graph: Graph, column: int) -> QRectF:
    """Return the ground of a step, from its head to the last credential."""
    step = graph.columns[column]
    wide = min(step.width - 4, _WIDEST_SELECTION)
    top = INTENTIONS + 2
    return QRectF(step.middle - wide / 2, top, wide, graph.foot - top - 3)


# ---------------------------------------------------------------- the whole
def paint_graph(brush: Brush, graph: Graph, seen: Seen, lit: int = -1) -> None:
    """Paint all that is in sight, without grounds and names. lit: the row that stands out."""
    columns = seen.of(graph.columns)
    _rules(brush, graph)
    _threads(brush, graph, seen)
    _turn(brush, graph)
    _brackets(brush, graph, seen)
    for place in columns:
        _head(brush, graph.columns[place])
    _page(brush, graph, seen)
    _ways(brush, graph, seen)
    for place in columns:
        for chip in graph.chips_of(place):
            _chip(brush, chip)
    paint_lives(brush, graph, seen, lit)


def _rules(brush: Brush, graph: Graph) -> None:
    """Paint the line of each host, the hairline below, and that over the foot."""
    pen = brush.pen("border", 1)
    parties = [row for row in graph.rows if row.kind == "party"]
    for row in parties[1:]:
        brush.line(QPointF(graph.names, row.y), QPointF(graph.columns_end, row.y), pen)
    y = graph.hairline
    brush.line(QPointF(PAD, y), QPointF(graph.columns_end, y), pen)
    if graph.turn is not None:
        brush.line(QPointF(PAD, graph.foot), QPointF(graph.columns_end, graph.foot), pen)


def _threads(brush: Brush, graph: Graph, seen: Seen) -> None:
    pen = brush.pen("ctl", 1, (1.0, 2.0))
    for thread in graph.threads:
        if seen.spans(thread.x, thread.x):
            brush.line(QPointF(thread.x, thread.top), QPointF(thread.x, thread.bottom), pen)


def _turn(brush: Brush, graph: Graph) -> None:
    """Paint the edges of the turning point, its words, and the foot."""
    turn = graph.turn
    if turn is None:
        return
    right = turn.x + turn.width
    top, bottom = INTENTIONS, graph.height
    edge = brush.pen("ctl", 1, (4.0, 3.0))
    brush.line(QPointF(turn.x, top), QPointF(turn.x, bottom), edge)
    brush.line(QPointF(right, 0), QPointF(right, bottom), brush.pen("err_fill", 2))
    lines = (
        (turn.title, brush.font(12, SEMIBOLD), "err"),
        (turn.time, brush.font(11, SEMIBOLD), "text2"),
        (turn.silence, brush.font(11), "text2"),
    )
    for place, (text, font, token) in enumerate(lines):
        box = QRectF(turn.x, INTENTIONS + 5 + 14 * place, turn.width, 16)
        brush.words(box, text, font, token, MIDDLE)
    foot = QRectF(turn.x, graph.foot, turn.width, FOOT - 2)
    brush.words(foot, turn.between, brush.font(11, SEMIBOLD), "text", MIDDLE)
    _foot_words(brush, graph, foot)


def _foot_words(brush: Brush, graph: Graph, foot: QRectF) -> None:
    turn = graph.turn
    if turn is None:
        return
    font = brush.font(12, SEMIBOLD)
    y = foot.center().y()
    if turn.before:
        left = QRectF(graph.names, foot.top(), foot.left() - graph.names - 12, foot.height())
        brush.words(left, turn.before, font, "ok", RIGHT)
        x = left.right() - width(turn.before, 12) - 13
        brush.icon("circle-check", "ok", 14, QPointF(x, y))
    begin = foot.right() + 12
    room = graph.columns_end - begin
    brush.icon("circle-x", "err", 14, QPointF(begin + 7, y))
    rest = QRectF(begin + 20, foot.top(), max(room - 20, 0), foot.height())
    brush.words(rest, turn.after, font, "err", LEFT)


# ---------------------------------------------------------------- heads
def _brackets(brush: Brush, graph: Graph, seen: Seen) -> None:
    for bracket in graph.brackets:
        if seen.spans(bracket.x1, bracket.x2):
            _bracket(brush, bracket)


def _bracket(brush: Brush, bracket: Bracket) -> None:
    token = _OUTCOMES[bracket.outcome]
    y = INTENTIONS - 4
    brush.icon(OUTCOME_ICONS[bracket.outcome], token, 14, QPointF(bracket.x1 + 10, 14))
    if bracket.words:
        box = QRectF(bracket.x1 + 21, 4, bracket.x2 - bracket.x1 - 18, 20)
        brush.words(box, bracket.words, brush.font(12, SEMIBOLD), token)
    path = QPainterPath(QPointF(bracket.x1 + 1, y + 5))
    path.lineTo(bracket.x1 + 1, y)
    path.lineTo(bracket.x2 - 1, y)
    path.lineTo(bracket.x2 - 1, y + 5)
    brush.painter.setBrush(Qt.BrushStyle.NoBrush)
    brush.painter.setPen(brush.pen(token, 2))
    brush.painter.drawPath(path)


def _head(brush: Brush, column: Column) -> None:
    top = INTENTIONS + 4
    if column.slim:
        box = QRectF(column.x - 6, top, column.width + 12, 18)
        brush.words(box, column.number, brush.font(12, MEDIUM), "text2", MIDDLE)
        return
    _number(brush, column, top)
    method = brush.font(10, BOLD)
    code = brush.font(11, code=True)
    first, second = width(column.method, 10), code_width(column.path, 11)
    left = column.middle - (first + METHOD_GAP + second) / 2
    token = _method_token(column.method)
    brush.words(QRectF(left, top + 16, first + 4, 15), column.method, method, token)
    box = QRectF(left + first + METHOD_GAP, top + 16, second + 6, 15)
    brush.words(box, column.path, code, "text")
    time = QRectF(column.x - 10, top + 30, column.width + 20, 15)
    brush.words(time, column.at, brush.font(11), "text3", MIDDLE)


def _method_token(method: str) -> str:
    tokens = {"GET": "ok", "POST": "info", "PUT": "warn", "PATCH": "warn", "DEL": "err"}
    return tokens.get(method, "text2")


def _number(brush: Brush, column: Column, top: float) -> None:
    words, badge = width(column.number, 12), f"×{column.count}"
    taken = words + (6 + badge_width(column.count) if column.count > 1 else 0)
    left = column.middle - taken / 2
    if column.pins:
        left = column.pins[-1].x + 8 + 4
    brush.words(QRectF(left, top, words + 6, 18), column.number, brush.font(12, SEMIBOLD), "text")
    if column.count > 1:
        box = QRectF(left + words + 6, top + 1, badge_width(column.count), 16)
        brush.round(box, 8, "hover")
        brush.words(box, badge, brush.font(11, SEMIBOLD), "text2", MIDDLE)


# ---------------------------------------------------------------- requests and replies
def _page(brush: Brush, graph: Graph, seen: Seen) -> None:
    y = next(row.y for row in graph.rows if row.kind == "party")
    for bar in graph.bars:
        if seen.spans(bar.x1, bar.x2):
            brush.round(QRectF(bar.x1, y - 9, bar.x2 - bar.x1, 18), 4, "hover", "border")
            begin = max(bar.x1, seen.left) + 8
            words = QRectF(begin, y - 9, max(bar.x2 - begin, 0), 18)
            brush.words(words, bar.words, brush.font(11, MEDIUM), "text2")


def _ways(brush: Brush, graph: Graph, seen: Seen) -> None:
    """Paint the arrows down from the page, and the redirects that were followed."""
    for arrow in graph.arrows:
        if seen.spans(arrow.x, arrow.x):
            token = "err" if arrow.refused else "ctl"
            end = QPointF(arrow.x, arrow.bottom)
            begin = QPointF(arrow.x, arrow.top)
            brush.line(begin, end - QPointF(0, 4), brush.pen(token, 1.5))
            paint_head(brush, end, token, down=True)
    for curve in graph.curves:
        if not seen.spans(min(curve.x1, curve.x2), max(curve.x1, curve.x2)):
            continue
        path = QPainterPath(QPointF(curve.x1, curve.y1))
        half = (curve.x2 - curve.x1) / 2
        end = QPointF(curve.x2 - 5, curve.y2)
        path.cubicTo(curve.x1 + half, curve.y1, curve.x2 - half, curve.y2, end.x(), end.y())
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        brush.painter.setPen(brush.pen("ctl", 1.5))
        brush.painter.drawPath(path)
        paint_head(brush, QPointF(curve.x2, curve.y2), "ctl", down=False)


def _chip(brush: Brush, chip: Chip) -> None:
    fill, edge, ink, icon = CHIP_LOOKS[chip.answered]
    box = QRectF(chip.x, chip.y - CHIP / 2, chip.width, CHIP)
    halo = box.adjusted(-1.5, -1.5, 1.5, 1.5)
    if chip.count > 1:
        second = box.translated(4, 3)
        brush.round(second.adjusted(-1.5, -1.5, 1.5, 1.5), 6.5, "surface")
        soft = "surface" if chip.answered in {"refused", "none"} else fill
        brush.round(second, 5, soft, edge)
    brush.round(halo, 6.5, "surface")
    brush.round(box, 5, fill, edge)
    if not chip.text:
        brush.icon(icon, ink, 12, box.center())
        return
    brush.icon(icon, ink, 12, QPointF(box.left() + 12, chip.y))
    words = QRectF(box.left() + 21, box.top(), chip.width - 20, CHIP)
    brush.words(words, chip.text, brush.font(11, BOLD), ink)


# ---------------------------------------------------------------- names
def paint_names(brush: Brush, graph: Graph, hovered: int = -1) -> None:
    """Paint the column of names; it stays where it is while the steps scroll."""
    for place, row in enumerate(graph.rows):
        if place == hovered:
            box = QRectF(PAD - 6, row.y - 16, graph.names - PAD, 38)
            brush.round(box, 6, "hover")
        _name(brush, graph, row)
    if graph.turn is not None:
        box = QRectF(PAD, graph.foot, graph.names - PAD, FOOT - 2)
        brush.words(box, tr("Before and after"), brush.font(12, MEDIUM), "text3")


def _name(brush: Brush, graph: Graph, row: Row) -> None:
    wide = graph.names - PAD - 6
    if row.kind in {"intentions", "entries"}:
        title = brush.font(12, MEDIUM)
        brush.words(QRectF(PAD, row.y - 10, wide, 20), row.name, title, "text3")
        if row.kind == "entries":
            box = QRectF(PAD, row.top + ENTRIES - 24, wide, 20)
            brush.words(box, tr("Time"), brush.font(11, MEDIUM), "text3")
        return
    credential = row.kind == "credential"
    y = row.y - 8 if credential else row.y
    brush.icon(row.icon, "text2", 14, QPointF(PAD + 7, y))
    font = brush.font(12, SEMIBOLD)
    _elided(brush, QRectF(PAD + 22, y - 10, wide - 22, 20), row.name, (font, "text"))
    if credential:
        code = brush.font(11, code=not row.tail[:1].isdigit())
        _elided(brush, QRectF(PAD + 22, y + 6, wide - 22, 16), row.tail, (code, "text3"))
    elif row.tail:
        left = PAD + 22 + width(row.name, 12) + 6
        brush.words(QRectF(left, y - 10, wide, 20), row.tail, brush.font(11), "text3")


def _elided(brush: Brush, box: QRectF, text: str, look: tuple[Any, str]) -> None:
    font, token = look
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
    brush.words(box, shown, font, token)


def paint_ring(brush: Brush, graph: Graph, row: int, column: int) -> None:
    """Paint the focus ring round what is chosen."""
    box = ring_place(graph, row, column)
    square = graph.rows[row].kind != "credential"
    radius = 8 if square else box.height() / 2
    painter = brush.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, wide, inset in (("surface", 2, 2.0), ("accent", 2, 0.0)):
        painter.setPen(QPen(brush.colour(token), wide))
        rect = box.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, max(radius - inset, 0), max(radius - inset, 0))


def ring_place(graph: Graph, row: int, column: int) -> QRectF:
    """Return the place of what stands in a row at a step."""
    step, line = graph.columns[column], graph.rows[row]
    if line.kind == "credential":
        mark = next((m for m in graph.marks if (m.row, m.column) == (row, column)), None)
        wide = 13.0
        if mark is not None:
            wide = mark_width(mark.kind, 1 if step.slim else mark.count) / 2 + 4
        return QRectF(step.middle - wide, line.y - 13, 2 * wide, 26)
    if line.kind == "party":
        chip = graph.chip(row, column)
        if chip is not None:
            return QRectF(chip.x - 3, chip.y - 12, chip.width + 6, 24)
        return QRectF(step.x + 2, line.y - 12, step.width - 4, 24)
    return QRectF(step.x + 2, line.top + 2, step.width - 4, line.height - 4)
