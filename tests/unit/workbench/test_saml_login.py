"""The request that posts a SAML reply holds it by reference only."""

import asyncio

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.compose.variables import secret_refs
from inspector.vault import Vault
from inspector.workbench.saml_login import consumer_host, login_request

REPLY = (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
    'Destination="https://sp.example/acs"/>'
)


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


def test_the_reply_is_in_the_vault_and_leaves_in_the_form(vault):
    request = login_request(REPLY, vault.put)
    assert (request.method, request.url) == ("POST", "https://sp.example/acs")
    assert "PHNhbWxw" not in str(request)
    refs = secret_refs(request, Scope())
    known = Scope().with_secrets(asyncio.run(vault.resolve_all(refs)))
    assembled = assemble(request, known)
    assert not assembled.problems
    assert assembled.message.body.startswith(b"SAMLResponse=PHNhbWxw")


def test_a_token_of_another_kind_has_no_service(vault):
    assert consumer_host(REPLY) == "sp.example"
    assert consumer_host("eyJhbGciOiJub25lIn0.e30.") == ""
    assert login_request("eyJhbGciOiJub25lIn0.e30.", vault.put) is None
