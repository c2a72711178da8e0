"""The command cookies: opens those of the environment in use, or of the one it is given."""

from PySide6.QtCore import QObject

from inspector.gui.state.environments import EnvironmentEdit
from inspector.gui.state.tools import Tools


class OpeningCookies(QObject):
    """The argument of the command is an environment's name; without one it is that in use."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("cookies", self._open)
        tools.environments.edited.connect(self._follow)

    def _follow(self, edit: EnvironmentEdit) -> None:
        """Let the cookies of an environment keep to it under another name."""
        if edit.before and edit.after is not None and edit.after.name != edit.before:
            self._tools.vault.cookies.rename(edit.before, edit.after.name)

    def _open(self, environment: object) -> None:
        from inspector.gui.cookies.cookies_document import (  # noqa: PLC0415 - loads at the first use
            CookiesDocument,
        )

        named = environment if isinstance(environment, str) else None
        name = self._tools.environments.active_name if named is None else named
        self._tools.tabs.open(CookiesDocument(self._tools, name))
