"""A hairline between parts of a pane."""

from PySide6.QtWidgets import QFrame


class Line(QFrame):
    """One pixel of the border's colour, lying or upright."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "upright-line" if upright else "line")
