"""OpenCollection's folders of YAML: `auth` beside a request's address, else of what lies above."""

from tests.benchmarks._auth_in_files.bruno import KINDS
from tests.benchmarks._auth_in_files.counted import Counted, in_yaml, named, nearest, word


def counted(path):
    """Yield the requests of a collection's folder, or of a bundled file."""
    head = in_yaml((path / "opencollection.yml").read_text("utf-8"))
    top = _auth((head.get("request") or {}).get("auth"))
    yield from _bundled(head.get("items") or (), (top,))
    for file in sorted(path.rglob("*.yml")):
        if file.name in {"opencollection.yml", "folder.yml"}:
            continue
        entry = in_yaml(file.read_text("utf-8"))
        if isinstance(entry, dict) and ("http" in entry or "graphql" in entry):
            folders = [each for each in file.parents if path in each.parents]
            yield _one(entry, [*(_passed_on(each / "folder.yml") for each in folders), top])


def _bundled(items, above):
    for each in items:
        if "items" in each:
            own = _auth((each.get("request") or {}).get("auth"))
            yield from _bundled(each["items"], (own, *above))
        elif "http" in each or "graphql" in each:
            yield _one(each, above)


def _one(entry, above):
    http = entry.get("http") or entry.get("graphql")
    own = _auth(http.get("auth")) if "auth" in http else "none"
    method = http.get("method") or ("POST" if "graphql" in entry else "GET")
    return Counted(
        named((entry.get("info") or {}).get("name")), method.upper(), nearest(own, *above)
    )


def _passed_on(file):
    head = in_yaml(file.read_text("utf-8")) if file.exists() else {}
    return _auth((head.get("request") or {}).get("auth"))


def _auth(given):
    kind = given.get("type") if isinstance(given, dict) else given
    return word(KINDS, kind) if kind and kind != "inherit" else ""
