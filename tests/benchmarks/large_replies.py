"""A refusal of 50 MB: the verdict on the command line and in the window against a plain read."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks._big_replies import KINDS, SIZE, big_replies
from tests.benchmarks._figure import Figure
from tests.benchmarks._memory import PEAK

ROUNDS = 3
TIME = 10.0  # goal: processor time against a plain read of the same reply
MEMORY = (SIZE + 200e6) / SIZE  # goal: of the body, beyond what a small reply takes
_USED = f"""
import resource
used = resource.getrusage(resource.RUSAGE_SELF){PEAK}
print(used.ru_utime + used.ru_stime, peak * 1024)
"""
_READ = """
import sys, urllib.error, urllib.request
try:
    urllib.request.urlopen(sys.argv[1])
except urllib.error.HTTPError as refusal:
    kept = refusal.read()
"""
_COMMAND = """
import sys
from inspector.cli.program import Faces, run
assert run(["send", sys.argv[1]], Faces(open_window=None, save_picture=None)) == 1
"""
_WINDOW = """
import sys
from PySide6.QtCore import QEventLoop, QTimer
from inspector.gui.application import application, build
from inspector.settings.places import places
from inspector.vault.vault import Vault
app = application()
program = build(places(), Vault.in_memory())
window, tools = program.window, program.tools
window.begin()
window.show()
loop = QEventLoop()
def look():
    tab = tools.tabs.active_request
    if tab is not None and tab.current.value.url == sys.argv[1]:
        loop.quit()
looking = QTimer()
looking.timeout.connect(look)
looking.start(10)
tools.actions.run("paste-anything", "curl " + sys.argv[1])
loop.exec()
looking.stop()
window.sending.answered.connect(loop.quit)
tools.actions.run("send")
loop.exec()
app.processEvents()
assert tools.tabs.active_request.attempts.current.verdict.findings
program.close()
"""


class _Use(NamedTuple):
    seconds: float
    peak: float


def _used(code, address):
    with tempfile.TemporaryDirectory() as home:
        run = subprocess.run(
            [sys.executable, "-c", code + _USED, address],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "REQUEST_INSPECTOR_HOME": home, "QT_QPA_PLATFORM": "offscreen"},
            cwd=Path(__file__).parents[2],
        )
    return _Use(*map(float, run.stdout.split()[-2:]))


def _least(code, address):
    uses = [_used(code, address) for _ in range(ROUNDS)]
    return _Use(min(each.seconds for each in uses), min(each.peak for each in uses))


def measure():
    """Yield the figures."""
    with big_replies() as address:
        for face, code in (("command line", _COMMAND), ("window", _WINDOW)):
            small = _least(code, f"{address}/text/1000")
            for kind in KINDS:
                plain = _least(_READ, f"{address}/{kind}")
                ours = _least(code, f"{address}/{kind}")
                more = ours.seconds - small.seconds
                yield Figure(
                    f"50 MB of {kind}, verdict in the {face} / plain read",
                    more / plain.seconds,
                    TIME,
                    f"{more:.2f} s more than a small reply against {plain.seconds:.2f} s",
                )
                beyond = ours.peak - small.peak
                yield Figure(
                    f"peak memory of it ({kind}, {face}) / its body",
                    beyond / SIZE,
                    MEMORY,
                    f"{beyond / 1e6:.0f} MB more than a small reply",
                )
