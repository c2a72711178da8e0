"""What the API expects of the token: prefilled from the challenge, checked again while typing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSizePolicy, QSpinBox, QWidget

from inspector.annotate.tokens.expected import Expected
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.gui.widgets.spin import inset
from inspector.wording import tr


class ExpectedCard(Card):
    """changed(): the user typed; `expected` has the new values."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("expected_card")
        self._base = Expected()
        self.fields = {name: QLineEdit() for name in ("audience", "issuer", "scope", "client")}
        self.leeway = QSpinBox()
        self.leeway.setRange(0, 3600)
        self.leeway.setSuffix(tr(" s"))
        inset(self.leeway)
        self.column.addWidget(Label(tr("What the API expects"), "heading"))
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        titles = {
            "audience": tr("Audience"),
            "issuer": tr("Issuer"),
            "scope": tr("Scope"),
            "client": tr("Client"),
        }
        for name, field in self.fields.items():
            field.setObjectName(f"expected_{name}")
            field.textEdited.connect(lambda _text: self.changed.emit())
            form.addRow(_beside(titles[name], field), field)
        self.leeway.valueChanged.connect(lambda _value: self.changed.emit())
        form.addRow(_beside(tr("Leeway"), self.leeway), self.leeway)
        self.column.addLayout(form)

    def show_expected(self, expected: Expected) -> None:
        """Begin with what an exchange tells."""
        self._base = expected
        for name, field in self.fields.items():
            field.setText(getattr(expected, name))
            field.setCursorPosition(0)
        self.leeway.blockSignals(True)
        self.leeway.setValue(expected.leeway)
        self.leeway.blockSignals(False)

    @property
    def expected(self) -> Expected:
        """What is typed now, with the times of the exchange."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        return Expected(
            **typed,
            leeway=self.leeway.value(),
            sent=self._base.sent,
            server=self._base.server,
        )


def _beside(text: str, field: QWidget) -> FieldLabel:
    """Return the field's name, as high as the row, so that it stands in the field's middle."""
    label = FieldLabel(text, field)
    label.setWordWrap(False)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return label
