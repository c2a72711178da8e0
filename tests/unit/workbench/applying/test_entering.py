"""What a fix wants from the user is named, and filled in where it was given beforehand."""

import json

import msgspec
import pytest

from inspector.library.refs import in_text
from inspector.model.fix import Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import Secret, SecretRef
from inspector.workbench.applying.entering import (
    filled,
    opened,
    password_field,
    user_field,
    wanted,
)
from inspector.workbench.applying.fix_context import Given

HELD = SecretRef(place="memory", name="held")
NEW = SecretRef(place="memory", name="new")
ADA = Given(user="ada", secret=Secret("s3cret"), variables={"token": "x"})


def put(value):
    assert value == "s3cret"
    return NEW


def fix(*changes):
    return Fix(id="x", title="x", changes=changes)


def ask(field):
    return Change(field=field, ask=True)


@pytest.mark.parametrize(
    ("credential", "change", "fields"),
    [
        (Basic(user="ada", password=HELD), ask("credential.password"), ("credential.password",)),
        (ApiKey(value=HELD), ask("credential.token"), ("credential.value",)),
        (
            Digest(),
            Change(field=Field("credential", "kind"), after="digest"),
            ("credential.user", "credential.password"),
        ),
        (
            Digest(user="a", password=HELD),
            Change(field=Field("credential", "kind"), after="digest"),
            (),
        ),
        (
            Bearer(),
            Change(field=Field("credential", "kind"), after="bearer"),
            ("credential.token",),
        ),
        (NoCredential(), ask("options.proxy_credential"), ("options.proxy_credential",)),
        (NoCredential(), Change(field=Field("url"), after="x"), ()),
    ],
)
def test_wanted(credential, change, fields):
    assert wanted(Request(credential=credential), fix(change)) == fields


def test_filled_in():
    request = Request(credential=Basic())
    after, left = filled(request, ("credential.user", "credential.password"), ADA, put)
    assert (after.credential, left) == (Basic(user="ada", password=NEW), ())
    after, left = filled(Request(), ("options.proxy_credential",), ADA, put)
    assert after.options.proxy_credential == Basic(user="ada", password=NEW)


def test_a_form_gets_its_password():
    body = FormBody(fields=(FormField("user", "ada"), FormField("password", "old")))
    after, left = filled(Request(body=body), ("body",), ADA, put)
    assert after.body.fields[1].value == "{{vault.new}}"
    assert left == ()


def test_what_was_not_given_is_left():
    request = Request(credential=Basic(), body=JsonBody(text="{}"))
    fields = ("credential.user", "credential.password", "body", "environment.token")
    assert filled(request, fields, Given(), put) == (request, fields)
    assert filled(request, ("environment.token",), ADA, put) == (request, ())
    assert filled(request, ("body",), ADA, put) == (request, ("body",))


def test_a_client_secret_is_a_password_too():
    body = FormBody(fields=(FormField("grant_type", "x"), FormField("client_secret", "y")))
    assert password_field(Request(body=body)) == "client_secret"


SWITCH = fix(Change(field=Field("credential", "kind"), after="digest"))


@pytest.mark.parametrize(
    ("given", "credential", "left"),
    [
        (ADA, Digest(user="ada", password=NEW), ()),
        (Given(secret=Secret("s3cret")), Digest(user="bob", password=NEW), ()),
        (Given(user="bob"), Digest(user="bob", password=HELD), ()),
        (Given(user="ada"), Digest(user="ada", password=HELD), ("credential.password",)),
        (Given(), Digest(user="bob", password=HELD), ()),
    ],
)
def test_what_is_given_wins_over_what_was_carried_over(given, credential, left):
    request = Request(credential=Digest(user="bob", password=HELD))
    assert filled(request, wanted(request, SWITCH, given), given, put) == (
        Request(credential=credential),
        left,
    )


def test_user_and_password_are_asked_together():
    request = Request(credential=Digest(user="", password=HELD))
    fields = wanted(request, SWITCH)
    assert fields == ("credential.user", "credential.password")
    assert filled(request, fields, Given(), put)[1] == fields


