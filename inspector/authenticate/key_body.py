"""Puts a key into the body of a message: a JSON object or a form, without rewriting the rest."""

import json

from inspector.compose.address import form
from inspector.compose.marked import Marked
from inspector.model.message import Message, Span
from inspector.protocol.media_types import content_type, family

Placed = tuple[bytes, tuple[Span, ...]]


def _is_form(message: Message) -> bool:
    return family(content_type(message.headers)) == "form"


def with_key(message: Message, name: str, key: str) -> Placed:
    """Return the body with the key in it and the ranges that are secret.

    A JSON object gets one more member at its end; a form one more field; an empty body becomes
    a JSON object. Any other body stays as it is.
    """
    if _is_form(message):
        return _form(message, name, key)
    return _json(message, name, key)


def _form(message: Message, name: str, key: str) -> Placed:
    added = form([(Marked.plain(name), Marked.secret(key))])
    lead = message.body + b"&" if message.body else b""
    return _joined(message, lead, added, b"")


def _json(message: Message, name: str, key: str) -> Placed:
    text = message.body.rstrip()
    if text and not (text.startswith(b"{") and text.endswith(b"}")):
        return message.body, message.body_secret
    inside = text[1:-1].strip() if text else b""
    lead = (text[:-1].rstrip() if text else b"{") + (b", " if inside else b"")
    quoted = json.dumps(key, ensure_ascii=False)
    added = Marked.plain(json.dumps(name, ensure_ascii=False) + ': "')
    added = added + Marked.secret(quoted[1:-1]) + '"'
    return _joined(message, lead, added, b"}")


def _joined(message: Message, lead: bytes, added: Marked, tail: bytes) -> Placed:
    shift = len(lead)
    spans = tuple((start + shift, end + shift) for start, end in added.spans)
    return lead + added.data + tail, (*message.body_secret, *spans)


def preview(message: Message, name: str, shown: str) -> str:
    """Return the field as it will stand in the body, with the masked value given."""
    return f"{name}={shown}" if _is_form(message) else f'"{name}": "{shown}"'
