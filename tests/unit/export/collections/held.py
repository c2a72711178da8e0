"""What each format holds: whatever is made of it comes back equal."""

import msgspec
from hypothesis import strategies as st

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import (
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    NoBody,
    QueryParam,
    RawBody,
    RequestHeader,
)
from tests.unit.export.collections import samples


def one_for_each_path(collections):
    """Return collections whose requests differ in their paths, with each name once a table."""

    def apart(collection):
        requests = [
            msgspec.structs.replace(
                each,
                url=f"https://api.example.com/{at}/:id/{{{{id}}}}",
                query=tuple({row.name: row for row in each.query}.values()),
                headers=each.headers[:1],
            )
            for at, each in enumerate(collection.requests)
        ]
        return msgspec.structs.replace(collection, requests=tuple(requests))

    return collections.map(apart)


HELD = {
    "postman": samples.collections(
        st.one_of(
            samples.BASIC,
            samples.BEARER,
            samples.KEY,
            samples.DIGEST,
            samples.NTLM,
            samples.AWS,
            samples.JWT,
            samples.UNSUPPORTED,
            samples.oauth2(),
        ),
        bodies=samples.bodies | samples.raw(""),  # the content type is switched off there
        examples=samples.EXAMPLES,
    ),
    "opencollection": samples.collections(
        st.one_of(
            samples.BASIC,
            samples.BEARER,
            samples.KEY,
            samples.DIGEST,
            samples.NTLM,
            samples.AWS,
            samples.WSSE,
            samples.oauth2(audience=False),
        ),
        examples=samples.EXAMPLES,
    ),
    "http": samples.collections(
        st.one_of(
            st.builds(Basic, user=samples.words, password=samples.refs),
            samples.BEARER,
            samples.KEY,
            st.builds(Digest, user=samples.words, password=samples.refs),
        ),
        bodies=st.one_of(
            st.just(NoBody()),
            st.builds(JsonBody, text=st.just('{"a": "ünï {{base}}",\n\n "b": 1}')),
            st.builds(FormBody, fields=st.lists(samples.on(samples.form), max_size=3).map(tuple)),
            st.builds(FileBody, path=st.just("a b.json"), content_type=st.just("a/b")),
        ),
        params=samples.on(samples.params),
        rows=samples.on(samples.rows),
        descriptions=st.just("one line"),
        folders=False,
    ),
    "openapi": one_for_each_path(
        samples.collections(
            st.one_of(
                st.builds(Basic, password=samples.refs),
                st.builds(Bearer, token=samples.refs),
                samples.KEY,
                st.builds(Digest, password=samples.refs),
            ),
            bodies=st.one_of(
                st.just(NoBody()),
                st.builds(JsonBody, text=st.just('{"a": "ünï {{base}}", "b": [1, null]}')),
                st.builds(JsonBody, text=st.just('{"a": {{id}}}')),
                samples.raw("text/plain", "application/xml"),
            ),
            params=st.builds(QueryParam, samples.words, samples.texts, st.booleans()),
            rows=st.just(RequestHeader("X-One", "ünï")),
            folders=False,
        )
    ),
    "har": samples.collections(
        st.one_of(samples.BEARER, samples.KEY),
        bodies=st.one_of(
            st.just(NoBody()),
            st.builds(JsonBody, text=st.just('{"a": "ünï {{base}}", "b": 1}')),
            st.builds(
                FormBody,
                fields=st.lists(
                    samples.on(st.builds(FormField, samples.words, samples.plain)), max_size=3
                ).map(tuple),
            ),
            st.builds(RawBody, text=samples.plain, content_type=st.just("text/plain")),
        ),
        params=samples.on(st.builds(QueryParam, samples.words, samples.plain)),
        rows=samples.on(st.builds(RequestHeader, samples.names, samples.plain)),
        descriptions=st.just(""),
        folders=False,
    ),
}
