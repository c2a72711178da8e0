"""A request takes over what stands above it, the nearest first."""

import msgspec

from inspector.compose.variables import secret_refs
from inspector.library.inherit import environment_named, place_of, resolve
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef

TOKEN = SecretRef(place="keyring", name="t")
COLLECTION = Collection(
    name="Shop",
    variables={"base": "http://dev", "token": TOKEN, "only": "c"},
    credential=Bearer(token=TOKEN),
    headers=(RequestHeader("X-A", "collection"), RequestHeader("X-B", "collection")),
    folders=(
        Folder(
            name="Admin",
            path="admin",
            headers=(RequestHeader("x-b", "folder"),),
            folders=(Folder(name="Deep", path="admin/deep", credential=Basic(user="u")),),
        ),
    ),
    environments=(Environment(name="Live", values={"base": "http://live", "only": TOKEN}),),
)
INHERIT = Request(credential=InheritCredential(), headers=(RequestHeader("Y", "own"),))


def test_the_nearest_credential_is_taken():
    found = resolve(INHERIT, COLLECTION, "admin")
    assert found.request.credential == COLLECTION.credential
    assert found.source == "Shop"
    deep = resolve(INHERIT, COLLECTION, "admin/deep")
    assert deep.request.credential == Basic(user="u")
    assert deep.source == "Deep"


def test_an_own_credential_stays():
    found = resolve(Request(), COLLECTION, "admin")
    assert found.request.credential == NoCredential()
    assert found.source == ""


def test_headers_come_from_above_unless_a_nearer_one_has_the_name():
    found = resolve(INHERIT, COLLECTION, "admin/deep").request.headers
    assert [(header.name, header.value) for header in found] == [
        ("X-A", "collection"),
        ("x-b", "folder"),
        ("Y", "own"),
    ]


def test_the_environment_goes_before_the_collection():
    scope = resolve(INHERIT, COLLECTION, environment="Live").scope
    assert scope.variables == {"base": "http://live"}
    assert scope.secret_variables == {"token": TOKEN, "only": TOKEN}
    assert scope.environment == "Live"
    assert resolve(INHERIT, COLLECTION).scope.variables == {"base": "http://dev", "only": "c"}
    assert environment_named(COLLECTION, "None") is None


def test_secrets_in_texts_are_known_without_a_collection():
    request = Request(url="http://a/?k={{vault.secret-1}}", credential=InheritCredential())
    found = resolve(request)
    assert secret_refs(found.request, found.scope) == (SecretRef(place="keyring", name="secret-1"),)
    assert found.request.credential == NoCredential()


def test_a_place_that_is_gone_counts_as_the_nearest_above():
    assert resolve(INHERIT, COLLECTION, "admin/none/x").source == "Shop"
    assert place_of("shop/admin/deep/list") == "admin/deep"
    assert place_of("shop/list") == ""


def test_the_nearest_folders_login_is_taken():
    login = Request(id="shop/log-in.toml", name="Log in", credential=InheritCredential())
    second = Request(id="shop/admin/second.toml", name="Second factor")
    deep = msgspec.structs.replace(COLLECTION.folders[0].folders[0], login=("Second factor",))
    admin = msgspec.structs.replace(COLLECTION.folders[0], folders=(deep,), requests=(second,))
    shop = msgspec.structs.replace(
        COLLECTION, folders=(admin,), requests=(login,), login=("Log in", "is gone")
    )
    (found,) = resolve(INHERIT, shop, "admin").scope.login
    assert (found.name, found.credential) == ("Log in", COLLECTION.credential)
    assert [one.name for one in resolve(INHERIT, shop, "admin/deep").scope.login] == [
        "Second factor"
    ]
    assert resolve(login, shop).scope.login == ()
    assert resolve(INHERIT).scope.login == ()
