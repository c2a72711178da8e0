"""Applying a fix makes a new request and leaves the old one alone."""

import base64

import pytest

from inspector.diagnose.fixes.apply import apply
from inspector.model.fix import Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.request import FormBody, FormField, QueryParam, Request, RequestHeader
from inspector.model.secret import NO_SECRET, SecretRef


class Store:
    def __init__(self, **known):
        self.values = {SecretRef(place="memory", name=name): text for name, text in known.items()}

    def reveal(self, ref):
        return self.values[ref]

    def put(self, text):
        ref = SecretRef(place="memory", name=f"n{len(self.values)}")
        self.values[ref] = text
        return ref


def ref(name):
    return SecretRef(place="memory", name=name)


def fixed(request, *changes, store=None):
    store = store or Store()
    return apply(request, Fix(id="x", title="x", changes=changes), store.reveal, store.put)


def test_switching_carries_user_and_password_over():
    request = Request(credential=Basic(user="bob", password=ref("p")))
    after = fixed(request, Change(field=Field("credential", "kind"), after="digest"))
    assert after.credential == Digest(user="bob", password=ref("p"))
    assert request.credential == Basic(user="bob", password=ref("p"))


@pytest.mark.parametrize(
    ("transform", "before", "after"),
    [
        ("trim", " secret\n", "secret"),
        ("strip-bearer", "Bearer secret", "secret"),
        ("strip-quotes", '"secret"', "secret"),
        ("strip-blanks", "sec ret\n", "secret"),
        ("percent-decode", "se%63ret", "secret"),
    ],
)
def test_cleaning_stores_a_new_secret(transform, before, after):
    store = Store(t=before)
    request = Request(credential=Bearer(token=ref("t")))
    change = Change(field=Field("credential", "token"), operation="transform", transform=transform)
    made = fixed(request, change, store=store)
    assert store.reveal(made.credential.token) == after
    assert store.reveal(request.credential.token) == before


def test_a_hand_written_header_is_lifted_first():
    store = Store()
    text = base64.b64encode(b"bob:secret\n").decode()
    request = Request(headers=(RequestHeader("Authorization", f"Basic {text}"),))
    change = Change(field=Field("credential", "password"), operation="transform", transform="trim")
    made = fixed(request, change, store=store)
    assert made.headers == ()
    assert made.credential.user == "bob"
    assert store.reveal(made.credential.password) == "secret"


def test_url_headers_query_and_options():
    request = Request(url="http://a/", query=(QueryParam("a", "1"),))
    made = fixed(
        request,
        Change(field=Field("url"), after="https://b/?x=1"),
        Change(field=Field("headers", "X-A"), after="1"),
        Change(field=Field("query", "q"), after="2"),
        Change(field=Field("options", "keep_credential_for"), after="b:443"),
        Change(field=Field("options", "verify_tls"), after="false"),
        Change(field=Field("options", "nonsense"), after="x"),
        Change(field=Field("method"), after="HEAD"),
    )
    assert made.url == "https://b/?x=1"
    assert made.headers == (RequestHeader("X-A", "1"),)
    assert made.query == (QueryParam("q", "2"),)
    assert made.options.keep_credential_for == ("b:443",)
    assert made.options.verify_tls is False
    assert made.method == "HEAD"


def test_remove_and_move():
    request = Request(
        headers=(RequestHeader("A", "1"), RequestHeader("B", "2")),
        credential=ApiKey(name="k", value=ref("v"), place="query"),
    )
    made = fixed(
        request,
        Change(field=Field("headers", "a"), operation="remove"),
        Change(field=Field("credential", "place"), after="header"),
    )
    assert made.headers == (RequestHeader("B", "2"),)
    assert made.credential == ApiKey(name="k", value=ref("v"), place="header")


def test_what_is_asked_or_told_changes_nothing():
    request = Request(credential=NoCredential())
    assert fixed(request, Change(field=Field("url"), ask=True)) == request
    assert fixed(request, Change(field=Field("credential", "token"), operation="action")) == request
    assert fixed(request, Change(field=Field("body"), after="1")) == request


def test_a_field_of_the_body_is_set_and_removed():
    request = Request(body=FormBody(fields=(FormField("a", "1"), FormField("b", "2"))))
    made = fixed(request, Change(field=Field("body", "b"), after="3"))
    assert made.body.fields == (FormField("a", "1"), FormField("b", "3"))
    made = fixed(made, Change(field=Field("body", "a"), operation="remove"))
    assert made.body.fields == (FormField("b", "3"),)


