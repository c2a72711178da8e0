"""A folder held open, so that nothing in it is reached through a link that somebody planted.

What lies in a folder from elsewhere (a clone, an archive) may be a link to any file or device of
this machine. Such a folder is walked one name after another from a folder the user named, and the
last one is held open while a file in it is read or replaced (openat of POSIX.1-2008). Systems
without it look at each name first.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from inspector.wording import tr

_HELD = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
# A pipe that nobody writes to must not keep us, and a terminal must not become ours.
PLAINLY = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
# Windows has more kinds of reparse points than links; a file of a cloud drive is one, too.
_LINKS = {
    getattr(stat, name, -1) for name in ("IO_REPARSE_TAG_SYMLINK", "IO_REPARSE_TAG_MOUNT_POINT")
}


class Refused(OSError):  # noqa: N818 - nothing went wrong, it is not done on purpose
    """A file or folder that is not touched on purpose; `strerror` says why.

    kind: link, special (a pipe, socket or device) or large.
    """

    def __init__(self, kind: str, number: int, reason: str, name: str) -> None:
        super().__init__(number, reason, name)
        self.kind = kind


def linked(name: str) -> Refused:
    """Return the error for a link where none is followed."""
    return Refused("link", errno.ELOOP, tr("it is a link, and links are not followed here"), name)


def special(name: str) -> Refused:
    """Return the error for what is neither file nor folder: reading it may never end."""
    return Refused("special", errno.EINVAL, tr("it is no file but a pipe or a device"), name)


def ensure_nameable(path: Path) -> None:
    """Raise OSError for a path that no file can have: a NUL, or what the system can't spell."""
    try:
        spelled = os.fsencode(path)
    except UnicodeEncodeError:
        spelled = b"\0"
    if b"\0" in spelled:
        raise OSError(errno.EINVAL, tr("no file can have such a name"), str(path))


def ensure_plain(found: os.stat_result, name: str) -> None:
    """Raise OSError unless it is a regular file."""
    if is_link(found):
        raise linked(name)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if not stat.S_ISREG(found.st_mode):
        raise special(name)


def is_link(found: os.stat_result) -> bool:
    """Whether that is a link, or a junction of Windows (the stat must not have followed it)."""
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LINKS


class Place:
    """One folder, for names right in it. No method follows a link; each may raise OSError."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self._handle = handle

    def stat(self, name: str) -> os.stat_result:
        """Return what stands there, links as links."""
        return os.stat(self._at(name), dir_fd=self._handle, follow_symlinks=False)

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """Return a descriptor of a file."""
        return os.open(self._at(name), flags | PLAINLY, mode, dir_fd=self._handle)

    def replace(self, name: str, by: str) -> None:
        """Give one file the name of another, which is gone then."""
        ends = self._at(by), self._at(name)
        if self._handle is None:
            Path(ends[0]).replace(ends[1])
        else:
            os.replace(*ends, src_dir_fd=self._handle, dst_dir_fd=self._handle)

    def unlink(self, name: str) -> None:
        """Remove a file or link."""
        os.unlink(self._at(name), dir_fd=self._handle)

    def names(self) -> list[str]:
        """Return what is in it."""
        return os.listdir(self.path if self._handle is None else self._handle)  # noqa: PTH208 - by its handle

    def flush(self) -> None:
        """Make a rename last through a power cut; some systems can't, which is no failure."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.fsync(self._handle)

    def inside(self, name: str, *, make: bool) -> "Place":
        """Return a folder in it, made where it is missing; raises Refused for a link."""
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._at(name), dir_fd=self._handle)
        if is_link(self.stat(name)):
            raise linked(name)
        handle = os.open(name, _FOLDER, dir_fd=self._handle) if _HELD else None
        return Place(self.path / name, handle)

    def close(self) -> None:
        """Let go of it."""
        if self._handle is not None:
            os.close(self._handle)

    def _at(self, name: str) -> str | Path:
        return self.path / name if self._handle is None else name


def ensure_unlinked(within: Path, path: Path) -> None:
    """Raise Refused where a folder on the way from `within` to that path is a link."""
    with place(within, path.parent):
        pass


@contextlib.contextmanager
def place(within: Path, folder: Path, *, make: bool = False) -> Iterator[Place]:
    """Hold `folder` open, reached from `within` without a link below it.

    within: a folder that is trusted, itself or by a link. make: missing folders are made.
    Raises Refused for a link on the way, ValueError for a folder that is not below `within`.
    """
    parts = folder.relative_to(within).parts
    if ".." in parts:
        raise ValueError(folder)
    if make:
        within.mkdir(parents=True, exist_ok=True)
    top = os.open(within, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)) if _HELD else None
    held = Place(within, top)
    try:
        for part in parts:
            deeper = held.inside(part, make=make)
            held.close()
            held = deeper
        yield held
    finally:
        held.close()
