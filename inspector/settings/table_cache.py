"""Keeps copies of parsed tables in the user's cache folder; only the user may have written them."""

import os
import stat
from pathlib import Path

import msgspec

from inspector.disk.atomic import write_file
from inspector.disk.private import private_folder
from inspector.disk.reading import open_file

_LARGEST = 16 * 1024 * 1024
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class TableCache(msgspec.Struct, frozen=True):
    """One file a name in a folder that only its owner enters."""

    folder: Path

    def read(self, name: str) -> bytes:
        """Return a copy; empty where it is missing, a link, or others could have written it."""
        try:
            if not _is_ours(self.folder.lstat()):
                return b""
            with open_file(self._file(name), within=self.folder) as file:
                ours = _is_ours(os.fstat(file.fileno()))
                return file.read(_LARGEST) if ours else b""
        except OSError:
            return b""

    def keep(self, name: str, data: bytes) -> None:
        """Keep a copy; where that fails the next run parses again."""
        try:
            private_folder(self.folder)
        except OSError:
            return
        write_file(self._file(name), data, private=True, within=self.folder)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.msgpack"


def _is_ours(found: os.stat_result) -> bool:
    if os.name != "posix":
        return True  # a user's folders on Windows are private by what they inherit
    return found.st_uid == os.geteuid() and not found.st_mode & _WRITABLE_BY_OTHERS
