"""Digest as steps: one answer an address, stale once more, the next nonce after a redirect."""

import pytest

from inspector.authenticate.schemes import digest
from inspector.model.exchange import Exchange
from inspector.model.kinds.digest import Digest
from inspector.model.message import Header, Message, Reply, first
from inspector.model.secret import SecretRef
from inspector.protocol.challenges.parsing import parse

KEY = SecretRef(place="memory", name="k")
MESSAGE = Message(method="GET", url="http://a.example/x?y=1", target="/x?y=1")
FRESH = 'Digest realm="r", nonce="n1", qop="auth,auth-int", algorithm=SHA-256, opaque=""'


def _challenge(*values, status=401):
    return Reply(status=status, headers=tuple(Header("WWW-Authenticate", each) for each in values))


def _steps(**credential):
    made = Digest(user="ann", password=KEY, **credential)
    return digest.steps(made, MESSAGE, lambda _ref: "pw")


def _answer(steps, message, reply):
    try:
        return steps.send(Exchange(request=message, reply=reply))
    except StopIteration:
        return None


def _params(message):
    (challenge,) = parse(first(message.headers, "Authorization"))
    return {param.name: param.value for param in challenge.params}


def test_the_answer():
    steps = _steps()
    sent = next(steps)
    assert sent.message == MESSAGE
    second = _answer(steps, sent.message, _challenge(FRESH))
    assert second.purpose == "challenge-answer"
    params = _params(second.message)
    assert params["uri"] == "/x?y=1"
    assert (params["qop"], params["nc"], params["nonce"]) == ("auth", "00000001", "n1")
    assert "opaque" in params
    header = second.message.headers[-1]
    start, end = header.secret[0]
    assert header.value[start:end] == params["response"]
    assert _answer(steps, second.message, _challenge(FRESH)) is None


def test_a_stale_nonce_is_answered_once_more():
    steps = _steps()
    sent = next(steps)
    second = _answer(steps, sent.message, _challenge(FRESH))
    stale = FRESH.replace("n1", "n2") + ", stale=true"
    third = _answer(steps, second.message, _challenge(stale))
    assert _params(third.message)["nonce"] == "n2"
    assert _answer(steps, third.message, _challenge(stale)) is None


def test_auth_int_covers_the_body():
    steps = _steps(qop="auth-int")
    sent = next(steps)
    assert _params(_answer(steps, sent.message, _challenge(FRESH)).message)["qop"] == "auth-int"


def test_the_stronger_of_several_is_taken():
    steps = _steps()
    sent = next(steps)
    weak = 'Digest realm="r", nonce="m", algorithm=MD5'
    second = _answer(steps, sent.message, _challenge(f'Basic realm="r", {weak}', FRESH))
    assert _params(second.message)["algorithm"] == "SHA-256"


@pytest.mark.parametrize(
    "reply",
    [
        _challenge('Basic realm="r"'),
        _challenge(FRESH, status=403),
        _challenge('Digest realm="r", nonce="n", algorithm=UNKNOWN'),
        None,
    ],
)
def test_nothing_to_answer(reply):
    steps = _steps()
    sent = next(steps)
    assert _answer(steps, sent.message, reply) is None


def test_another_address_is_answered_too():
    steps = _steps()
    sent = next(steps)
    second = _answer(steps, sent.message, _challenge(FRESH))
    moved = Message(method="GET", url="http://a.example/z", target="/z")
    third = _answer(steps, moved, _challenge(FRESH.replace("n1", "n9")))
    assert _params(third.message)["uri"] == "/z"
    assert second is not None


def test_a_redirect_is_signed_anew_with_the_next_nonce():
    steps = _steps()
    sent = next(steps)
    second = _answer(steps, sent.message, _challenge(FRESH))
    moved = Message(method="GET", url="http://a.example/z", target="/z")
    again = second.renew(moved, Exchange(request=second.message, reply=Reply(status=307)))
    assert (_params(again)["nonce"], _params(again)["nc"]) == ("n1", "00000002")
    info = (Header("Authentication-Info", 'nextnonce="n7"'),)
    reply = Reply(status=307, headers=info)
    renewed = second.renew(moved, Exchange(request=second.message, reply=reply))
    assert (_params(renewed)["nonce"], _params(renewed)["nc"]) == ("n7", "00000001")
    assert _params(renewed)["uri"] == "/z"


def test_checks():
    assert [each.kind for each in digest.check(Digest(user="a:b", algorithm="MD5"), "p ")] == [
        "outer-blank",
        "colon-in-user",
        "weak-algorithm",
    ]
