"""The form in which a cookie is typed or changed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit

from inspector.gui.forms.secret_edit import SecretEdit
from inspector.gui.lists.plain_rows import add_choice
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookies import SameSite, SetCookie
from inspector.protocol.cookie.kept import KeptCookie
from inspector.protocol.urls import host_of
from inspector.wording import tr

Keep = Callable[[SetCookie, str, KeptCookie | None], Reason | None]
_SITES: tuple[SameSite, ...] = ("", "lax", "strict", "none")


class CookieForm(Card):
    """left(): it was kept, or put aside. keep: takes the cookie, its host and the one before."""

    left = Signal()

    def __init__(self, tools: Tools, keep: Keep) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("cookie_form")
        self._keep = keep
        self._before: KeptCookie | None = None
        self._secret = ""
        self.title = Label("", "heading")
        self.name, self.host, self.path = QLineEdit(), QLineEdit(), QLineEdit()
        self.value = SecretEdit(tools.theme, tools.choices, tr("Value"))
        self.wide = QCheckBox(tr("Also to hosts below it"))
        self.secure, self.http_only = QCheckBox("Secure"), QCheckBox("HttpOnly")
        self.site = QComboBox()
        for each in _SITES:
            add_choice(self.site, each.capitalize() or tr("not set"), each)
        self.check = InlineCheck(tools.theme)
        self.save = Button(tools.theme, tr("Keep"), "secondary", "check")
        self.cancel = Button(tools.theme, tr("Cancel"), "ghost")
        self._lay_out()
        self.value.edited.connect(self._take)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        self.column.addWidget(self.title)
        for title, field, name in (
            (tr("Name"), self.name, "cookie_name"),
            (tr("Value"), self.value.line, "cookie_value"),
            (tr("Host"), self.host, "cookie_host"),
            (tr("Path"), self.path, "cookie_path"),
        ):
            field.setObjectName(name)
            self.column.addWidget(FieldLabel(title, field))
            self.column.addWidget(self.value if field is self.value.line else field)
        for box in (self.wide, self.secure, self.http_only):
            self.column.addWidget(box)
        self.column.addWidget(FieldLabel("SameSite", self.site))
        self.column.addWidget(self.site)
        self.column.addWidget(self.check)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_cookie(self, kept: KeptCookie | None, url: str) -> None:
        """Show a cookie to be changed; None: a new one for the host of that address."""
        self._before = kept
        stored = kept.stored if kept is not None else None
        cookie = stored.cookie if stored is not None else None
        self.title.setText(tr("Change the cookie") if kept is not None else tr("New cookie"))
        self.name.setText(cookie.name if cookie is not None else "")
        self._secret = cookie.value if cookie is not None else ""
        self.value.set_secret(self._secret)
        self.host.setText(stored.host if stored is not None else host_of(url))
        self.path.setText(stored.path if stored is not None else "/")
        self.wide.setChecked(stored is not None and not stored.is_host_only)
        secure = cookie.is_secure if cookie is not None else url.startswith("https:")
        self.secure.setChecked(secure)
        self.http_only.setChecked(cookie is not None and cookie.is_http_only)
        self.site.setCurrentIndex(_SITES.index(cookie.same_site if cookie is not None else ""))
        self.check.show_check("")
        (self.value.line if kept is not None else self.name).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form aside."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Keep no value in a form that nobody sees."""
        self._secret, self._before = "", None
        self.value.set_secret("")
        self.left.emit()

    def _take(self, text: str) -> None:
        self._secret = text

    def _save(self) -> None:
        host = self.host.text().strip().lower().lstrip(".")
        if not host:
            self.check.show_check(tr("Say for which host it is."), "bad")
            self.host.setFocus()
            return
        refused = self._keep(self._cookie(host), host, self._before)
        if refused is not None:
            self.check.show_check(refused.message, "bad")
            return
        self._leave()

    def _cookie(self, host: str) -> SetCookie:
        before = self._before.stored.cookie if self._before is not None else None
        return SetCookie(
            name=self.name.text().strip(),
            value=self._secret,
            value_span=(0, len(self._secret)),
            domain=host if self.wide.isChecked() else "",
            path=self.path.text().strip() or "/",
            expires=before.expires if before is not None else None,
            is_secure=self.secure.isChecked(),
            is_http_only=self.http_only.isChecked(),
            same_site=_SITES[self.site.currentIndex()],
        )
