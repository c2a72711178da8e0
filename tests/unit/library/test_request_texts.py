"""Every text of a request is shown to whoever replaces secrets."""

from inspector.library.request_texts import with_texts
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    Options,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)


def test_each_text_is_asked_about():
    request = Request(
        name="n",
        description="d",
        url="u",
        query=(QueryParam("q", "qv"),),
        headers=(RequestHeader("h", "hv"),),
        body=JsonBody(text="b"),
        options=Options(proxy="p"),
    )
    changed = with_texts(request, lambda text, spans: text + "!")
    assert changed == Request(
        name="n!",
        description="d!",
        url="u!",
        query=(QueryParam("q", "qv!"),),
        headers=(RequestHeader("h", "hv!"),),
        body=JsonBody(text="b!"),
        options=Options(proxy="p!"),
    )
    assert with_texts(request, lambda text, spans: text) == request


def test_every_kind_of_body_is_looked_at():
    field = FormField("password", "pw")
    for body in (
        FormBody(fields=(field,)),
        MultipartBody(fields=(field,)),
        RawBody(text="password=pw", content_type="application/x-www-form-urlencoded"),
    ):
        seen = []
        with_texts(
            Request(body=body), lambda text, spans, seen=seen: seen.append((text, spans)) or text
        )
        assert ("pw", ((0, 2),)) in seen or ("password=pw", ((9, 11),)) in seen
