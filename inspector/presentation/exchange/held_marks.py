"""Marks on fields of the request, only while a field holds what was sent; else that it does not."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from inspector.export.words import noun_of
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.presentation.exchange.pins import FieldMark
from inspector.wording import tr

Peek = Callable[[SecretRef], str | None]
"""Returns the value of a secret, None where it is not known without asking."""


class SentWith(msgspec.Struct, frozen=True):
    """What an attempt was sent with. number: of the attempt in its tab, from 1."""

    request: Request
    number: int
    peek: Peek


def held_marks(
    marks: tuple[FieldMark, ...], now: Request, sent: SentWith | None
) -> tuple[FieldMark, ...]:
    """Return the marks, those of fields that hold something else as a remark without a pin.

    sent: None for what this program did not send; its marks stand as they are.
    """
    if sent is None:
        return marks
    held = (_is_held(mark.field, now, sent) for mark in marks)
    return tuple(
        mark if same else _another(mark, sent) for mark, same in zip(marks, held, strict=True)
    )


def _another(mark: FieldMark, sent: SentWith) -> FieldMark:
    text = tr(
        "Attempt {number} was sent with another {what}", number=sent.number, what=_noun(mark.field)
    )
    return FieldMark(mark.field, 0, text, stale=True)


def _is_held(field: str, now: Request, sent: SentWith) -> bool:
    one, other = _value(now, field), _value(sent.request, field)
    refs = [value for _, value in (one, other) if isinstance(value, SecretRef)]
    if len(refs) == len((one, other)) and one != other:
        value = sent.peek(refs[0])
        return value is not None and value == sent.peek(refs[1])
    return bool(one == other)


def _value(request: Request, field: str) -> tuple[str, Any]:
    """Return the auth type, and what a field holds: of rows those of its name."""
    area, _, name = field.partition(".")
    if area in {"headers", "query"} and name:
        return "", tuple(_rows(getattr(request, area), name))
    if area == "credential" and name:
        record: Any = request.credential
        for part in name.split("."):
            record = getattr(record, part, None)
        return request.credential.tag(), record
    if area == "also" and name:
        at, _, field = name.partition(".")
        one = request.also[int(at)] if int(at) < len(request.also) else None
        return (one.tag() if one is not None else ""), getattr(one, field, None)
    return "", getattr(request, area, None)


def _rows(rows: tuple[Any, ...], name: str) -> Iterator[object]:
    return (row.value for row in rows if row.enabled and row.name.lower() == name.lower())


def _noun(field: str) -> str:
    area, _, name = field.partition(".")
    if area in {"headers", "query"} and name:
        return name
    noun = noun_of(field)
    return noun.bare if noun is not None else tr("credential")
