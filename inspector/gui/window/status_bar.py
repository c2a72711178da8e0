"""The status bar: every item is a button that leads to what it speaks of."""

import time
from typing import cast

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.screens.registry import screens
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.painting import clear
from inspector.model.kinds.oauth2 import OAuth2
from inspector.presentation.status.status_items import NOTHING, Screen, StatusItem, status_items
from inspector.presentation.tokens.sign_in_notice import status as waiting_status
from inspector.vault.store import VaultStatus
from inspector.wording import tr

HEIGHT = 28
_TICK = 20_000  # milliseconds between two looks at the clock


class StatusBar(QWidget):
    """Follows the active tab, its answer, and the vault."""

    _vault_changed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._shown: tuple[StatusItem, ...] = ()
        self._document: Document | None = None
        self._warned = False
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self._renew)
        name_pane(self, "status_bar")
        self.setAccessibleName(tr("Status"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 1, 8, 0)
        self._row.setSpacing(4)
        tools.tabs.activated.connect(self._follow)
        tools.theme.changed.connect(self._restyle)
        # The vault tells on its own thread; the signal brings it to the window's.
        self._vault_changed.connect(self._renew)
        self.destroyed.connect(tools.vault.on_status(self._vault_told))
        self._follow(tools.tabs.active)
        self._restyle()

    @property
    def items(self) -> tuple[StatusItem, ...]:
        """What is shown now."""
        return self._shown

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the clock while it is seen."""
        self._tick.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock be."""
        self._tick.stop()
        super().hideEvent(event)

    def _vault_told(self, status: VaultStatus) -> None:
        try:
            self._vault_changed.emit(status)
        except RuntimeError:
            # The window is gone already.
            return

    def _follow(self, document: Document | None) -> None:
        if self._document is not None:
            self._document.changed.disconnect(self._renew)
        if isinstance(self._document, RequestDocument):
            for told in _told_by(self._document):
                told.disconnect(self._renew)
        self._document = document
        if document is not None:
            document.changed.connect(self._renew)
        if isinstance(document, RequestDocument):
            for told in _told_by(document):
                told.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        shown = self._document
        answer = shown.attempts.current if isinstance(shown, RequestDocument) else None
        items = status_items(answer, self._tools.vault.status, self._screen(shown))
        if extra := self._token_items(shown):  # there is room for no more than is of use now
            kept = [item for item in items if item.id not in {"idle", "private"}]
            items = (*kept[:2], *extra, *kept[2:])
        if items != self._shown:
            self._shown = items
            self._fill()

    def _token_items(self, shown: Document | None) -> tuple[StatusItem, ...]:
        """Return what is to be known of the token of the request that is shown."""
        if not isinstance(shown, RequestDocument) or shown.kind != "request":
            return ()
        credential = shown.current.value.credential
        if not credential.keeps_tokens or self._tools.late_workbench.built is None:
            return ()
        notice = shown.attempts.under_way.notice
        if notice is not None:
            text = waiting_status(notice, time.time())
            return (StatusItem("sign_in", "hourglass", "accent", text, "show-token"),)
        scope = self._tools.environments.scope()
        token = self._tools.workbench.tokens.kept(shown.current.value, scope)
        if token is None:
            return ()
        from inspector.presentation.tokens.token_card import token_status  # noqa: PLC0415 - few

        said = token_status(token, cast("OAuth2", credential), time.time())
        if said is None:
            return ()
        text, tone = said
        self._announce_end(text, soon=tone == "warn")
        icon = "refresh-cw" if tone == "accent" else "timer-off"
        return (StatusItem("token", icon, tone, text, "show-token"),)

    def _announce_end(self, text: str, *, soon: bool) -> None:
        """Say once that a token ends which nobody renews."""
        if soon and not self._warned:
            event = QAccessibleAnnouncementEvent(self, text)
            QAccessible.updateAccessibility(event)
        self._warned = soon

    def _screen(self, shown: Document | None) -> Screen:
        if shown is None:
            return NOTHING
        settings = self._tools.settings
        keeps, days = settings.flag("history.keep"), int(settings.number("history.days"))
        promise = screens()[shown.kind].promise
        return Screen(promise, shown.remark, _waits(shown), keeps, days)

    def _fill(self) -> None:
        clear(self._row)
        for item in (each for each in self._shown if not each.right):
            self._row.addWidget(self._button(item))
        self._row.addStretch(1)
        for item in (each for each in self._shown if each.right):
            self._row.addWidget(self._button(item))

    def _button(self, item: StatusItem) -> Button:
        button = Button(self._tools.theme, item.text, "status", item.icon)
        button.set_icon(item.icon, item.token)
        button.setObjectName(f"status_{item.id}")
        button.clicked.connect(lambda: self._tools.actions.run(item.command))
        return button

    def _restyle(self) -> None:
        self.setFixedHeight(self._tools.theme.px(HEIGHT))


def _waits(shown: Document) -> bool:
    """Return whether something can be sent from a tab, and nothing is being sent."""
    if isinstance(shown, RequestDocument):
        return shown.kind == "request" and not shown.attempts.running
    return shown.kind == "start"


def _told_by(document: RequestDocument) -> tuple[SignalInstance, ...]:
    attempts = document.attempts
    return (attempts.signing_in, attempts.started, attempts.ended)
