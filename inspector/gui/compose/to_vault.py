"""Moves secrets typed into the address or the body to the vault once editing ends, with Undo."""

import msgspec

from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.wording import tr


class ToVault:
    """Whoever edits a text calls `move_url` or `move_body` when that ends.

    What the user brought back with Undo is left alone from then on.
    """

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        self._current, self._tools = current, tools
        self._left_alone: set[Request] = set()

    def move_url(self) -> None:
        """Put `{{vault.…}}` in place of keys and tokens in the address."""
        part = Request(url=self._current.value.url)
        said = tr("A secret in the address was moved to the vault.")
        self._move(part, tr("Move a secret out of the address"), said)

    def move_body(self) -> None:
        """Put `{{vault.…}}` in place of passwords and tokens in the body's text."""
        part = Request(body=self._current.value.body)
        said = tr("A secret in the body was moved to the vault.")
        self._move(part, tr("Move a secret out of the body"), said)

    def _move(self, part: Request, label: str, said: str) -> None:
        from inspector.library.hide import Hider  # noqa: PLC0415 - the window opens without it

        if part in self._left_alone:
            return
        hidden = Hider(self._tools.vault).hide(part)
        if hidden == part:
            return
        before = self._current.value
        changed = msgspec.structs.replace(
            before, **({"url": hidden.url} if part.url else {"body": hidden.body})
        )
        self._current.replace(changed, label)
        self._tools.notices.offer_undo(said, tr("Undo"), lambda: self._bring_back(part, changed))

    def _bring_back(self, part: Request, changed: Request) -> None:
        self._left_alone.add(part)
        if self._current.value == changed:
            self._current.undo()
