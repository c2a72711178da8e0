"""Which other credentials are known for a host: of open tabs and saved requests, each once."""

import pytest

from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.saved_credentials import saved_credentials
from inspector.model.collection import Environment
from inspector.model.credential import Basic, Bearer, NoCredential
from inspector.model.request import Request
from inspector.model.secret import SecretRef

MINE = Bearer(token=SecretRef("mine"))
OTHER = Bearer(token=SecretRef("other"))
LOGIN = Basic(user="ada", password=SecretRef("ada"))


@pytest.fixture
def document(panel_tools):
    environment = Environment(name="Staging", values={"api": "http://api.example.com"})
    panel_tools.environments.replace((environment,))
    panel_tools.environments.choose("Staging")
    made = RequestDocument(Request(url="{{api}}/v1/orders", credential=MINE))
    panel_tools.tabs.open(made)
    return made


def test_those_of_the_same_host_are_found_by_their_names(document, panel_tools):
    panel_tools.tabs.open(
        RequestDocument(Request(name="Admin", url="http://API.example.com/x", credential=OTHER))
    )
    panel_tools.environments.serve((Request(url="api.example.com/me?key=1", credential=LOGIN),))
    found = saved_credentials(document, panel_tools)
    assert [(one.name, one.credential) for one in found] == [
        ("Admin", OTHER),
        ("api.example.com/me", LOGIN),
    ]
    assert {one.host for one in found} == {"http://api.example.com"}


@pytest.mark.parametrize(
    ("url", "credential"),
    [
        ("http://elsewhere.example.com/", OTHER),
        ("http://api.example.com/", MINE),
        ("http://api.example.com/", NoCredential()),
        ("", OTHER),
    ],
)
def test_other_hosts_the_same_credential_and_none_are_left_out(
    document, panel_tools, url, credential
):
    panel_tools.environments.serve((Request(url=url, credential=credential),))
    assert saved_credentials(document, panel_tools) == ()


def test_each_credential_is_listed_once(document, panel_tools):
    twice = [Request(url=f"{{{{api}}}}/{name}", credential=OTHER) for name in "ab"]
    panel_tools.environments.serve(tuple(twice))
    assert len(saved_credentials(document, panel_tools)) == 1


def test_without_an_address_nothing_is_known(panel_tools):
    blank = RequestDocument(Request())
    panel_tools.environments.serve((Request(credential=OTHER),))
    assert saved_credentials(blank, panel_tools) == ()