def test_a_password_brings_its_user():
    login = Request(credential=Basic(user="bob", password=HELD))
    after, left = filled(login, ("credential.password",), ADA, put)
    assert (after.credential, left) == (Basic(user="ada", password=NEW), ())
    token, _ = filled(Request(credential=Bearer()), ("credential.token",), ADA, put)
    assert token.credential == Bearer(token=NEW)
    proxy = msgspec.structs.replace(Request().options, proxy_credential=Basic(user="bob"))
    after, left = filled(
        Request(options=proxy),
        ("options.proxy_credential",),
        Given(secret=Secret("s3cret")),
        put,
    )
    assert (after.options.proxy_credential, left) == (Basic(user="bob", password=NEW), ())


@pytest.mark.parametrize(
    ("names", "own"),
    [
        (("email", "password"), "email"),
        (("client_id", "client_secret"), "client_id"),
        (("password",), ""),
        (("u", "p"), "u"),
    ],
)
def test_a_form_gets_its_user_too(names, own):
    request = Request(body=FormBody(fields=tuple(FormField(name, "old") for name in names)))
    assert user_field(request) == own
    after, _ = filled(request, ("body",), ADA, put)
    assert [field.value for field in after.body.fields] == [
        *(["ada"] if own else []),
        "{{vault.new}}",
    ]


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("url", "https://b.test/", lambda made: made.url),
        ("options.ca_file", "/ca.pem", lambda made: made.options.ca_file),
        ("headers.X-App", "shop", lambda made: made.headers[0].value),
        ("query.app", "shop", lambda made: made.query[0].value),
        ("body.scope", "orders", lambda made: made.body.fields[0].value),
    ],
)
def test_plain_values_go_where_they_are_asked_for(field, value, part):
    request = Request(body=FormBody(fields=(FormField("scope", "all"),)))
    assert filled(request, (field,), Given(), put)[1] == (field,)
    after, left = filled(request, (field,), Given(fields={field: value}), put)
    assert (part(after), left) == (value, ())


@pytest.mark.parametrize("field", ["headers.X-App-Key", "query.key", "body.key"])
def test_a_secret_is_never_written_into_a_row(field):
    after, left = filled(Request(), (field,), ADA, put)
    assert left == ()
    assert "{{vault.new}}" in repr(after)


def test_the_key_of_a_certificate_may_lie_in_its_file():
    fields = ("options.client_certificate", "options.client_key")
    given = Given(fields={fields[0]: "/mine.pem"})
    after, left = filled(Request(), fields, given, put)
    assert (after.options.client_certificate, left) == ("/mine.pem", ())


def test_a_proxy_login_takes_the_place_of_a_row_written_by_hand():
    request = Request(headers=(RequestHeader("Proxy-Authorization", "Bearer x"),))
    after, left = filled(request, ("options.proxy_credential",), ADA, put)
    assert (after.headers, left) == ((), ())
    assert after.options.proxy_credential == Basic(user="ada", password=NEW)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            '{"auth": {"in": {"name": "H"}, "password": {"user": {"name": "bob", "password": "old"}}}}',
            ("auth.password.user.name", "auth.password.user.password"),
        ),
        (
            '{"kind": "login", "identifier": {"kind": "id", "user": "bob"}, "password": "old"}',
            ("identifier.user", "password"),
        ),
        (
            '{"auth": {"methods": ["app"], "app": {"id": "bob", "secret": "old"}}}',
            ("auth.app.id", "auth.app.secret"),
        ),
        ('{"user": "bob", "password": "old", "more": {"password": "x"}}', ("user", "password")),
        ('{"order": {"id": "bob", "note": "old"}}', ("", "")),
        ('{"method": "auth.login", "params": ["old"]}', ("", "params.0")),
        ('{"method": "login", "params": ["bob", "old"]}', ("params.0", "params.1")),
        ('{"method": "auth.list", "params": ["bob", "old"]}', ("", "")),
    ],
)
def test_a_login_deep_in_an_object_gets_what_is_secret_in_it(text, paths):
    request = Request(body=JsonBody(text=text))
    assert (user_field(request), password_field(request)) == paths
    after, left = filled(request, ("body",), ADA, put)
    assert left == (() if paths[1] else ("body",))
    told = text.replace("bob", "ada").replace("old", "{{vault.new}}") if paths[1] else text
    assert json.loads(after.body.text) == json.loads(told)


