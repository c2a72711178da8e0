"""The encoded token with the names of its parts, and how to read what is hidden."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout

from inspector.gui.state.choices import Choices
from inspector.gui.theme import Theme
from inspector.gui.tokens.chip import Chip
from inspector.gui.tokens.encoded_view import EncodedView
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.reveal import REVEAL_SECONDS, Reveal
from inspector.model.message import Span
from inspector.wording import tr, tr_n


class EncodedCard(Card):
    """pointed(str): pointer or cursor stand on that part, empty for none.

    whole: returns the token itself; it is asked for only while it is revealed.
    """

    pointed = Signal(str)

    def __init__(self, theme: Theme, choices: Choices, whole: Callable[[], str]) -> None:
        super().__init__(theme, 14)
        self.setProperty("holds_secret", True)
        self._whole = whole
        self._masked = ""
        self._flaw: Span | None = None
        self._coloured = True
        self.view = EncodedView(theme)
        self.reveal = Reveal(self, choices)
        titles = (tr("Header"), tr("Payload"), tr("Signature"))
        names = ("header", "payload", "signature")
        self.chips = {
            name: Chip(theme, title, f"jwt_{name}")
            for name, title in zip(names, titles, strict=True)
        }
        self._icon, self._state = Picture(), Label("", "small", wrap=True)
        self.link = Button(theme, tr("Reveal"), "link")
        self.link.setObjectName("token_reveal")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(Label(tr("Encoded"), "heading"), 1)
        for chip in self.chips.values():
            top.addWidget(chip)
        last = QHBoxLayout()
        last.setSpacing(6)
        last.addWidget(self._icon)
        last.addWidget(self._state, 1)
        last.addWidget(self.link)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addWidget(self.view)
        self.column.addLayout(last)

    def _connect(self) -> None:
        self.view.pointed.connect(self.pointed)
        for name, chip in self.chips.items():
            chip.pointed.connect(lambda on, name=name: self.pointed.emit(name if on else ""))
        self.link.clicked.connect(self.toggle)
        self.reveal.turned.connect(self._turn)
        self.reveal.allowed.connect(self._turn)
        self._theme.changed.connect(self._turn)

    def show_token(self, masked: str, flaw: Span | None = None, *, coloured: bool = True) -> None:
        """Show a token whose secrets are masked.

        flaw: the bad characters of a damaged one, marked wherever they can be seen. coloured:
        whether its parts are told apart.
        """
        self._masked, self._flaw, self._coloured = masked, flaw, coloured
        self._turn()

    def toggle(self) -> None:
        """Show the token itself for 20 seconds, or hide it again."""
        self.reveal.toggle()

    def light(self, part: str) -> None:
        """Light a part, empty for none."""
        self.view.light(part)
        for name, chip in self.chips.items():
            chip.light(on=name == part)

    def changeEvent(self, event: QEvent) -> None:
        """Hide when the window is left."""
        self.reveal.see(event)
        super().changeEvent(event)

    def _turn(self) -> None:
        """Show the token as it may be read now."""
        on = self.reveal.on
        text = self._whole() if on else self._masked
        flaw = self._flaw if on else self._seen_flaw()
        self.view.show_token(text, flaw, coloured=self._coloured)
        parts = self.view.parts
        for name, chip in self.chips.items():
            chip.setVisible(name in parts)
        open_now = "•" not in self._masked
        self._state.setText(_state(on=on, signed="signature" in parts, secret=not open_now))
        hidden, readable = tr("Encoded token, secrets hidden"), tr("Encoded token, readable now")
        self.view.setAccessibleName(readable if on else hidden)
        self.link.set_text(tr("Hide") if on else tr("Reveal"))
        self.link.setEnabled(self.reveal.possible)
        self.link.setVisible(on or self._masked != self._whole())
        ratio = self.devicePixelRatioF()
        icon, colour = ("eye", "warn") if on else ("eye-off", "text2")
        self._icon.setPixmap(self._theme.pixmap(icon, colour, 14, ratio))

    def _seen_flaw(self) -> Span | None:
        """Return where the first bad character stands in the masked text; None if it is hidden."""
        if self._flaw is None:
            return None
        start, end = self._flaw
        at = self._masked.find(self._whole()[start:end])
        return (at, at + end - start) if at >= 0 and end - start == 1 else None


def _state(*, on: bool, signed: bool, secret: bool) -> str:
    if on:
        return tr_n("Readable for {count} second", "Readable for {count} seconds", REVEAL_SECONDS)
    if not secret:
        return tr("Nothing secret is shown")
    if signed:
        return tr("Signature hidden, safe to screenshot")
    return tr("Secret hidden, safe to screenshot")
