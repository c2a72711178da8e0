"""Keeps Python from pointing at what layouts hold their widgets in.

Where a layout that holds something already is put into another layout, or set for a widget,
PySide makes an object of Python's for each of its items, kept as long as the layout. Qt deletes
an item with its widget and tells nobody, so the object then points to where the next widget may
be put. PySide finds two objects for one address when that widget goes, releases the one that is
gone, and the window dies.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import shiboken6
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

_NESTING: tuple[tuple[type[Any], str], ...] = (
    (QBoxLayout, "addLayout"),
    (QBoxLayout, "insertLayout"),
    (QGridLayout, "addLayout"),
    (QWidget, "setLayout"),
)


def hold_no_items() -> None:
    """From now on let go of the items at once, wherever a layout is put into something."""
    for kind, name in _NESTING:
        method = getattr(kind, name)
        if not hasattr(method, "__wrapped__"):
            setattr(kind, name, _letting_go(method))


def let_go(layout: QLayout) -> None:
    """Have Python point no more at items that it did not make, also of layouts within."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if isinstance(item, QLayout):
            let_go(item)
        elif item is not None and not shiboken6.createdByPython(item):
            shiboken6.invalidate(item)


def _letting_go(method: Callable[..., None]) -> Callable[..., None]:
    @wraps(method)
    def nest(self: object, *arguments: object, **named: object) -> None:
        method(self, *arguments, **named)
        for each in (*arguments, *named.values()):
            if isinstance(each, QLayout):
                let_go(each)

    return nest
