"""Splits WWW-Authenticate and Proxy-Authenticate into challenges (RFC 9110 §11), never raising.

Servers write several schemes on a line, forget commas and quotes, or send a sentence. Each is
read as a person would, and each departure is kept as a `Defect` with its place.
"""

from inspector.model.message import Header
from inspector.protocol.challenge_reader import read
from inspector.protocol.challenge_records import Challenge, Defect, DefectKind, Param, Span
from inspector.protocol.challenge_scanner import TOKEN, quote

__all__ = [
    "Challenge",
    "Defect",
    "DefectKind",
    "Param",
    "Span",
    "challenges_of",
    "parse",
    "repaired",
]

# Values that RFC 7616 §3.3 and RFC 9110 §11.5 write as a quoted string even when a token would do.
_ALWAYS_QUOTED = frozenset(["realm", "domain", "nonce", "opaque", "qop"])


def parse(value: str) -> tuple[Challenge, ...]:
    """Return the challenges of one header value, in order.

    The spans of the challenges and separators (blanks, commas, semicolons) cover the value.
    """
    return read(value)


def challenges_of(
    headers: tuple[Header, ...], name: str = "WWW-Authenticate"
) -> tuple[tuple[int, Challenge], ...]:
    """Return (index of the header line, challenge) for every challenge in lines of that name."""
    wanted = name.lower()
    return tuple(
        (index, challenge)
        for index, header in enumerate(headers)
        if header.name.lower() == wanted
        for challenge in parse(header.value)
    )


def repaired(challenge: Challenge) -> str:
    """Write the challenge as a correct server would have; empty for a sentence."""
    if not challenge.scheme:
        return ""
    if challenge.token68:
        return f"{challenge.scheme} {challenge.token68}"
    if not challenge.params:
        return challenge.scheme
    return f"{challenge.scheme} {', '.join(map(_written, challenge.params))}"


def _written(param: Param) -> str:
    was_quoted = param.span[1] > param.value_span[1]
    if was_quoted or param.name.lower() in _ALWAYS_QUOTED or not TOKEN.match(param.value):
        return f"{param.name}={quote(param.value)}"
    return f"{param.name}={param.value}"
