"""Signatures are checked by keys given, kept or fetched; encrypted tokens are opened."""

import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwe
from joserfc.jwk import OctKey

from inspector.gui.tokens.token_work import TokenWork
from inspector.model.collection import Environment
from inspector.model.secret import SecretRef
from tests.fixtures.scripted import reply
from tests.gui.token_samples import SECRET, token

KEY = rsa.generate_private_key(65537, 2048)


@pytest.fixture
def work(panel_tools):
    return TokenWork(panel_tools, token(), panel_tools.tabs)


def _signed(issuer, kid="one"):
    return jwt.encode({"iss": issuer}, KEY, algorithm="RS256", headers={"kid": kid})


def test_only_public_keys_can_be_fetched(panel_tools, work):
    assert work.issuer == "https://login.example.com"
    assert work.issuer_host == ""
    signed = TokenWork(panel_tools, _signed("https://login.example.com"), panel_tools.tabs)
    assert signed.issuer_host == "login.example.com"
    assert TokenWork(panel_tools, "x", panel_tools.tabs).issuer == ""


def test_an_issuer_of_the_environment_is_known(panel_tools):
    signed = TokenWork(panel_tools, _signed("https://login.example.com"), panel_tools.tabs)
    assert not signed.is_issuer_known
    values = {"auth": "https://login.example.com/oauth/token"}
    panel_tools.environments.put(Environment(name="staging", values=values))
    panel_tools.environments.choose("staging")
    assert signed.is_issuer_known


@pytest.mark.parametrize(
    ("key", "state"), [(SECRET, "valid"), ("no", "invalid"), ("", "unchecked")]
)
def test_a_signature_is_checked_with_the_key_given(work, qtbot, key, state):
    with qtbot.waitSignal(work.signature_found) as found:
        work.check(key)
    assert found.args[0].state == state


def test_of_what_is_typed_the_last_counts_and_nobody_is_asked(work, qtbot, monkeypatch):
    found = []
    work.signature_found.connect(found.append)
    monkeypatch.setattr(work, "fetch_keys", lambda *_: found.append("asked"))
    for end in range(1, len(SECRET) + 1):
        work.check_typed(SECRET[:end])
    qtbot.waitUntil(lambda: bool(found) and found[-1].state == "valid")
    work.check_typed("https://login.example.com/keys")
    assert "Enter asks login.example.com" in found[-1].text
    work.check_typed("")
    assert found[-1].state == "unchecked"
    assert "asked" not in found


def test_it_is_checked_again_in_the_same_way(work, qtbot):
    with qtbot.waitSignal(work.signature_found):
        work.check(SECRET)
    with qtbot.waitSignal(work.signature_found) as found:
        work.again()
    assert found.args[0].state == "valid"


def test_a_key_of_the_vault_checks(program, qtbot):
    tools = program.tools
    ref = tools.vault.put(SECRET, place="memory")
    work = TokenWork(tools, token(), tools.tabs)
    with qtbot.waitSignal(work.signature_found) as found:
        work.check_by(ref)
    assert found.args[0].state == "valid"
    with qtbot.waitSignal(work.signature_found) as found:
        work.check_by(SecretRef(place="memory", name="gone"))
    assert "vault" in found.args[0].text


@pytest.fixture
def issuer(scripted):
    """An issuer that describes itself and publishes one key."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))

    def answer(request):
        path = request.split(b" ")[1].decode()
        if path == "/jwks":
            return reply(body=json.dumps({"keys": [{**public, "kid": "one"}]}).encode())
        described = {"issuer": made.url, "jwks_uri": f"{made.url}/jwks"}
        return reply(body=json.dumps(described).encode())

    made = scripted([answer])
    return made


def _checked(work, qtbot, start):
    found = []
    work.signature_found.connect(found.append)
    start()
    qtbot.waitUntil(lambda: len(found) > 1)
    assert found[0].text == "Asking 127.0.0.1…"
    return found[-1]


def test_published_keys_are_fetched_and_the_issuer_named(program, qtbot, issuer):
    work = TokenWork(program.tools, _signed(issuer.url), program.tools.tabs)
    named = []
    work.discovered.connect(named.append)
    found = _checked(work, qtbot, work.fetch_keys)
    assert (found.state, found.fit, found.in_set) == ("valid", "fits", True)
    assert "Signed by key one of 127.0.0.1 (1 key)" in found.text
    assert "Fetched at " in found.text
    assert named == [issuer.url]


def test_a_key_that_was_rotated_away_is_told(program, qtbot, issuer):
    work = TokenWork(program.tools, _signed(issuer.url, "old"), program.tools.tabs)
    assert _checked(work, qtbot, work.fetch_keys).fit == "no-such-key"


def test_the_address_of_a_key_set_can_be_given(program, qtbot, issuer):
    work = TokenWork(program.tools, _signed("elsewhere"), program.tools.tabs)
    found = _checked(work, qtbot, lambda: work.check(f"{issuer.url}/jwks"))
    assert found.state == "valid"


def test_an_issuer_without_keys_is_told(program, qtbot):
    work = TokenWork(program.tools, _signed("no address"), program.tools.tabs)
    found = []
    work.signature_found.connect(found.append)
    work.fetch_keys()
    qtbot.waitUntil(lambda: len(found) > 1)
    assert (found[-1].state, found[-1].fit) == ("unchecked", "")


def test_the_api_describes_itself(program, qtbot, scripted):
    described = json.dumps({"resource": "https://api.example.com"}).encode()
    server = scripted([lambda _: reply(body=described)])
    work = TokenWork(program.tools, token(), program.tools.tabs)
    with qtbot.waitSignal(work.described) as found:
        work.describe(f"{server.url}/meta")
    assert found.args[0].resource == "https://api.example.com"


def test_a_key_of_the_vault_opens_an_encrypted_token(program, qtbot):
    key = OctKey.generate_key(256)
    ref = program.tools.vault.put(json.dumps(key.as_dict(private=True)), place="memory")
    text = jwe.encrypt_compact({"alg": "dir", "enc": "A128CBC-HS256"}, '{"sub": "ada"}', key)
    work = TokenWork(program.tools, text, program.tools.tabs)
    with qtbot.waitSignals([work.opened, work.signature_found]):
        work.check_by(ref)


def test_a_detached_signature_is_checked_with_its_content(program, qtbot):
    head, body, signature = jwt.encode({"a": 1}, "k" * 40, algorithm="HS256").split(".")
    content = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    for given, state in ((content, "valid"), (content + b" ", "invalid"), (None, "unchecked")):
        work = TokenWork(program.tools, f"{head}..{signature}", program.tools.tabs, given)
        with qtbot.waitSignal(work.signature_found) as found:
            work.check("k" * 40)
        assert found.args[0].state == state
