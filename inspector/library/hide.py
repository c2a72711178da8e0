"""Moves secrets that stand in a request's texts to the vault, so that no file holds one.

A token in a hand-written header, a password in the URL or a key in the body becomes
`{{vault.<name>}}`, which composing fills in like any variable.
"""

from collections.abc import Callable, Container

import msgspec

from inspector.library.refs import in_text, with_refs
from inspector.model.message import Header, Span
from inspector.model.request import (
    Body,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef
from inspector.protocol.masks import is_masked, merged
from inspector.protocol.redaction import KnownValues, header_spans, url_spans
from inspector.protocol.secret_names import is_secret_name
from inspector.protocol.secret_spans import text_spans
from inspector.vault.vault import Vault

Spans = tuple[Span, ...]


class Hider:
    """Puts secrets of requests into a vault; the same text gets the same reference each time."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._made: dict[str, SecretRef] = {}

    def hide(self, request: Request) -> Request:
        """Return the request with references in place of secrets; they are not persisted yet."""
        known = KnownValues(self._vault.known_values())
        text = _Texts(self._put, known)
        hidden = msgspec.structs.replace(
            request,
            url=text.cut(request.url, url_spans(request.url)),
            query=tuple(map(text.param, request.query)),
            headers=tuple(map(text.header, request.headers)),
            body=text.body(request.body),
            name=text.cut(request.name, text_spans(request.name)),
            description=text.cut(request.description, text_spans(request.description)),
            options=msgspec.structs.replace(
                request.options,
                proxy=text.cut(request.options.proxy, url_spans(request.options.proxy)),
            ),
        )
        return with_refs(hidden, self.reference)

    def made(self) -> tuple[SecretRef, ...]:
        """Return every reference made so far."""
        return tuple(self._made.values())

    def forget(self, refs: Container[SecretRef]) -> None:
        """Forget references that were deleted from the vault."""
        self._made = {value: ref for value, ref in self._made.items() if ref not in refs}

    def _put(self, value: str) -> SecretRef:
        if value not in self._made:
            self._made[value] = self._vault.put(value)
        return self._made[value]

    def reference(self, ref: SecretRef) -> SecretRef:
        """Keep a secret that only this run knows, or that a template spells out, in the vault."""
        if ref.place == "text" and ref.name and "{{" not in ref.name:
            return self._put(ref.name)
        if ref.place != "memory":
            return ref
        value = self._vault.peek(ref)
        return SecretRef(place="ask", name=ref.name) if value is None else self._put(value)


class _Texts:
    """Cuts secrets out of texts."""

    def __init__(self, put: Callable[[str], SecretRef], known: KnownValues) -> None:
        self._put = put
        self._known = known

    def cut(self, text: str, spans: Spans) -> str:
        """Replace these spans, and known values, by references; variables stay."""
        pieces, at = [], 0
        for start, end in merged((*spans, *self._known.spans(text))):
            secret = text[start:end]
            if "{{" in secret or "}}" in secret or is_masked(secret):
                continue
            pieces += [text[at:start], in_text(self._put(secret))]
            at = end
        return "".join([*pieces, text[at:]])

    def value(self, name: str, value: str) -> str:
        """Cut a named value: whole where its name says that it is secret."""
        whole = ((0, len(value)),) if is_secret_name(name) else text_spans(value)
        return self.cut(value, whole)

    def header(self, row: RequestHeader) -> RequestHeader:
        spans = header_spans(Header(row.name, row.value))
        return msgspec.structs.replace(row, value=self.cut(row.value, spans))

    def param(self, row: QueryParam) -> QueryParam:
        return msgspec.structs.replace(row, value=self.value(row.name, row.value))

    def field(self, row: FormField) -> FormField:
        return msgspec.structs.replace(row, value=self.value(row.name, row.value))

    def body(self, body: Body) -> Body:
        if isinstance(body, JsonBody | RawBody):
            form = isinstance(body, RawBody) and "form-urlencoded" in body.content_type
            spans = text_spans(body.text, is_form=form)
            return msgspec.structs.replace(body, text=self.cut(body.text, spans))
        if isinstance(body, FormBody | MultipartBody):
            return msgspec.structs.replace(body, fields=tuple(map(self.field, body.fields)))
        return body
