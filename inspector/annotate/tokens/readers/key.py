"""Names a key by its shape: whose it is, what it is, and for which environment."""

from datetime import datetime

from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol import key_shapes, masks
from inspector.wording import tr, tr_n


def fit(text: Given) -> float:
    """Return how surely the text is a key of a known shape."""
    shape = key_shapes.recognise(text.rest)
    if shape is None or shape.nature == "unknown":
        return 0.0
    return 0.85


def read(text: Given, now: datetime) -> Token:
    """Say what is known of the key."""
    del now  # a key shows no times
    shape = key_shapes.recognise(text.rest)
    if shape is None:
        return Token(kind="key", title=tr("Key"), masked=masks.mask(text.rest))
    environments = {"live": tr("live use"), "test": tr("tests only")}
    size = tr_n("{count} character", "{count} characters", len(text.rest))
    found = (
        ("provider", shape.provider),
        ("kind", shape.kind),
        ("environment", environments.get(shape.environment, "")),
        ("length", size),
    )
    remarks: tuple[TokenRemark, ...] = ()
    if shape.nature == "identifier":
        sentence = tr("This names an account or app; it opens nothing by itself.")
        remarks = (TokenRemark(text=sentence, level="odd"),)
    part = TokenPart(
        name="key",
        title=tr("Key"),
        rows=tuple(TokenRow(name=name, value=value) for name, value in found if value),
        start=text.start,
        end=text.start + len(text.rest),
    )
    return Token(
        kind="key",
        title=f"{shape.provider} {shape.kind}".strip(),
        masked=masks.mask(text.rest),
        parts=(part,),
        remarks=remarks,
    )
