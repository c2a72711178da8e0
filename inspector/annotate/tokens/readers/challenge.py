"""Takes a WWW-Authenticate value apart: each scheme with its parameters and defects."""

from collections.abc import Sequence
from datetime import datetime

from inspector.annotate import error_codes
from inspector.annotate.challenge_params import explained
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.challenges import parsing
from inspector.protocol.challenges.parsing import Challenge, Param
from inspector.wording import tr, tr_n

_ASKS = frozenset({"realm", "error", "scope", "charset", "authorization_uri", "resource_metadata"})


def fit(text: Given) -> float:
    """Return how surely the text is a challenge."""
    if text.is_challenge:
        return 1.0
    if text.header or not text.scheme or "=" not in text.rest:
        return 0.0
    found = parsing.parse(text.whole.strip())
    names = {param.name.lower() for one in found for param in one.params}
    return 0.96 if names & _ASKS and "username" not in names else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show each challenge as a part."""
    del now  # a challenge has no times
    start = text.whole.find(":") + 1 if text.header else 0
    found = parsing.parse(text.whole[start:])
    parts = tuple(_part(one, start) for one in found)
    remarks = [
        TokenRemark(
            text=defect.message,
            level="odd",
            start=defect.span[0] + start,
            end=defect.span[1] + start,
        )
        for one in found
        for defect in one.defects
    ]
    title = tr_n("{count} challenge", "{count} challenges", len(found))
    return Token(
        kind="challenge",
        title=title,
        result=_result(found),
        todo=_todo(found),
        masked=text.whole[start:].strip(),
        parts=parts,
        remarks=tuple(remarks),
    )


def _error(found: Sequence[Challenge]) -> str:
    values = (p.value for one in found for p in one.params if p.name.lower() == "error")
    return next(values, "")


def _result(found: Sequence[Challenge]) -> str:
    """Return why it was refused, else what is asked for."""
    error = _error(found)
    known = error_codes.meaning(error) if error else None
    if known is not None:
        return tr("Refused with {error}: {meaning}", error=error, meaning=known.text)
    schemes = ", ".join(dict.fromkeys(one.scheme for one in found if one.scheme))
    return tr("The server asks for {schemes}", schemes=schemes) if schemes else ""


def _todo(found: Sequence[Challenge]) -> str:
    advices = {
        "invalid_token": tr("Inspect the token that was sent, or get a new one."),
        "insufficient_scope": tr("Ask for a token with the scope that it names."),
    }
    named = tr("Send a credential of a scheme that it names, with what its parameters ask for.")
    return advices.get(_error(found), named)


def _part(one: Challenge, start: int) -> TokenPart:
    rows = tuple(_row(param) for param in one.params)
    if one.token68:
        rows = (
            TokenRow(name="token68", value=one.token68, meaning=tr("Data of the scheme's own")),
        )
    return TokenPart(
        name=one.scheme or tr("(no scheme)"),
        title=one.scheme or tr("No scheme"),
        rows=rows,
        start=one.span[0] + start,
        end=one.span[1] + start,
    )


def _row(param: Param) -> TokenRow:
    code = error_codes.meaning(param.value) if param.name.lower() == "error" else None
    meaning = code.text if code else explained(param.name)[0]
    return TokenRow(
        name=param.name,
        value=param.value,
        meaning=meaning[:1].upper() + meaning[1:],
        level="bad" if code else "info",
    )
