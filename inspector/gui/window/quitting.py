"""Asks once before the window closes over secrets that would be gone with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.question import Question
from inspector.wording import tr, tr_n

_MOST = 6  # names that are told


class Quitting:
    """Knows which secrets the person was told about; the same ones are no reason to ask again."""

    def __init__(self) -> None:
        self._told: frozenset[str] = frozenset()

    def holds(self, tools: Tools, window: QWidget, go_on: Callable[[], object]) -> bool:
        """Whether the program stays open for now, and the question is shown in this window.

        go_on: ends it after all.
        """
        names = tuple(sorted(tools.vault.at_risk.values()))
        if not names or self._told.issuperset(names):
            return False
        self._told = frozenset(names)
        box = Question(
            tools.theme,
            "quitting",
            title=tr("Close and lose secrets?"),
            text=tr_n(
                "{count} secret is kept for this run only and gone once the program closes.",
                "{count} secrets are kept for this run only and gone once the program closes.",
                len(names),
            ),
            why=_listed(names),
            agree=tr("Keep in an encrypted file"),
        )
        box.setParent(window, box.windowFlags())
        box.add(tr("Close anyway"), go_on)
        box.ask(lambda: tools.actions.run("vault-status", "make"))
        return True


def _listed(names: tuple[str, ...]) -> str:
    told, more = ", ".join(names[:_MOST]), len(names) - _MOST
    if more <= 0:
        return told
    return tr_n("{names} and {count} more", "{names} and {count} more", more, names=told)
