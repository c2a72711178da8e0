"""The command cookies: opens those of the environment in use, or of the one it is given."""

from PySide6.QtCore import QObject

from inspector.gui.state.tools import Tools


class OpeningCookies(QObject):
    """The argument of the command is an environment's name; without one it is that in use."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("cookies", self._open)

    def _open(self, environment: object) -> None:
        from inspector.gui.cookies.cookies_document import (  # noqa: PLC0415 - loads at the first use
            CookiesDocument,
        )

        named = environment if isinstance(environment, str) else None
        name = self._tools.environments.active_name if named is None else named
        self._tools.tabs.open(CookiesDocument(self._tools, name))
