"""The one sentence that says what is wrong at a place of a challenge."""

from collections.abc import Callable

from inspector.protocol.challenge_records import Defect, DefectKind, Span
from inspector.wording import tr

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
