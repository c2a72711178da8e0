"""A secret is shown for 20 s on demand, never in presentation mode, nor when the window is left."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from inspector.gui.state.choices import Choices

REVEAL_SECONDS = 20


class Reveal(QObject):
    """Owner of whether one value is readable.

    turned(): it is now, or no more. allowed(): what is possible may differ. owner: the widget
    that shows it; its `changeEvent` hands events to `see`.
    """

    turned = Signal()
    allowed = Signal()

    def __init__(self, owner: QWidget, choices: Choices) -> None:
        super().__init__(owner)
        self._owner = owner
        self._choices = choices
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(REVEAL_SECONDS * 1000)
        self.timer.timeout.connect(self.turned)
        choices.changed.connect(self._obey)

    @property
    def on(self) -> bool:
        """Whether the value itself is readable now."""
        return self.timer.isActive()

    @property
    def possible(self) -> bool:
        """Whether it may be shown at all."""
        return self._choices.may_reveal

    def start(self) -> None:
        """Show the value for 20 seconds, unless presentation mode forbids it."""
        if self.possible:
            self.timer.start()
            self.turned.emit()

    def stop(self) -> None:
        """Hide it again."""
        if self.on:
            self.timer.stop()
            self.turned.emit()

    def toggle(self) -> None:
        """Show it, or hide it again."""
        if self.on:
            self.stop()
        else:
            self.start()

    def see(self, event: QEvent) -> None:
        """Hide when the window is left."""
        if event.type() == QEvent.Type.ActivationChange and not self._owner.isActiveWindow():
            self.stop()

    def _obey(self) -> None:
        """Hide when presentation mode begins."""
        if not self.possible:
            self.stop()
        self.allowed.emit()
