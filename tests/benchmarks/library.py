"""A collection of 3,000 requests opened, against plain reading and parsing of its files."""

import tempfile
import time
import tomllib
from pathlib import Path

from inspector.library.library import Library
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Bearer
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.vault import Vault
from tests.benchmarks._figure import Figure, in_turns

COUNT, IN_A_FOLDER = 3000, 50


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
        vault.close()
