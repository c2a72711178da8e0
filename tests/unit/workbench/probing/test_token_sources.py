"""What is known beside a request."""

from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, Request
from inspector.model.secret import SecretRef
from inspector.workbench.probing.token_sources import aids

MINE = Bearer(token=SecretRef(place="memory", name="mine"))
OTHER = Bearer(token=SecretRef(place="memory", name="other"))
REQUEST = Request(url="https://api.test/orders", credential=MINE)
TOKEN = Request(
    url="https://login.test/token",
    method="POST",
    body=FormBody(fields=(FormField("grant_type", "client_credentials"),)),
)


def test_who_renews_and_who_introspects():
    asked = Request(url="https://login.test/introspect", method="POST")
    found = aids(REQUEST, [TOKEN, asked], Scope())
    assert found.renewal == TOKEN
    assert found.introspection == asked


def test_other_credentials_with_the_hosts_they_are_for():
    others = [
        Request(name="same", url="https://api.test/a", credential=MINE),
        Request(name="other", url="{{base}}/b", credential=OTHER),
        Request(name="again", url="{{base}}/b", credential=OTHER),
        Request(name="no scheme", url="files.test/c", credential=Basic(user="ada")),
        Request(name="none", url="https://api.test/d"),
        Request(name="broken", url="https://[x", credential=OTHER),
    ]
    found = aids(REQUEST, others, Scope(variables={"base": "https://API.test"})).others
    assert [(one.name, one.host) for one in found] == [
        ("other", "https://api.test"),
        ("again", "https://api.test"),
        ("no scheme", "http://files.test"),
    ]


def test_nothing_is_known():
    found = aids(REQUEST, [], Scope())
    assert (found.renewal, found.introspection, found.others) == (None, None, ())
