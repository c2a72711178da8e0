"""Credentials of one kind become those of another."""

from inspector.diagnose.fixes.switching import from_header, kind, secret_name, switched
from inspector.model.credential import ApiKey, Basic, Bearer, Digest, NoCredential
from inspector.model.secret import NO_SECRET, SecretRef

HELD = SecretRef(place="memory", name="s")


def put(text):
    return SecretRef(place="memory", name=text)


def test_kinds_and_secret_names():
    assert kind(Basic()) == "basic"
    assert secret_name(Bearer()) == "token"
    assert secret_name(NoCredential()) == ""


def test_a_password_is_no_token():
    assert switched(Basic(user="a", password=HELD), "bearer") == Bearer(token=NO_SECRET)
    assert switched(Bearer(token=HELD), "api-key") == ApiKey(value=HELD)
    assert switched(Bearer(token=HELD), "none") == NoCredential()


def test_headers_are_read():
    assert from_header("Bearer abc", put) == Bearer(token=put("abc"))
    assert from_header("abc", put) == Bearer(token=put("abc"), word="")
    assert from_header("Basic YTpi", put) == Basic(user="a", password=put("b"))
    assert from_header("Basic ???", put) is None
    assert from_header('Digest username="a", uri="/"', put) == Digest(user="a")
    assert from_header("Digest uri=/", put) is None
