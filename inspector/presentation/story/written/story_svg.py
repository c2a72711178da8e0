"""A story as one SVG picture with its verdict; text stays text, every mark says its words."""

from collections.abc import Iterator, Mapping
from html import escape

from inspector.presentation.story.column_layout import METHOD_GAP, badge_width
from inspector.presentation.story.event_words import OUTCOME_ICONS
from inspector.presentation.story.graph import Column, Graph, LegendEntry, MarkKind, Row
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.layout import FOOT, INTENTIONS, PAD, Room, layout
from inspector.presentation.story.letter_widths import code_width, cut, width
from inspector.presentation.story.outline import Outline
from inspector.presentation.story.spoken import Spoken
from inspector.presentation.story.written import svg_shapes as svg
from inspector.presentation.story.written.poster import WIDTH, poster
from inspector.wording import tr

Colours = Mapping[str, str]
"""Colours by the names of the theme's tokens."""
_HEAD = 34.0
_OUTCOMES = {"reached": "ok", "refused": "err", "given-up": "text3"}
_METHODS = {"GET": "ok", "POST": "info", "PUT": "warn", "PATCH": "warn", "DEL": "err"}
_TOKENS = (
    "bg", "surface", "hover", "border", "ctl", "text", "text2", "text3", "err", "err_fill",
    "err_soft", "warn", "warn_fill", "ok", "ok_fill", "ok_soft", "ok_line", "info", "on_fill",
)  # fmt: skip
_KINDS: dict[str, MarkKind] = {
    "issued": "issued",
    "accepted": "accepted",
    "refused": "refused",
    "sent": "sent",
    "not-sent": "not-sent",
    "none": "none",
}


def story_svg(told: Outline, said: Headline, light: Colours, dark: Colours) -> str:
    """Return the picture; dark colours where the reader's system asks for them."""
    graph = layout(told, Room(width=WIDTH))
    head = poster(said)
    high = head.height + _HEAD + graph.height
    parts = (
        _open(graph.width, high),
        f"<title>{escape(tr('Story: {title}', title=said.title))}</title>",
        f"<style>{_style(light, dark)}</style>",
        _hatch(),
        svg.box((0, 0, graph.width, high), 10, "surface", "border"),
        svg.box((0, 0, 4, head.height), 0, said.edge),
        *(svg.words((w.x, w.y), w.text, (w.size, w.weight, w.token)) for w in head.words),
        *(svg.disc(pin) for pin in head.discs),
        svg.line((0, head.height), (graph.width, head.height), "border", 1),
        f'<g transform="translate(0 {head.height:.1f})">{_legend(graph)}</g>',
        f'<g transform="translate(0 {head.height + _HEAD:.1f})">',
        *_picture(told, graph),
        "</g></svg>",
    )
    return "".join(parts)


def _open(wide: float, high: float) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="story" role="img" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        'font-family="Inter, Arial, Helvetica, sans-serif">'
    )


def _style(light: Colours, dark: Colours) -> str:
    """Return the rules: a class that fills and one that strokes for each colour."""
    rules = [
        f".story{{{_variables(light)}}}",
        f"@media (prefers-color-scheme: dark){{.story{{{_variables(dark)}}}}}",
        ".story .n{fill:none}",
        ".story .i{fill:none;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}",
        ".story .c{font-family:'JetBrains Mono NL',monospace}",
    ]
    for token in _TOKENS:
        rules.append(f".story .f-{token}{{fill:var(--{token})}}")
        rules.append(f".story .s-{token}{{stroke:var(--{token})}}")
    return "".join(rules)


def _variables(colours: Colours) -> str:
    return ";".join(f"--{token}:{colours[token]}" for token in _TOKENS)


def _hatch() -> str:
    return (
        '<defs><pattern id="expired" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M1 0v5" class="s-err_fill" stroke-width="2"/>'
        "</pattern></defs>"
    )


def _legend(graph: Graph) -> str:
    made = svg.words((PAD, 22), graph.title, (13, 600, "text"))
    made += svg.words((PAD + width(graph.title, 13) + 10, 22), graph.lead, (12, 400, "text3"))
    x = graph.width - PAD - sum(map(_legend_width, graph.legend)) + 18
    for entry in graph.legend:
        made += _sample(entry.mark, x + 15, _HEAD / 2)
        made += svg.words((x + 36, 21), entry.words, (12, 400, "text2"))
        x += _legend_width(entry)
    return made + svg.line((0, _HEAD), (graph.width, _HEAD), "border", 1)


