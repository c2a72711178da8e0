"""The one place that decides what is secret, and replaces it: everything shown or written passes.

Spans are half-open byte offsets into the value as recorded. Masked text is text to show; masked
records keep the model's convention (Latin-1 of the bytes), so a mask in them is UTF-8.
"""

from inspector.model.secret import DOTS
from inspector.protocol.masking.asked_headers import asked_names
from inspector.protocol.masking.judged_names import NOBODY_JUDGED, JudgedNames, Known, judged_with
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_exchange import known_values, masked_exchange
from inspector.protocol.masking.masked_parts import (
    body_spans,
    fingerprint,
    header_spans,
    hidden_spans,
    masked_header_line,
    masked_text,
    masked_url,
    masked_value,
    message_body_spans,
    message_url_spans,
    replaced,
    target_spans,
    told_spans,
    url_spans,
)
from inspector.protocol.masking.masked_raw import masked_raw, raw_spans
from inspector.protocol.masking.masked_request import masked_request
from inspector.protocol.masking.masks import (
    Fragment,
    is_masked,
    is_placeholder,
    mask,
    mask_at,
    merged,
    moved,
)

__all__ = [
    "DOTS",
    "NOBODY_JUDGED",
    "Fragment",
    "JudgedNames",
    "Known",
    "KnownValues",
    "asked_names",
    "body_spans",
    "fingerprint",
    "header_spans",
    "hidden_spans",
    "is_masked",
    "is_placeholder",
    "judged_with",
    "known_values",
    "mask",
    "mask_at",
    "masked_exchange",
    "masked_header_line",
    "masked_raw",
    "masked_request",
    "masked_text",
    "masked_url",
    "masked_value",
    "merged",
    "message_body_spans",
    "message_url_spans",
    "moved",
    "raw_spans",
    "replaced",
    "target_spans",
    "told_spans",
    "url_spans",
]
