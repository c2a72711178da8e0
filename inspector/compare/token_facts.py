"""Reads one token for a comparison: its members, times and sets, what is secret masked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import msgspec
from msgspec.structs import replace

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.carried import secret_of
from inspector.annotate.tokens.standing import standing
from inspector.compare.fact import Fact
from inspector.compare.records import Head, Weight
from inspector.model.token import Token, TokenPart, TokenRow
from inspector.protocol.dates import epoch
from inspector.protocol.redaction import DOTS, KnownValues, masked_text
from inspector.protocol.schemes.basic import read as read_basic
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.claim_names import OF_THE_MOMENT, SCOPE, is_time
from inspector.wording import tr
from inspector.wording.dates import day_and_time
from inspector.wording.durations import length

_SETS = frozenset({"aud", *SCOPE, "roles", "groups", "permissions", "amr", "entitlements"})
_OF_THE_MOMENT = OF_THE_MOMENT | frozenset(
    {"ID", "Assertion ID", "IssueInstant", "InResponseTo", "SessionIndex", "NotBefore"}
)
_ENDS = frozenset({"exp", "NotOnOrAfter", "SessionNotOnOrAfter"})
_HEADERS = frozenset({"header", "outer-header"})
_LONGEST = 200


class TokenText(msgspec.Struct, frozen=True):
    """A token to compare; printing it shows no secret. label: where it stands."""

    text: str
    label: str = ""

    def __repr__(self) -> str:
        return f"TokenText(label={self.label!r})"


class TokenSide:
    """One column: a token taken apart. hidden: in presentation mode its values are masked."""

    def __init__(
        self, given: TokenText, now: datetime, known: KnownValues, *, hidden: bool = False
    ) -> None:
        self.text = given.text
        self.label = given.label
        self.token: Token = decode(given.text, now)
        self._now = now
        self._known = known
        self._hidden = hidden

    @cached_property
    def secret(self) -> str:
        """The token alone, to be compared and never shown."""
        return secret_of(self.text)

    @cached_property
    def _read(self) -> jose.Jws | jose.Jwe | None:
        return jose.read(self.text)

    @property
    def is_jose(self) -> bool:
        """Whether its members are claims."""
        return self._read is not None

    @property
    def head(self) -> Head:
        """The column's head: what it is, and whether its time is right."""
        token, now = self.token, self._now
        if token.expires is not None and token.expires <= now:
            past = tr("Expired {time} ago", time=length(now - token.expires))
            return self._head(tr("Expired"), past, accepted=False)
        if token.not_before is not None and token.not_before > now:
            wait = tr("Not valid for another {time}", time=length(token.not_before - now))
            return self._head(tr("Not yet"), wait, accepted=False)
        if token.expires is not None:
            found = standing(token, length(token.expires - now))
            return self._head(found.badge, found.text, accepted=None)
        return self._head(tr("No end"), "", accepted=None)

    def _head(self, badge: str, said: str, *, accepted: bool | None) -> Head:
        label = " · ".join(filter(None, (self.label, said)))
        return Head(label=label, title=self.token.title, badge=badge, accepted=accepted)

    def part(self, name: str) -> TokenPart | None:
        """Return a part by its name."""
        return next((part for part in self.token.parts if part.name == name), None)

    def facts(self, name: str) -> list[Fact]:
        """Return what a part says, in order."""
        part = self.part(name)
        return list(self._facts(part)) if part is not None else []

    def _facts(self, part: TokenPart) -> Iterator[Fact]:
        members = self._members(part)
        for row in part.rows:
            if DOTS in row.value:
                yield self._secret(part, row)
            elif self._is_time(part, row):
                yield self._moment(row, members[row.name])
            elif row.name in _SETS:
                yield self._set(row, members.get(row.name, row.value))
            else:
                shown = " ".join(filter(None, (row.value, row.meaning if not members else "")))
                yield self._fact(part, row, shown, row.value)

    def _is_time(self, part: TokenPart, row: TokenRow) -> bool:
        members = {} if part.name in _HEADERS else self._members(part)
        return row.name in members and is_time(row.name, members[row.name])

    def _members(self, part: TokenPart) -> dict[str, Any]:
        if self._read is None:
            return {}
        if part.name in _HEADERS:
            return self._read.header
        claims = getattr(self._read, "claims", None)
        return claims or {} if part.name == "payload" else {}

    def _fact(self, part: TokenPart, row: TokenRow, shown: str, identity: object) -> Fact:
        fact = Fact(name=row.name, text=shown, identity=identity, weight=_weight(row.name))
        if row.name in _ENDS:
            bad = row.level == "bad"
            fact = replace(fact, state="bad" if bad else "", note=tr("past") if bad else "")
        return self._veiled(fact, is_open=part.name in _HEADERS)

    def _secret(self, part: TokenPart, row: TokenRow) -> Fact:
        """Compare what is masked by what it stands for."""
        login = read_basic(f"Basic {self.secret}") if self.token.kind == "basic" else None
        identity: object = self.text[part.start : part.end] if part.end else self.secret
        if login is not None:
            identity = login.password
        shown = row.meaning or DOTS
        weight: Weight = "plain" if part.name == "signature" else "auth"
        return Fact(name=row.name, text=shown, identity=identity, weight=weight)

    def _moment(self, row: TokenRow, value: Any) -> Fact:
        moment = epoch(value)
        if moment is None:
            fact = Fact(name=row.name, text=row.value, weight="auth", state="bad")
            return self._veiled(fact)
        over = self._now - moment
        past = over > timedelta(0)
        fact = Fact(
            name=row.name,
            text=day_and_time(moment),
            identity=value,
            weight=_weight(row.name),
            note=tr("past") if past else tr("ahead"),
        )
        if row.name == "exp":
            return replace(fact, state="bad" if past else "good")
        return fact if past else replace(fact, state="bad")

    def _set(self, row: TokenRow, value: Any) -> Fact:
        words = words_of(row.name, value)
        fact = Fact(
            name=row.name,
            text=", ".join(words),
            identity=frozenset(words),
            weight="auth",
        )
        return self._veiled(fact)

    def _veiled(self, fact: Fact, *, is_open: bool = False) -> Fact:
        """Mask before it is cut: half a secret is not found."""
        if self._hidden and not is_open:
            return replace(fact, text=DOTS)
        return replace(fact, text=masked_text(fact.text, self._known)[:_LONGEST])


def words_of(name: str, value: Any) -> tuple[str, ...]:
    """Return the members of a set: a list, or the words of a scope (RFC 8693 §4.2)."""
    if isinstance(value, list):
        return tuple(map(str, value))
    return tuple(str(value).split()) if name in SCOPE else (str(value),)


def _weight(name: str) -> Weight:
    if name in _OF_THE_MOMENT:
        return "noise"
    return "plain" if name in _ENDS else "auth"
