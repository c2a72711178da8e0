"""What can be said of the request before it is sent: preview, checks, added headers, who wins."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.lists.key_value_rows import Row
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.documents import Origin, RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.annotation import Level
from inspector.model.credential import Credential
from inspector.model.message import readable
from inspector.model.request import Request
from inspector.model.secret import SecretRef

_PAUSE = 120  # milliseconds without typing before the request is looked at again


class Remark(Protocol):
    """A check while typing: which field of the credential, and what looks odd."""

    @property
    def field(self) -> str:
        """The field's name."""

    @property
    def text(self) -> str:
        """One sentence."""

    @property
    def level(self) -> Level:
        """How bad it is."""


class Draft(QObject):
    """Owner of these answers; renewed(): they were found anew, a moment after an edit.

    preview: the line or parameter the credential makes, masked. added: the headers that are
    added by themselves, with the reason as note. conflict: who wins where two write one header.
    """

    renewed = Signal()

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self._tools = tools
        self.preview = ""
        self.checks: tuple[Remark, ...] = ()
        self.added: tuple[Row, ...] = ()
        self.conflict = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.renew)
        current.changed.connect(self._wait)
        tools.environments.changed.connect(self._wait)
        self._pause.start(0)

    @property
    def effective(self) -> Request:
        """The request with what it inherits from its folder."""
        document = self._document()
        return document.inherit(self._current.value) if document else self._current.value

    @property
    def origin(self) -> Origin | None:
        """The folder that the credential comes from, where it is inherited."""
        document = self._document()
        inherits = self._current.value.credential.inherits
        return document.origin() if document and inherits else None

    @property
    def secret(self) -> str:
        """The secret of the credential where it is in memory; for checks, never shown."""
        ref = secret_of(self._current.value.credential)
        if ref is None or ref.place == "text":
            return ""
        return self._tools.vault.peek(ref) or ""

    def check_of(self, field: str) -> Remark | None:
        """Return the first remark about a field of the credential."""
        return next((check for check in self.checks if check.field == field), None)

    def renew(self) -> None:
        """Look at the request now."""
        bench, scope = self._tools.workbench, self._tools.environments.scope()
        request = self.effective
        preview = bench.preview(request, scope)
        self.preview = f"{preview.name}: {preview.text}" if preview.name else preview.text
        self.checks = bench.checks(self._current.value.credential, self.secret)
        self.added = tuple(
            Row(each.header.name, readable(each.header.value), fixed=True, note=each.reason)
            for each in bench.defaults(request, scope)
        )
        self.conflict = bench.precedence(request, scope).text
        self.renewed.emit()

    def _document(self) -> RequestDocument | None:
        for document in self._tools.tabs.documents:
            if isinstance(document, RequestDocument) and document.current is self._current:
                return document
        return None

    def _wait(self) -> None:
        self._pause.start(_PAUSE)


def secret_of(credential: Credential) -> SecretRef | None:
    """Return the reference that a credential holds, None where it has none."""
    return credential.secret_ref if credential.secret_field() else None
