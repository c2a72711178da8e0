"""Fields of forms and JSON objects are read and set where they stand."""

import pytest

from inspector.compose.body_fields import (
    as_form,
    as_json,
    as_stored,
    deep_fields_of,
    fields_of,
    with_field,
    without_field,
)
from inspector.model.request import (
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "body",
    [
        FormBody(fields=(FormField("scope", "a"), FormField("x", "1"))),
        MultipartBody(fields=(FormField("scope", "a"), FormField("x", "1"))),
        JsonBody(text='{"scope": "a", "x": "1"}'),
        RawBody(text="scope=a&x=1", content_type=FORM),
        RawBody(text="scope=a&x=1"),
        RawBody(text='{"scope": "a", "x": "1"}', content_type="application/vnd.a+json"),
    ],
)
def test_set_and_added(body):
    request = with_field(Request(body=body), "scope", "a b")
    assert fields_of(request) == {"scope": "a b", "x": "1"}
    assert fields_of(with_field(request, "aud", "é&")) == {"scope": "a b", "x": "1", "aud": "é&"}
    assert fields_of(Request(body=body)) == {"scope": "a", "x": "1"}


def test_an_encoded_form_keeps_the_rest_and_the_braces_of_a_reference():
    request = Request(body=RawBody(text="a=%7e+1&token=old&b", content_type=FORM))
    assert with_field(request, "token", "{{vault.x}}").body.text == "a=%7e+1&token={{vault.x}}&b"
    assert with_field(request, "c d", "&").body.text == "a=%7e+1&token=old&b&c+d=%26"
    assert as_stored(request, "a+b/c=") == "a%2Bb%2Fc%3D"
    assert as_stored(Request(body=JsonBody(text="{}")), "a+b") == "a+b"


def test_without_a_body_there_is_a_form():
    assert with_field(Request(body=NoBody()), "a", "1").body == FormBody(
        fields=(FormField("a", "1"),)
    )


@pytest.mark.parametrize("body", [FileBody(path="x"), RawBody(text="<a/>"), JsonBody(text="[1")])
def test_other_bodies_have_no_fields(body):
    assert fields_of(Request(body=body)) == {}


def test_what_is_switched_off_is_not_there():
    body = FormBody(fields=(FormField("a", "1", enabled=False),))
    assert fields_of(Request(body=body)) == {}
    assert fields_of(with_field(Request(body=body), "a", "2")) == {"a": "2"}


def test_texts_deep_in_an_object_are_set_where_they_lie():
    request = Request(body=JsonBody(text='{"a": {"b": {"c": "1"}, "n": 2}, "a.b": "3", "d": "4"}'))
    assert deep_fields_of(request) == {"a.b.c": "1", "a.b": "3", "d": "4"}
    after = with_field(with_field(request, "a.b.c", "5"), "a.b", "6")
    assert deep_fields_of(after) == {"a.b.c": "5", "a.b": "6", "d": "4"}
    assert deep_fields_of(with_field(after, "x.y", "7"))["x.y"] == "7"
    assert deep_fields_of(Request(body=FormBody(fields=(FormField("e", "8"),)))) == {"e": "8"}


# ---------------- A list of parameters, as JSON-RPC has them
CALL = JsonBody(text='{"method": "base.login", "params": ["ada", {"password": "old", "at": [1]}]}')


def test_members_of_objects_in_a_list_are_found_by_its_numbers():
    found = deep_fields_of(Request(method="POST", body=CALL))
    assert found == {"method": "base.login", "params.1.password": "old"}


def test_one_is_replaced_where_it_lies():
    after = with_field(Request(method="POST", body=CALL), "params.1.password", "new")
    assert after.body.text == CALL.text.replace("old", "new")


@pytest.mark.parametrize("path", ["params.7.password", "params.password"])
def test_a_place_that_is_not_there_leaves_the_list(path):
    request = Request(method="POST", body=CALL)
    assert with_field(request, path, "new") == request


# ---------------- An object that is called something else, as curl's -d does
OBJECT = '{"user": "ada", "otp": "7"}'


@pytest.mark.parametrize("kind", [FORM, "text/plain", ""])
def test_an_object_is_read_and_set_as_one_whatever_it_is_called(kind):
    request = Request(body=RawBody(text=OBJECT, content_type=kind))
    assert fields_of(request) == {"user": "ada", "otp": "7"}
    after = with_field(request, "user", "bob & co").body
    assert (after.text, after.content_type) == ('{"user": "bob & co", "otp": "7"}', kind)
    assert without_field(request, "otp").body.text == '{"user": "ada"}'
    begun = with_field(Request(body=RawBody(text="{}", content_type=kind)), "user", "ada")
    assert begun.body.text == '{"user": "ada"}'
    form = Request(body=RawBody(text="{{name}}=1", content_type=FORM))  # a variable begins it
    assert with_field(form, "user", "ada").body.text == "{{name}}=1&user=ada"


@pytest.mark.parametrize("kind", [FORM, "text/plain"])
def test_an_object_gets_the_name_of_what_it_is(kind):
    rows = (RequestHeader("Content-Type", kind), RequestHeader("X-Trace", "1"))
    text = '{"user": "{{user}}"}'
    made = as_json(Request(body=RawBody(text=text, content_type=kind), headers=rows))
    assert (made.body, made.headers) == (JsonBody(text=text), rows[1:])


def test_where_there_is_no_body_an_object_begins():
    held_back = RequestHeader("Content-Length", "", enabled=False)
    rows = (RequestHeader("X-Trace", "1"), held_back)
    made = as_json(Request(body=NoBody(), headers=rows))
    assert (made.body, made.headers) == (JsonBody(text="{}"), rows[:1])
    assert with_field(made, "user", "ada").body.text == '{"user": "ada"}'


@pytest.mark.parametrize(
    "body",
    [
        JsonBody(text='{"user": "ada", "age": {{age}}}'),
        JsonBody(text='[{"user": "ada"}]'),
        RawBody(text='{"user": "ada", "age": {{age}}}', content_type=FORM),
        RawBody(text='["ada"]', content_type="application/json"),
    ],
)
def test_what_can_not_be_read_as_an_object_stays(body):
    request = Request(body=body)
    assert with_field(request, "otp", "7") == request


# ---------------- Without a body, what the address says becomes the fields
@pytest.mark.parametrize(
    ("url", "rows", "after", "fields"),
    [
        ("http://a/in?u=ann&p=%26x", (), "http://a/in", [("u", "ann"), ("p", "&x")]),
        ("http://a/in?u=ann&p=#top", (), "http://a/in#top", [("u", "ann"), ("p", "")]),
        (
            "http://a/in?u=ann",
            (QueryParam("p", "x"), QueryParam("off", "y", enabled=False)),
            "http://a/in",
            [("u", "ann"), ("p", "x")],
        ),
        ("http://a/in", (QueryParam("p", "{{pw}}"),), "http://a/in", [("p", "{{pw}}")]),
    ],
)
def test_the_parameters_of_an_address_become_a_form(url, rows, after, fields):
    made = as_form(Request(method="POST", url=url, query=rows))
    assert (made.url, made.query) == (after, ())
    assert made.body == FormBody(fields=tuple(FormField(*each) for each in fields))


def test_an_address_without_parameters_and_one_beside_a_body_stay():
    bare = Request(url="http://a/in#top")
    assert as_form(bare) == bare
    beside = as_form(Request(url="http://a/in?v=2", body=JsonBody(text='{"u": "ann"}')))
    assert (beside.url, fields_of(beside)) == ("http://a/in?v=2", {"u": "ann"})
