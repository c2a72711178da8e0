"""What the API expects of the token: prefilled from the challenge, checked again while typing."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from inspector.annotate.tokens.expected import Expected
from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FormField
from inspector.gui.forms.line_icon import LineIcon
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind, set_property
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.annotation import Level
from inspector.presentation.tokens.check_words import Late
from inspector.protocol.urls import host_of
from inspector.wording import tr

_SIGNS: dict[Level, tuple[str, str]] = {
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "bad": ("circle-x", "err"),
}


_LEEWAY, _MOST = 76, 3600


def _fields() -> tuple[FormField, ...]:
    texts = (
        ("audience", tr("Audience")),
        ("issuer", tr("Issuer")),
        ("scope", tr("Scope")),
        ("client", tr("Client")),
    )
    return (
        *(FormField(name, title, object_name=f"expected_{name}") for name, title in texts),
        FormField("leeway", tr("Leeway"), "number", low=0, high=_MOST, unit=tr("s")),
    )


class ExpectedCard(Card):
    """changed(): the user typed; `expected` has the new values.

    metadata_asked(str): the address where the API describes itself.
    """

    changed = Signal()
    metadata_asked = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("expected_card")
        self._told = self._base = Expected()
        self._levels: dict[str, Level] = {}
        self.form = FieldForm(_fields(), tools, beside=True)
        self.late = Label("", "small", wrap=True)
        self.read = Button(tools.theme, tr("Read from challenge"), "link", "wand-sparkles")
        self._signs: dict[str, LineIcon] = {}
        self._lay_out()
        self.read.clicked.connect(self._read_again)
        self.form.edited.connect(self.changed)
        tools.theme.changed.connect(self._renew)
        self._renew()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(Label(tr("What the API expects"), "heading", wrap=True), 1)
        top.addWidget(self.read)
        self.column.setSpacing(6)
        for path in self.form.fields:
            line = self.form.main(path)
            if isinstance(line, QLineEdit):
                set_kind(line, "small-code")
                self._signs[path] = LineIcon(self._theme, line, at_end=True)
        self.form.fields["leeway"].line.addWidget(self.late, 1)
        self.column.addLayout(top)
        self.column.addWidget(self.form)

    def show_expected(self, expected: Expected, typed: Expected | None = None) -> None:
        """Begin with what an exchange tells; typed: what the user made of it since."""
        self._told, self._base = expected, typed or expected
        self.read.setVisible(expected.sent is not None)
        tip = tr("Fill in again what the exchange tells.")
        if expected.metadata:
            host = host_of(expected.metadata)
            tip = tr("{what} Asks {host} how the API describes itself.", what=tip, host=host)
        set_tip(self.read, tip)
        self._fill(self._base)

    def suggest_issuer(self, issuer: str) -> None:
        """Take the issuer that its own description names, unless another one is expected."""
        self._base = msgspec.structs.replace(self._base, discovered=issuer)
        if not self.form.text("issuer"):
            self.form.enter("issuer", issuer)
        else:
            self.changed.emit()

    def show_checks(self, levels: Mapping[str, Level], late: Late) -> None:
        """Sign each field with how its check went; late: what the leeway allows, and the end."""
        self._levels = dict(levels)
        self.late.setText(late.text)
        set_property(self.late, "role", "error" if late.level == "bad" else "small")
        self._renew()

    @property
    def expected(self) -> Expected:
        """What is typed now, with what else the exchange tells."""
        typed = {name: self.form.text(name) for name in self._signs}
        return msgspec.structs.replace(self._base, **typed, leeway=self._leeway)

    @property
    def _leeway(self) -> int:
        """Seconds."""
        typed = self.form.values.get("leeway")
        return typed if isinstance(typed, int) else self._base.leeway

    def _read_again(self) -> None:
        self._fill(msgspec.structs.replace(self._told, leeway=self._leeway))
        self.changed.emit()
        if self._told.metadata:
            self.metadata_asked.emit(self._told.metadata)

    def _fill(self, expected: Expected) -> None:
        texts = {name: getattr(expected, name) for name in self._signs}
        self.form.show_values({**texts, "leeway": expected.leeway})

    def _renew(self) -> None:
        self.form.main("leeway").setFixedWidth(self._theme.px(_LEEWAY))
        said = {"good": tr("Matches"), "odd": tr("Odd"), "bad": tr("Does not match")}
        for name, sign in self._signs.items():
            level = self._levels.get(name)
            words = said.get(level or "", "")
            self.form.main(name).setAccessibleDescription(words)
            sign.show_icon(*_SIGNS.get(level or "info", ("", "")), words)
