"""What the challenge parser returns: challenges, their parameters and what was wrong with them."""

from typing import Literal

import msgspec

Span = tuple[int, int]
DefectKind = Literal[
    "missing-scheme",
    "missing-comma",
    "missing-comma-between-challenges",
    "comma-after-scheme",
    "semicolon",
    "single-quotes",
    "unterminated",
    "inner-quote",
    "unquoted",
    "empty-value",
    "flag",
    "duplicate",
    "odd-name",
    "equals-after-scheme",
    "colon-after-scheme",
    "header-name",
    "token-and-parameters",
    "sentence",
    "stray-words",
    "stray",
    "too-many",
]


class Defect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One departure from RFC 9110 §11: what it is, where, and how it was read all the same.

    span: half-open, into the value as recorded. repaired: the text that a correct sender would
    have written in the place of the span; empty where the span was left out.
    """

    kind: DefectKind
    message: str
    span: Span
    repaired: str = ""


class Param(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter of a challenge.

    name: as written. value: without quotes and escapes (RFC 9110 §5.6.4); for a name that ends
    in `*`, decoded (RFC 8187 §3.2). span: name to end of value, quotes included; value_span: the
    value without its quotes.
    """

    name: str
    value: str
    span: Span
    value_span: Span


class Challenge(msgspec.Struct, frozen=True, kw_only=True):
    """One challenge (RFC 9110 §11.3).

    scheme: as written, empty where there is none (a sentence in place of a challenge). token68:
    set instead of parameters for Negotiate and the like. Duplicates in `params` are kept.
    """

    scheme: str
    span: Span
    params: tuple[Param, ...] = ()
    token68: str = ""
    defects: tuple[Defect, ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """Return the first parameter of that name, whatever its letter case."""
        wanted = name.lower()
        return next((p.value for p in self.params if p.name.lower() == wanted), default)

    def has(self, name: str) -> bool:
        """Tell an absent parameter from an empty one."""
        wanted = name.lower()
        return any(p.name.lower() == wanted for p in self.params)

    def is_scheme(self, name: str) -> bool:
        """Compare scheme names as RFC 9110 §11.1 asks: without regard to letter case."""
        return self.scheme.lower() == name.lower()
