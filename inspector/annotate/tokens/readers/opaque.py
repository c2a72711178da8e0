"""Describes a text that is nothing known: its length, its alphabet, what looks damaged."""

from datetime import datetime

from inspector.annotate.tokens import advice
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.keys import key_shapes
from inspector.protocol.masking import masks
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr, tr_n

_UNUSUAL = lazy_re(r"[^\x21-\x7e]")


def fit(text: Given) -> float:
    """Everything fits, a little."""
    del text  # whatever it is
    return 0.01


def read(text: Given, now: datetime) -> Token:
    """Say what can be said of any text."""
    del now  # an opaque token shows no times
    shape = key_shapes.recognise(text.rest)
    size = tr_n("{count} character", "{count} characters", len(text.rest))
    rows = [TokenRow(name="length", value=size)]
    if shape:
        rows.append(TokenRow(name="alphabet", value=shape.kind))
    found = _UNUSUAL.search(text.rest)
    remarks: list[TokenRemark] = []
    if not text.rest:
        remarks = [TokenRemark(text=tr("There is nothing in it."), level="bad")]
    elif found:
        start = text.start + found.start()
        sentence = tr("Character {number} is unusual in a token.", number=found.start() + 1)
        remarks = [TokenRemark(text=sentence, level="odd", start=start, end=start + 1)]
    part = TokenPart(
        name="text",
        title=tr("Text"),
        rows=tuple(rows),
        start=text.start,
        end=text.start + len(text.rest),
    )
    return Token(
        kind="opaque",
        title=tr("Opaque token"),
        result=_result(text.rest, odd=found is not None),
        todo=_todo(text.rest, odd=found is not None),
        masked=masks.mask(text.rest),
        parts=(part,),
        remarks=tuple(remarks),
    )


def _result(text: str, *, odd: bool) -> str:
    if not text:
        return tr("There is nothing in it")
    if odd:
        return tr("Opaque token with an unusual character")
    return tr("Opaque token: only its issuer can read it")


def _todo(text: str, *, odd: bool) -> str:
    if odd or not text:
        return advice.copy_again()
    return tr("Ask its issuer whether it is active (introspection, RFC 7662), or get a new one.")
