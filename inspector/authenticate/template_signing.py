"""Puts a signature that a template describes into a message."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from inspector.compose.address import query_part
from inspector.compose.amend import with_header, with_more_query
from inspector.compose.marked import Marked, Piece
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.message import Header, Message, as_bytes
from inspector.protocol.redaction import DOTS
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.signatures.template import (
    Line,
    Part,
    TemplateError,
    encoded,
    filtered,
    lines,
    pieces,
    rendered,
)
from inspector.protocol.signatures.template_parts import Signing, value
from inspector.protocol.urls import split
from inspector.wording import tr

_SECRET = frozenset({"signature", "key_id", "passphrase"})
_SHOWN = 4000  # characters of what is signed


class Order(NamedTuple):
    """What to sign by, and what signs bytes."""

    template: SignatureTemplate
    sign: Callable[[bytes], bytes]


def signed(message: Message, order: Order, signing: Signing) -> Message:
    """Return the message with its signature; raises TemplateError."""
    own = order.template
    ready = filled_in(message, own, signing)
    made = order.sign(rendered(own.string_to_sign, lambda part: value(ready, part)))
    known = ready._replace(signature=encoded(made, own.output))
    return _with_lines(known, own, signature=True).message


def filled_in(message: Message, own: SignatureTemplate, signing: Signing) -> Signing:
    """Return what is signed: the message with all that goes along, and its canonical request.

    Headers and parameters that were written by hand are kept as they are.
    """
    started = signing._replace(message=message, key_id=own.key_id.strip())
    ready = _with_lines(started, own, signature=False)
    if not own.canonical.strip():
        return ready
    return ready._replace(canonical=rendered(own.canonical, lambda part: value(ready, part)))


def _with_lines(signing: Signing, own: SignatureTemplate, *, signature: bool) -> Signing:
    """Return it with those lines that hold the signature, or with the others."""
    message = signing.message
    for line in lines(own.header_lines, ":"):
        if line.is_signature is not signature or (not signature and _has(message, line.name)):
            continue
        text = _marked(signing, line)
        if any(char in text.text for char in "\r\n\0"):
            raise TemplateError(tr("The header {name} can't hold a line break.", name=line.name))
        if text:
            header = Header(line.name, text.wire, "credential", text.spans)
            message = with_header(message, header)
    more = [
        Marked.plain(query_part(line.name) + "=") + _marked(signing, line).mapped(_query_value)
        for line in lines(own.query_lines, "=")
        if line.is_signature is signature and (signature or line.name not in _names(message))
    ]
    if more:
        message = with_more_query(message, Marked.joined("&", more))
    return signing._replace(message=message)


def _query_value(text: str) -> str:
    """Encode all that may mean something to a server: + and / of Base64 too."""
    return query_part(text).replace("/", "%2F")


def _has(message: Message, name: str) -> bool:
    return any(
        each.name.lower() == name.lower() and each.origin == "user" for each in message.headers
    )


def _names(message: Message) -> set[str]:
    return {piece.partition("=")[0] for piece in split(message.url).query.split("&")}


def _marked(signing: Signing, line: Line) -> Marked:
    return Marked(_pieces(signing, line))


def _pieces(signing: Signing, line: Line) -> Iterator[Piece]:
    for piece in pieces(line.value):
        if isinstance(piece, Part):
            text = filtered(value(signing, piece), piece).decode("utf-8", "backslashreplace")
            yield Piece(text, piece.name in _SECRET)
        else:
            yield Piece(piece)


# ---------------- Before it is sent
def signature_line(own: SignatureTemplate, signing: Signing, signature: str) -> Marked:
    """Return the value of the line with the signature. signature: what stands for it."""
    found = (*lines(own.header_lines, ":"), *lines(own.query_lines, "="))
    known = signing._replace(signature=signature)
    return next((_marked(known, line) for line in found if line.is_signature), Marked())


def texts(own: SignatureTemplate, signing: Signing) -> tuple[SignedText, ...]:
    """Return what is signed, step by step, without what is secret in it; raises TemplateError."""
    made = [] if signing.canonical is None else [(tr("Canonical request"), signing.canonical)]
    text = rendered(own.string_to_sign, lambda part: value(signing, part))
    made.append((tr("String to sign"), text))
    return tuple(SignedText(title, _legible(data, signing.message)) for title, data in made)


def _legible(data: bytes, message: Message) -> str:
    """Return bytes as people read them: UTF-8, and codes where they are none."""
    text = shown(data.decode("latin-1"), message)
    pieces = (as_bytes(piece).decode("utf-8", "backslashreplace") for piece in text.split(DOTS))
    said = DOTS.join(pieces).replace("\r", "\\r").replace("\0", "\\0")
    return said if len(said) <= _SHOWN else said[:_SHOWN] + "…"
