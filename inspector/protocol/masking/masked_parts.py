"""What of a header, target, body or text is secret, and how it reads without."""

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache

from inspector.model.message import Header, Message, Span, readable
from inspector.model.secret import DOTS
from inspector.protocol.masking.credential_spans import authorization_spans, credential_spans
from inspector.protocol.masking.judged_names import NOBODY_JUDGED, JudgedNames
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masks import Fragment, mask, mask_at, merged
from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.masking.unknown_headers import unknown_spans
from inspector.protocol.media_types import content_type, family, media_type

_FINGERPRINT_DIGITS = 8
_LOOKED_AT = 2000  # bytes that show whether a body is in UTF-16


def fingerprint(value: str, key: bytes) -> str:
    """Return 8 hexadecimal digits that are equal for equal values under the same key."""
    data = value.encode("utf-8", "surrogatepass")
    return hmac.new(key, data, hashlib.sha256).hexdigest()[:_FINGERPRINT_DIGITS]


def header_spans(header: Header, judged: JudgedNames = NOBODY_JUDGED) -> tuple[Span, ...]:
    """Return the secret ranges of a header's value.

    They are those marked, those its name or the user's answer implies, and of a header that
    nobody knows or has judged what is long and random.
    """
    unknown = unknown_spans(header, judged)
    return merged(told_spans(header, judged) + unknown) if unknown else told_spans(header, judged)


def told_spans(header: Header, judged: JudgedNames = NOBODY_JUDGED) -> tuple[Span, ...]:
    """Return what of a header is secret for sure: marked, by its name or shape, or as answered."""
    implied = credential_spans(header.name, header.value)
    if implied is None:
        told = header.name.lower() in judged.secret
        implied = authorization_spans(header.value) if told else text_spans(header.value)
    return merged(header.secret + implied)


def hidden_spans(header: Header, known: KnownValues | None = None) -> tuple[Span, ...]:
    """Return the secret ranges of a header's value, those of known values included."""
    if known is None:
        return header_spans(header)
    return merged(header_spans(header, known.judged) + known.spans(header.value))


def masked_value(header: Header, known: KnownValues | None = None) -> str:
    """Return a header's value to show, its secrets masked."""
    return replaced(header.value, hidden_spans(header, known))


def masked_header_line(header: Header) -> str:
    """Return `Name: value` to show, its secrets masked."""
    return f"{header.name}: {masked_value(header)}"


def replaced(text: str, spans: tuple[Span, ...]) -> str:
    """Return recorded text to show, each of the spans replaced by its mask."""
    pieces = []
    position = 0
    for span in spans:
        pieces += [readable(text[position : span[0]]), mask_at(text, span)]
        position = span[1]
    return "".join([*pieces, readable(text[position:])])


def target_spans(message: Message) -> tuple[Span, ...]:
    """Return the secret ranges of a request's target."""
    return merged(message.target_secret + url_spans(message.target))


def url_spans(url: str) -> tuple[Span, ...]:
    """Return the secret ranges of a URL or target: password, parameters of query and fragment."""
    return text_spans(url)


def message_url_spans(message: Message) -> tuple[Span, ...]:
    """Return the secret ranges of a message's URL; what its target marks counts there too."""
    spans = url_spans(message.url)
    if message.target and message.url.endswith(message.target):
        shift = len(message.url) - len(message.target)
        spans += tuple((shift + start, shift + end) for start, end in message.target_secret)
    return merged(spans)


def masked_url(url: str, known: KnownValues | None = None) -> str:
    """Return a URL to show, its secrets masked."""
    return masked_recorded(url, known)


def masked_recorded(text: str, known: KnownValues | None = None) -> str:
    """Return recorded text (a URL, a reason phrase) to show, its secrets masked."""
    spans = text_spans(text)
    if known:
        spans = merged(spans + known.spans(text))
    return replaced(text, spans)


def body_spans(headers: tuple[Header, ...], body: bytes) -> tuple[Span, ...]:
    """Return the secret ranges of a body: fields by name, tokens and keys by shape."""
    if not body:
        return ()
    declared = content_type(headers)
    if media_type(declared).startswith(("image/", "video/", "audio/", "font/")):
        return ()
    look = _large_spans if len(body) > _LARGE else _spans_of
    return look(body, is_form=family(declared) == "form")


def _spans_of(body: bytes, *, is_form: bool) -> tuple[Span, ...]:
    first_byte = _first_of_two(body)
    if first_byte is None:
        return text_spans(body.decode("latin-1"), is_form=is_form)
    spans = text_spans(body[first_byte::2].decode("latin-1"), is_form=is_form)
    return tuple((2 * start, 2 * end) for start, end in spans)


def _first_of_two(body: bytes) -> int | None:
    """Return which byte of each two holds the letters of UTF-16; None for other text.

    It shows itself: of what names and secrets are made of, every other byte is zero.
    """
    beginning = body[:_LOOKED_AT]
    for letters, zeros in ((0, 1), (1, 0)):
        if beginning.count(0) * 3 > len(beginning) and not beginning[letters::2].count(0):
            return letters if beginning[zeros::2].count(0) * 3 > len(beginning) else None
    return None


# A large body takes seconds, and it is asked for again: as it was decoded, and as it came.
_LARGE = 1_000_000  # bytes
_large_spans = lru_cache(maxsize=1)(_spans_of)


def message_body_spans(message: Message) -> tuple[Span, ...]:
    """Return the secret ranges of a request's body, those marked when it was composed included."""
    return merged(message.body_secret + body_spans(message.headers, message.body))


def masked_text(text: str, secrets: Iterable[str] | KnownValues = ()) -> str:
    """Return a text to show or log, without the secrets given and without what looks like one."""
    known = secrets if isinstance(secrets, KnownValues) else _known(tuple(sorted(secrets)))
    return _spliced(text, merged(text_spans(text) + known.spans(text)))


def _spliced(text: str, spans: tuple[Span, ...]) -> str:
    """Replace spans of ordinary text; unlike `replaced`, it is not recorded bytes."""
    pieces = []
    position = 0
    for span in spans:
        start, end = span
        shown = DOTS if isinstance(span, Fragment) else mask(text[start:end])
        pieces += [text[position:start], shown]
        position = end
    return "".join([*pieces, text[position:]])


@lru_cache(maxsize=4)
def _known(secrets: tuple[str, ...]) -> KnownValues:
    return KnownValues(secrets)
