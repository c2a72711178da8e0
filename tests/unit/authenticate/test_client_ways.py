"""Which ways a walked sign-in has to a client, the best first, and which one was chosen."""

import pytest

from inspector.authenticate.sign_in.client_ways import (
    CLIENT_ID,
    WAY,
    chosen,
    login_by,
    offers,
    ways,
)
from inspector.model.kinds.oauth import Endpoints, Login
from inspector.model.secret import Secret
from inspector.model.sign_in import Trouble
from inspector.protocol.oauth.server_metadata import ServerMetadata

HOME, LOCAL = Login(host="127.0.0.1"), Login(host="localhost")


def trouble(slug):
    return (Trouble(slug=slug),)


def test_what_a_provider_offers_stands_in_its_metadata():
    assert offers(ServerMetadata()) == ()
    found = ServerMetadata(
        endpoints=Endpoints(registration="https://l.example/register"), pkce_methods=("S256",)
    )
    assert offers(found) == ("S256", "registration")


@pytest.mark.parametrize(
    ("offered", "login", "broken", "found"),
    [
        (("registration",), HOME, (), ("register", "client")),
        ((), HOME, (), ("client",)),
        (("registration",), HOME, trouble("registration-refused"), ("client", "register")),
        (("registration",), HOME, trouble("redirect-refused"), ("localhost", "client")),
        (("registration",), LOCAL, trouble("redirect-refused"), ("client",)),
    ],
)
def test_the_ways_to_a_client(offered, login, broken, found):
    assert ways(offered, login, broken) == found


def test_an_id_that_was_typed_counts_more_than_a_way():
    answers = {CLIENT_ID: Secret("  my-app "), WAY: Secret("register")}
    assert chosen(answers, ("register", "client")) == ("client", "my-app")


@pytest.mark.parametrize(
    ("said", "way"), [("client", "client"), ("", "register"), ("x", "register")]
)
def test_without_one_it_is_the_way_that_was_said_else_the_first(said, way):
    assert chosen({WAY: Secret(said)}, ("register", "client")) == (way, "")


def test_only_the_way_by_localhost_changes_the_redirect_address():
    assert login_by("localhost", Login(host="127.0.0.1", port=9)) == Login(host="localhost", port=0)
    assert login_by("register", HOME) == HOME