def test_what_is_asked_for_has_its_field():
    made = fixed(Request(), Change(field=Field("credential", "token"), ask=True))
    assert made.credential == Bearer()
    held = Request(credential=Digest(user="bob", password=ref("p")))
    assert fixed(held, Change(field=Field("credential", "password"), ask=True)) == held


def test_a_hand_written_key_moves():
    store = Store()
    request = Request(url="http://a/?api_key=s&x=1")
    made = fixed(
        request,
        Change(field=Field("credential", "place"), after="header"),
        Change(field=Field("credential", "name"), after="X-Key"),
        store=store,
    )
    assert made.url == "http://a/?x=1"
    assert (made.credential.place, made.credential.name) == ("header", "X-Key")
    assert store.reveal(made.credential.value) == "s"


def test_an_address_without_a_query_keeps_the_requests_own():
    request = Request(url="http://a/x?k={{key}}", query=(QueryParam("p", "1"),))
    made = fixed(request, Change(field=Field("url"), after="https://a/y"))
    assert (made.url, made.query) == ("https://a/y?k={{key}}", (QueryParam("p", "1"),))
    assert fixed(request, Change(field=Field("url"), after="https://a/y?")).url == "https://a/y"


def test_of_two_authorization_headers_one_is_left():
    request = Request(
        headers=(
            RequestHeader("Authorization", "Bearer one"),
            RequestHeader("authorization", "Bearer two"),
        )
    )
    made = fixed(
        request,
        Change(field=Field("credential", "kind"), operation="action"),
        Change(field=Field("headers", "Authorization"), operation="remove"),
        store=Store(),
    )
    assert made.headers == ()
    assert isinstance(made.credential, Bearer)


@pytest.mark.parametrize("written", ["Basic Basic YWRhOnMzY3JldA==", "Basic ada:s3cret"])
@pytest.mark.parametrize("transform", ["strip-bearer", "encode"])
def test_a_login_is_read_from_what_was_written_wrongly(written, transform):
    store = Store()
    request = Request(headers=(RequestHeader("Authorization", written),))
    field = Field("credential", "password")
    change = Change(field=field, operation="transform", transform=transform)
    made = fixed(request, change, store=store)
    assert made.headers == ()
    assert made.credential.user == "ada"
    assert store.reveal(made.credential.password) == "s3cret"


def test_what_cannot_be_read_makes_room_for_what_is_typed():
    rows = (RequestHeader("Authorization", "Basic %%%"), RequestHeader("X-Trace", "1"))
    ask = Change(field=Field("credential", "password"), ask=True)
    made = fixed(Request(headers=rows), ask)
    assert (made.credential, made.headers) == (Basic(), rows[1:])


@pytest.mark.parametrize(
    ("written", "rest", "value"),
    [
        ("Tide42=gone; lang=de", ("lang=de",), "n0"),  # a name that sounds like no session
        ("lang=de", ("lang=de",), ""),  # the jar sent it
    ],
)
def test_a_cookie_that_is_asked_for_goes_under_its_name(written, rest, value):
    request = Request(headers=(RequestHeader("Cookie", written), RequestHeader("X-Api-Key", "k")))
    after = fixed(
        request,
        Change(field=Field("credential", "value"), ask=True),
        Change(field=Field("credential", "place"), after="cookie"),
        Change(field=Field("credential", "name"), after="Tide42"),
    )
    kept = ApiKey(place="cookie", name="Tide42", value=ref(value) if value else NO_SECRET)
    assert after.credential == kept
    assert tuple(row.value for row in after.headers if row.name == "Cookie") == rest
    assert RequestHeader("X-Api-Key", "k") in after.headers


# ---------------- A row that would go out in place of the credential
@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ((Change(field=Field("credential", "name"), after="X-Mill-Key"),), "x-mill-key"),
        ((Change(field=Field("credential", "kind"), after="bearer"),), "Authorization"),
        (
            (
                Change(field=Field("credential", "place"), after="header"),
                Change(field=Field("credential", "name"), after="X-Mill-Key"),
            ),
            "x-mill-key",
        ),
    ],
)
def test_where_a_credential_goes_no_row_of_its_name_is_left(changes, gone):
    place = "query" if len(changes) > 1 else "header"
    own = ApiKey(name="X-Own", value=ref("v"), place=place)
    rows = (RequestHeader(gone, ""), RequestHeader("X-Trace", "1"))
    made = fixed(Request(headers=rows, credential=own), *changes)
    assert made.headers == rows[1:]
    assert made.credential.secret_ref == ref("v")
