"""Names a key by its shape: whose it is, what it is, and for which environment."""

from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.tokens import advice
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.keys import key_checks, key_facts, key_shapes, key_words
from inspector.protocol.keys.key_checks import KeyCheck
from inspector.protocol.masking import masks
from inspector.wording import tr, tr_n
from inspector.wording.durations import length


def fit(text: Given) -> float:
    """Return how surely the text is a key of a known shape."""
    shape = key_shapes.recognise(text.rest)
    if shape is None or shape.nature == "unknown":
        return 0.0
    return 0.85


def read(text: Given, now: datetime) -> Token:
    """Say what is known of the key: whose, what for, whether it is whole, what it names."""
    shape = key_shapes.recognise(text.rest)
    checked = key_checks.check(text.rest)
    if shape is None or checked is None:
        return Token(kind="key", title=tr("Key"), masked=masks.mask(text.rest))
    part = TokenPart(
        name="key",
        title=tr("Key"),
        rows=tuple(_rows(checked, text.rest, now)),
        start=text.start,
        end=text.start + len(text.rest),
    )
    return Token(
        kind="key",
        title=shape.name,
        result=_result(text.rest, checked),
        todo=_todo(checked),
        masked=masks.mask(text.rest),
        parts=(part,),
        issued=key_facts.ticket_time(text.rest),
        remarks=tuple(_remarks(checked, text.rest)),
    )


def _result(value: str, checked: KeyCheck) -> str:
    said = key_words.described(value)
    return said[0] if said is not None else checked.shape.name


def _todo(checked: KeyCheck) -> str:
    if checked.damage:
        return advice.copy_again()
    if key_words.use_words(checked.shape):
        return tr("Use a key that is made for calls.")
    provider = checked.shape.provider
    if not provider:
        return tr("Only its issuer can tell whether it was revoked.")
    return tr("Only {provider} can tell whether it was revoked.", provider=provider)


def _rows(checked: KeyCheck, value: str, now: datetime) -> Iterator[TokenRow]:
    shape = checked.shape
    environments = {"live": tr("Live use"), "test": tr("Tests only")}
    found = (
        ("provider", shape.provider),
        ("kind", shape.kind),
        ("environment", environments.get(shape.environment, "")),
        ("length", tr_n("{count} character", "{count} characters", len(value))),
    )
    yield from (TokenRow(name=name, value=text) for name, text in found if text)
    if checked.is_checked:
        yield TokenRow(name="checksum", value=tr("Right"), note=tr("Fits the key"), level="good")
    elif checked.damage == "checksum":
        yield TokenRow(
            name="checksum", value=tr("Wrong"), note=tr("A character was changed"), level="bad"
        )
    for name, text in key_facts.facts(shape.slug, value):
        yield TokenRow(name=name, value=text, meaning=_meaning(name))
    made = key_facts.ticket_time(value)
    if made is not None and made <= now:
        yield TokenRow(name="age", value=length(now - made))


def _meaning(name: str) -> str:
    meanings = {
        "account": tr("The account it belongs to"),
        "organization": tr("The organization it belongs to"),
        "address": tr("The server it is for"),
        "user": tr("Whom it speaks for"),
        "bot": tr("The bot it belongs to"),
        "region": tr("The data centre, which is part of the address"),
        "made": tr("When it was made"),
    }
    return meanings.get(name, "")


def _remarks(checked: KeyCheck, value: str) -> Iterator[TokenRemark]:
    name = checked.shape.name
    if damage := key_words.damage_words(checked, value):
        yield TokenRemark(text=f"{name}: {damage}.", level="bad")
    if use := key_words.use_words(checked.shape):
        yield TokenRemark(text=f"{name}: {use}.", level="odd")
