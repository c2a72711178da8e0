"""Secrets in every field of every credential, in what commands print and in what providers reply.

Kinds and fields are those that the model declares, so that a new one is planted by itself: it must
be sent in one of the variants, or be named among those that sign. Nothing of what was planted may
then stand on disk outside the vault: nor in history, exports, collections, cookies or the log.
"""

import json
import os
import sys
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler
from typing import Literal, get_args, get_origin

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from inspector.compose.scope import Scope
from inspector.library.library import Library
from inspector.model.credential import kinds
from inspector.model.kinds.from_command import CommandOutput, FromCommand
from inspector.model.kinds.oauth import Endpoints, Group
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.http_signature import HttpSignature
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.request import JsonBody, Request
from inspector.model.secret import SecretRef
from inspector.protocol.oauth.device_reply import DeviceReply
from inspector.protocol.oauth.token_reply import TokenReply
from inspector.settings.places import places
from inspector.vault.choose import open_vault
from inspector.workbench.build import build
from tests.fixtures.left_on_disk import FORMATS, kept_everywhere, logged, on_disk
from tests.fixtures.loopback_peer import LoopbackPeer
from tests.fixtures.planting import found_in, planted

replace = msgspec.structs.replace
fields_of = msgspec.structs.fields
KINDS = [kind for kind in kinds() if kind.is_given and kind.is_supported]
SIGN = {"client.key", "key", "lock.passphrase"}  # they sign here, and are sent nowhere
OPEN = {"token_type", "scopes", "user_code", "address", "complete"}  # of replies: no secrets
ENDPOINTS = [field.name for field in fields_of(Endpoints)]
OUTPUTS = {
    "text": "{0}",
    "json": '{{"t": "{0}"}}',
    "exec-credential": '{{"kind": "ExecCredential", "status": {{"token": "{0}"}}}}',
    "docker": '{{"Username": "ann", "Secret": "{0}"}}',
    "git": "username=ann\npassword={0}",
    "aws": '{{"Version": 1, "AccessKeyId": "AKIA", "SecretAccessKey": "{0}"}}',
}


