"""What can't be sent yet is no cause: it is said, with the curl command that can."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.fixes.limits import limit_of
from inspector.diagnose.verdict.judge import judge_one
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef

URL = "https://intra.test/orders?key=s3cr3t-of-this-test"
SECRET = SecretRef(place="memory", name="p")
BEARER = Header("Authorization", "Bearer abcdefghijkl", "credential", ((7, 19),))


def got(*asks, sent=(), status=401, name="WWW-Authenticate", body=b"", **more):
    headers = (Header("Host", "intra.test", "default"), *sent)
    reply = Reply(status=status, headers=tuple(Header(name, ask) for ask in asks), body=body)
    message = Message(method="GET", url=URL, headers=headers)
    exchange = Exchange(request=message, reply=reply)
    return Attempt(exchanges=(exchange,), **{"source": "sent", **more})


@pytest.mark.parametrize("sent", [(), (BEARER,)])
@pytest.mark.parametrize(
    ("asks", "scheme", "options"),
    [
        (("OSC4-HMAC-SHA256",), "OSC4-HMAC-SHA256", "--aws-sigv4 osc:osc:REGION:SERVICE"),
        (("HOBA", "OSC4-HMAC-SHA256"), "HOBA or OSC4-HMAC-SHA256", "-H 'Authorization: HOBA"),
        (('DPoP algs="ES256"',), "DPoP", "-H 'Authorization: DPoP ACCESS_TOKEN'"),
        (('HOBA challenge="x"',), "HOBA", "-H 'Authorization: HOBA CREDENTIALS'"),
        (('Digest realm="r", nonce="n", algorithm=SHA3-256',), "Digest SHA3-256", "--digest"),
    ],
)
def test_it_is_said_without_family_and_certainty(asks, scheme, options, sent):
    verdict = diagnose(got(*asks, sent=sent))
    assert verdict.findings == ()
    assert verdict.ruled_out == ()
    assert verdict.is_told
    assert verdict.entry == 0
    assert verdict.limit.title == f"This program can't send {scheme} yet"
    assert verdict.limit.fix.message.startswith(f"curl {options}")
    assert "s3cr3t-of-this-test" not in verdict.limit.fix.message
    assert "abcdefghijkl" not in verdict.limit.fix.message
    assert verdict.entries[0].findings == ()
    assert judge_one(Trace(got(*asks, sent=sent)), 0).limit == verdict.limit


@pytest.mark.parametrize(
    "asks",
    [
        ("Negotiate", 'Basic realm="r"'),
        ("HOBA", "Bearer"),
        ("HOBA", "NTLM"),
        ('Digest realm="r", nonce="n", algorithm=MD5',),
        ('Digest realm="r"',),
        ("Token",),
        ("OAuth",),
        (),
    ],
)
def test_where_one_scheme_can_be_sent_the_cause_is_told(asks):
    verdict = diagnose(got(*asks))
    assert verdict.limit is None
    assert verdict.findings


@pytest.mark.parametrize("status", [200, 403, 404])
def test_only_a_challenge_that_refuses_counts(status):
    assert diagnose(got("HOBA", status=status)).limit is None


def test_an_answer_that_was_sent_all_the_same_has_a_cause():
    token = Header("Authorization", "Hawk id=1, mac=abcd", "user")
    verdict = diagnose(got('Hawk error="Stale timestamp"', sent=(token,)))
    assert verdict.limit is None


def test_a_lock_is_a_lock():
    verdict = diagnose(got("HOBA", sent=(BEARER,), body=b'{"error": "account_locked"}'))
    assert verdict.findings[0].cause == "account-locked"


def test_another_client_s_refusal_keeps_its_cause_and_gets_the_command():
    verdict = diagnose(got("Kerberos", source="har"))
    assert verdict.findings
    assert "copy-curl" in {fix.id for one in verdict.findings for fix in one.fixes}
    assert verdict.limit.scheme == "Kerberos"


def test_without_a_request_the_address_is_a_place_too():
    reply = Reply(status=401, headers=(Header("WWW-Authenticate", "OSC4-HMAC-SHA256"),))
    bare = Attempt(exchanges=(Exchange(request=Message(method="", url=""), reply=reply),))
    assert limit_of(Trace(bare).case(0)).fix.message == (
        "curl --aws-sigv4 osc:osc:REGION:SERVICE -u ACCESS_KEY_ID:SECRET_ACCESS_KEY URL"
    )


def test_a_proxy_has_options_of_its_own():
    request = Request(url=URL, options=Options(proxy="http://proxy.test:3128"))
    asked = got("Kerberos", status=407, name="Proxy-Authenticate", request=request)
    command = diagnose(asked).limit.fix.message
    assert command.startswith("curl -x http://proxy.test:3128 --proxy-negotiate --proxy-user :")
    for scheme in ("Basic", "NTLM", "Negotiate"):
        assert diagnose(got(scheme, status=407, name="Proxy-Authenticate")).limit is None


def chosen(scheme, **more):
    failure = Failure(stage="compose", kind="scheme-not-supported", message="x", detail=scheme)
    message = Message(method="PUT", url=URL, body=b"{}", **more)
    request = Request(url=URL, credential=Unsupported(scheme=scheme, user="ada", secret=SECRET))
    return Attempt(
        request=request, exchanges=(Exchange(request=message, failure=failure),), source="sent"
    )


@pytest.mark.parametrize(
    ("scheme", "command"),
    [
        (
            "NTLM",
            "curl --ntlm -u ada:PASSWORD -X PUT -H 'X-Own: 1' --data-binary @BODY 'https://intra.test/orders?key=SECRET",
        ),
        ("ntlm", "curl --ntlm -u ada:PASSWORD "),
        ("AWS Signature V4", "curl --aws-sigv4 aws:amz:REGION:SERVICE -u ACCESS_KEY_ID:"),
        ("somebodys-own", "curl -H 'Authorization: somebodys-own CREDENTIALS' "),
    ],
)
def test_what_was_chosen_and_not_sent(scheme, command):
    verdict = diagnose(chosen(scheme, headers=(Header("X-Own", "1"),)))
    assert verdict.findings == ()
    assert verdict.limit.title == f"This program can't send {scheme} yet".replace("ntlm", "NTLM")
    assert verdict.limit.text.startswith("Nothing was sent.")
    assert verdict.limit.fix.message.startswith(command)


def test_another_credential_is_no_limit():
    asked = got("Kerberos", status=407, name="Proxy-Authenticate")
    attempt = msgspec.structs.replace(asked, request=Request(credential=Basic(user="ada")))
    assert diagnose(attempt).limit.fix.message.startswith("curl --proxy-negotiate --proxy-user :")
