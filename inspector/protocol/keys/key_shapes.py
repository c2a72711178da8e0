"""Recognises credentials by their shape: whose they are, what they are, for which environment.

The shapes are data, each with its source: the files of `resources/credentials`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from inspector.model.message import Span
from inspector.protocol import patterns
from inspector.protocol.patterns import Needles, have, lazy_re, needles
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out

Environment = Literal["", "live", "test"]
Nature = Literal["secret", "identifier", "unknown"]
Use = Literal[
    "",
    "refresh",
    "client-secret",
    "webhook",
    "publishable",
    "identifier",
    "sdk",
    "smtp",
    "app-level",
    "admin",
]
Checksum = Literal["", "crc32-base62", "gitlab-routable", "grafana"]


class KeyShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a value looks like.

    starts: letters that every such value begins with (empty: recognised only as a whole value).
    rest: what follows, wide enough for a value that was cut. whole: what follows in a value that
    is complete, where the provider fixes that. use: what it is for, empty for what an ordinary
    call wants. alone: too short a beginning to look for within other text. searched: hidden
    though it opens nothing by itself. travels: every way its provider reads it, where the source
    says so: a scheme word, `bare`, `header NAME`, `query NAME`, `user`, `password`, `password of
    USER` (Basic). provider: empty for shapes that many use.
    """

    slug: str
    kind: str
    rest: str
    starts: str = ""
    whole: str = ""
    checksum: Checksum = ""
    environment: Environment = ""
    use: Use = ""
    alone: bool = False
    searched: bool = False
    travels: tuple[str, ...] = ()
    source: str = ""
    provider: str = ""
    is_general: bool = False

    @property
    def nature(self) -> Nature:
        """Whether the value itself opens a door."""
        if self.is_general:
            return "unknown"
        return "identifier" if self.use in {"identifier", "publishable"} else "secret"

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the whole value looks like."""
        return _whole_pattern(self.starts, self.rest)

    @property
    def is_searched(self) -> bool:
        """Whether it is hidden wherever it stands in a text."""
        return bool(self.starts) and not self.alone and (self.nature == "secret" or self.searched)


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives out keys. hosts: where they are used; environments: which of these is for what."""

    name: str
    source: str
    hosts: tuple[str, ...] = ()
    environments: dict[str, Environment] = {}
    shapes: tuple[KeyShape, ...] = ()


