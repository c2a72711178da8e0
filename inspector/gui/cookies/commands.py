"""The command cookies: opens those of an environment; they go where it goes."""

from typing import NamedTuple

from PySide6.QtCore import QObject

from inspector.gui.state.environments import EnvironmentEdit
from inspector.gui.state.tools import Tools
from inspector.model.collection import Environment
from inspector.protocol.cookie.kept import KeptCookie
from inspector.vault.cookies.cookie_jars import Discarded


class _Gone(NamedTuple):
    """What was deleted, for as long as it can be brought back."""

    environment: Environment
    cookies: tuple[KeptCookie, ...]


class OpeningCookies(QObject):
    """The argument of the command is an environment's name; without one it is that in use."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._seen: dict[str, Environment] = {}
        self._gone: dict[str, _Gone] = {}
        tools.actions.provide("cookies", self._open)
        tools.environments.changed.connect(self._see)
        tools.environments.edited.connect(self._follow)
        self._see()

    def _see(self) -> None:
        self._seen.update({each.name: each for each in self._tools.environments.all})

    def _follow(self, edit: EnvironmentEdit) -> None:
        """Let the cookies of an environment keep to it: renamed, deleted, brought back.

        Where another collection has one of the same name, they are its cookies as well.
        """
        if edit.after is None:
            if edit.before not in self._tools.environments.elsewhere:
                self._discard(edit.before)
        elif not edit.before:
            self._bring_back(edit.after)
        elif edit.after.name != edit.before:
            self._tools.vault.cookies.rename(edit.before, edit.after.name)

    def _discard(self, name: str) -> None:
        job = self._tools.background.follow(self._tools.vault.cookies.discard(name))
        job.succeeded.connect(lambda found: self._discarded(name, found))

    def _discarded(self, name: str, found: Discarded) -> None:
        if found.trouble:
            self._tools.notices.warn(found.trouble)
        record = self._seen.get(name)
        here = {each.name: each for each in self._tools.environments.all}.get(name)
        if record is None or not found.cookies:
            return
        if here is not None and here == record:  # brought back before they were gone
            self._tools.vault.cookies.bring_back(name, found.cookies)
        else:
            self._gone[name] = _Gone(record, found.cookies)

    def _bring_back(self, environment: Environment) -> None:
        """Give an environment that was deleted its cookies back; a new one of its name has none."""
        gone = self._gone.pop(environment.name, None)
        if gone is not None and gone.environment == environment:
            self._tools.vault.cookies.bring_back(environment.name, gone.cookies)

    def _open(self, environment: object) -> None:
        from inspector.gui.cookies.cookies_document import (  # noqa: PLC0415 - loads at the first use
            CookiesDocument,
        )

        named = environment if isinstance(environment, str) else None
        name = self._tools.environments.active_name if named is None else named
        self._tools.tabs.open(CookiesDocument(self._tools, name))
