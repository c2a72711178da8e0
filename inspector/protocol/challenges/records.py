"""What the challenge parser returns: challenges, their parameters and what was wrong with them."""

from collections.abc import Callable
from typing import Literal

import msgspec

from inspector.wording import tr

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

    @property
    def lacks(self) -> str:
        """The first parameter that it lacks and an answer is made of, empty where all is there."""
        wanted = _NEEDED.get(self.scheme.lower(), ())
        return next((name for name in wanted if not self.get(name)), "")

    def is_scheme(self, name: str) -> bool:
        """Compare scheme names as RFC 9110 §11.1 asks: without regard to letter case."""
        return self.scheme.lower() == name.lower()


_NEEDED = {"digest": ("nonce", "realm")}  # RFC 7616 §3.3
_LONGEST = 40

_SENTENCES: dict[DefectKind, Callable[[str], str]] = {
    "missing-scheme": lambda _: tr("The challenge names no scheme before its parameters."),
    "missing-comma": lambda name: tr("A comma is missing before the parameter {name}.", name=name),
    "missing-comma-between-challenges": lambda name: tr(
        "A comma is missing before the challenge {name}.", name=name
    ),
    "comma-after-scheme": lambda name: tr(
        "A comma separates the scheme from its parameter {name}; it should be a blank.", name=name
    ),
    "semicolon": lambda name: tr(
        "A semicolon stands before {name} where a comma belongs.", name=name
    ),
    "single-quotes": lambda name: tr(
        "The value of {name} is in single quotes; only double quotes count.", name=name
    ),
    "unterminated": lambda name: tr(
        "The quotes around the value of {name} never close.", name=name
    ),
    "inner-quote": lambda name: tr(
        "The value of {name} contains a double quote that is not escaped.", name=name
    ),
    "unquoted": lambda name: tr(
        "The value of {name} needs quotes: it contains characters that no bare word may have.",
        name=name,
    ),
    "empty-value": lambda name: tr("The parameter {name} has no value.", name=name),
    "flag": lambda name: tr("{name} stands alone, without an equals sign and a value.", name=name),
    "duplicate": lambda name: tr("The parameter {name} appears more than once.", name=name),
    "odd-name": lambda name: tr("{name} contains characters that no name may have.", name=name),
    "equals-after-scheme": lambda name: tr(
        "An equals sign follows the scheme {name}; it should be a blank.", name=name
    ),
    "colon-after-scheme": lambda name: tr(
        "A colon follows the scheme {name}; it should be a blank.", name=name
    ),
    "header-name": lambda name: tr("The header's name {name} is repeated in its value.", name=name),
    "token-and-parameters": lambda name: tr(
        "The challenge has both a bare token and the parameter {name}; only one is allowed.",
        name=name,
    ),
    "sentence": lambda _: tr("This is a sentence and not a challenge; no client can read it."),
    "stray-words": lambda _: tr("These words are neither a parameter nor a scheme."),
    "stray": lambda _: tr("These characters have no meaning here."),
    "too-many": lambda _: tr("The header is too long; the rest of it was not read."),
}


def defect(kind: DefectKind, span: Span, name: str = "", repaired: str = "") -> Defect:
    """Return the defect with its sentence; name: the parameter or scheme it is about."""
    short = name if len(name) <= _LONGEST else name[:_LONGEST] + "…"
    return Defect(kind=kind, message=_SENTENCES[kind](short), span=span, repaired=repaired)
