"""The tab of an environment's cookies: what is known of them now, and the changes to them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal

from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.intake.cookie_text import read_cookies
from inspector.presentation.cookies.cookie_words import remark_of, short
from inspector.presentation.status.remark import Remark
from inspector.protocol.cookie import cookie_rules
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.cookie.kept import CookieKey, KeptCookie
from inspector.vault.cookies.cookie_jar import CookieJar
from inspector.wording import tr, tr_n
from inspector.workbench.kept_cookies import CookiesNow, cookies_now

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

_replace = msgspec.structs.replace


class CookiesDocument(Document):
    """renewed(): `now` is another. request: the tab whose request they are judged for."""

    renewed = Signal()

    def __init__(self, tools: Tools, environment: str) -> None:
        title = tr("Cookies, {environment}", environment=environment) if environment else ""
        super().__init__("cookies", title, topic=environment)
        self._tools = tools
        self.now = CookiesNow()
        self.request: RequestDocument | None = None
        tabs = (tab for tab in reversed(tools.tabs.documents) if isinstance(tab, RequestDocument))
        self._take(tools.tabs.active_request or next(tabs, None))
        tools.tabs.activated.connect(self._activated)
        tools.tabs.closed.connect(self._closed)
        tools.environments.changed.connect(self._look)

    @property
    def jar(self) -> CookieJar:
        """The owner of the cookies."""
        return self._tools.vault.cookies.of(self.topic)

    @property
    def remark(self) -> Remark | None:
        """How many are sent."""
        return Remark("cookie", "text2", remark_of(self.now), "cookies")

    @property
    def named(self) -> str:
        """What people call the request; empty without one."""
        return self.request.title if self.request is not None else ""

    @property
    def sends(self) -> bool:
        """Whether the request sends cookies at all."""
        return self.request is not None and self.request.current.value.options.use_cookies

    def renew(self) -> None:
        """Judge them anew, away from the window's thread."""
        tools, tab = self._tools, self.request
        request = tab.inherit(tab.current.value) if tab is not None else None
        scope = tools.environments.scope(self.topic)
        job = tools.background.start(
            lambda _report: cookies_now(tools.workbench, request, scope, datetime.now(UTC))
        )
        job.succeeded.connect(self._show)

    @property
    def can_log_in(self) -> bool:
        """Whether the request's folder is bound to a login."""
        return self.request is not None and bool(self.request.logins())

    # ------------------------------------------------------------ what the person does
    def log_in(self) -> None:
        """Log in for the request, away from the window's thread."""
        tab, tools = self.request, self._tools
        if tab is None:
            return
        request, logins = tab.inherit(tab.current.value), tab.logins()
        scope = _replace(tools.environments.scope(self.topic), login=logins)
        job = tools.background.start(lambda _report: tools.workbench.log_in(request, scope))
        job.succeeded.connect(self._logged_in)

    def _logged_in(self, answer: "Answer") -> None:
        found = next(iter(answer.verdict.findings), None)
        if found is not None:
            self._tools.notices.warn(tr("The login was refused: {why}", why=found.title))
        else:
            self._tools.notices.say(tr("Logged in."))
        self.renew()

    def switch(self, *, on: bool) -> None:
        """Send cookies with the request, or no more."""
        if self.request is None or on == self.sends:
            return
        before = self.request.current.value
        options = _replace(before.options, use_cookies=on)
        label = tr("Send cookies") if on else tr("Send no cookies")
        self.request.current.replace(_replace(before, options=options), label)

    def delete(self, keys: Iterable[CookieKey]) -> None:
        """Forget cookies; they can be brought back for a while."""
        gone = self.jar.delete(keys)
        if not gone:
            return
        self._changed()
        said = tr_n(
            "The cookie {name} is deleted.",
            "{count} cookies are deleted.",
            len(gone),
            name=short(gone[0].name),
        )
        self._tools.notices.offer_undo(said, tr("Undo"), lambda: self._put(gone))

    def forget_refused(self) -> None:
        """Forget which cookies were refused."""
        self.jar.forget_refused()
        self._changed()

    def keep(self, cookie: SetCookie, host: str, before: KeptCookie | None) -> Reason | None:
        """Keep a cookie as it was typed, in the place of the one before; return why it can't be."""
        scheme = "https" if cookie.is_secure else "http"
        stored = cookie_rules.store(cookie, f"{scheme}://{host}{cookie.path or '/'}")
        if isinstance(stored, Reason):
            return stored
        now = datetime.now(UTC)
        if before is not None:
            self.jar.delete([before.key])
        made = before.made if before is not None else now
        self._put((KeptCookie(stored=stored, made=made, changed=now),))
        return None

    def take_in(self, text: str, url: str) -> tuple[int, tuple[Reason, ...]]:
        """Keep the cookies of a text; return how many, and why the others were refused.

        Raises Unreadable where there is none in it.
        """
        now = datetime.now(UTC)
        kept, refused = list[KeptCookie](), list[Reason]()
        for cookie, address in read_cookies(text, url, now):
            stored = cookie_rules.store(cookie, address)
            if isinstance(stored, Reason):
                refused.append(stored)
            else:
                kept.append(KeptCookie(stored=stored, made=now, changed=now))
        self._put(kept)
        return len(kept), tuple(refused)

    def _put(self, cookies: Iterable[KeptCookie]) -> None:
        self.jar.put(cookies)
        self._changed()

    def _changed(self) -> None:
        job = self._tools.background.follow(self._tools.vault.cookies.save(self.topic))
        job.succeeded.connect(lambda trouble: self._tools.notices.warn(trouble) if trouble else 0)
        self.renew()

    def _look(self) -> None:
        """Judge them anew while they are shown; else that is done when they are shown again."""
        if self._tools.tabs.active is self:
            self.renew()

    # ------------------------------------------------------------ whose cookies they are
    def _activated(self, document: object) -> None:
        if isinstance(document, RequestDocument):
            self._take(document)
        elif document is self:
            self.renew()

    def _closed(self, document: object) -> None:
        if document is self.request:
            self._take(None)
        if document is self:
            self._take(None)

    def _take(self, document: RequestDocument | None) -> None:
        if document is self.request:
            return
        if self.request is not None:
            self.request.current.changed.disconnect(self._look)
            self.request.attempts.selected.disconnect(self._look)
        self.request = document
        if document is not None:
            document.current.changed.connect(self._look)
            document.attempts.selected.connect(self._look)

    def _show(self, now: CookiesNow) -> None:
        self.now = now
        self.renewed.emit()
        self.changed.emit()
