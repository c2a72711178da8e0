"""The window with a diagnosed request: its theme changed, and tabs opened beside it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._figure import Figure

ROUNDS = 5
SWITCHED, OPENED = 0.5, 2.0  # goals
_WINDOW = """
import statistics, sys, time
from PySide6.QtCore import QEventLoop, QTimer
from inspector.gui.application import application, build
from inspector.settings.places import places
from inspector.vault.vault import Vault
app = application()
program = build(places(), Vault.in_memory())
window, tools = program.window, program.tools
window.resize(1440, 900)
window.begin()
window.show()
loop = QEventLoop()
def rest(milliseconds):
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
def answered(command):
    window.sending.answered.connect(loop.quit)
    QTimer.singleShot(20000, loop.quit)
    tools.actions.run(command)
    loop.exec()
    window.sending.answered.disconnect(loop.quit)
    rest(300)
def median(do, undo):
    times = []
    for _ in range(int(sys.argv[1])):
        began = time.perf_counter()
        do()
        app.processEvents()
        window.repaint()
        times.append((time.perf_counter() - began) * 1000)
        undo()
        rest(200)
    return statistics.median(times)
answered("demo")
answered("send")
first = tools.tabs.active
def back():
    tools.tabs.close(tools.tabs.active)
    tools.tabs.activate(first)
opened = [
    median(lambda: tools.actions.run(name), back)
    for name in ("inspect-token", "compare-previous", "new-tab")
]
sheet = app.styleSheet()
modes = ["light", "dark"] * 100
switched = median(lambda: tools.theme.set_mode(modes.pop()), lambda: None)
replaced = median(lambda: app.setStyleSheet(sheet + " " * len(modes.pop())), lambda: None)
print(switched, replaced, *opened)
program.close()
"""


def _run():
    with tempfile.TemporaryDirectory() as home:
        run = subprocess.run(
            [sys.executable, "-c", _WINDOW, str(ROUNDS)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "REQUEST_INSPECTOR_HOME": home, "QT_QPA_PLATFORM": "offscreen"},
            cwd=Path(__file__).parents[2],
        )
    return tuple(map(float, run.stdout.split()[-5:]))


def measure():
    """Yield the figures."""
    switched, replaced, token, compared, plain = _run()
    yield Figure(
        "changing the theme / replacing the style sheet as Qt does",
        switched / replaced,
        SWITCHED,
        f"{switched:.0f} ms against {replaced:.0f} ms",
    )
    for name, took in (("token", token), ("comparison", compared)):
        detail = f"{took:.0f} ms against {plain:.0f} ms"
        yield Figure(f"{name} tab / empty request tab", took / plain, OPENED, detail)