QUERY = "mutation($u: String!, $p: String!) {{ {call} {{ token }} }}"


@pytest.mark.parametrize(
    ("call", "paths"),
    [
        ("login(user: $u, password: $p)", ("variables.u", "variables.p")),
        ("signIn(input: {email: $u, password: $p})", ("variables.u", "variables.p")),
        ("rename(from: $u, to: $p)", ("", "")),
    ],
)
def test_a_login_of_graphql_gets_its_variables_by_the_arguments_they_fill(call, paths):
    given = {"u": "bob", "p": "old"}
    text = json.dumps({"query": QUERY.format(call=call), "variables": given})
    request = Request(body=JsonBody(text=text))
    assert (user_field(request), password_field(request)) == paths
    after, left = filled(request, ("body",), ADA, put)
    assert left == (() if paths[1] else ("body",))
    told = {"u": "ada", "p": "{{vault.new}}"} if paths[1] else given
    assert json.loads(after.body.text)["variables"] == told


def test_a_login_in_xml_gets_its_user_and_its_password():
    text = (
        "<methodCall><params><param><value><string>bob</string></value></param>"
        "<param><value><string>old</string></value></param></params></methodCall>"
    )
    after, left = filled(Request(body=RawBody(text=text)), ("body",), ADA, put)
    assert (left, after.body.text) == (
        (),
        text.replace("bob", "ada").replace("old", "{{vault.new}}"),
    )


def test_the_password_of_a_call_with_a_list_of_parameters_is_replaced():
    text = '{"method": "base.login", "params": ["ada", {"password": "old"}]}'
    request = Request(method="POST", body=JsonBody(text=text))
    given = Given(secret=Secret("new"))
    after, left = filled(request, ("body",), given, lambda _: HELD_HERE)
    assert left == ()
    assert after.body.text == text.replace("old", in_text(HELD_HERE))


HELD_HERE = SecretRef(place="session", name="pw")


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        (Request(url="http://a/q?db=x&u=bob&p=old#top"), ("p", "u")),
        (Request(url="http://a/q?db=x&user=bob&password=o%26ld#top"), ("password", "user")),
        (
            Request(
                url="http://a/q?db=x#top",
                query=(QueryParam("login", "bob"), QueryParam("pwd", "old")),
            ),
            ("pwd", "login"),
        ),
    ],
)
def test_a_login_in_the_query_gets_its_user_and_its_password(request_, names):
    after, left = filled(request_, ("body",), ADA, put)
    assert (left, after.url) == ((), "http://a/q?db=x#top")
    assert after.query == (QueryParam(names[0], "{{vault.new}}"), QueryParam(names[1], "ada"))


def test_another_query_is_no_login():
    request = Request(url="http://a/q?db=x&p=3", query=(QueryParam("page", "1"),))
    assert filled(request, ("body",), ADA, put) == (request, ("body",))


def test_a_member_that_is_to_be_typed_is_there_empty():
    login = Request(url="http://h/", method="POST", body=JsonBody(text='{"user": "ada"}'))
    shown = opened(login, ("body.otp", "body.user", "credential.token", "body"))
    assert json.loads(shown.body.text) == {"user": "ada", "otp": ""}
    form = msgspec.structs.replace(login, body=FormBody(fields=(FormField("user", "ada"),)))
    assert [one.name for one in opened(form, ("body.otp",)).body.fields] == ["user", "otp"]
    assert opened(login, ("body.user",)) == login


@pytest.mark.parametrize("names", [("currentPassword", "newPassword"), ("new_pw", "old_password")])
def test_of_a_password_that_is_changed_the_old_one_is_typed(names):
    form = Request(body=FormBody(fields=tuple(FormField(name, "x") for name in names)))
    old = next(name for name in names if "new" not in name)
    assert password_field(form) == old
    after, left = filled(form, ("body",), Given(secret=Secret("s3cret")), put)
    assert left == ()
    assert {one.name: one.value for one in after.body.fields if one.value != "x"} == {
        old: "{{vault.new}}"
    }
