"""Frees unreachable objects between two events, never in the midst of Qt's work.

Python may collect garbage wherever it makes an object, so also in a handler that Qt calls while
it walks over a list of widgets (a style change does). A widget freed there leaves Qt with a
dangling pointer; and a collection on the network's thread would delete widgets there.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


class Collecting(QObject):
    """Collects from the event loop's timer in place of Python's own moments, until closed."""

    def __init__(self) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(_EVERY)

    def check(self) -> None:
        """Collect what is due."""
        collect_due()

    def spare_what_is_loaded(self) -> None:
        """Walk no more over what is there by now: modules and what else lasts as long as the run.

        A collection that is due takes the window's thread a tenth of a second with it.
        """
        gc.freeze()

    def close(self) -> None:
        """Leave it to whoever did it before: Python, as a rule."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()


def collect_due() -> None:
    """Collect the oldest generation whose threshold is passed, as Python would."""
    due = [
        generation
        for generation, (count, most) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > most > 0
    ]
    if due:
        gc.collect(due[-1])
