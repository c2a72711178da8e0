"""Every scheme: sends what it previews, marks its secret, shows none, never sends without."""

import pytest

from inspector.authenticate.choose import choose, registry
from inspector.authenticate.scheme import Check, Compute, LookUp, Preview, Send, Stop
from inspector.model.credential import kinds
from inspector.model.exchange import Exchange
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.message import Header, Message, Reply
from inspector.model.secret import Secret, SecretRef
from inspector.protocol.command_output import Issued

KEY = SecretRef(place="memory", name="k")
SECRET = "s3cret-value-0123456789-abcdefghijklmnop"
MESSAGE = Message(
    method="POST",
    url="http://a.example/x?y=1",
    target="/x?y=1",
    headers=(
        Header("Host", "a.example", "default"),
        Header("Content-Type", "application/json", "default"),
        Header("Content-Length", "2", "default"),
    ),
    body=b"{}",
    body_size=2,
)
CREDENTIALS = {
    "none": NoCredential(),
    "inherit": InheritCredential(),
    "basic": Basic(user="ann", password=KEY),
    "basic-latin1": Basic(user="änn", password=KEY, charset="iso-8859-1"),
    "bearer": Bearer(token=KEY),
    "bearer-token": Bearer(token=KEY, word="Token"),
    "bearer-raw": Bearer(token=KEY, word=""),
    "key-header": ApiKey(name="X-Key", value=KEY),
    "key-query": ApiKey(name="key", value=KEY, place="query"),
    "key-cookie": ApiKey(name="key", value=KEY, place="cookie"),
    "key-body": ApiKey(name="key", value=KEY, place="body"),
    "digest": Digest(user="ann", password=KEY),
    "unsupported": Unsupported(scheme="NTLM", user="ann", secret=KEY),
}
# A kind without a sample here begins with what every kind has: a user, a secret.
CREDENTIALS |= {
    kind.tag(): kind().with_user("ann").with_secret(KEY)
    for kind in kinds()
    if not any(isinstance(each, kind) for each in CREDENTIALS.values())
}
CHALLENGE = Reply(
    status=401,
    headers=(Header("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'),),
)


def _secrets(ref):
    return SECRET if ref == KEY else ""


def _played(credential):
    """Return all messages sent; the server answers every one with a Digest challenge."""
    steps = choose(credential).steps(credential, MESSAGE, _secrets)
    sent, answer = [], None
    for _ in range(10):
        try:
            step = steps.send(answer) if sent else next(steps)
        except StopIteration:
            return sent
        while isinstance(step, LookUp):
            step = steps.send(Issued(secret=Secret(SECRET), user="ann"))
        while isinstance(step, Compute):
            step = steps.send(b"a ticket")
        if isinstance(step, Stop):
            return [step]
        sent.append(step)
        answer = Exchange(request=step.message, reply=CHALLENGE)
    raise AssertionError("the scheme never ends")


@pytest.mark.parametrize("credential", CREDENTIALS.values(), ids=CREDENTIALS)
class TestCredential:
    def test_one_scheme_fits(self, credential):
        fits = [scheme.fit(credential) for scheme in registry().values()]
        assert fits.count(1) == 1
        assert max(fits) == 1

    def test_it_sends_or_stops(self, credential):
        for step in _played(credential):
            assert isinstance(step, Send | Stop)
            if isinstance(step, Send):
                assert step.message.method == MESSAGE.method
                assert step.message.body_size == len(step.message.body)

    def test_secret_bytes_are_marked(self, credential):
        for step in _played(credential):
            if not isinstance(step, Send):
                continue
            message = step.message
            added = [each for each in message.headers if each not in MESSAGE.headers]
            marked = [each.value[a:b] for each in added for a, b in each.secret]
            marked += [message.target[a:b] for a, b in message.target_secret]
            marked += [message.body[a:b].decode() for a, b in message.body_secret]
            assert bool(marked) == (message != MESSAGE)
            rest = repr(message)
            for text in marked:
                rest = rest.replace(text, "")
            assert "s3cret" not in rest

    def test_the_credential_is_never_repeated(self, credential):
        for step in _played(credential):
            if isinstance(step, Send):
                names = [each.name.lower() for each in step.message.headers]
                assert len(names) == len(set(names))

    def test_the_preview_is_what_is_sent_masked(self, credential):
        scheme = choose(credential)
        shown = scheme.preview(credential, MESSAGE, _secrets)
        assert isinstance(shown, Preview)
        assert SECRET[5:] not in shown.text
        if shown.place in {"", "challenge"}:
            return
        (step,) = _played(credential)
        parts = {
            "header": [each.value for each in step.message.headers],
            "cookie": [each.value for each in step.message.headers],
            "query": [step.message.target],
            "body": [step.message.body.decode()],
        }
        visible = shown.text.partition("•")[0]
        assert any(visible in part for part in parts[shown.place])

    def test_checks_show_no_secret(self, credential):
        scheme = choose(credential)
        for secret in (SECRET, f" {SECRET}\n", f'"{SECRET}"', "", "Bearer " + SECRET, "ä"):
            for found in scheme.check(credential, secret):
                assert isinstance(found, Check)
                assert found.text.endswith(".")
                assert SECRET[5:] not in found.text

    def test_an_unknown_secret_does_not_crash_the_preview(self, credential):
        shown = choose(credential).preview(credential, MESSAGE, lambda _ref: "")
        assert isinstance(shown, Preview)


@pytest.mark.parametrize("name", registry())
def test_each_module_offers_all(name):
    scheme = registry()[name]
    for part in ("fit", "steps", "preview", "check"):
        assert callable(getattr(scheme, part))
    assert scheme.__doc__
