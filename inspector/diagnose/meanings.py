"""Reads what the words of a reply mean, by the patterns of `fingerprints/general.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from inspector.diagnose.statements import Kind, Statement
from inspector.wording.resources import resources

_TRUST: dict[Kind, float] = {
    "challenge": 1.0,
    "message": 1.0,
    "code": 0.98,
    "reason": 0.97,
    "header": 0.95,
    "title": 0.96,
    "page": 0.7,
}


class Meaning(msgspec.Struct, frozen=True):
    """A statement and how much its kind can be trusted (0…1)."""

    name: str
    statement: Statement
    trust: float


_ONE_OF_SEVERAL = 0.62
_MOST_READ = 60_000
_GROUPS = {
    "bad-login": "wrong", "key-refused": "wrong", "token-refused": "wrong",
    "token-expired": "wrong", "key-expired": "wrong", "signature": "wrong",
    "revoked": "revoked", "locked": "locked", "too-many-attempts": "locked",
    "password-expired": "locked", "ip-refused": "network", "permission": "right",
    "scope": "right", "wrong-region": "place", "wrong-environment": "place",
    "wrong-host": "place", "wrong-tenant": "place", "session-expired": "session",
    "refresh-expired": "session", "csrf": "csrf", "audience": "setting",
}  # fmt: skip
Meanings = dict[str, Meaning]


class _Pattern(msgspec.Struct, frozen=True):
    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def _patterns() -> tuple[_Pattern, ...]:
    text = (resources() / "fingerprints" / "general.toml").read_text("utf-8")
    data = tomllib.loads(text)
    words = data["words"]
    return tuple(
        _Pattern(
            entry["name"],
            _compiled(entry["patterns"], words),
            _compiled(entry["unless"], words) if "unless" in entry else None,
        )
        for entry in data["meaning"]
    )


def _compiled(patterns: list[str], words: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    for name, choices in words.items():
        joined = joined.replace(f"<{name}>", choices)
    return re.compile(rf"\b(?:{joined})")


def meanings_of(statements: Iterable[Statement]) -> Meanings:
    """Return the meanings found, each with the statement that shows it best."""
    listed = list(_first(statement for statement in statements if statement.plain))
    everything = "\n".join(statement.plain for statement in listed)
    found: Meanings = {}
    for pattern in _patterns():
        if pattern.words.search(everything):
            best = _best(pattern, listed)
            if best is not None:
                found[pattern.name] = best
    return _shared(found)


def _first(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements until they are as many characters as anybody would read."""
    left = _MOST_READ
    for statement in statements:
        yield statement
        left -= len(statement.plain)
        if left < 0:
            return


def _shared(found: Meanings) -> Meanings:
    """Trust less what a statement offers only as one of several readings: "key, IP or right"."""
    groups: dict[Statement, set[str]] = {}
    for meaning in found.values():
        if " or " in meaning.statement.plain and meaning.name in _GROUPS:
            groups.setdefault(meaning.statement, set()).add(_GROUPS[meaning.name])
    unsure = {statement for statement, named in groups.items() if len(named) > 1}
    return {
        name: msgspec.structs.replace(meaning, trust=meaning.trust * _ONE_OF_SEVERAL)
        if meaning.statement in unsure and name in _GROUPS
        else meaning
        for name, meaning in found.items()
    }


def _best(pattern: _Pattern, listed: list[Statement]) -> Meaning | None:
    best: Meaning | None = None
    for statement in listed:
        if not pattern.words.search(statement.plain):
            continue
        if pattern.unless is not None and pattern.unless.search(statement.plain):
            continue
        trust = _TRUST[statement.kind]
        if best is None or trust > best.trust:
            best = Meaning(pattern.name, statement, trust)
    return best


def names() -> tuple[str, ...]:
    """Return the names of all meanings."""
    return tuple(pattern.name for pattern in _patterns())
