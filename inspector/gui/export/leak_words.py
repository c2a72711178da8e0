"""What the export says where a secret is still in it: which bytes, and whose they are."""

from typing import TYPE_CHECKING

from inspector.gui.trace.printable import visible
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.export.leak_check import Leak

_LONGEST = 24  # characters of what was found


def leak_words(leaks: "tuple[Leak, ...]") -> str:
    """Return the sentences about what was found; they name the first one."""
    leak = leaks[0]
    said = _in_body(leak) if leak.body else _in_text(leak)
    if len(leaks) == 1:
        return said
    more = tr_n("{count} more is in it.", "{count} more are in it.", len(leaks) - 1)
    return f"{said} {more}"


def _in_text(leak: "Leak") -> str:
    return tr(
        "Can't leave like this: “{found}” (characters {start} to {end}) belongs to {name},"
        " {shown}.",
        found=_short(leak.found),
        start=leak.at + 1,
        end=leak.end,
        name=_name(leak),
        shown=leak.shown,
    )


def _in_body(leak: "Leak") -> str:
    return tr(
        "Can't leave like this: “{found}” (characters {start} to {end} of a body of exchange "
        "{number}, in Base64 here) belongs to {name}, {shown}.",
        found=_short(leak.found),
        start=leak.at + 1,
        end=leak.end,
        number=leak.body,
        name=_name(leak),
        shown=leak.shown,
    )


def _name(leak: "Leak") -> str:
    return leak.name or tr("a secret that you typed or saved")


def _short(found: str) -> str:
    text = visible(found)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
