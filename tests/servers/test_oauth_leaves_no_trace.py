"""Secrets of sign-ins and tokens are on disk nowhere outside the vault: file, history, export, log."""

import os

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.library.library import Library
from inspector.model.kinds.oauth import (
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Login,
    OwnParameter,
    Registration,
    ResourceOwner,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.oauth.token_reply import fields
from inspector.settings.places import places
from inspector.vault.choose import open_vault
from inspector.workbench.build import build
from tests.fixtures.left_on_disk import kept_everywhere, logged, on_disk
from tests.fixtures.login_walk import Browser
from tests.fixtures.oauth_calls import job, native
from tests.fixtures.planting import planted
from tests.fixtures.provider import Provider

pytestmark = pytest.mark.server("oidc-provider")
PASSPHRASE = "the passphrase of the file"


@pytest.fixture
def vault():
    made = open_vault(places().vault, "file", places().vault_seen)
    made.use_file(PASSPHRASE).result(60)
    yield made
    made.close()


@pytest.fixture
def bench(vault):
    made = build(vault, places().token_locks)
    yield made
    made.close()


@pytest.fixture
def log(tmp_path):
    """Everything that is logged, at the level of debugging, in a file."""
    with logged(tmp_path / "log.txt") as path:
        yield path


def of_replies(answer):
    """Return the tokens and codes that came in an answer's exchanges."""
    found = {}
    for number, each in enumerate(answer.attempt.exchanges):
        given = fields(each.reply.body) if each.reply is not None else {}
        for name in ("access_token", "refresh_token", "id_token", "device_code"):
            if name in given:
                found[f"{name} {number}"] = given[name].rpartition(".")[2]
        for start, end in each.request.target_secret if each.purpose == "sign-in" else ():
            found[f"code {number}"] = each.request.target[start:end]
    return found


def test_what_comes_and_goes_while_signing_in(provider, bench, api, person, tmp_path, log):
    person(lambda notice: Browser().sign_in(notice.complete or notice.address))
    secrets = {}
    credentials = [
        native(provider),
        native(provider, client_id="native-bound", extras=Extras(dpop="ES256")),
        native(provider, grant="device-code"),
        job(provider, bench.vault.put),
    ]
    for number, credential in enumerate(credentials):
        folder = tmp_path / str(number)
        request = Request(url=api.url, credential=credential)
        answer = bench.submit(bench.send(request, Scope())).result(40)
        assert answer.attempt.exchanges[-1].reply.status == 200
        secrets |= of_replies(answer)
        kept_everywhere(answer, bench, folder)
    assert len(secrets) > 7
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert Provider.SECRET.encode() not in written
    assert on_disk(tmp_path, secrets) == {}
    assert on_disk(os.environ["REQUEST_INSPECTOR_HOME"], secrets) == {}


def test_every_field_of_a_saved_request(vault, tmp_path, log):
    library = Library(tmp_path / "collections", vault, tmp_path / "trash")
    (tmp_path / "collections").mkdir()
    secrets = {}

    def ref(place):
        secrets[place] = planted(place)
        return vault.put(secrets[place], place="memory")

    def text(place):
        secrets[place] = planted(place)
        return secrets[place]

    credential = OAuth2(
        owner=ResourceOwner(user="ann", password=ref("password")),
        given=GivenTokens(
            assertion=ref("assertion"),
            subject=ref("subject"),
            actor=ref("actor"),
            refresh=ref("refresh"),
        ),
        client=ClientProof(
            secret=ref("secret"),
            key=ref("key"),
            registration=Registration(token=ref("registration")),
        ),
        endpoints=Endpoints(token=f"https://a.example/?api_key={text('address')}"),
        login=Login(login_hint="ann"),
        extras=Extras(own=(OwnParameter(name="client_assertion", value=text("own")),)),
    )
    made = library.new_collection("Shop")
    saved = library.add(
        made.id, Request(name="Orders", url="https://a.example", credential=credential)
    )
    assert saved.request.credential.grant == credential.grant
    written = "".join(path.read_text() for path in tmp_path.rglob("*.toml"))
    assert 'kind = "oauth2"' in written
    assert on_disk(tmp_path, secrets) == {}
    references = saved.request.credential.references
    assert all(isinstance(each, SecretRef) and each.place == "keyring" for each in references)
    assert msgspec.structs.asdict(saved.request.credential.owner)["user"] == "ann"
