"""Reads logins out of a netrc file: `machine`, `login`, `password` (curl(1), ftp(1)); never writes.

Nothing that the file says is repeated: a slip in it may put the password where a word is expected.
"""

import os
from netrc import NetrcParseError, netrc
from pathlib import Path
from typing import NamedTuple

from inspector.disk.place import ensure_plain
from inspector.wording import tr

_VARIABLE = "NETRC"


class NetrcLogin(NamedTuple):
    """A login; what is printed of it holds no password."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"NetrcLogin(user={self.user!r})"


class NetrcError(Exception):
    """The file can't be read; the text says why, without any of it."""


def usual_place() -> Path:
    """Return the file that programs read: the one NETRC names, else `.netrc` in the home folder."""
    if named := os.environ.get(_VARIABLE):
        return Path(named).expanduser()
    plain, windows = (Path.home() / name for name in (".netrc", "_netrc"))
    return windows if os.name == "nt" and not plain.exists() else plain


def login_for(path: Path, host: str, *, default: bool = False) -> NetrcLogin | None:
    """Return what a file holds for a host, None where it holds nothing. Raises NetrcError.

    default: also what it holds for any host, which no host has been named for.
    """
    try:
        ensure_plain(path.stat(), path.name)
        machines = netrc(path).hosts
    except NetrcParseError as error:
        text = tr("{path} can't be understood from line {line} on.", path=path, line=error.lineno)
        raise NetrcError(text) from None
    except UnicodeDecodeError:
        raise NetrcError(tr("{path} is no text.", path=path)) from None
    except OSError as error:
        raise NetrcError(f"{path}: {error.strerror}") from error
    wanted = ({host.lower()} - {"default", ""}) | ({"default"} if default else set())
    found = [login for name, login in machines.items() if name.lower() in wanted]
    return NetrcLogin(found[0][0], found[0][2] or "") if found else None
