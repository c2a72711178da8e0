"""Knows products by their hosts, headers and words, and what their codes mean.

The knowledge is data: one file a product in `resources/fingerprints`, `general.toml` aside.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inspector.model.finding import Cause
from inspector.reading.meanings import needle
from inspector.reading.plain_words import plain
from inspector.wording.resources import resources, shipped_text

if TYPE_CHECKING:
    from inspector.reading.reply import Heard
    from inspector.reading.request import Sent
    from inspector.reading.statements import Statement


class Says(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a product means by words or a code of its own.

    codes: error codes as written. words: patterns for plain words. cause, finding: what it
    means; weight 0…1. also: weaker readings of the same words. without_credential: only where
    nothing was sent (True), only where something was (False). status: only with these.
    schemes: only where Authorization was sent with one of these, in small letters.
    """

    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cause: Cause
    finding: str
    weight: float
    also: tuple[dict[str, str | float], ...] = ()
    without_credential: bool | None = None
    status: tuple[int, ...] = ()
    schemes: tuple[str, ...] = ()
    source: str = ""


class Product(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """One product. hosts, headers (`name` or `name: pattern`), bodies: patterns that show it.

    anywhere: its codes are unmistakable and are looked for in every reply.
    """

    product: str
    source: str
    hosts: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    anywhere: bool = False
    says: tuple[Says, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """A product's reading of one statement."""

    product: Product
    says: Says
    statement: Statement


class _Matcher:
    """A product's words and codes made ready for matching."""

    def __init__(self, product: Product) -> None:
        self.product, self.name, self.anywhere = product, product.product, product.anywhere
        self.says = tuple(says for says in product.says if says.words)
        self.codes: dict[str, list[Says]] = {}
        for says in product.says:
            for code in says.codes:
                self.codes.setdefault(plain(code), []).append(says)


class _Signs:
    """The signs of all products; most are passed over by letters that are not there."""

    def __init__(self, matchers: tuple[_Matcher, ...]) -> None:
        self.hosts = _Choice([(m.product.hosts, m) for m in matchers])
        self.paths = _Choice([(m.product.paths, m) for m in matchers])
        self.bodies = _Choice([(m.product.bodies, m) for m in matchers])
        self.headers: dict[str, list[tuple[str, _Matcher]]] = {}
        for matcher in matchers:
            for text in matcher.product.headers:
                name, _, wanted = text.partition(":")
                self.headers.setdefault(name.strip().lower(), []).append((wanted.strip(), matcher))

    def found(self, sent: Sent, heard: Heard) -> frozenset[str]:
        """Return the names of the products that show in an exchange."""
        present = self.hosts.matching(sent.bare_host)
        present |= self.paths.matching(sent.path)
        present |= self.bodies.matching(heard.content.text[:_BODY_LOOK])
        for header in heard.headers:
            for wanted, matcher in self.headers.get(header.name.lower(), ()):
                if not wanted or _joined((wanted,)).search(header.value):
                    present.add(matcher.product.product)
        return frozenset(present)


class _Choice:
    """Patterns of several products over the same kind of text."""

    def __init__(self, choices: list[tuple[tuple[str, ...], _Matcher]]) -> None:
        self.each = [
            (needle(pattern.lower()), pattern, matcher.product.product)
            for patterns, matcher in choices
            for pattern in patterns
        ]

    def matching(self, text: str) -> set[str]:
        """Return the names of the products with a pattern in the text."""
        folded = text.casefold()
        return {
            name
            for letters, pattern, name in self.each
            if letters in folded and text and _joined((pattern,)).search(text)
        }


_BODY_LOOK = 4000


@cache
def _joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Compile what is asked for; most products never show, and a thousand patterns take long."""
    return re.compile("(?i)" + "|".join(f"(?:{p})" for p in patterns))


def files() -> tuple[Path, ...]:
    """Return the shipped files, one a product."""
    folder = resources() / "fingerprints"
    return tuple(file for file in sorted(folder.glob("*.toml")) if file.stem != "general")


@cache
def catalogue() -> tuple[Product, ...]:
    """Return all products of the shipped files."""
    return tuple(load(file) for file in files())


def load(file: Path) -> Product:
    """Read one product's file; raises msgspec.ValidationError where it is wrong."""
    return msgspec.convert(tomllib.loads(shipped_text(file)), Product)


@cache
def _matchers() -> tuple[_Matcher, ...]:
    return tuple(_Matcher(product) for product in catalogue())


@cache
def _signs() -> _Signs:
    return _Signs(_matchers())


def products(sent: Sent, heard: Heard) -> frozenset[str]:
    """Return the names of the products that show in an exchange."""
    return _signs().found(sent, heard)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What decides how a product's words are read.

    present: names of the products that show. may_be_stripped: the record may lack credentials.
    """

    sent: Sent
    heard: Heard
    present: frozenset[str]
    may_be_stripped: bool


def known(told: Told) -> list[Known]:
    """Return what the products that show mean by the statements of the reply."""
    found: list[Known] = []
    for matcher in _matchers():
        if matcher.anywhere or matcher.name in told.present:
            found.extend(_read(matcher, told))
    return found


def _read(matcher: _Matcher, told: Told) -> list[Known]:
    found = _by_code(matcher, told) if matcher.codes else {}
    for says in matcher.says:
        if id(says) in found or not _applies(says, told):
            continue
        pattern = _joined(says.words)
        for statement in told.heard.statements:
            if pattern.search(statement.plain):
                found[id(says)] = Known(matcher.product, says, statement)
                break
    return list(found.values())


def _by_code(matcher: _Matcher, told: Told) -> dict[int, Known]:
    found: dict[int, Known] = {}
    for statement in told.heard.statements:
        for word in _first_words(statement.plain):
            for says in matcher.codes.get(word, ()):
                if _applies(says, told):
                    found.setdefault(id(says), Known(matcher.product, says, statement))
    return found


def _first_words(words: str) -> tuple[str, ...]:
    """Return the whole, its first word and first two words: codes stand in front of messages."""
    first, _, rest = words.partition(" ")
    return (words, first, f"{first} {rest.partition(' ')[0]}") if rest else (words,)


def _applies(says: Says, told: Told) -> bool:
    if says.status and told.heard.status not in says.status:
        return False
    sent = told.sent.authorization
    if says.schemes and (sent is None or sent.scheme not in says.schemes):
        return False
    if says.without_credential is None or told.may_be_stripped:
        return True
    return says.without_credential != told.sent.has_any
