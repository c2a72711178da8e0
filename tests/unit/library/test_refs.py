"""References are found wherever a record holds them."""

from inspector.library.refs import in_text, refs_of, text_refs, with_refs
from inspector.model.collection import Environment
from inspector.model.kinds.basic import Basic
from inspector.model.request import Options, Request, RequestHeader
from inspector.model.secret import NO_SECRET, SecretRef

KEY = SecretRef(place="keyring", name="a-1")
OTHER = SecretRef(place="environment", name="E")


def test_every_reference_is_found_once():
    request = Request(
        headers=(RequestHeader("X", f"{in_text(KEY)} {{{{ vault.b.2 }}}} {{{{plain}}}}"),),
        credential=Basic(password=OTHER),
        options=Options(proxy_credential=Basic(password=KEY)),
    )
    assert refs_of(request) == (OTHER, KEY, SecretRef(place="keyring", name="b.2"))
    assert text_refs(request) == ("a-1", "b.2")
    assert refs_of(Request(credential=Basic(password=NO_SECRET))) == ()


def test_references_are_changed_and_all_else_is_the_same_object():
    environment = Environment(name="E", values={"a": KEY, "b": "x"})
    changed = with_refs(environment, lambda ref: OTHER if ref == KEY else ref)
    assert changed.values == {"a": OTHER, "b": "x"}
    request = Request(headers=(RequestHeader("A", "b"),))
    assert with_refs(request, lambda ref: ref) is request
