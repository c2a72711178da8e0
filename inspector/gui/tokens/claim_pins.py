"""The numbers of a verdict's proofs that stand on a claim of a token. Pure: no Qt."""

import re

from inspector.annotate.tokens.given import given
from inspector.gui.trace.pins import pins
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict

_NAME = re.compile(r"[A-Za-z0-9_#]+")


def claim_pins(
    text: str, exchange: Exchange | None, attempt: Attempt, verdict: Verdict
) -> dict[str, int]:
    """Return the number of the proof for each claim that a proof on the token names.

    A proof names the claim it is about ("the token's exp is …"); its place says of which token.
    """
    secret = given(text).rest
    found: dict[str, int] = {}
    for pin in pins(verdict):
        if any(_on(secret, exchange, attempt, place) for place in pin.places):
            for name in _NAME.findall(pin.statement):
                found.setdefault(name, pin.number)
    return found


def _on(secret: str, exchange: Exchange | None, attempt: Attempt, place: Place) -> bool:
    """Whether a place lies on the token in the exchange that carried it."""
    known = attempt.exchanges[place.entry : place.entry + 1]
    if place.side != "request" or place.part != "header" or not known or known[0] != exchange:
        return False
    headers = known[0].request.headers
    value = headers[place.index].value if place.index < len(headers) else ""
    start = value.find(secret) if secret else -1
    end = len(value) if place.end is None else place.end
    return start >= 0 and (place.start or 0) < start + len(secret) and end > start
