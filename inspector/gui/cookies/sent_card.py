"""The foot of the page: the Cookie line that will leave, and the switch that keeps it here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import ExactLabel, Label, Picture
from inspector.presentation.cookies.cookie_words import cookie_header, is_sent
from inspector.protocol.masking.masks import merged
from inspector.protocol.redaction import replaced, told_spans
from inspector.wording import tr
from inspector.workbench.kept_cookies import CookiesNow

_LONGEST = 30  # characters of a request's name beside the switch


class SentCard(QFrame):
    """switched(bool): the person turned the switch."""

    switched = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "note-info")
        self._icon = Picture()
        self.switch = QCheckBox()
        self.switch.setObjectName("cookie_switch")
        self.line = ExactLabel()
        self.line.setObjectName("cookie_line")
        self.note = Label("", "quiet", wrap=True)
        self._lay_out()
        self.switch.clicked.connect(self.switched)
        theme.changed.connect(self._renew)
        self._renew()

    def _lay_out(self) -> None:
        title = QWidget()
        named = QHBoxLayout(title)
        named.setContentsMargins(0, 0, 24, 0)
        named.setSpacing(8)
        named.addWidget(self._icon)
        named.addWidget(Label(tr("How this is sent"), "strong"))
        top = FlowLayout(apart=True)
        top.addWidget(title)
        top.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self.note)

    def show_line(self, now: CookiesNow, request: str, *, on: bool) -> None:
        """Show what leaves with the request; without one nothing is told."""
        self.switch.setVisible(bool(request))
        words = tr("Send cookies with {request}", request=_short(request))
        self.switch.setText(words.replace("&", "&&"))
        self.switch.setAccessibleName(words)
        self.switch.setChecked(on)
        text, note = _told(now, request, on=on)
        self.line.setText(text)
        self.line.setAccessibleName(text)
        self.note.setText(note)

    def _renew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("info", "info", 16, ratio))


def _short(request: str) -> str:
    return request if len(request) <= _LONGEST else f"{request[:_LONGEST]}…"


def _told(now: CookiesNow, request: str, *, on: bool) -> tuple[str, str]:
    if not request:
        return tr("Open a request to see what it would send."), ""
    header = cookie_header(now)
    if not header.value:
        return tr("No Cookie line leaves."), "" if on else tr("Replies set none either.")
    sent = sum(is_sent(row, now) for row in now.cookies)
    note = tr(
        "{sent} of {all}, longer paths first, then older ones. The same bytes leave when you press"
        " Send.",
        sent=sent,
        all=len(now.cookies),
    )
    return f"Cookie: {replaced(header.value, merged((*told_spans(header), *header.secret)))}", note
