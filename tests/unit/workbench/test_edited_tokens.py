"""An attempt with a token that was edited here is marked, and no other."""

import pytest

from inspector.model.credential import ApiKey, Basic, Bearer
from inspector.model.request import Request
from inspector.vault.vault import Vault
from inspector.workbench.edited_tokens import KEPT, SIGNED, note_of


@pytest.mark.parametrize(
    ("label", "note"),
    [(SIGNED, "Token signed here"), (KEPT, "Token edited here"), ("token", ""), ("", "")],
)
def test_the_label_of_the_token_marks_it(label, note):
    ref = Vault.in_memory().put("a.b.c", place="memory", label=label)
    for credential in (Bearer(token=ref), ApiKey(value=ref)):
        assert note_of(Request(url="https://a.example", credential=credential)) == note


def test_others_are_not_marked():
    assert note_of(None) == ""
    assert note_of(Request(url="https://a.example", credential=Basic())) == ""
