"""Bodies in the window: 57 MB of JSON shown, folded and held in memory; 10,000 events a second."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.benchmarks._figure import Figure

SIZE = 57_000_000  # bytes
SHOWN, FOLDED, FRAME = 1.0, 0.1, 0.016  # seconds: goals
MEMORY = 4.0  # goal: of the body, beyond what a small body takes
RATE, SECONDS = 10_000, 3  # events a second, and for how long
_WARM = 5  # turns in which what is read at first use is read
RECORD = (
    b'{"id": %d, "status": "open", "customer": {"id": "user_%d", "email": "m%d@example.com"}, '
    b'"lines": [{"sku": "A1", "qty": 1, "price": 9.5}, {"sku": "A2", "qty": 2, "price": 1}], '
    b'"note": "says \\"hello\\", [twice]"}'
)
_WINDOW = """
import json, re, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from inspector.gui.bodies.json_view import JsonView
from inspector.gui.theme import Theme
from inspector.presentation.bodies.body_rows import BodyText, beginning, prepare
from inspector.presentation.bodies.json_blocks import ALL
app = QApplication([])
view = JsonView(Theme())
view.resize(760, 600)
view.show()
body = Path(sys.argv[1]).read_bytes()
wanted = BodyText(body=body)
def shown(made):
    view.show_json(made.rows)
    view.viewport().grab()
def timed(run):
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun
first = timed(lambda: shown(beginning(wanted, 512 * 1024)))
whole = timed(lambda: shown(prepare(wanted)))
rows = view.json_rows
levels = [timed(lambda: (view.fold_to(limit), view.viewport().grab())) for limit in (1, 2, 3, 4, 5, ALL)]
places = [0, *(rows.lines.child(0, at) for at in (0, rows.lines.children(0) // 2))] if rows.lines.opens(0) else []
levels += [timed(lambda: (view.toggle(rows.folds.row(line)), view.viewport().grab())) for line in places for _ in (0, 1)]
used = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024
peer = timed(lambda: json.dumps(json.loads(body), indent=2)) if sys.argv[2] == "peer" else 0
print(json.dumps([first, whole, max(levels), used, peer]))
"""


def measure():
    """Yield the figures; the first three are against their goals in seconds and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder, "large.json"), Path(folder, "small.json")
        records = [RECORD % (n, n, n) for n in range(SIZE // (len(RECORD) + 14))]
        large.write_bytes(b"[" + b", ".join(records) + b"]")
        small.write_bytes(b"[" + records[0] + b"]")
        del records
        first, whole, folded, used, _ = _window(large)
        peer = _window(large, "peer")[4]
        bare = _window(small)[3]
        size = large.stat().st_size
    shown = min(first, whole)
    told = f"first rows {first * 1000:.0f} ms, all {whole:.2f} s, loads and dumps {peer:.2f} s"
    yield Figure("57 MB of JSON shown, of 1 s", shown / SHOWN, 1.0, told)
    yield Figure("57 MB of JSON shown, against json", whole / peer, 0.5, told)
    yield Figure(
        "57 MB folded at any level, of 100 ms", folded / FOLDED, 1.0, f"{folded * 1000:.0f} ms"
    )
    memory = (used - bare) / size
    yield Figure(
        "57 MB of JSON in memory, of the body", memory, MEMORY, f"{(used - bare) / 1e6:.0f} MB"
    )
    yield from _events()


def _window(path, what=""):
    code = [sys.executable, "-c", _WINDOW, str(path), what]
    return json.loads(subprocess.run(code, check=True, capture_output=True, text=True).stdout)


def _events():
    """Watch a stream: the window's own work at each turn, as it blocks a frame."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from inspector.gui.bodies.event_view import EventView
    from inspector.gui.theme import Theme
    from inspector.presentation.bodies.event_log import EventLog

    application = QApplication.instance() or QApplication([])
    view, log = EventView(Theme()), EventLog("text/event-stream", is_live=True)
    plain = QPlainTextEdit()
    plain.setMaximumBlockCount(10_000)
    for each in (view, plain):
        each.resize(760, 500)
        each.show()
    view.show_log(log, None, hidden=True)

    def ours(parts):
        for events, at, size in parts:
            log.add(events, at, size)
        view.refresh()
        view.viewport().repaint()

    def peer(parts):
        for events, _, _ in parts:
            for event in events:
                plain.appendPlainText(f"{event.name}  {event.data}")
        plain.viewport().repaint()

    turns = _followed(ours)
    mine, others = _late(turns[_WARM:]), _late(_followed(peer))
    application.processEvents()
    told = f"{log.total:,} events in {len(turns)} turns, p99 {mine * 1000:.1f} ms, a text field's "
    told += f"{others * 1000:.1f} ms"
    yield Figure("10,000 events a second, p99 of 16 ms", mine / FRAME, 1.0, told)
    yield Figure("10,000 events a second, against a text field", mine / others, 1.0, told)


def _late(times):
    return sorted(times)[max(len(times) * 99 // 100 - 1, 0)]


def _followed(run):
    """Hand the events over as the window gets them; return the seconds of each turn."""
    from PySide6.QtCore import QEventLoop, QTimer

    from inspector.gui.bridge.job import Job

    job, loop, looking, turns = Job(), QEventLoop(), QTimer(), []

    def take(parts):
        begun = time.thread_time()
        run(parts)
        turns.append(time.thread_time() - begun)

    job.progressed.connect(take)
    feeding = threading.Thread(target=_feed, args=(job.report,))
    looking.timeout.connect(lambda: None if feeding.is_alive() else loop.quit())
    looking.start(50)
    feeding.start()
    loop.exec()
    feeding.join()
    return turns


def _feed(report):
    """Send events of three names as a server would, a hundredth of a second's at once."""
    from inspector.protocol.streams.event_stream import EventReader

    reader, each, never = EventReader(), RATE // 100, threading.Event()
    begun = time.perf_counter()
    for turn in range(100 * SECONDS):
        data = b"".join(
            b'event: e%d\ndata: {"id": %d, "text": "something happened"}\n\n' % (n % 3, n)
            for n in range(turn * each, turn * each + each)
        )
        report((tuple(reader.feed(data)), time.time(), len(data)))
        never.wait(max(begun + (turn + 1) / 100 - time.perf_counter(), 0))
