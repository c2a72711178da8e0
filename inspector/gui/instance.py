"""One window a user: a second start hands its files to the first, and ends."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

_LONGEST = 90  # a socket's path is limited to some 100 bytes
_WAIT = 2.0
_KEY = 32  # bytes


class Instance:
    """`hand_over` tries to reach a running window; `listen` makes this one reachable."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listener: Listener | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def address(self) -> str:
        """Where the first window listens."""
        if sys.platform == "win32":
            return rf"\\.\pipe\request-inspector-{_short_name(self._folder)}"
        path = self._folder / "window.sock"
        if len(str(path)) > _LONGEST:
            import tempfile  # noqa: PLC0415 - few homes lie that deep

            short = f"request-inspector-{os.getuid()}-{_short_name(self._folder)}.sock"
            return str(Path(tempfile.gettempdir()) / short)
        return str(path)

    def hand_over(self, files: list[str]) -> bool:
        """Give the files to a running window; False when there is none."""
        key = self._key(make=False)
        nobody = sys.platform != "win32" and not Path(self.address).exists()
        if not key or nobody:
            return False
        import json  # noqa: PLC0415 - as above
        from multiprocessing.connection import Client  # noqa: PLC0415 - only where it is needed

        with contextlib.suppress(*_broken_off()), Client(self.address, authkey=key) as connection:
            connection.send_bytes(json.dumps(files).encode())
            return connection.poll(_WAIT) and connection.recv_bytes() == b"taken"
        return False

    def listen(self, take: Callable[[list[str]], None]) -> None:
        """Call `take` with the files of every later start, on another thread."""
        from multiprocessing.connection import Listener  # noqa: PLC0415 - after the first window

        self._folder.mkdir(parents=True, exist_ok=True)
        if sys.platform != "win32":
            Path(self.address).unlink(missing_ok=True)
        self._listener = Listener(self.address, authkey=self._key(make=True))
        self._thread = threading.Thread(
            target=self._serve, args=(self._listener, take), name="second-starts", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        if self._listener is None or self._thread is None:
            return
        from multiprocessing.connection import Client  # noqa: PLC0415 - only where it is needed

        self._closed = True
        # Closing a socket does not wake who waits for a caller on it; a call does.
        with contextlib.suppress(OSError):
            Client(self.address).close()
        self._thread.join(_WAIT)
        self._listener.close()

    def _serve(self, listener: "Listener", take: Callable[[list[str]], None]) -> None:
        while not self._closed:
            with contextlib.suppress(*_broken_off()), listener.accept() as connection:
                take(_paths(connection))
                connection.send_bytes(b"taken")

    def _key(self, *, make: bool) -> bytes:
        """Return the key; make: one that is missing or half written is made anew, whole."""
        path = self._folder / "window.key"
        with contextlib.suppress(OSError):
            key = read_bytes(path, largest=_KEY)
            if len(key) == _KEY:
                return key
        if not make:
            return b""
        import secrets  # noqa: PLC0415 - at the first start only

        if problem := write_file(path, secrets.token_bytes(_KEY), private=True):
            raise OSError(problem.what)
        return read_bytes(path, largest=_KEY)  # of two that start at once, the last one's


def _broken_off() -> tuple[type[Exception], ...]:
    """Return what a caller causes that broke off, has no key, or talks nonsense."""
    from multiprocessing import AuthenticationError  # noqa: PLC0415 - only where it is needed

    return (OSError, EOFError, TypeError, ValueError, AuthenticationError)


def _paths(connection: "Connection") -> list[str]:
    """Return the paths that a later start sent. Raises TypeError or ValueError for others."""
    import json  # noqa: PLC0415 - with the first later start

    files = json.loads(connection.recv_bytes(1 << 20))
    if not isinstance(files, list):
        raise TypeError("not a list of paths")
    return [str(each) for each in files]


def _short_name(folder: Path) -> str:
    import hashlib  # noqa: PLC0415 - few need it

    return hashlib.sha256(str(folder).encode()).hexdigest()[:12]
