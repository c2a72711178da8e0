"""Scripts of a Postman collection; what is taken from a reply becomes a line of one."""

import json
from typing import Any

from inspector.export.collections.reply_paths import steps
from inspector.model.request import Capture, Script

_READ = {"header": "pm.response.headers.get({name})", "cookie": "pm.cookies.get({name})"}


def events(scripts: tuple[Script, ...], captures: tuple[Capture, ...]) -> list[dict[str, Any]]:
    """Return the scripts as events, and one that sets variables as the captures say."""
    texts = [(each.when, each.text) for each in scripts]
    lines = [line for each in captures if (line := _line(each))]
    if lines:
        texts.append(("after", "\n".join(lines)))
    return [
        {
            "listen": "prerequest" if when == "before" else "test",
            "script": {"type": "text/javascript", "exec": text.split("\n")},
        }
        for when, text in texts
    ]


def _line(capture: Capture) -> str:
    """Return the line that sets a variable; empty for a path that it can't say."""
    if capture.source == "body":
        inside = steps(capture.path)
        read = "" if inside is None else f"pm.response.json(){inside}"
    else:
        read = _READ[capture.source].format(name=json.dumps(capture.path, ensure_ascii=False))
    return f"pm.environment.set({json.dumps(capture.variable)}, {read});" if read else ""
