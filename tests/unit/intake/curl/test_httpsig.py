"""What curl's own tests of `--httpsig-…` expect on the wire is what is sent for their commands."""

import pytest

from inspector.authenticate import server_clock
from inspector.authenticate.schemes.signing import message_signature as scheme
from inspector.intake.composing import Pocket
from inspector.intake.curl.command import UNDERSTOOD, Command
from inspector.intake.curl.login import credential
from inspector.intake.results import Unreadable
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.message import Header, Message, first
from inspector.protocol.urls import split

# The keys of curl's tests, tests/data/data-httpsig-*.key.
ED25519 = "9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5"
HMAC = "0123456789abcdef" * 4


def read(*words):
    pocket = Pocket()
    return credential(Command(words), pocket, NoCredential()), pocket.secrets


def signed(monkeypatch, *words, headers=()):
    """Return the two headers that a command's request leaves with, at the beginning of 1970."""
    made, secrets = read(*words)
    monkeypatch.setattr(server_clock, "wall_clock", lambda: 0.0)
    url = Command(words).urls[0]
    parts = split(url)
    lines = (Header("Host", parts.netloc, "default"), *(Header(*line) for line in headers))
    message = Message(
        method="GET",
        url=url,
        target=url.partition(parts.netloc)[2],
        headers=lines,
    )
    step = next(scheme.steps(made, message, lambda ref: secrets.get(ref, "")))
    sent = step.message.headers
    return first(sent, "signature-input"), first(sent, "signature")


NAMED = ("--httpsig-keyid", "test-key-ed25519", "--httpsig-headers")
E, H = ("--httpsig-key", ED25519), ("--httpsig-algo", "hmac-sha256", "--httpsig-key", HMAC)
JSON, PLAIN = ("Content-Type", "application/json"), ("Content-Type", "text/plain")
CASES = {
    "5001": (
        ("http://example.com:8000/5001/resource?action=read", *E, "--httpsig-keyid", "my-key-1"),
        '("@method" "@authority" "@path" "@query");created=0;keyid="my-key-1";alg="ed25519"',
        "RQniOeqmwdRzGvoDIMJ8XJha75evJWgqo5/66EeuJeEGczZtnP2U/F52Lzd/y7Vd1DCb8oUcCKHrKi2VJI7lBA==",
    ),
    "5002": (
        ("http://example.com:7000/5002/resource", *H, "--httpsig-keyid", "shared-key-1"),
        '("@method" "@authority" "@path");created=0;keyid="shared-key-1";alg="hmac-sha256"',
        "jvajJheXE4H/TqWfAn8m0d0Rx0XWYKADN/1P0qn+FLw=",
    ),
    "5003": (
        ("http://example.com:6000/5003/resource", *E, *NAMED, "method authority"),
        '("@method" "@authority");created=0;keyid="test-key-ed25519";alg="ed25519"',
        "q+8VHrGBOhkJm9d9dxKv3BfhyVWKIFiYXqdLZVx8yGrTzZO6Q6zJicFFuLvwJex6DS+Pw6YEMQzmtyj7dKOCCw==",
    ),
    "5005": (
        ("http://example.com:5000/5005/resource", *E, *NAMED, "method authority content-type:"),
        '("@method" "@authority" "content-type");created=0;keyid="test-key-ed25519";alg="ed25519"',
        "lyo8O1BjxYmPJchwmIO6ZwOEycijlfsLsqVpVVMiuPFAWrZ7zm0eoIF0X0wET8bsO9jiDRWjDx0b0dPK7FHPCA==",
        JSON,
    ),
    "5006": (
        ("http://example.com:5100/5006/resource", *E, *NAMED, "method Content-Type:"),
        '("@method" "content-type");created=0;keyid="test-key-ed25519";alg="ed25519"',
        "tu3WEN25K59evFpiHY5GZurVRtbaex5QM1W9b+P1rPCgNDsEEOepNZap/+nm48QZSensuc4tOpy1gbvAj25gAg==",
        PLAIN,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_signs_as_curl_does(case, monkeypatch):
    words, said, value, *headers = case
    assert signed(monkeypatch, *words, headers=headers) == (f"sig1={said}", f"sig1=:{value}:")


def test_a_key_in_a_file_is_read(tmp_path):
    file = tmp_path / "key.hex"
    file.write_text(f"{ED25519}\n")
    made, secrets = read("http://a.example/", "--httpsig-key", f"@{file}", "--httpsig-keyid", "k")
    assert isinstance(made, MessageSignature)
    assert (secrets[made.key], made.coding, made.algorithm) == (ED25519, "hex", "ed25519")
    assert ED25519 not in repr(made)


def test_what_is_missing_is_asked_for():
    made, _ = read("http://a.example/", "--httpsig-keyid", "k")
    assert made.key.place == "ask"


@pytest.mark.parametrize(
    "words",
    [
        ("--httpsig-algo", "rsa-pss-sha512", "--httpsig-key", ED25519),
        ("--httpsig-key", "@/nonexistent/key.hex"),
        ("--httpsig-key", ED25519, "--httpsig-headers", "method @authority"),
        ("--httpsig-key", ED25519, "--httpsig-headers", "method :"),
    ],
)
def test_what_curl_refuses_is_told(words):
    with pytest.raises(Unreadable) as told:
        read("http://a.example/", *words)
    assert ED25519 not in str(told.value)


def test_the_options_are_followed():
    assert {f"httpsig-{name}" for name in ("algo", "key", "keyid", "headers")} <= UNDERSTOOD
