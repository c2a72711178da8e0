"""A small list of facts over the window (connection, certificates, vault); Esc closes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from inspector.gui.widgets.label import ExactLabel, Label
from inspector.model.exchange import Certificate, Connection
from inspector.presentation.exchange.exchange_words import on_socket
from inspector.presentation.status.unchecked import is_distrusted
from inspector.wording import tr
from inspector.wording.dates import utc_stamp

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

Fact = tuple[str, str]
_LEAST, _LONG = 320, 60


def connection_facts(answer: "Answer | None") -> tuple[Fact, ...]:
    """Return what is known about the connection of the last exchange, as name and value."""
    exchanges = answer.attempt.exchanges if answer else ()
    last = next((each for each in reversed(exchanges) if each.connection), None)
    found = last.connection if last is not None else None
    if last is None or found is None:
        return ((tr("Connection"), tr("Nothing was sent in this tab yet.")),)
    facts = [*_ways(found), (tr("Messages"), on_socket(last))]
    facts += _trust(found, distrusted=is_distrusted(last))
    facts += [fact for place in found.chain for fact in _certificate(place)]
    return tuple((name, value) for name, value in facts if value)


def _ways(connection: Connection) -> list[Fact]:
    return [
        (tr("Connected to"), connection.peer),
        (tr("From"), connection.local),
        (tr("Proxy"), connection.proxy or tr("none")),
        (tr("Why this proxy"), connection.proxy_reason),
    ]


def _trust(connection: Connection, *, distrusted: bool) -> list[Fact]:
    if not connection.tls_version:
        return [(tr("Encryption"), tr("none: everyone on the way can read it"))]
    refused = tr("checked and not trusted") if distrusted else tr("not checked")
    checked = {True: tr("checked and trusted"), False: refused, None: ""}
    return [
        (tr("Encryption"), connection.tls_version),
        (tr("Cipher"), connection.cipher),
        (tr("Name called (SNI)"), _called(connection)),
        (tr("Protocols offered (ALPN)"), ", ".join(connection.alpn_offered)),
        (tr("Protocol agreed on"), connection.alpn),
        (tr("Certificate"), checked[connection.verified]),
        *_own(connection),
    ]


def _called(connection: Connection) -> str:
    """Return the name, empty where nobody saw the handshake."""
    return tr("none, as for an address") if connection.called_no_name else connection.server_name


def _own(connection: Connection) -> list[Fact]:
    """Return what was said of the client's certificate, where the server asked for one."""
    if connection.asked_issuers is None:
        return []
    issuers = "; ".join(connection.asked_issuers) or tr("any issuer")
    shown = connection.shown[0].subject if connection.shown else tr("none")
    return [
        (tr("Asks for a certificate of"), issuers),
        (tr("Client certificate shown"), shown),
        (tr("Why this certificate"), connection.certificate_reason),
    ]


def _certificate(certificate: Certificate) -> list[Fact]:
    ends = certificate.not_after
    return [
        (tr("Issued to"), certificate.subject),
        (tr("Names"), ", ".join(certificate.names)),
        (tr("Issued by"), certificate.issuer),
        (tr("Ends"), utc_stamp(ends, seconds=False) if ends else ""),
    ]


class Details(QFrame):
    """Lies over its window with a title and facts; Esc or a click elsewhere closes it."""

    def __init__(self, parent: QWidget, title: str, facts: tuple[Fact, ...]) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setObjectName("details")
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(f"{name}: {value}" for name, value in facts))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_LEAST)
        column = QVBoxLayout(self)
        column.addWidget(Label(title, "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for row, (name, value) in enumerate(facts):
            text = ExactLabel(value, "small", wrap=len(value) > _LONG)
            text.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the focus elsewhere closes the facts
            grid.addWidget(Label(name, "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
            text.setAlignment(Qt.AlignmentFlag.AlignTop)  # a long one stands beside its name
            grid.addWidget(text, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)

    def show_above(self, corner: QPoint) -> None:
        """Show it with its lower left corner there, in its parent."""
        self.adjustSize()
        self.move(corner - QPoint(0, self.height() + 4))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when something else is clicked."""
        super().focusOutEvent(event)
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()