def _legend_width(entry: LegendEntry) -> float:
    return 54.0 + width(entry.words, 12, bold=False)


def _sample(mark: str, x: float, y: float) -> str:
    if mark in _KINDS:
        return svg.mark(_KINDS[mark], (x, y), 1)
    if mark == "expired":
        return svg.piece(x - 9, x + 12, y, "expired") + svg.stop(x - 10, y, "expired")
    if mark == "ended":
        return svg.piece(x - 12, x + 6, y, "kept") + svg.stop(x + 7, y, "ended")
    return svg.piece(x - 12, x + 12, y, "used-up" if mark == "used-up" else "kept")


# ---------------------------------------------------------------- the picture
def _picture(told: Outline, graph: Graph) -> Iterator[str]:
    spoken = Spoken(told, graph)
    yield from _grounds(graph)
    yield from _names(graph)
    yield from _brackets(graph)
    for place, column in enumerate(graph.columns):
        words = escape(spoken.column(place))
        yield f'<g id="step-{place + 1}"><title>{words}</title>{_head(column)}'
        yield "".join(svg.chip(one) for one in graph.chips_of(place))
        yield "</g>"
    yield from _ways(graph)
    yield from _lives(graph, spoken)
    for pin in graph.discs:
        yield svg.disc(pin, _link(told, pin.number))


def _link(told: Outline, number: int) -> str:
    """Return where the exchange of a proof stands on the page of a report."""
    found = next((proof for proof in told.proofs if proof.number == number), None)
    return f"exchange-{found.entries[0] + 1}" if found is not None and found.entries else ""


def _grounds(graph: Graph) -> Iterator[str]:
    turn = graph.turn
    if turn is not None:
        right = turn.x + turn.width
        yield svg.box((right, 0, graph.width - right - 1, graph.height - 1), 0, "err_soft")
        area = (turn.x, INTENTIONS, turn.width, graph.height - INTENTIONS - 1)
        yield svg.box(area, 0, "bg")
    hosts = [row for row in graph.rows if row.kind == "party"][1:]
    for y in (*(row.y for row in hosts), graph.hairline):
        yield svg.line((graph.names, y), (graph.columns_end, y), "border", 1)
    for thread in graph.threads:
        ends = (thread.x, thread.top), (thread.x, thread.bottom)
        yield svg.line(*ends, "ctl", 1, "1 2")
    if turn is None:
        return
    right, middle = turn.x + turn.width, turn.x + turn.width / 2
    yield svg.line((turn.x, INTENTIONS), (turn.x, graph.height), "ctl", 1, "4 3")
    yield svg.line((right, 0), (right, graph.height), "err_fill", 2)
    yield svg.line((PAD, graph.foot), (graph.columns_end, graph.foot), "border", 1)
    top = INTENTIONS + 17
    yield f"<g><title>{escape(turn.spoken)}</title>"
    yield svg.words((middle, top), turn.title, (12, 600, "err"), "middle")
    yield svg.words((middle, top + 14), turn.time, (11, 600, "text2"), "middle")
    yield svg.words((middle, top + 28), turn.silence, (11, 400, "text2"), "middle")
    y = graph.foot + FOOT / 2 + 3
    yield svg.words((PAD, y), tr("Before and after"), (12, 500, "text3"))
    yield svg.words((turn.x - 12, y), turn.before, (12, 600, "ok"), "end")
    yield svg.words((middle, y), turn.between, (11, 600, "text"), "middle")
    yield svg.words((right + 12, y), turn.after, (12, 600, "err"))
    yield "</g>"


def _names(graph: Graph) -> Iterator[str]:
    for place, row in enumerate(graph.rows):
        yield f'<g id="row-{place + 1}">{_name(graph, row)}</g>'


def _name(graph: Graph, row: Row) -> str:
    if row.kind in {"intentions", "entries"}:
        return svg.words((PAD, row.y + 4), row.name, (12, 500, "text3"))
    room = graph.names - PAD - 28
    y = row.y - 8 if row.kind == "credential" else row.y
    made = svg.icon(row.icon, "text2", 14, (PAD + 7, y))
    made += svg.words((PAD + 22, y + 4), cut(row.name, 12, room), (12, 600, "text"))
    if row.kind == "credential":
        made += svg.words((PAD + 22, y + 18), cut(row.tail, 11, room), (11, 400, "text3"))
    elif row.tail:
        left = PAD + 28 + width(row.name, 12)
        made += svg.words((left, y + 4), row.tail, (11, 400, "text3"))
    return made


