"""The marks of a story as SVG: rings, discs, squares, lines, chips; colours by class."""

import re
from functools import lru_cache
from html import escape

from inspector.presentation.story.graph import Chip, Disc, LineLook, MarkKind, StopLook
from inspector.presentation.story.letter_widths import width
from inspector.wording.resources import resources, shipped_text

CHIP_LOOKS = {
    "accepted": ("ok_soft", "ok_line", "ok", "check"),
    "redirect": ("hover", "ctl", "text2", "corner-down-right"),
    "expected": ("hover", "ctl", "text2", "minus"),
    "failed": ("hover", "ctl", "text2", "minus"),
    "refused": ("err_fill", "err_fill", "on_fill", "x"),
    "none": ("err_fill", "err_fill", "on_fill", "x"),
}
"""Of each way to be answered: the chip's ground, edge and ink, and its icon."""
_SHAPES = re.compile(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)\b[^<>]*>")


@lru_cache(maxsize=64)
def _icon_shapes(name: str) -> str:
    found = _SHAPES.findall(shipped_text(resources() / "icons" / f"{name}.svg"))
    return "".join(each if each.endswith("/>") else f"{each[:-1]}/>" for each in found)


def icon(name: str, token: str, size: float, middle: tuple[float, float]) -> str:
    """Return an icon round a point."""
    x, y = middle
    scale = size / 24
    return (
        f'<g class="i s-{token}" transform="translate({x - size / 2:.1f} {y - size / 2:.1f}) '
        f'scale({scale:.3f})">{_icon_shapes(name)}</g>'
    )


def words(
    place: tuple[float, float], text: str, look: tuple[int, int, str], anchor: str = "start"
) -> str:
    """Return text; look: size, weight, colour's token. The place is its baseline."""
    size, weight, token = look
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    x, y = place
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="f-{token}" font-size="{size}" '
        f'font-weight="{weight}"{at}>{escape(text)}</text>'
    )


def box(area: tuple[float, float, float, float], radius: float, fill: str, edge: str = "") -> str:
    """Return a rectangle with round corners; area: left, top, width, height."""
    x, y, wide, high = area
    line = f" s-{edge}" if edge else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{high:.1f}" '
        f'rx="{radius:g}" class="f-{fill}{line}"/>'
    )


def line(
    one: tuple[float, float], other: tuple[float, float], token: str, wide: float, dashes: str = ""
) -> str:
    """Return a line."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}" '
        f'class="n s-{token}" stroke-width="{wide:g}"{dashed}/>'
    )


def head(tip: tuple[float, float], token: str, *, down: bool) -> str:
    """Return the head of an arrow."""
    x, y = tip
    other = "l-3.5 -5h7z" if down else "l-6 -3.5v7z"
    return f'<path d="M{x:.1f} {y:.1f}{other}" class="f-{token}"/>'


def mark(kind: MarkKind, middle: tuple[float, float], count: int) -> str:
    """Return a mark."""
    x, y = middle
    if kind in {"accepted", "refused"}:
        return _counted(kind, middle, count)
    if kind == "issued":
        at = f'cx="{x:.1f}" cy="{y:.1f}"'
        return f'<circle {at} r="6.5" class="f-surface s-text2" stroke-width="2.5"/>'
    if kind == "sent":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" class="f-text2"/>'
    token = "err" if kind == "not-sent" else "ctl"
    ring = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8.5" class="f-surface s-{token}" stroke-width="2" '
        'stroke-dasharray="4 3.2"/>'
    )
    return ring + (line((x - 4, y + 4), (x + 4, y - 4), token, 2) if kind == "not-sent" else "")


def _counted(kind: MarkKind, middle: tuple[float, float], count: int) -> str:
    x, y = middle
    fill, name, radius = ("ok_fill", "check", 9) if kind == "accepted" else ("err_fill", "x", 4)
    wide = 18.0 if count == 1 else 23 + width(str(count), 11)
    left = x - wide / 2
    made = box((left - 1.5, y - 10.5, wide + 3, 21), radius + 1.5, "surface")
    made += box((left, y - 9, wide, 18), radius, fill)
    if count == 1:
        return made + icon(name, "on_fill", 12, middle)
    made += icon(name, "on_fill", 11, (left + 9.5, y))
    at = (left + 16 + (wide - 20) / 2, y + 4)
    return made + words(at, str(count), (11, 700, "on_fill"), "middle")


def piece(x1: float, x2: float, y: float, look: LineLook) -> str:
    """Return a part of a credential's line."""
    if look == "use":
        return box((x1, y - 3.5, x2 - x1, 7), 2, "ok_fill")
    if look == "expired":
        area = f'x="{x1:.1f}" y="{y - 3.5:.1f}" width="{max(x2 - x1, 0):.1f}" height="7"'
        return f'<rect {area} class="f-surface s-err_fill"/><rect {area} fill="url(#expired)"/>'
    return line((x1, y), (x2, y), "text2", 2, "6 5" if look == "used-up" else "")


def stop(x: float, y: float, look: StopLook) -> str:
    """Return a cross bar, a tick, or an arrow head at the right edge."""
    if look in {"replaced", "ended"}:
        return box((x - 1.5, y - 8, 3, 16), 0, "text2")
    if look == "expired":
        return line((x, y - 9), (x, y + 9), "err", 2)
    token = "text2" if look == "goes-on" else "err"
    return f'<path d="M{x - 6:.1f} {y - 5:.1f}l6 5l-6 5" class="n s-{token}" stroke-width="2"/>'


def disc(pin: Disc, link: str = "") -> str:
    """Return a pin; link: where its bytes stand on the page."""
    at = f'cx="{pin.x:.1f}" cy="{pin.y:.1f}"'
    if pin.healthy:
        made = f'<circle {at} r="7.25" class="f-surface s-ok" stroke-width="1.5"/>'
    else:
        made = f'<circle {at} r="8" class="f-err_fill"/>'
    token = "ok" if pin.healthy else "on_fill"
    made += words((pin.x, pin.y + 4), str(pin.number), (11, 700, token), "middle")
    return f'<a href="#{link}">{made}</a>' if link else made


def chip(one: Chip) -> str:
    """Return a reply."""
    fill, edge, ink, name = CHIP_LOOKS[one.answered]
    x, y = one.x, one.y - 9
    made = ""
    if one.count > 1:
        soft = "surface" if one.answered in {"refused", "none"} else fill
        made += box((x + 4, y + 3, one.width, 18), 5, soft, edge)
    made += box((x - 1.5, y - 1.5, one.width + 3, 21), 6.5, "surface")
    made += box((x, y, one.width, 18), 5, fill, edge)
    if not one.text:
        return made + icon(name, ink, 12, (x + one.width / 2, one.y))
    made += icon(name, ink, 12, (x + 12, one.y))
    return made + words((x + 21, one.y + 4), one.text, (11, 700, ink))
