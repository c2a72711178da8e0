"""The secrets that an export replaces: where each stands, what stands there now, and a choice."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.widgets.label import Label
from inspector.gui.widgets.plain_rows import add_choice
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.export.cutting import Replaced

MOST = 30


class SecretsList(QWidget):
    """chosen(id, treatment): the user wants another treatment for one secret."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self.title = Label("", "heading")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)

    def show_replaced(self, replaced: "tuple[Replaced, ...]") -> None:
        """Show these secrets; rows are kept while the same ones stand there."""
        text = tr_n("{count} secret replaced", "{count} secrets replaced", len(replaced))
        self.title.setText(text if replaced else tr("No secret was found"))
        wanted = tuple(each.id for each in replaced[:MOST])
        if wanted != self._shown:
            self._shown = wanted
            self._clear()
            for each in replaced[:MOST]:
                self._column.addWidget(self._row(each))
            if len(replaced) > MOST:
                rest = tr("… and {count} more, masked", count=len(replaced) - MOST)
                self._column.addWidget(Label(rest, "quiet"))

    def _clear(self) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

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
