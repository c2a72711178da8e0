"""Whether the practice server runs, where, on which port; starts and stops it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSpinBox, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label, Picture
from inspector.gui.widgets.spin import inset
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

_LAST_PORT = 65535
_PORT_WIDTH = 108


class ServerBar(Card):
    """Follows the owner of the server; the port counts at the next start."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 12)
        self._tools = tools
        self._icon = Picture()
        self.state = Label("", "heading")
        self.state.setObjectName("lab_state")
        self.address = Label("", "code")
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = IconButton(tools.theme, "copy", tr("Copy the address"), 14)
        self.port = QSpinBox()
        inset(self.port)
        self.port.setObjectName("lab_port")
        self.port.setRange(0, _LAST_PORT)
        self.port.setSpecialValueText(tr("Any free"))
        set_tip(self.port, tr("0 takes any free port."))
        self.switch = Button(tools.theme, tr("Start"), "secondary", "play")
        self.switch.setObjectName("lab_switch")
        self.check = InlineCheck(tools.theme)
        self._lay_out()
        self.switch.clicked.connect(self._switch)
        self.copy_button.clicked.connect(self._copy)
        tools.lab.changed.connect(self._show)
        tools.theme.changed.connect(self._show)
        self._show()

    def start(self) -> None:
        """Start the server on the chosen port."""
        self.switch.setEnabled(False)
        job = self._tools.lab.start(self.port.value())
        job.failed.connect(self._say_failure)
        job.ended.connect(self._show)

    def _lay_out(self) -> None:
        self._left = _group(self._icon, self.state, self.address, self.copy_button)
        self._right = _group(FieldLabel(tr("Port"), self.port), self.port, self.switch)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(8)
        self._row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        self._row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._row)
        self.column.addWidget(self.check)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two lines where one is too narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        sides = self.column.contentsMargins()
        room = self.width() - sides.left() - sides.right() - 2 * self._row.spacing()
        wanted = self._left.sizeHint().width() + self._right.sizeHint().width()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wanted <= room else ways.TopToBottom)

    def _switch(self) -> None:
        lab = self._tools.lab
        lab.wanted = not lab.address
        if lab.address:
            lab.stop()
        else:
            self.start()

    def _show(self) -> None:
        address = self._tools.lab.address
        self.state.setText(tr("Runs at") if address else tr("Not running"))
        self.address.setText(address)
        for widget in (self.address, self.copy_button):
            widget.setVisible(bool(address))
        if address:
            self.check.show_check("")
        self.switch.set_text(tr("Stop") if address else tr("Start"))
        self.switch.set_icon("square" if address else "play")
        self.switch.setEnabled(True)
        self.port.setEnabled(not address)
        self.port.setFixedWidth(self._tools.theme.px(_PORT_WIDTH))
        look = ("circle-check", "ok") if address else ("circle-dashed", "text3")
        self._icon.setPixmap(self._tools.theme.pixmap(*look, 16, self.devicePixelRatioF()))
        self._arrange()

    def _say_failure(self, error: Exception) -> None:
        problem = getattr(error, "problem", None)
        if problem is None:
            raise error
        self._tools.lab.wanted = False
        self.check.show_check(f"{problem.what} {problem.todo}", "bad")

    def _copy(self) -> None:
        copy_text(self._tools.lab.address)
        self._tools.notices.say(tr("Copied the address of the practice server."))


def _group(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return group
