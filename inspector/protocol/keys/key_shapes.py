"""Recognises credentials by their shape: whose they are, what they are, for which environment.

The shapes are data, each with its source: the files of `resources/credentials`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re
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
    "job",
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
    USER` (Basic). beside: the ways of the parts that every call needs with it. local: so plain that
    only the host it is sent to, or a header of its own, tells it. hosts: those of the provider's
    that take it, all where empty. paths: a pattern of all paths that it opens, any where empty.
    agrees: a pattern of paths whose group is this very value. retired: since when nobody takes it.
    region: a pattern whose group is the region in the value. secure: it is read over TLS only,
    wherever its provider's software runs. provider: empty for shapes that many
    use.
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
    beside: tuple[str, ...] = ()
    local: bool = False
    hosts: tuple[str, ...] = ()
    paths: str = ""
    agrees: str = ""
    retired: str = ""
    region: str = ""
    secure: bool = False
    source: str = ""
    provider: str = ""
    is_general: bool = False

    @property
    def name(self) -> str:
        """Whose it is and what it is."""
        return f"{self.provider} {self.kind}".strip()

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
        if not self.starts or self.alone or self.local:
            return False
        return self.nature == "secret" or self.searched


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives out keys. hosts: where they are used; environments: which of these is for what.

    regions: patterns of hosts whose group is the region. everywhere: software that people run on
    hosts of their own, so that any host of nobody else's may be one. whoami: a path that every
    valid credential may read and that says whose it is or what there is. also: ways in which it
    reads tokens that have no shape to tell them by, such as those of OAuth.
    """

    name: str
    source: str
    hosts: tuple[str, ...] = ()
    environments: dict[str, Environment] = {}
    regions: tuple[str, ...] = ()
    everywhere: bool = False
    whoami: str = ""
    also: tuple[str, ...] = ()
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
    return worked_out(resources() / "credentials", read, tuple[Provider, ...], (__file__,))


def read(tables: Tables) -> tuple[Provider, ...]:
    """Return what the tables say, in their order."""
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
    plain = [shape for shape in shapes() if not shape.local]
    return {
        letter: tuple((one, one.starts) for one in plain if one.starts[:1] in {"", letter})
        for letter in {shape.starts[0] for shape in plain if shape.starts}
    }


@cache
def _of_any_beginning() -> _Listed:
    return tuple((shape, "") for shape in shapes() if not shape.starts and not shape.local)


def find(text: str) -> Iterator[tuple[Span, KeyShape]]:
    """Find secrets with a tell-tale beginning anywhere in a text; spans may overlap."""
    if len(text) < SHORTEST_FOUND:  # as most words are: two hundred beginnings take a while
        return
    for starts, shape in _with_signs("_" in text, "-" in text, "." in text):
        if starts in text:
            for found in shape.pattern.finditer(text):
                yield found.span(), shape


SHORTEST_FOUND = 14  # characters: no pattern that is searched for takes fewer


@cache
def _with_signs(*there: bool) -> tuple[tuple[str, KeyShape], ...]:
    """The shapes that a text may hold: most beginnings have a sign that most texts have not."""
    missing = [sign for sign, is_there in zip("_-.", there, strict=True) if not is_there]
    kept = (one for one in _searched() if not any(sign in one.starts for sign in missing))
    return tuple((one.starts, one) for one in kept)


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
def local_kinds(provider: str) -> tuple[KeyShape, ...]:
    """Return the kinds of a provider that only its hosts tell."""
    return tuple(one for one in shapes() if one.local and one.provider == provider)


@cache
def ways_of(provider: str) -> frozenset[str]:
    """Return all ways in which a provider reads one of its kinds, in small letters."""
    mine = (one for one in shapes() if one.provider == provider)
    also = (way for one in providers() if one.name == provider for way in one.also)
    return frozenset(way.lower() for ways in (*(one.travels for one in mine), also) for way in ways)


@cache
def partners_of(provider: str) -> frozenset[str]:
    """Return the ways of parts that go beside its keys and are none themselves."""
    mine = (one for one in shapes() if one.provider == provider)
    named = {way.strip().lower() for one in mine for each in one.beside for way in each.split("|")}
    return frozenset(named) - ways_of(provider)


@cache
def header_beside(name: str) -> str:
    """Return the header of the key that goes with a part of that name; empty where none is known.

    name: in small letters. It is that of one provider alone.
    """
    mine = [one for one in shapes() for each in one.beside if f"header {name}" == _first(each)]
    ways = {way for one in mine for way in one.travels[:1]}
    way = ways.pop() if len(ways) == 1 else ""
    return way.removeprefix("header ") if way.startswith("header ") else ""


def _first(ways: str) -> str:
    return ways.partition("|")[0].strip().lower()


def kinds_of_header(name: str) -> tuple[KeyShape, ...]:
    """Return the kinds for which a header was named; () for those that several providers read.

    name: in small letters.
    """
    return _of_headers().get(name, ())


@cache
def _of_headers() -> dict[str, tuple[KeyShape, ...]]:
    found: dict[str, list[KeyShape]] = {}
    for one in shapes():
        for way in one.travels:
            if way.startswith("header "):
                found.setdefault(way.partition(" ")[2].lower(), []).append(one)
    return {
        name: tuple(kinds)
        for name, kinds in found.items()
        if len({one.provider for one in kinds}) == 1
    }
