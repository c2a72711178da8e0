"""Saves a picture of the window with the first demo solved; needs no display."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6

from inspector.settings.places import Places
from inspector.vault.vault import Vault
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.gui.application import Program

_LONGEST = 20_000  # milliseconds
_SETTLED = 300


def save_picture(path: Path, *, dark: bool = False, size: tuple[int, int] = (1440, 900)) -> None:
    """Run the expired-token demo in a window that is not on the screen and save it as PNG.

    Nothing of the user's is read or written. Raises OSError when the file can't be written,
    TimeoutError when the demo did not end.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - platform is set now

    from inspector.gui.application import application, build  # noqa: PLC0415 - platform is set now

    application()
    # The offscreen platform complains about hints for a window frame that nobody sees.
    before = qInstallMessageHandler(_be_quiet)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        program = build(Places(config=home, data=home, state=home, cache=home), Vault.in_memory())
        try:
            program.tools.theme.set_mode("dark" if dark else "light")
            program.window.resize(*size)
            program.window.show()
            program.tools.vault.open().result(_LONGEST / 1000)
            _solve(program)
            if not program.window.grab().save(str(path)):
                raise OSError(tr("{path} can't be written.", path=path))
        finally:
            program.window.hide()
            program.close()
            shiboken6.delete(program.window)
            qInstallMessageHandler(before)


def _be_quiet(*_message: object) -> None:
    """Say nothing."""


def _solve(program: "Program") -> None:
    """Run the demo and wait for its answer."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - platform is set now

    loop = QEventLoop()
    answers: list[object] = []
    program.window.sending.answered.connect(answers.append)
    program.window.sending.answered.connect(lambda: QTimer.singleShot(_SETTLED, loop.quit))
    QTimer.singleShot(_LONGEST, loop.quit)
    program.tools.actions.run("demo")
    loop.exec()
    if not answers:
        raise TimeoutError(tr("The demo did not end within 20 seconds."))
