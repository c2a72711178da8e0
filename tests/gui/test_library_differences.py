"""Where two versions differ."""

import pytest

from inspector.gui.library.differences import Difference, differences
from inspector.model.request import JsonBody, Request, RequestHeader
from inspector.vault.vault import Vault

SECRET = "hidden-0123456789-value-of-the-vault"


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


def test_only_fields_that_differ_are_told(vault):
    found = differences(
        Request(name="a", url="http://x", method="GET"),
        Request(name="a", url="http://x", method="POST"),
        vault,
    )
    assert found == (Difference("Method", "GET", "POST"),)


def test_secrets_are_masked_and_long_values_cut(vault):
    vault.put(SECRET)
    found = differences(
        Request(headers=(RequestHeader("X", SECRET),), body=JsonBody(text="y" * 500)),
        Request(),
        vault,
    )
    assert [each.field for each in found] == ["Headers", "Body"]
    assert SECRET not in found[0].ours
    assert len(found[1].ours) < 100
