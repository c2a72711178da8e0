"""The command inspect-token: opens what the active tab sent, else what is on the clipboard."""

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from inspector.gui.state.documents import Chosen, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.exchange import Exchange
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.annotate.tokens.found import FoundToken


class Inspecting(QObject):
    """Its argument may be a Chosen of the active tab, else the first token is taken."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("inspect-token", self._inspect)
        tools.tabs.changed.connect(self._prepare)

    def _prepare(self, document: object) -> None:
        """Load what takes tokens apart once there is an answer: the first tab opens at once."""
        if isinstance(document, RequestDocument) and document.attempts.current is not None:
            self._tools.tabs.changed.disconnect(self._prepare)
            self._tools.background.compute(load).succeeded.connect(lambda _: self._load(SCREENS))

    def _load(self, modules: tuple[str, ...]) -> None:
        """Import what paints, here and one by one: the window has a turn between two."""
        importlib.import_module(modules[0])
        if rest := modules[1:]:
            QTimer.singleShot(0, self, lambda: self._load(rest))

    def _inspect(self, found: object) -> None:
        from inspector.annotate.tokens.found import (  # noqa: PLC0415 - the window opens without
            FoundToken,
            found_tokens,
        )

        tab = self._tools.tabs.active_request
        if isinstance(found, Chosen):
            self.open(found.found, tab, found.exchange)
            return
        exchange = explained(tab)
        tokens = found_tokens(exchange) if exchange is not None else ()
        chosen = next(iter(tokens), None)
        if chosen is not None:
            self.open(chosen, tab, exchange)
            return
        text = QApplication.clipboard().text().strip()
        if text and " " not in text.strip() and len(text) >= _SHORTEST:
            self.open(FoundToken(text, ""), None, None)
        else:
            self._tools.notices.say(
                tr("Nothing here carries a token. Copy one, then inspect it again.")
            )

    def open(
        self, found: "FoundToken", tab: RequestDocument | None, exchange: Exchange | None
    ) -> None:
        """Open a token in a tab of its own."""
        self._tools.tabs.open(
            TokenDocument(found.text, exchange=exchange, tab=tab, place=found.place)
        )


_SHORTEST = 8


SCREENS = tuple(
    f"inspector.gui.tokens.{name}"
    for name in (
        "cards.claims_card",
        "cards.encoded_card",
        "cards.life_card",
        "cards.signature_card",
        "token_editing",
        "token_page",
    )
)
_WITHOUT_QT = (
    "inspector.annotate.tokens.checks",
    "inspector.protocol.tokens.signing",
    "inspector.annotate.tokens.sent_checks",
    "inspector.annotate.tokens.decryption",
    "inspector.workbench.attempts.edited_tokens",
    "inspector.workbench.applying.companions",
    "inspector.workbench.keys",
    "inspector.workbench.resource",
)


def load() -> None:
    """Import readers and checks; may run on any thread, so nothing that knows Qt is among them.

    PySide notes each class and signal in a table that Qt's side reads at any time without
    Python's lock: imported on another thread they crashed the window.
    """
    from inspector.annotate.tokens.registry import all_readers  # noqa: PLC0415 - with its readers

    for name in _WITHOUT_QT:
        importlib.import_module(name)
    all_readers()


def explained(tab: RequestDocument | None) -> Exchange | None:
    """Return the exchange of a tab that is explained, else its last one."""
    answer = tab.attempts.current if tab is not None else None
    if answer is None or not answer.attempt.exchanges:
        return None
    entry = answer.verdict.entry
    exchanges = answer.attempt.exchanges
    return exchanges[entry] if entry is not None and entry < len(exchanges) else exchanges[-1]
