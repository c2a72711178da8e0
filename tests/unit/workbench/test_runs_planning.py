"""What of a collection is run, in which order, and with what it inherits."""

from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.runs.planning import Source, runs_in, writes

TOKEN = Bearer(token=SecretRef(place="text", name="{{t}}"))


def request(some_id, method="GET"):
    return Request(id=some_id, name=some_id, method=method, credential=InheritCredential())


SHOP = Collection(
    name="Shop",
    credential=TOKEN,
    folders=(
        Folder(
            name="Orders",
            path="orders",
            requests=(request("shop/orders/list"), request("shop/orders/add", "POST")),
        ),
        Folder(name="Orders old", path="orders-old", requests=(request("shop/orders-old/x"),)),
    ),
    requests=(request("shop/ping", "HEAD"),),
    environments=(Environment(name="Live", values={"t": "v"}, production=True),),
)


def names(runs):
    return [each.request.id for each in runs]


def test_folders_before_requests_each_with_its_number():
    runs = runs_in(SHOP, "/shop")
    assert names(runs) == ["shop/orders/list", "shop/orders/add", "shop/orders-old/x", "shop/ping"]
    assert [each.number for each in runs] == [0, 1, 2, 3]
    assert [each.path for each in runs][-2:] == [
        ("Orders old", "shop/orders-old/x"),
        ("shop/ping",),
    ]
    assert {each.request.credential for each in runs} == {TOKEN}


def test_a_folder_or_a_request_alone():
    assert names(runs_in(SHOP, "/shop", "orders")) == ["shop/orders/list", "shop/orders/add"]
    assert names(runs_in(SHOP, "/shop", "orders/add")) == ["shop/orders/add"]
    assert runs_in(SHOP, "/shop", "nothing") == ()


def test_the_environment_is_that_of_the_run():
    (run,) = Source(name="x", collection=SHOP, place="/shop", inside="ping").runs("Live")
    assert run.scope.variables == {"t": "v"}
    assert run.scope.production
    assert run.scope.place == "/shop"


def test_what_may_change_something():
    assert [writes(each) for each in runs_in(SHOP, "")] == [False, True, False, False]


def test_a_name_writes_no_lines_of_its_own():
    forged = "list\n\n::error::all is well"
    folder = Folder(name="a\r\nb", requests=(Request(id="shop/x", name=forged),))
    (run,) = runs_in(Collection(name="Shop", folders=(folder,)), "/shop")
    assert run.path == ("a b", "list ::error::all is well")
