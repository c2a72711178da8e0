"""Secrets among the arguments of a command go to the vault where it is saved, and nowhere else."""

import pytest

from inspector.library.hide import Hider
from inspector.model.kinds.from_command import FromCommand
from inspector.model.request import Request
from inspector.vault import Vault

SECRET = "planted words here"


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


@pytest.mark.parametrize(
    "arguments", [("--password", SECRET), (f"--password={SECRET}",), ("--client-secret", SECRET)]
)
def test_the_value_of_a_secret_option_is_moved(vault, arguments):
    request = Request(credential=FromCommand(command=("tool", "login", *arguments)))
    hidden = Hider(vault).hide(request).credential.command
    assert SECRET not in " ".join(hidden)
    assert "{{vault." in " ".join(hidden)
    assert hidden[:2] == ("tool", "login")


@pytest.mark.parametrize(
    "command",
    [
        ("gh", "auth", "token"),
        ("az", "account", "get-access-token", "--resource", "https://graph.microsoft.com"),
        ("aws", "secretsmanager", "get-secret-value", "--secret-id", "shop/key"),
        ("op", "read", "op://vault/item/password"),
        ("vault", "kv", "get", "-field=token", "secret/shop"),
        ("kubectl", "create", "token", "default"),
    ],
)
def test_ordinary_commands_stay(vault, command):
    request = Request(credential=FromCommand(command=command))
    assert Hider(vault).hide(request) == request
