"""Postman's folders of format 3: a file a request, and what a folder passes on beside it."""

from tests.benchmarks._auth_in_files.counted import Counted, in_yaml, named, nearest, word
from tests.benchmarks._auth_in_files.postman import KINDS


def counted(path):
    """Yield the requests of a folder of collections."""
    for file in sorted(path.rglob("*.request.yaml")):
        if ".resources" in file.parts:
            continue
        entry = in_yaml(file.read_text("utf-8"))
        if entry.get("$kind", "http-request") != "http-request":
            continue
        folders = [each for each in file.parents if each == path or path in each.parents]
        above = (_auth(_definition(each).get("auth")) for each in folders)
        name = entry.get("name") or file.name.removesuffix(".request.yaml")
        method = (entry.get("method") or "GET").upper()
        yield Counted(named(name), method, nearest(_auth(entry.get("auth")), *above))


def _definition(folder):
    file = folder / ".resources" / "definition.yaml"
    return in_yaml(file.read_text("utf-8")) if file.exists() else {}


def _auth(block):
    first = (block or [{}])[0] if isinstance(block, list) else block or {}
    kind = first.get("type")
    return word(KINDS, kind) if kind and kind != "inherit" else ""
