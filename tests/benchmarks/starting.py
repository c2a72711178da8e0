"""The first painted window, from the start of the process, against a bare PySide6 window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks._figure import Figure

ROUNDS = 7
PAINTED = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, widget, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True)
            os._exit(0)
        return False
"""
BARE = f"""{PAINTED}
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window, watch = QMainWindow(), Watch()
window.resize(1440, 900)
window.installEventFilter(watch)
window.show()
app.exec()
"""
OURS = f"""{PAINTED}
import gc
from inspector.settings.places import places
from inspector.settings.table_cache import TableCache
from inspector.wording.shipped_tables import keep_copies_in
usual = gc.get_threshold()
gc.set_threshold(200_000, *usual[1:])  # as the program starts: inspector/__main__.py
keep_copies_in(TableCache(places().tables))
from inspector.gui.application import application, build
gc.set_threshold(*usual)
app = application()
program, watch = build(places()), Watch()
program.window.centralWidget().installEventFilter(watch)
program.window.begin()
program.window.show()
app.exec()
"""
LEAVE_A_TAB = """
from inspector.library.drafts import Draft, Drafts, Session
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.settings.places import places
from inspector.vault.vault import Vault
vault = Vault.in_memory()
token = SecretRef(place="environment", name="TOKEN")
request = Request(url="http://127.0.0.1/v1/orders", credential=Bearer(token=token))
problems = Drafts(places().drafts, vault).save(Session(tabs=(Draft(request=request),), active=0))
assert not problems, problems
vault.close()
"""


def started(code, home):
    """Run code in a home of its own; return the seconds until it says that a window is painted."""
    began = time.time()
    environment = {**os.environ, "REQUEST_INSPECTOR_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    return float(run.stdout.split()[-1]) - began if run.stdout.split() else 0.0


def _ratio(home):
    started(OURS, home)  # compiles what was not compiled before
    pairs = [(started(OURS, home), started(BARE, home)) for _ in range(ROUNDS)]
    ours, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    return ours / peer, f"{ours * 1000:.0f} ms against {peer * 1000:.0f} ms"


def measure():
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as home:
        ratio, detail = _ratio(home)
        yield Figure("first-run window / bare window", ratio, 3, detail)
        started(LEAVE_A_TAB, home)
        ratio, detail = _ratio(home)
        yield Figure("window with one restored tab / bare window", ratio, 3, detail)
