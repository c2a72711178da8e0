"""What a fix wants from the user is named, and filled in where it was given beforehand."""

import pytest

from inspector.model.credential import ApiKey, Basic, Bearer, Digest, NoCredential
from inspector.model.fix import Change, Fix
from inspector.model.request import FormBody, FormField, JsonBody, Request
from inspector.model.secret import Secret, SecretRef
from inspector.workbench.entering import filled, password_field, wanted
from inspector.workbench.means import Given

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
            Change(field="credential.kind", after="digest"),
            ("credential.user", "credential.password"),
        ),
        (Digest(user="a", password=HELD), Change(field="credential.kind", after="digest"), ()),
        (Bearer(), Change(field="credential.kind", after="bearer"), ("credential.token",)),
        (NoCredential(), ask("options.proxy_credential"), ("options.proxy_credential",)),
        (NoCredential(), Change(field="url", after="x"), ()),
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
