"""Uses of variables are counted once a request, secrets of the vault left out."""

from inspector.gui.environments.changes import requests_of, texts, uses
from inspector.model.collection import Collection, Folder
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef

KEY = SecretRef("keyring", "key")


def test_a_request_counts_once_for_each_name():
    requests = [
        Request(url="{{api}}/a/{{api}}", headers=(RequestHeader("X-Id", "{{ id }}"),)),
        Request(url="{{api}}", credential=Bearer(token=SecretRef("text", "{{token}}"))),
    ]
    assert uses(requests, []) == {"api": 2, "id": 1, "token": 1}


def test_values_use_variables_too_and_the_vault_needs_no_entry():
    values = [{"api": "{{host}}/v1", "key": KEY, "other": "{{vault.key}}"}]
    assert uses([], values) == {"host": 1}


def test_the_requests_of_a_collection_and_its_folders():
    one, two = Request(name="one"), Request(name="two")
    inner = Folder(name="inner", path="a/inner", requests=(two,))
    made = Collection(name="c", requests=(one,), folders=(Folder(name="a", folders=(inner,)),))
    assert requests_of(made) == (one, two)


def test_texts_of_anything():
    assert list(texts((1, "a", ["b"], None))) == ["a", "b"]
