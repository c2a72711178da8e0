"""The line under the auth type Inherit: whose credential it is, and the way there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.state.documents import Origin
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr


class OriginRow(QWidget):
    """Hidden without an origin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._origin: Origin | None = None
        self.text = Label("", "small", wrap=True)
        self.text.setObjectName("auth_origin")
        self.edit = Button(theme, tr("Edit"), "link", "pencil")
        self.edit.setObjectName("auth_origin_edit")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self.edit.clicked.connect(self._edit)
        self.hide()

    def show_origin(self, origin: Origin | None, kind: str) -> None:
        """Show this one. kind: what the folder says, in words."""
        self._origin = origin
        self.setVisible(origin is not None)
        if origin is not None:
            self.text.setText(
                tr("Inherited from {folder}: {kind}", folder=origin.folder, kind=kind)
            )
            said = tr("Edit what {folder} passes on", folder=origin.folder)
            self.edit.setAccessibleName(said)
            set_tip(self.edit, said)

    def _edit(self) -> None:
        if self._origin is not None:
            self._origin.edit()
