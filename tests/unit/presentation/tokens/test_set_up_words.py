"""The words of the card that sets a sign-in up."""

import pytest

from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.sign_in import NamedHost, SetUp, Walk
from inspector.presentation.tokens import set_up_words

HOSTS = (NamedHost(host="api.example.com", state="yours"),)
OTHER = NamedHost(host="login.example.com", state="not-asked", by="api.example.com")
HOST, CLIENT = "host", "client"


def _about(walk, asks, *ways):
    return SetUp(walk=walk, asks=asks, host="login.example.com", ways=ways)


@pytest.mark.parametrize(
    ("fields", "asks", "step"),
    [
        ({}, None, "Step 1 of 4: ask the API"),
        ({"hosts": (*HOSTS, OTHER)}, HOST, "Step 2 of 4: agree"),
        ({"offers": ()}, CLIENT, "Step 3 of 4: register"),
        ({"offers": (), "credential": OAuth2(client_id="a")}, None, "Step 4 of 4: sign in"),
    ],
)
def test_how_far_it_is(fields, asks, step):
    walk = Walk(**{"steps": (), "hosts": HOSTS, **fields})
    about = _about(walk, asks, "client") if asks else None
    assert set_up_words.head(walk, about).step_words == step


def test_what_nobody_says_is_said():
    rows = set_up_words.found_rows(Walk(steps=(), hosts=HOSTS, offers=()))
    assert [(row.name, row.value) for row in rows if not row.there] == [
        ("Issuer", "nobody says"),
        ("Grant", "code, S256 is not named"),
        ("Resource", "nobody says"),
        ("Scope", "nobody says"),
        ("Register", "not offered"),
    ]


def test_a_registration_that_failed_can_be_tried_once_more():
    about = _about(Walk(steps=()), "broken", "client", "register")
    assert set_up_words.primary(about, "register").text == "Register once more"
    assert set_up_words.primary(about, "client").text == "Sign in"
