"""Copies an answer as Markdown, with every secret masked."""

from typing import TYPE_CHECKING

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.export.export import Exported
    from inspector.workbench.answer import Answer

_PARTS = ("verdict", "evidence", "exchange")


def copy_answer(answer: "Answer", tools: Tools) -> None:
    """Put the answer on the clipboard and say so; written on a worker thread."""
    job = tools.background.compute(_written, answer, tuple(tools.vault.known_values()))
    job.succeeded.connect(lambda made: _copy(made, tools))


def _written(answer: "Answer", known: tuple[str, ...]) -> "Exported":
    from inspector.export.export import export  # noqa: PLC0415 - the formats, at the first copy
    from inspector.export.options import Options  # noqa: PLC0415 - with the first copy

    return export(answer, "markdown", Options(parts=_PARTS, known=known))


def _copy(made: "Exported", tools: Tools) -> None:
    if made.leaks:
        tools.notices.warn(tr("Not copied: a secret would have been in it. Use Export instead."))
        return
    copy_text(made.text)
    tools.notices.say(tr("Copied the answer as Markdown, secrets masked."))
