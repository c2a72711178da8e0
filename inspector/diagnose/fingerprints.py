"""Knows products by their hosts, headers and words, and what their codes mean.

The knowledge is data: one file a product in `resources/fingerprints`, `general.toml` aside.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inspector.diagnose.plain import plain
from inspector.model.finding import Cause
from inspector.wording.resources import resources

if TYPE_CHECKING:
    from inspector.diagnose.case import Case
    from inspector.diagnose.statements import Statement


class Says(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a product means by words or a code of its own.

    codes: error codes as written. words: patterns for plain words. cause, finding: what it
    means; weight 0…1. also: weaker readings of the same words. without_credential: only where
    nothing was sent (True), only where something was (False). status: only with these.
    """

    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cause: Cause
    finding: str
    weight: float
    also: tuple[dict[str, str | float], ...] = ()
    without_credential: bool | None = None
    status: tuple[int, ...] = ()
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
    """A product made ready for matching."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.hosts = _joined(product.hosts)
        self.bodies = _joined(product.bodies)
        self.paths = _joined(product.paths)
        self.headers = [_header_test(text) for text in product.headers]
        self.codes = [
            ({plain(code) for code in says.codes}, _joined(says.words), says)
            for says in product.says
        ]

    def shows_in(self, case: Case, headers: dict[str, str]) -> bool:
        """Whether this product shows in an exchange."""
        if self.hosts and self.hosts.search(case.sent.bare_host):
            return True
        for name, pattern in self.headers:
            value = headers.get(name)
            if value is not None and (pattern is None or pattern.search(value)):
                return True
        if self.paths and self.paths.search(case.sent.path):
            return True
        return bool(self.bodies and self.bodies.search(case.heard.content.text[:_BODY_LOOK]))


_BODY_LOOK = 4000


def _joined(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("(?i)" + "|".join(f"(?:{p})" for p in patterns)) if patterns else None


def _header_test(text: str) -> tuple[str, re.Pattern[str] | None]:
    name, _, pattern = text.partition(":")
    wanted = pattern.strip()
    return name.strip().lower(), re.compile(f"(?i){wanted}") if wanted else None


@cache
def catalogue() -> tuple[Product, ...]:
    """Return all products of the shipped files (a variable may leave files out, for tests)."""
    left_out = set(os.environ.get("REQUEST_INSPECTOR_WITHOUT", "").split(","))
    folder = resources() / "fingerprints"
    files = sorted(folder.glob("*.toml"))
    return tuple(
        load(file) for file in files if file.stem != "general" and file.stem not in left_out
    )


def load(file: Path) -> Product:
    """Read one product's file; raises msgspec.ValidationError where it is wrong."""
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Product)


@cache
def _matchers() -> tuple[_Matcher, ...]:
    return tuple(_Matcher(product) for product in catalogue())


def products(case: Case) -> frozenset[str]:
    """Return the names of the products that show in an exchange."""
    headers = {header.name.lower(): header.value for header in case.heard.headers}
    return frozenset(
        matcher.product.product for matcher in _matchers() if matcher.shows_in(case, headers)
    )


def known(case: Case) -> list[Known]:
    """Return what the products that show mean by the statements of the reply."""
    present = case.products
    found = []
    for matcher in _matchers():
        if matcher.product.anywhere or matcher.product.product in present:
            found.extend(_read(matcher, case))
    return found


def _read(matcher: _Matcher, case: Case) -> list[Known]:
    found = []
    for codes, words, says in matcher.codes:
        if not _applies(says, case):
            continue
        for statement in case.heard.statements:
            is_code = statement.plain in codes or (
                bool(codes) and not codes.isdisjoint(_first_words(statement.plain))
            )
            if is_code or (words is not None and words.search(statement.plain)):
                found.append(Known(matcher.product, says, statement))
                break
    return found


def _first_words(words: str) -> tuple[str, ...]:
    """Return the first word and the first two words: codes stand in front of messages."""
    parts = words.split(" ", 2)
    return (parts[0], " ".join(parts[:2]))


def _applies(says: Says, case: Case) -> bool:
    if says.status and case.status not in says.status:
        return False
    if says.without_credential is None:
        return True
    return says.without_credential != case.sent.has_any