class _File(msgspec.Struct, frozen=True):
    provider: tuple[Provider, ...]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the data ready for use."""
    return re.compile(pattern, re.ASCII)


@cache
def _whole_pattern(starts: str, rest: str) -> re.Pattern[str]:
    return compiled(_beginning(starts) + rest)


def _beginning(starts: str) -> str:
    """Match the beginning only where no word or longer token is under way: runs stay cheap."""
    letters = re.escape(starts)
    within = "A-Za-z0-9_-" if starts == _JOSE else "A-Za-z0-9_"
    return letters if starts in {"", "-----BEGIN "} else rf"{letters}(?<![{within}]{letters})"


_GENERAL = (
    ("uuid", "UUID", r"\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?"),
    ("hex", "hexadecimal digits", r"(?:[0-9a-fA-F]{2}){8,512}"),
    ("number", "digits", r"[0-9]{4,512}"),
    ("base64url", "Base64 (URL-safe)", r"[A-Za-z0-9_\-]{16,}={0,2}"),
    ("base64", "Base64", r"[A-Za-z0-9+/]{16,}={0,2}"),
)
_LONGEST = 100_000


@cache
def providers() -> tuple[Provider, ...]:
    """Return all providers of the shipped files."""
    return worked_out(resources() / "credentials", _providers, tuple[Provider, ...], (__file__,))


def _providers(tables: Tables) -> tuple[Provider, ...]:
    read = (msgspec.convert(table, _File) for table in tables.values())
    return tuple(provider for file in read for provider in file.provider)


@cache
def shapes() -> tuple[KeyShape, ...]:
    """Return all shapes, those with the longest beginning first, those of many uses last."""
    named = [_named(shape, one) for one in providers() for shape in one.shapes]
    named.sort(key=lambda shape: -len(shape.starts))
    general = (
        KeyShape(slug=slug, kind=kind, rest=rest, is_general=True) for slug, kind, rest in _GENERAL
    )
    return (*named, *general)


def _named(shape: KeyShape, provider: Provider) -> KeyShape:
    environment = shape.environment
    if "_live_" in shape.starts:
        environment = "live"
    elif "_test_" in shape.starts:
        environment = "test"
    return msgspec.structs.replace(
        shape,
        provider=provider.name,
        environment=environment,
        source=shape.source or provider.source,
    )


@cache
def _searched() -> tuple[KeyShape, ...]:
    return tuple(shape for shape in shapes() if shape.is_searched)


def recognise(value: str) -> KeyShape | None:
    """Return the shape of a whole value, the most specific one first; None for anything else."""
    if not value or len(value) > _LONGEST:
        return None
    for shape, starts in _by_first().get(value[0], _of_any_beginning()):
        if value.startswith(starts) and shape.pattern.fullmatch(value):
            return shape
    return None


_Listed = tuple[tuple[KeyShape, str], ...]


@cache
def _by_first() -> dict[str, _Listed]:
    """The shapes that a value may have, by its first letter, and in the order of `shapes`."""
    return {
        letter: tuple((one, one.starts) for one in shapes() if one.starts[:1] in {"", letter})
        for letter in {shape.starts[0] for shape in shapes() if shape.starts}
    }


@cache
def _of_any_beginning() -> _Listed:
    return tuple((shape, "") for shape in shapes() if not shape.starts)


def find(text: str) -> Iterator[tuple[Span, KeyShape]]:
    """Find secrets with a tell-tale beginning anywhere in a text; spans may overlap."""
    for shape in _searched():
        if shape.starts not in text:
            continue
        for found in shape.pattern.finditer(text):
            yield found.span(), shape


def find_jose(text: str) -> Iterator[Span]:
    """Find signed and encrypted tokens (JWS, JWE) in compact form, each whole and once.

    What a token discloses (SD-JWT, RFC 9901) and the proof of its holder belong to it.
    """
    if _JOSE not in text:
        return
    done = 0
    for start, end in sorted(
        (found.span() for one in _jose() for found in one.finditer(text)),
        key=lambda span: (span[0], -span[1]),
    ):
        if start >= done:
            disclosed = _DISCLOSED.match(text, end)
            done = disclosed.end() if disclosed else end
            yield start, done


_DISCLOSED = lazy_re(r"(?:~[A-Za-z0-9_-]*)*~[A-Za-z0-9_.-]*")
_JOSE = "eyJ"  # `{"` in Base64: how every JOSE header begins


@cache
def _jose() -> tuple[re.Pattern[str], ...]:
    return tuple(shape.pattern for shape in _searched() if shape.starts == _JOSE)


@cache
def provider_at(host: str) -> Provider | None:
    """Return whose host this is (without port, in small letters), None where nobody knows."""
    return next((one for one in providers() for text in one.hosts if _fits(text, host)), None)


def _fits(pattern: str, host: str) -> bool:
    return have(_needles()[pattern], host) and compiled(pattern).search(host) is not None


@cache
def _needles() -> dict[str, Needles]:
    code = (__file__, patterns.__file__)
    return worked_out(resources() / "credentials", _host_needles, dict[str, Needles], code)


def _host_needles(tables: Tables) -> dict[str, Needles]:
    listed = ((*one.hosts, *one.environments) for one in _providers(tables))
    return {pattern: needles(pattern) for each in listed for pattern in each}


def belongs(shape: KeyShape, host: str) -> bool:
    """Return whether a host is one that takes this provider's credentials."""
    return any(
        _fits(text, host) for one in providers() if one.name == shape.provider for text in one.hosts
    )


def environment_at(host: str) -> Environment:
    """Return which environment a provider's host is for, empty where it does not say."""
    known = provider_at(host)
    if known is None:
        return ""
    found = (kind for text, kind in known.environments.items() if _fits(text, host))
    return next(found, "")
