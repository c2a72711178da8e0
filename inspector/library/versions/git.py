"""What Git has of a folder, read by its `git` program; works without one, then there is nothing.

A folder may come from strangers with a `.git` of its own, whose settings name programs: monitors,
filters, hooks, transports. So only objects are read (ls-tree, cat-file), which none of them is
asked about, files are compared by their hashes here, and nothing is ever fetched.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from inspector.disk.reading import read_bytes

Mark = Literal["new", "changed"]
_PATIENCE = 10  # seconds
_SETTINGS = (
    *("-c", "protocol.allow=never"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.pager=cat"),
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
LAST = "HEAD"


class Tree(msgspec.Struct, frozen=True):
    """The files of a folder in one version: the hash of each by its path below the folder."""

    folder: Path
    files: dict[str, str] = {}


def tree_of(folder: Path, revision: str = LAST) -> Tree | None:
    """Return what a version has of a folder; before the first commit nothing.

    None without git, outside of a repository, or for a version that does not exist.
    """
    if _git(folder, "rev-parse", "--git-dir") is None:
        return None
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{}}"
    )
    if commit is None:
        return Tree(folder) if revision == LAST else None
    listed = _git(folder, "ls-tree", "-r", "-z", commit.decode().strip(), "--", ".")
    return Tree(folder, dict(_files(listed or b"")))


def marks(folder: Path, suffix: str = ".toml") -> dict[Path, Mark]:
    """Return which files with that ending are new or changed since the last commit."""
    tree = tree_of(folder)
    if tree is None:
        return {}
    found: dict[Path, Mark] = {}
    for path in folder.rglob(f"*{suffix}"):
        known = tree.files.get(path.relative_to(folder).as_posix())
        if known is None:
            found[path] = "new"
        elif not _is_same(path, known):
            found[path] = "changed"
    return found


def texts(tree: Tree, suffix: str = ".toml") -> dict[str, bytes]:
    """Return the contents of its files with that ending, by their paths."""
    wanted = {path: name for path, name in tree.files.items() if path.endswith(suffix)}
    names = "".join(f"{name}\n" for name in wanted.values()).encode()
    answer = _git(tree.folder, "cat-file", "--batch", given=names)
    return dict(zip(wanted, _contents(answer or b"", len(wanted)), strict=False))


def _files(listed: bytes) -> Iterable[tuple[str, str]]:
    """Read lines `mode type hash TAB path`; what is no ordinary file is left out."""
    for line in listed.split(b"\0"):
        head, _, path = line.partition(b"\t")
        parts = head.decode().split()
        if len(parts) == 3 and parts[1] == "blob" and parts[0] != "120000":  # noqa: PLR2004 - see above
            yield os.fsdecode(path), parts[2]


def _contents(answer: bytes, count: int) -> Iterable[bytes]:
    """Read `hash type size LF content LF`, as often."""
    at = 0
    for _ in range(count):
        end = answer.find(b"\n", at)
        size = answer[at:end].rpartition(b" ")[2]
        if end < 0 or not size.isdigit():
            return
        yield answer[end + 1 : end + 1 + int(size)]
        at = end + 1 + int(size) + 1


def _is_same(path: Path, known: str) -> bool:
    """Whether a file has that hash, as it is or with Git's line ends."""
    try:
        data = read_bytes(path)
    except OSError:
        return False
    return known in {_hash(data, known), _hash(data.replace(b"\r\n", b"\n"), known)}


def _hash(data: bytes, like: str) -> str:
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256  # noqa: PLR2004 - Git's own
    return kind(b"blob %d\0" % len(data) + data).hexdigest()


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Run git; None where there is none, or it says no."""
    try:
        done = subprocess.run(  # noqa: S603 - see the head of the module
            ["git", *_SETTINGS, *arguments],  # noqa: S607 - whichever the person uses
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
