"""Counts the effective auth of each request in real files, and compares it with what comes in.

    python -m tests.benchmarks.auth_in_files --list              what to fetch, and where it goes
    python -m tests.benchmarks.auth_in_files FOLDER [--all]      the table; --all: each difference

The files are public and none of them was written here; `_auth_in_files/files.toml` names them by
repository, commit and path, and each lies at FOLDER/OWNER+NAME/PATH. A reading of its own for each
format, without the program's readers, counts; `import --format json` is asked about the same file,
and where it reads the format, `@usebruno/converters` too.
"""

import importlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks._auth_in_files.bruno import KINDS
from tests.benchmarks._figure import Figure

HERE = Path(__file__).parent / "_auth_in_files"
ROOT = Path(__file__).parents[2]
FORMATS = {
    "postman": "postman",
    "postman3": "postman3",
    "insomnia": "insomnia",
    "bruno": "bruno",
    "opencollection": "opencollection",
    "hoppscotch": "hoppscotch",
    "yaak": "yaak",
    "posting": "posting",
    "openapi": "openapi",
    "http": "http_file",
    "har": "har",
}
UNNAMED = {"http", "har"}  # their names follow rules of ours
PEER = {"postman", "insomnia", "openapi"}


class Source(NamedTuple):
    """A file, or a folder, of one format."""

    format: str
    path: Path


def measure():
    """Yield the figure, where the files were fetched to the folder that REAL_COLLECTIONS names."""
    folder = Path(os.environ.get("REAL_COLLECTIONS", ""))
    sources = [each for each in _sources(folder) if each.path.exists()]
    if sources:
        ours = _imported(sources)
        wanted = {each: _counted(each) for each in sources}
        alike = sum((wanted[each] & _found(each, ours)).total() for each in sources)
        total = sum(each.total() for each in wanted.values())
        yield Figure("requests whose auth was lost", total - alike, 0, f"of {total:,}")


def main(arguments):
    """Print the table; leave with 1 where anything differs or does not come in."""
    if "--list" in arguments:
        return _list()
    sources = [each for each in _sources(Path(arguments[0])) if each.path.exists()]
    ours, peers = _imported(sources), _converted(sources)
    failed = 0
    print(f"{'format':<15}{'files':>6}{'requests':>9}{'alike':>9}{'not read':>9}{'converters':>12}")
    for name in FORMATS:
        group = [each for each in sources if each.format == name]
        failed += _row(name, group, ours, peers, every="--all" in arguments)
    return 1 if failed else 0


def _list():
    for repository in tomllib.loads((HERE / "files.toml").read_text("utf-8"))["repository"]:
        name, commit = repository["name"], repository["commit"]
        for each in FORMATS:
            for path in repository.get(each, ()):
                print(
                    f"{each}\thttps://github.com/{name}/blob/{commit}/{path}\t{_place(name, path)}"
                )
    return 0


def _place(name, path):
    return f"{name.replace('/', '+', 1)}/{path}"


def _sources(folder):
    for repository in tomllib.loads((HERE / "files.toml").read_text("utf-8"))["repository"]:
        for name in FORMATS:
            for path in repository.get(name, ()):
                yield Source(name, folder / _place(repository["name"], path))


def _imported(sources):
    """Return what the program says of each source, None where it can't read it."""
    said = {}
    for start in range(0, len(sources), 40):
        names = [str(each.path) for each in sources[start : start + 40]]
        command = [Path(sys.executable).parent / "request-inspector", "import", "--format", "json"]
        done = subprocess.run([*command, *names], capture_output=True, text=True, check=False)
        records = json.loads(done.stdout)
        for record in records if isinstance(records, list) else [records]:
            said[record["file"]] = record.get("requests")
    return said


def _converted(sources):
    """Return what the converters say of the formats that they read."""
    node, modules = shutil.which("node"), ROOT / ".servers" / "node" / "node_modules"
    if node is None or not modules.exists():
        return {}
    rows = [
        json.dumps({"format": s.format, "path": str(s.path)}) for s in sources if s.format in PEER
    ]
    done = subprocess.run(
        [node, str(HERE / "peer.mjs"), str(modules)],
        input="\n".join(rows),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line for line in done.stdout.splitlines() if line.startswith('{"file"'))
    return {each["file"]: each["requests"] for each in map(json.loads, lines)}


def _row(name, sources, ours, peers, *, every):
    """Print one format's line; return what differs or was not read."""
    total = alike = unread = theirs = 0
    shown = []
    for source in sources:
        wanted = _counted(source)
        unread += ours[str(source.path)] is None and wanted.total() > 0
        got = _found(source, ours)
        total += wanted.total()
        alike += (wanted & got).total()
        shown += [f"    {source.path}: file {each}" for each in (wanted - got)]
        shown += [f"    {source.path}: ours {each}" for each in (got - wanted)]
        theirs += (_nameless(wanted) & _theirs(source, peers)).total()
    beside = f"{theirs / max(1, total):.1%}" if name in PEER and peers else "-"
    rate = f"{alike / max(1, total):.2%}"
    print(f"{name:<15}{len(sources):>6}{total:>9}{rate:>9}{unread:>9}{beside:>12}")
    print("\n".join(shown if every else shown[:6]), end="\n" if shown else "")
    return len(shown) + unread


def _counted(source):
    module = importlib.import_module(f"tests.benchmarks._auth_in_files.{FORMATS[source.format]}")
    return Counter(module.counted(source.path))


def _found(source, ours):
    return Counter(_said(source, each) for each in ours[str(source.path)] or ())


def _said(source, record):
    name = "" if source.format in UNNAMED else " ".join(record["path"][-1].split())
    auth = "none" if record["disabled"] else record["auth"]
    return (name, record["method"], auth)


def _nameless(counted):
    return Counter(each[1:] for each in counted.elements())


def _theirs(source, peers):
    """Return the converters' requests in the words of the program's JSON, without their names.

    They number names that occur twice, which is no difference in auth.
    """
    rows = peers.get(str(source.path)) or ()
    return Counter((str(method).upper(), KINDS.get(mode, str(mode))) for _, method, mode in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
