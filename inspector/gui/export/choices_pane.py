"""The left side of the export: format, parts, secrets, and the words that let them out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.export.produced import PHRASE, Produced
from inspector.gui.lists.plain_rows import add_choice
from inspector.gui.widgets.label import FieldLabel, Label
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import Scrolled
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.export.cutting import Replaced
    from inspector.export.registry import Format


# ---------------- The secrets that an export replaces
MOST = 30


class SecretsList(QWidget):
    """chosen(id, treatment): the user wants another treatment for one secret."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self.title = Label("", "heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(self._rows)

    def show_replaced(self, replaced: "tuple[Replaced, ...]") -> None:
        """Show these secrets; rows are kept while the same ones stand there."""
        text = tr_n("{count} secret replaced", "{count} secrets replaced", len(replaced))
        self.title.setText(text if replaced else tr("No secret was found"))
        wanted = tuple(each.id for each in replaced[:MOST])
        if wanted != self._shown:
            self._shown = wanted
            clear(self._rows)
            for each in replaced[:MOST]:
                self._rows.addWidget(self._row(each))
            if len(replaced) > MOST:
                rest = tr("… and {count} more, masked", count=len(replaced) - MOST)
                self._rows.addWidget(Label(rest, "quiet"))

    def _row(self, replaced: "Replaced") -> QWidget:
        from inspector.export.treatments import treatments  # noqa: PLC0415 - loaded with the export

        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Label(replaced.where, "small", wrap=True), 1)
        choice = QComboBox()
        choice.setAccessibleName(tr("What to show for {place}", place=replaced.where))
        for name, title in treatments().items():
            if name != "keep-claims" or replaced.is_token:
                add_choice(choice, title, name)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.activated.connect(
            lambda _index: self.chosen.emit(replaced.id, str(choice.currentData()))
        )
        line.addWidget(choice)
        return row


def part_titles() -> dict[str, str]:
    """Return the parts of a report with their titles."""
    return {
        "verdict": tr("Verdict"),
        "evidence": tr("Evidence"),
        "story": tr("Story"),
        "exchange": tr("Exchange"),
        "other-causes": tr("Other causes"),
        "experiments": tr("Experiments"),
    }


class ChoicesPane(Scrolled):
    """Asks the owner for every change."""

    def __init__(self, produced: Produced, formats: "tuple[Format, ...]") -> None:
        super().__init__()
        self._produced = produced
        self.format = QComboBox()
        self.format.setObjectName("export_format")
        for each in formats:
            add_choice(self.format, each.title(), each.NAME)
        self.parts = {name: QCheckBox(title) for name, title in part_titles().items()}
        self.secrets = SecretsList()
        self.phrase = QLineEdit()
        self.phrase.setObjectName("include_secrets")
        self.phrase.setPlaceholderText(PHRASE)
        self._whole = {each.NAME: each.WHOLE for each in formats}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setSpacing(4)
        top.addWidget(FieldLabel(tr("Format"), self.format))
        top.addWidget(self.format)
        self.column.addLayout(top)
        parts = QVBoxLayout()
        parts.setSpacing(2)
        parts.addWidget(Label(tr("Parts"), "field"))
        for box in self.parts.values():
            box.setChecked(True)
            parts.addWidget(box)
        self.column.addLayout(parts)
        self.column.addWidget(self.secrets)
        raw = QVBoxLayout()
        raw.setSpacing(4)
        words = FieldLabel(tr("To leave the secrets in, type: include secrets"), self.phrase)
        words.setWordWrap(True)
        raw.addWidget(words)
        raw.addWidget(self.phrase)
        self.column.addLayout(raw)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.format.activated.connect(self._choose_format)
        for box in self.parts.values():
            box.clicked.connect(self._choose_parts)
        self.secrets.chosen.connect(self._choose_treatment)
        self.phrase.textEdited.connect(lambda text: self._produced.choose(phrase=text))
        self._produced.changed.connect(self._show)

    def _choose_format(self) -> None:
        name = str(self.format.currentData())
        for box in self.parts.values():
            box.setEnabled(not self._whole[name])
        self._produced.choose(format=name)

    def _choose_parts(self) -> None:
        chosen = tuple(name for name, box in self.parts.items() if box.isChecked())
        self._produced.choose(parts=chosen)

    def _choose_treatment(self, secret: str, treatment: str) -> None:
        treatments = {**self._produced.choices.treatments, secret: treatment}
        self._produced.choose(treatments=treatments)

    def _show(self) -> None:
        exported = self._produced.exported
        if exported is not None:
            self.secrets.show_replaced(exported.replaced)
