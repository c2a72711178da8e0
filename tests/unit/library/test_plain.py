"""Records become plain values without their defaults."""

from inspector.library.toml import InClear, plain
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Options, Request
from inspector.model.secret import NO_SECRET, SecretRef


def test_defaults_and_ids_are_left_out():
    assert plain(Request(id="x/y", url="u")) == {"url": "u"}
    assert plain(Options(timeout=None)) == {"timeout": 0}
    assert plain(Basic(user="u", password=NO_SECRET)) == {"kind": "basic", "user": "u"}


def test_references_have_their_own_forms():
    assert plain(Bearer(token=SecretRef(place="ask", name="")))["token"] == {"ask": ""}
    assert plain(Bearer(token=SecretRef(place="text", name="{{t}}")))["token"] == "{{t}}"
    ref = SecretRef(place="memory", name="/a/b.toml:credential.token")
    assert plain(Bearer(token=ref))["token"] == InClear("credential.token")
