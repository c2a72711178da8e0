"""Finds the fields of a request that a verdict's proofs stand on; pure."""

from typing import TYPE_CHECKING

from inspector.gui.state.current_request import FieldMark
from inspector.gui.trace.pins import Pin, pins
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.message import Header

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


def marks_of(answer: "Answer | None") -> tuple[FieldMark, ...]:
    """Return one mark a field: the first proof that stands on bytes which the field made."""
    if answer is None:
        return ()
    found: dict[str, FieldMark] = {}
    for pin in pins(answer.verdict):
        for field in _fields(pin, answer.attempt):
            found.setdefault(field, FieldMark(field, pin.number, pin.statement))
    return tuple(found.values())


def _fields(pin: Pin, attempt: Attempt) -> list[str]:
    named = (_field(place, attempt) for place in pin.places if place.side == "request")
    return [field for field in named if field]


def _field(place: Place, attempt: Attempt) -> str:
    """Return the path of the field that made these bytes, empty where none of the user's did."""
    if place.entry >= len(attempt.exchanges):
        return ""
    if place.part != "header":
        return {"line": "url", "body": "body"}.get(place.part, "")
    headers = attempt.exchanges[place.entry].request.headers
    header = headers[place.index] if place.index < len(headers) else Header(place.name, "")
    credential = attempt.request.credential if attempt.request else None
    if header.origin == "credential" or (
        header.origin == "user" and header.name.lower() == "authorization" and credential
    ):
        return _secret_field(credential) or f"headers.{header.name}"
    return f"headers.{header.name}" if header.origin == "user" else ""


def _secret_field(credential: Credential | None) -> str:
    own = credential.secret_field() if credential is not None else ""
    return f"credential.{own}" if own else ""