class Handler(BaseHTTPRequestHandler):
    """Hands everything on to the peer that it serves."""

    @property
    def peer(self):
        return self.server.peer

    def do_GET(self):
        self.peer.seen.append(asked := self._asked())
        if self.path.startswith("/authorization"):
            return self._reply(200, self.peer.login(self.path))
        if self.path.startswith("/token"):  # of a registry
            return self._reply(200, self.peer.reply("token", asked))
        return self._echo(asked)

    def do_POST(self):
        self.peer.seen.append(asked := self._asked())
        if self.path.startswith("/api"):
            return self._echo(asked)
        return self._reply(200, self.peer.reply(self.path.strip("/"), asked))

    def do_DELETE(self):
        self.peer.seen.append(self._asked())
        self._reply(204, {})

    def _asked(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        return f"{self.path}\n{self.headers}\n{body}"

    def _echo(self, asked):
        cookie = self.peer.plant("cookie")
        self._reply(401, {"asked": asked, "cookie": cookie}, cookie, asked.split())

    def _reply(self, status, said, cookie="", words=()):
        data = json.dumps(said).encode()
        self.send_response(status)
        if status == 401:
            asks = f'Bearer realm="{self.peer.url}/token",service="shop",scope="read"'
            self.send_header("WWW-Authenticate", asks)
            self.send_header("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"')
        if cookie:
            self.send_header("Set-Cookie", f"sid={cookie}; Path=/; Max-Age=900")
            self.send_header("X-Echo", urllib.parse.quote(" ".join(words))[:4000])
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Peer(LoopbackPeer):
    """An API that says everything back, and a login provider whose replies are planted."""

    def __init__(self):
        self.seen, self.given = [], {}
        self._pushed = {}
        super().__init__(Handler)

    def plant(self, name):
        self.given[name] = planted(f"{name} that came")
        return self.given[name]

    def reply(self, endpoint, asked):
        """Return what a provider would, every secret of it planted."""
        if endpoint == "pushed":
            self._pushed = urllib.parse.parse_qs(asked.rpartition("\n")[2])
            return {"request_uri": "urn:example:pushed", "expires_in": 60}
        if endpoint == "registration":
            manage = {"registration_access_token": self.plant("registration_access_token")}
            manage["registration_client_uri"] = f"{self.url}/client"
            return {"client_id": "made", "client_secret": self.plant("client_secret"), **manage}
        kind = DeviceReply if endpoint == "device" else TokenReply
        texts = [
            each.name for each in fields_of(kind) if each.type is str and each.name not in OPEN
        ]
        said = {name: self.plant(name) for name in texts}
        address = {"user_code": "WDJB-MJHT", "verification_uri": f"{self.url}/activate"}
        return {
            **said,
            **address,
            "token_type": "Bearer",
            "expires_in": 60,
            "interval": 1,
            "active": True,
        }

    def login(self, address):
        """Return where a person who has signed in is sent, with a code."""
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
        asked = {name: values[0] for name, values in {**self._pushed, **asked}.items()}
        code = urllib.parse.urlencode({"code": self.plant("code"), "state": asked["state"]})
        return {"to": asked["redirect_uri"], "code": code, "how": asked.get("response_mode", "")}


@pytest.fixture
def peer():
    made = Peer()
    yield made
    made.stop()


@pytest.fixture
def bench():
    vault = open_vault(places().vault, "file", places().vault_seen)
    vault.use_file("the passphrase of the file").result(60)
    made = build(vault, places().token_locks)
    made.tell = _sign_in
    yield made
    made.close()
    vault.close()


async def _sign_in(notice):
    if notice is not None and notice.address and not notice.code:
        threading.Thread(target=_visit, args=(notice.address,)).start()


def _visit(address):
    with urllib.request.urlopen(address, timeout=60) as reply:
        said = json.load(reply)
    by_form = said["how"] == "form_post"
    to = said["to"] if by_form else f"{said['to']}?{said['code']}"
    data = said["code"].encode() if by_form else None
    urllib.request.urlopen(to, data, timeout=60).close()


class Planting:
    """Fills a credential's fields; `secrets`: what was planted, by the path of its field."""

    def __init__(self, vault, url):
        self._vault, self._url, self.secrets = vault, url, {}

    def fill(self, record, path=""):
        """Return a record with a secret behind each reference in it."""
        made = {}
        for field in fields_of(type(record)):
            at, value = f"{path}{field.name}", getattr(record, field.name)
            if isinstance(value, SecretRef):
                made[field.name] = self._ref(at)
            elif isinstance(value, Group):
                made[field.name] = self.fill(value, f"{at}.")
        return replace(record, **made)

    def _ref(self, at):
        self.secrets[at] = planted(at)
        text = self.secrets[at]
        if at == "client.key":
            number = ec.generate_private_key(ec.SECP256R1())
            text = self.secrets[at] = _pem(number)
        return self._vault.put(text)


def _pem(key, passphrase=None):
    how = BestAvailableEncryption(passphrase.encode()) if passphrase else None
    form = (Encoding.PEM, PrivateFormat.PKCS8, how or NoEncryption())
    return key.private_bytes(*form).decode()


def start_of(kind, planting, url):
    """Return a credential of a kind, filled, that can be sent."""
    made = planting.fill(kind().with_user("ann") if kind is not OAuth2 else kind())
    if kind in {MessageSignature, HttpSignature}:
        return replace(made, algorithm="hmac-sha256")
    if kind is AwsSignature:
        return replace(made, key_id="AKIDEXAMPLE", region="eu-west-1", service="s3")
    if kind is OAuth2:
        endpoints = Endpoints(**{name: f"{url}/{name}" for name in ENDPOINTS})
        owner = replace(made.owner, user="ann")
        return replace(made, client_id="web", endpoints=endpoints, owner=owner, scope="read")
    return made


def variants(record):
    """Yield a record with each choice of each field in it, one at a time."""
    yield record
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Group):
            for other in list(variants(value))[1:]:
                yield replace(record, **{field.name: other})
        elif get_origin(field.type) is Literal:
            for choice in get_args(field.type):
                if choice != value:
                    yield replace(record, **{field.name: choice})


def commands(peer, bench):
    """Yield a command for each way of reading, which prints something planted."""
    assert set(OUTPUTS) == set(get_args(CommandOutput))
    for reads, output in OUTPUTS.items():
        text = output.format(peer.plant(f"output {reads}"))
        command = (sys.executable, "-c", f"import sys; sys.stdout.write({text!r})")
        bench.commands.allowed |= {command}
        yield FromCommand(command=command, reads=reads, field="t")


def credentials(kind, planting, peer, bench):
    if kind is FromCommand:
        yield from commands(peer, bench)
        return
    yield from variants(start_of(kind, planting, peer.url))
    if kind is SignedJwt:
        passphrase = planting.secrets["lock.passphrase"]
        sealed = _pem(ec.generate_private_key(ec.SECP256R1()), passphrase)
        yield replace(
            start_of(kind, planting, peer.url), algorithm="ES256", key=bench.vault.put(sealed)
        )


@pytest.fixture(autouse=True)
def netrc(tmp_path_factory, monkeypatch, peer):
    path = tmp_path_factory.mktemp("netrc") / "netrc"
    path.write_text(f"machine 127.0.0.1 login ann password {peer.plant('netrc')}\n")
    monkeypatch.setenv("NETRC", str(path))


def send(bench, peer, credential):
    request = Request(
        method="POST", url=f"{peer.url}/api", body=JsonBody(text="{}"), credential=credential
    )
    return request, bench.submit(bench.send(request, Scope())).result(60)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag())
def test_nothing_of_it_is_on_disk(kind, bench, peer, tmp_path, home):
    planting, library = Planting(bench.vault, peer.url), tmp_path / "collections"
    library.mkdir()
    shelf = Library(library, bench.vault, tmp_path / "trash")
    shop = shelf.new_collection("Shop")
    with logged(tmp_path / "log.txt"):
        for number, credential in enumerate(credentials(kind, planting, peer, bench)):
            request, answer = send(bench, peer, credential)
            if number % 3 == 0:  # all of them would take a minute
                kept_everywhere(answer, bench, tmp_path / str(number), FORMATS[number % 2 :: 2])
            if kind.keeps_tokens:
                bench.submit(bench.tokens.forget(request, Scope())).result(60)
        shelf.add(shop.id, replace(request, name="Orders"))
        if kind is OAuth2:
            bench.submit(bench.tokens.register(request, Scope())).result(60)
            away = replace(credential.client.registration, address=f"{peer.url}/client")
            client = replace(credential.client, registration=away)
            gone = replace(request, credential=replace(credential, client=client))
            bench.submit(bench.tokens.withdraw(gone, Scope())).result(60)
    sent = found_in("\n".join(peer.seen), planting.secrets)
    only_proved = planting.secrets.keys() if kind.exposes == "proof" else SIGN
    assert planting.secrets.keys() - sent.keys() <= only_proved
    secrets = {**planting.secrets, **peer.given}
    assert on_disk(tmp_path, secrets) == {}
    assert on_disk(os.environ["REQUEST_INSPECTOR_HOME"], secrets) == {}
