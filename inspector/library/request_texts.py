"""Finds the secrets in every text of a composed request and lets somebody replace them."""

from collections.abc import Callable

import msgspec

from inspector.model.credential import Credential
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
    Script,
)
from inspector.protocol.masking.secret_spans import field_spans, text_spans
from inspector.protocol.media_types import family
from inspector.protocol.redaction import header_spans, url_spans

Spans = tuple[Span, ...]
Cut = Callable[[str, Spans], str]
HeaderSpans = Callable[[Header], Spans]


def with_texts(request: Request, cut: Cut, spans_of: HeaderSpans = header_spans) -> Request:
    """Return the request, each text run through `cut(text, spans of its secrets)`.

    spans_of: returns what is secret of a header. Examples stay: secrets in them are masked, and
    never become references.
    """
    texts = _Texts(cut)
    proxy = cut(request.options.proxy, url_spans(request.options.proxy))
    return msgspec.structs.replace(
        request,
        url=cut(request.url, url_spans(request.url)),
        query=tuple(map(texts.named, request.query)),
        headers=with_header_texts(request.headers, cut, spans_of),
        body=texts.body(request.body),
        credential=with_credential_texts(request.credential, cut),
        also=tuple(with_credential_texts(each, cut) for each in request.also),
        name=cut(request.name, text_spans(request.name)),
        description=cut(request.description, text_spans(request.description)),
        scripts=with_script_texts(request.scripts, cut),
        options=msgspec.structs.replace(request.options, proxy=proxy),
    )


def with_credential_texts(credential: Credential, cut: Cut) -> Credential:
    """Return a credential, its free texts run through `cut`."""
    return credential.with_texts(_Texts(cut).value, within=True)


def with_header_texts(
    rows: tuple[RequestHeader, ...], cut: Cut, spans_of: HeaderSpans = header_spans
) -> tuple[RequestHeader, ...]:
    """Return header rows, each value run through `cut`."""
    return tuple(
        msgspec.structs.replace(row, value=cut(row.value, spans_of(Header(row.name, row.value))))
        for row in rows
    )


def with_script_texts(scripts: tuple[Script, ...], cut: Cut) -> tuple[Script, ...]:
    """Return scripts, their texts run through `cut`."""
    return tuple(
        msgspec.structs.replace(each, text=cut(each.text, text_spans(each.text)))
        for each in scripts
    )


class _Texts:
    """Runs rows and bodies through `cut`."""

    def __init__(self, cut: Cut) -> None:
        self._cut = cut

    def named(self, row: QueryParam) -> QueryParam:
        return msgspec.structs.replace(row, value=self.value(row.name, row.value))

    def field(self, row: FormField) -> FormField:
        return msgspec.structs.replace(row, value=self.value(row.name, row.value))

    def body(self, body: Body) -> Body:
        if isinstance(body, JsonBody | RawBody):
            form = isinstance(body, RawBody) and family(body.content_type) == "form"
            spans = text_spans(body.text, is_form=form)
            return msgspec.structs.replace(body, text=self._cut(body.text, spans))
        if isinstance(body, FormBody | MultipartBody):
            return msgspec.structs.replace(body, fields=tuple(map(self.field, body.fields)))
        return body

    def value(self, name: str, value: str) -> str:
        """A value is secret as a whole where its name says so."""
        return self._cut(value, field_spans(name, value))
