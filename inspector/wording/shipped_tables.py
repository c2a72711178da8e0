"""Reads the tables of the shipped TOML files; working them out anew takes a fifth of a command.

A cache, where the program was handed one, keeps what came of them. A copy counts only for the very
texts and the very code that it came from, so that another version of the program never meets it.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from inspector.wording.resources import shipped_text

Table = dict[str, Any]
Tables = dict[str, Table]
Result = TypeVar("Result")
_SIZE = 32  # bytes of a digest


class Cache(Protocol):
    """Where copies are kept between two runs; neither method raises."""

    def read(self, name: str) -> bytes:
        """Return what was kept under a name; nothing where it is missing or not to be trusted."""

    def keep(self, name: str, data: bytes) -> None:
        """Keep it, if that can be done."""


class _Kept:
    """The cache of this process; without one each run works out."""

    cache: Cache | None = None


def keep_copies_in(copies: Cache | None) -> None:
    """Say where copies are kept from now on."""
    _Kept.cache = copies
    _texts.cache_clear()


def worked_out(
    folder: Path, make: Callable[[Tables], Result], form: type[Result], by: tuple[str, ...]
) -> Result:
    """Return what `make` makes of the TOML files of a shipped folder, by their names sorted.

    form: what that is, in words of msgspec. by: the files of the code that takes part in it.
    """
    texts = _texts(folder)
    copies, code = _Kept.cache, _code(by)
    if copies is None or not code:
        return make(_parsed(texts))
    name, digest = f"{folder.name}-{make.__name__.strip('_')}", _digest(texts, code)
    known = _unpacked(copies.read(name), digest, form)
    if known is None:
        known = make(_parsed(texts))
        copies.keep(name, _packed(known, digest))
    return known


@cache
def _texts(folder: Path) -> dict[str, str]:
    return {file.stem: shipped_text(file) for file in sorted(folder.glob("*.toml"))}


def _parsed(texts: dict[str, str]) -> Tables:
    import tomllib  # noqa: PLC0415 - not where there is a copy

    return {name: tomllib.loads(text) for name, text in texts.items()}


def _code(files: tuple[str, ...]) -> bytes:
    """Return the text of the code; nothing where the program was shipped without."""
    try:
        return b"\0".join(shipped_text(Path(file)).encode() for file in (__file__, *files))
    except OSError:
        return b""


def _digest(texts: dict[str, str], code: bytes) -> bytes:
    made = hashlib.blake2b(code, digest_size=_SIZE)
    for name, text in texts.items():
        made.update(f"\0{name} {len(text)}\0{text}".encode())
    return made.digest()


def _packed(known: object, digest: bytes) -> bytes:
    data = msgspec.msgpack.encode(known)
    return digest + _sum(data, digest) + data


def _unpacked(data: bytes, digest: bytes, form: type[Result]) -> Result | None:
    """Return what a copy holds; None where it is of other texts or code, or was changed."""
    made, summed, rest = data[:_SIZE], data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
    if made != digest or summed != _sum(rest, digest):
        return None
    try:
        return msgspec.msgpack.decode(rest, type=form)
    except msgspec.MsgspecError:
        return None


def _sum(data: bytes, digest: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE, key=digest).digest()
