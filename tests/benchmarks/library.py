"""A collection of 3,000 requests: opened against plain reading and parsing, shown, searched."""

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from inspector.library.library import Library
from inspector.model.collection import Collection, Folder
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.presentation.library.nodes import Held, tree_of
from inspector.presentation.library.searching import found_in
from inspector.vault import Vault
from tests.benchmarks._figure import Figure, in_turns

COUNT, IN_A_FOLDER = 3000, 50
SHOWN, USABLE, SEARCHED = 300, 300, 300  # goals in ms of processor time
_WINDOW = """
import time
from PySide6.QtCore import QEventLoop, QTimer
from inspector.gui.application import application, build
from inspector.gui.library.collections_panel import CollectionsPanel
from inspector.settings.places import places
from inspector.vault.vault import Vault
app = application()
program = build(places(), Vault.in_memory())
window = program.window
window.resize(1440, 900)
window.begin()
window.show()
loop = QEventLoop()
def rest(milliseconds):
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
rest(300)
panel = window.findChild(CollectionsPanel)
while not panel.owner.loaded:
    rest(10)
def took(do):
    began = time.thread_time()
    do()
    app.processEvents()
    window.repaint()
    return (time.thread_time() - began) * 1000
shown = took(panel._show)
key = next(node.key for node in panel.owner.by_key.values() if node.request is not None)
opened = took(lambda: panel.requests.open(key, keep=True))
assert program.tools.tabs.active.path == key
print(shown, opened)
program.close()
"""


def _request(number):
    return Request(
        name=f"order {number}",
        url=f"https://api.example.com/v1/orders/{number}",
        query=(QueryParam("expand", "lines"), QueryParam("page", "{{page}}")),
        headers=(RequestHeader("Accept", "application/json"),),
        credential=Bearer(token=SecretRef(place="keyring", name="orders")),
    )


def _written(folder, vault):
    starts = range(0, COUNT, IN_A_FOLDER)
    folders = tuple(
        Folder(
            name=f"part {start}",
            path=f"part-{start}",
            requests=tuple(map(_request, range(start, start + IN_A_FOLDER))),
        )
        for start in starts
    )
    library = Library(folder, vault, folder.parent / "bin")
    assert library.take_in(Collection(name="many", folders=folders)).problem is None
    return library


def _opened(library):
    (loaded,) = library.load()
    assert sum(len(each.requests) for each in loaded.collection.folders) == COUNT


def _parsed(folder):
    for path in folder.rglob("*.toml"):
        tomllib.loads(path.read_text("utf-8"))


def _fill(home):
    """Write the collection where a window of this home looks for its own."""
    folder = home / "data" / "collections"
    folder.mkdir(parents=True)
    vault = Vault.in_memory()
    _written(folder, vault)
    vault.close()


def _in_the_window(home):
    """Return ms on the window's thread: rows shown, and the first request open to be used."""
    run = subprocess.run(
        [sys.executable, "-c", _WINDOW],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "REQUEST_INSPECTOR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    )
    return tuple(map(float, run.stdout.split()[-2:]))


def _searched(library, folder):
    """Return ms of processor time for a word that no request has, and one that all have."""
    nodes = tree_of((Held(place="", root=folder, loaded=library.load()),))
    times = []
    for text, count in (("nowhere", 0), ("application/json", COUNT)):
        began = time.thread_time()
        assert len(found_in(nodes, text)) == count
        times.append((time.thread_time() - began) * 1000)
    return times


def measure():
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder, vault = Path(name) / "library", Vault.in_memory()
        folder.mkdir()
        library = _written(folder, vault)
        ours, peer = in_turns(lambda: _opened(library), lambda: _parsed(folder))
        detail = f"{ours:.2f} s against {peer:.2f} s"
        yield Figure("a collection of 3,000 opened / its files parsed", ours / peer, 3, detail)
        began = time.thread_time()
        _opened(library)
        took = time.thread_time() - began
        yield Figure("its seconds of processor time", took, 1, "on the thread that reads")
        nowhere, everywhere = _searched(library, folder)
        detail = f"ms; {everywhere:.0f} for a word that all of them have"
        yield Figure("all of them searched", nowhere, SEARCHED, detail)
        vault.close()
    with tempfile.TemporaryDirectory() as home:
        _fill(Path(home))
        shown, opened = _in_the_window(home)
        yield Figure("its rows shown", shown, SHOWN, "ms on the window's thread")
        yield Figure("its first request, until it can be used", opened, USABLE, "ms there")
