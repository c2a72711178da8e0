"""The window over 100,000 attempts: start, pages while typing, full text, scrolling, memory."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._big_history import write
from tests.benchmarks._figure import Figure
from tests.benchmarks.starting import OURS, started

ROUNDS = 5
ADDED, TYPED, FOUND, STEP, MORE = 50, 50, 100, 16, 40  # goals: ms, ms, ms, ms, MB
_PANEL = """
import os, resource, statistics, sys, time
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from inspector.gui.application import application, build
from inspector.settings.places import places
from inspector.vault.vault import Vault
app = application()
program = build(places(), Vault.in_memory())
program.window.begin()
program.window.show()
program.tools.actions.run("show-history")
panel = program.window.sidebar.currentWidget()
def filled(text):
    loop = QEventLoop()
    panel.model.filled.connect(loop.quit)
    QTimer.singleShot(20000, loop.quit)
    began = time.perf_counter()
    if text is None:
        panel.model.renew()
    else:
        panel.filter.setText(text)
    loop.exec()
    panel.list.viewport().repaint()
    took = time.perf_counter() - began
    panel.model.filled.disconnect(loop.quit)
    QTimer.singleShot(200, loop.quit); loop.exec()
    return took * 1000
filled(None)
if len(sys.argv) > 1:
    typed = [filled("status:401 host:api3"[:end]) for end in range(1, 21)]
    typed += [filled(text) for text in ("cause:expired", "is:refused -host:api1", "path:audit/99")]
    found = [filled(text) for text in ("invoice", "invoice stock", "xxxx status:401")]
    filled("")
    steps = []
    bar = panel.list.verticalScrollBar()
    for _ in range(400):
        began = time.perf_counter()
        bar.setValue(bar.value() + 46)
        panel.list.viewport().repaint()
        QApplication.processEvents()
        steps.append((time.perf_counter() - began) * 1000)
    p99 = sorted(steps)[int(len(steps) * .99)]
    print(max(typed), max(found), p99)
else:
    filled("status:401"); filled("")
print(int(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]) / 1024, flush=True)
program.close()
os._exit(0)
"""


def _panel(home, *arguments):
    environment = {**os.environ, "REQUEST_INSPECTOR_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", _PANEL, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    return [float(word) for word in run.stdout.split()]


def measure():
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        write(Path(full) / "data" / "history.sqlite")
        pairs = [(started(OURS, full), started(OURS, empty)) for _ in range(ROUNDS)]
        ours, peer = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        detail = f"{ours:.0f} ms against {peer:.0f} ms with none"
        yield Figure("ms that 100,000 attempts add to the start", ours - peer, ADDED, detail)
        typed, found, step, memory = _panel(full, "all")
        yield Figure("ms to the first page, slowest key of a filter", typed, TYPED, "painted")
        yield Figure("ms to the first page of a full-text search", found, FOUND, "painted")
        yield Figure("ms of a scrolling step, 99th percentile", step, STEP, "of 400 steps")
        more = memory - _panel(empty)[0]
        yield Figure("MB more memory with 100,000 attempts", more, MORE, f"{memory:.0f} MB in all")
