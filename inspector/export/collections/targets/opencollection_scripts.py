"""Scripts of an OpenCollection, and what is taken from a reply: an action each."""

from typing import Any

from inspector.export.collections.reply_paths import steps
from inspector.model.request import Capture, Script


def scripts(given: tuple[Script, ...]) -> list[dict[str, Any]]:
    """Return scripts by when they run."""
    when = {"before": "before-request", "after": "after-response"}
    return [{"type": when[each.when], "code": each.text} for each in given]


def actions(captures: tuple[Capture, ...]) -> list[dict[str, Any]]:
    """Return an action for each capture that an expression of Bruno can say."""
    return [
        {
            "type": "set-variable",
            "phase": "after-response",
            "selector": {"expression": expression, "method": "jsonq"},
            "variable": {"name": each.variable, "scope": "runtime"},
        }
        for each in captures
        if (expression := _expression(each))
    ]


def _expression(capture: Capture) -> str:
    if capture.source == "header" and '"' not in capture.path:
        return f'res.getHeader("{capture.path}")'
    inside = steps(capture.path) if capture.source == "body" else None
    return "" if inside is None else f"res.body{inside}"