def _brackets(graph: Graph) -> Iterator[str]:
    for each in graph.brackets:
        token, y = _OUTCOMES[each.outcome], INTENTIONS - 4
        yield f"<g><title>{escape(each.spoken)}</title>"
        yield svg.icon(OUTCOME_ICONS[each.outcome], token, 14, (each.x1 + 10, 14))
        yield svg.words((each.x1 + 21, 18), each.words, (12, 600, token))
        wide = each.x2 - each.x1 - 2
        yield (
            f'<path d="M{each.x1 + 1:.1f} {y + 5:.1f}v-5h{wide:.1f}v5" class="n s-{token}" '
            'stroke-width="2"/></g>'
        )
    y = next(row.y for row in graph.rows if row.kind == "party")
    for bar in graph.bars:
        yield svg.box((bar.x1, y - 9, bar.x2 - bar.x1, 18), 4, "hover", "border")
        yield svg.words((bar.x1 + 8, y + 4), bar.words, (11, 500, "text2"))


def _head(column: Column) -> str:
    top = INTENTIONS + 17
    if column.slim:
        return svg.words((column.middle, top), column.number, (12, 500, "text2"), "middle")
    number, many = width(column.number, 12), column.count > 1
    left = column.middle - (number + (6 + badge_width(column.count) if many else 0)) / 2
    if column.pins:
        left = column.pins[-1].x + 12
    made = svg.words((left, top), column.number, (12, 600, "text"))
    if many:
        x, wide = left + number + 6, badge_width(column.count)
        made += svg.box((x, top - 12, wide, 16), 8, "hover")
        made += svg.words((x + wide / 2, top), f"×{column.count}", (11, 600, "text2"), "middle")
    method, path = width(column.method, 10), code_width(column.path, 11)
    x = column.middle - (method + METHOD_GAP + path) / 2
    token = _METHODS.get(column.method, "text2")
    made += svg.words((x, top + 14), column.method, (10, 700, token))
    code = svg.words((x + method + METHOD_GAP, top + 14), column.path, (11, 400, "text"))
    made += code.replace('class="', 'class="c ', 1)
    return made + svg.words((column.middle, top + 28), column.at, (11, 400, "text3"), "middle")


def _ways(graph: Graph) -> Iterator[str]:
    for arrow in graph.arrows:
        token = "err" if arrow.refused else "ctl"
        yield svg.line((arrow.x, arrow.top), (arrow.x, arrow.bottom - 4), token, 1.5)
        yield svg.head((arrow.x, arrow.bottom), token, down=True)
    for curve in graph.curves:
        half = (curve.x2 - curve.x1) / 2
        yield (
            f'<path d="M{curve.x1:.1f} {curve.y1:.1f}C{curve.x1 + half:.1f} {curve.y1:.1f} '
            f'{curve.x2 - half:.1f} {curve.y2:.1f} {curve.x2 - 5:.1f} {curve.y2:.1f}" '
            'class="n s-ctl" stroke-width="1.5"/>'
        )
        yield svg.head((curve.x2, curve.y2), "ctl", down=False)


def _lives(graph: Graph, spoken: Spoken) -> Iterator[str]:
    rows = [place for place, row in enumerate(graph.rows) if row.kind == "credential"]
    for number, place in enumerate(rows, 1):
        yield f'<g id="credential-{number}"><title>{escape(spoken.row(place))}</title>'
        pieces = sorted(
            (one for one in graph.pieces if one.row == place), key=lambda one: one.look == "use"
        )
        yield "".join(svg.piece(one.x1, one.x2, one.y, one.look) for one in pieces)
        yield "".join(svg.stop(one.x, one.y, one.look) for one in graph.stops if one.row == place)
        yield "</g>"
    for link in graph.links:
        yield svg.line((link.x, link.top + 8), (link.x, link.bottom - 6), "text2", 2)
    for mark in graph.marks:
        count = 1 if graph.columns[mark.column].slim else mark.count
        shape = svg.mark(mark.kind, (mark.x, mark.y), count)
        yield f"<g><title>{escape(spoken.event(mark))}</title>{shape}"
        yield "".join(svg.disc(pin) for pin in mark.pins)
        yield "</g>"
    for note in graph.notes:
        token = "err" if note.look == "refused" else "text2"
        yield svg.words((note.x, note.y + 4), note.words, (11, 600, token))
