"""What a recipe fills in refers to secrets in the vault."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from inspector.vault import Vault
from inspector.workbench.recipes import fill_in, recipes_for

WORDS = "planted words of a key"


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


def test_key_and_passphrase_go_to_the_vault(vault):
    (recipe,) = [each for each in recipes_for("signed-jwt") if each.name == "snowflake-key-pair"]
    seal = BestAvailableEncryption(WORDS.encode())
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, seal).decode()
    given = {"account": "a", "user": "u", "key": pem, "passphrase": WORDS}
    made = fill_in(recipe, given, vault)
    assert vault.peek(made.credential.key) == pem
    assert vault.peek(made.credential.lock.passphrase) == WORDS
    assert WORDS not in repr(made)
    assert made.note
    assert not made.problem
    wrong = fill_in(recipe, {**given, "passphrase": "other"}, vault)
    assert "passphrase is wrong" in wrong.problem
