"""What the API expects of the token: prefilled from the challenge, checked again while typing."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QWidget

from inspector.annotate.tokens.expected import Expected
from inspector.gui.forms.spin import inset
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind, set_property
from inspector.gui.widgets.label import FieldLabel, Label
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


_LEEWAY = 76


class ExpectedCard(Card):
    """changed(): the user typed; `expected` has the new values.

    metadata_asked(str): the address where the API describes itself.
    """

    changed = Signal()
    metadata_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 14)
        self.setObjectName("expected_card")
        self._told = self._base = Expected()
        self._levels: dict[str, Level] = {}
        titles = {
            "audience": tr("Audience"),
            "issuer": tr("Issuer"),
            "scope": tr("Scope"),
            "client": tr("Client"),
        }
        self.fields = {name: QLineEdit() for name in titles}
        self._signs = {name: QAction(self) for name in titles}
        self.leeway = QSpinBox()
        self.late = Label("", "small", wrap=True)
        self.read = Button(theme, tr("Read from challenge"), "link", "wand-sparkles")
        self._lay_out(titles)
        self.read.clicked.connect(self._read_again)
        theme.changed.connect(self._renew)
        self._renew()

    def _lay_out(self, titles: Mapping[str, str]) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(Label(tr("What the API expects"), "heading", wrap=True), 1)
        top.addWidget(self.read)
        self.column.setSpacing(6)
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        for name, field in self.fields.items():
            field.setObjectName(f"expected_{name}")
            set_kind(field, "small-code")
            field.textEdited.connect(lambda _text: self.changed.emit())
            field.addAction(self._signs[name], QLineEdit.ActionPosition.TrailingPosition)
            form.addRow(_beside(titles[name], field), field)
        self.leeway.setRange(0, 3600)
        self.leeway.setSuffix(tr(" s"))
        inset(self.leeway)
        self.leeway.valueChanged.connect(lambda _value: self.changed.emit())
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.leeway)
        last.addWidget(self.late, 1)
        form.addRow(_beside(tr("Leeway"), self.leeway), last)
        self.column.addLayout(top)
        self.column.addLayout(form)

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
        if not self.fields["issuer"].text().strip():
            self.fields["issuer"].setText(issuer)
            self.fields["issuer"].setCursorPosition(0)
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
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        return msgspec.structs.replace(self._base, **typed, leeway=self.leeway.value())

    def _read_again(self) -> None:
        self._fill(msgspec.structs.replace(self._told, leeway=self.leeway.value()))
        self.changed.emit()
        if self._told.metadata:
            self.metadata_asked.emit(self._told.metadata)

    def _fill(self, expected: Expected) -> None:
        for name, field in self.fields.items():
            field.setText(getattr(expected, name))
            field.setCursorPosition(0)
        self.leeway.blockSignals(True)
        self.leeway.setValue(expected.leeway)
        self.leeway.blockSignals(False)

    def _renew(self) -> None:
        self.leeway.setFixedWidth(self._theme.px(_LEEWAY))
        said = {"good": tr("Matches"), "odd": tr("Odd"), "bad": tr("Does not match")}
        for name, field in self.fields.items():
            level = self._levels.get(name)
            self._signs[name].setVisible(level in _SIGNS)
            field.setAccessibleDescription(said.get(level or "", ""))
            if level in _SIGNS:
                icon, colour = _SIGNS[level]
                self._signs[name].setIcon(self._theme.icon(icon, colour, 16))
                self._signs[name].setText(said[level])


def _beside(text: str, field: QWidget) -> FieldLabel:
    """Return the field's name, as high as the row, so that it stands in the field's middle."""
    label = FieldLabel(text, field)
    label.setWordWrap(False)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return label
