"""A whole collection of another program's file: written with all that is in it, or not at all."""

import resource

import msgspec
import pytest

from inspector import intake
from inspector.library.taking_in import count
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.request import RawBody, Request, RequestHeader
from inspector.model.secret import SecretRef

PASSWORD = "planted-password-0123456789"
REF = SecretRef(place="memory", name="pasted-1/password-0")
WHOLE = Collection(
    name="Orders",
    variables={"host": "api.example.com", "api_token": "planted-token-0123456789"},
    headers=(RequestHeader("Accept", "application/json"),),
    credential=Basic(user="ada", password=REF),
    requests=(Request(name="Top", url="https://{{host}}/", credential=InheritCredential()),),
    folders=(
        Folder(
            name="Of last year",
            headers=(RequestHeader("X-Year", "2025"),),
            requests=(Request(name="Old", url="https://{{host}}/old", method="POST"),),
            folders=(Folder(name="Deep", requests=(Request(name="Deepest", url="/x"),)),),
        ),
        Folder(name="Of last year"),
    ),
    environments=(Environment(name="Test", values={"host": "test.example.com"}, production=True),),
)


def read_back(library):
    (loaded,) = library.load()
    assert loaded.problems == ()
    return loaded.collection


def test_it_is_there_with_all_that_is_in_it(library, vault):
    vault.hold({REF: PASSWORD})
    done = library.take_in(WHOLE)
    assert (done.problem, done.warnings) == (None, ())
    found = read_back(library)
    assert (found.name, found.headers) == (WHOLE.name, WHOLE.headers)
    assert [request.name for request in found.requests] == ["Top"]
    first, second = found.folders
    assert (first.name, first.headers) == ("Of last year", WHOLE.folders[0].headers)
    assert [request.method for request in first.requests] == ["POST"]
    assert first.folders[0].requests[0].name == "Deepest"
    assert (second.name, second.requests) == ("Of last year", ())
    assert found.environments == WHOLE.environments
    assert count(found) == count(WHOLE) == 3


def test_no_secret_is_in_a_file(library, vault, root):
    vault.hold({REF: PASSWORD})
    library.take_in(WHOLE)
    files = [path.read_text() for path in root.rglob("*") if path.is_file()]
    assert not [text for text in files if PASSWORD in text or "planted-token" in text]
    assert vault.peek(read_back(library).credential.password) == PASSWORD


def test_two_of_a_name_lie_beside_each_other(library):
    for _ in range(2):
        assert library.take_in(Collection(name="Same")).problem is None
    assert [one.collection.name for one in library.load()] == ["Same", "Same"]


@pytest.fixture
def small_files():
    """No file may grow beyond 64 KiB, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_begun_is_taken_back(library, small_files):
    large = Request(name="Large", url="/x", body=RawBody(text="a b " * 50_000))
    last = Folder(name="Last", requests=(large,))
    done = library.take_in(msgspec.structs.replace(WHOLE, folders=(*WHOLE.folders, last)))
    assert done.problem is not None
    assert done.problem.what
    assert library.load() == ()


def test_an_http_file_comes_in_whole(library, vault):
    data = (
        b"@host = api.example.com\n### First\nGET https://{{host}}/\n"
        b"Authorization: Basic ada planted-password-0123456789\n"
        b"### Second\nPOST https://{{host}}/\nContent-Type: application/json\n\n{}\n"
    )
    reading = intake.read(data, "orders.http")
    vault.hold(reading.secrets)
    assert library.take_in(reading.collection).problem is None
    found = read_back(library)
    assert [request.name for request in found.requests] == ["First", "Second"]
    assert vault.peek(found.requests[0].credential.password) == PASSWORD
