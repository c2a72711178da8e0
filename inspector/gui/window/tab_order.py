"""Where Tab goes: rail, sidebar, tabs and their page, status bar."""

from collections.abc import Iterator, Sequence
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.gui.widgets.scrolled import bring


def step(window: QWidget, parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Give the focus to the next control, or to the one before; False where there is none.

    parts: of the window, in the order in which they are gone through.
    """
    shown = (part for part in parts if part.isVisibleTo(window))
    wanted = _wanted()
    order = [control for part in shown for control in _controls(part, wanted)]
    if not order:
        return False
    here = window.focusWidget()
    place = next((at for at, one in enumerate(order) if one is here), None)
    if place is None:
        place = _behind(here, order)
        place = place if forward else place - 1
    else:
        place += 1 if forward else -1
    reason = Qt.FocusReason
    chosen = order[place % len(order)]
    chosen.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    bring(chosen)
    return True


def controls(part: QWidget) -> Iterator[QWidget]:
    """Yield what takes the focus by Tab in a part of the window, as it stands there."""
    return _controls(part, _wanted())


def _controls(part: QWidget, wanted: Qt.FocusPolicy) -> Iterator[QWidget]:
    if _takes(part, wanted):
        yield part
    inner = [
        child
        for child in part.children()
        if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow()
    ]
    if len(inner) > 1:
        inner.sort(key=cmp_to_key(_compare))
    for child in inner:
        yield from _controls(child, wanted)


def _compare(one: QWidget, other: QWidget) -> int:
    """Return less than 0 where one comes before the other, 0 where nothing tells."""
    mine, theirs = one.geometry(), other.geometry()
    if mine.bottom() < theirs.top():
        return -1
    if theirs.bottom() < mine.top():
        return 1
    turned = -1 if one.isRightToLeft() else 1
    if mine.right() < theirs.left():
        return -turned
    return turned if theirs.right() < mine.left() else 0


def _wanted() -> Qt.FocusPolicy:
    """Return what a control has to accept: where the system says so, Tab goes to fields only."""
    every = Qt.TabFocusBehavior.TabFocusAllControls
    if QGuiApplication.styleHints().tabFocusBehavior() == every:
        return Qt.FocusPolicy.TabFocus
    return Qt.FocusPolicy.StrongFocus


def _takes(widget: QWidget, wanted: Qt.FocusPolicy) -> bool:
    if widget.focusProxy() is not None or not widget.isEnabled():
        return False
    return widget.focusPolicy() & wanted == wanted


def _behind(here: QWidget | None, order: list[QWidget]) -> int:
    """Return the place of the first control inside or after a widget that is none itself."""
    inside = (at for at, one in enumerate(order) if here is not None and here.isAncestorOf(one))
    return next(inside, 0)
