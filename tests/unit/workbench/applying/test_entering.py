"""What a fix wants from the user is named, and filled in where it was given beforehand."""

import msgspec
import pytest

from inspector.model.credential import ApiKey, Basic, Bearer, Digest, NoCredential
from inspector.model.fix import Change, Field, Fix
from inspector.model.request import FormBody, FormField, JsonBody, Request
from inspector.model.secret import Secret, SecretRef
from inspector.workbench.applying.fix_context import Given
from inspector.workbench.applying.fix_runner import filled, password_field, user_field, wanted

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
    assert after.body.fields[1].value == "s3cret"
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
    ],
)
def test_a_form_gets_its_user_too(names, own):
    request = Request(body=FormBody(fields=tuple(FormField(name, "old") for name in names)))
    assert user_field(request) == own
    after, _ = filled(request, ("body",), ADA, put)
    assert [field.value for field in after.body.fields] == [*(["ada"] if own else []), "s3cret"]
