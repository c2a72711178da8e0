"""What a reply repeats of a credential stands in no sentence of the verdict, whoever shows it."""

import base64
import urllib.parse

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply

SECRET = "pLq0Xz1Kt2rWn3bYc4dHs5g9j6kQ"
FORMS = {
    "as it is": str,
    "percent": lambda secret: "".join(f"%{ord(each):02X}" for each in secret),
    "Base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "hex": lambda secret: secret.encode().hex(),
    "cut": lambda secret: secret[:16] + "…",
}
SENT = {
    "Bearer": {"headers": (Header("Authorization", f"Bearer {SECRET}"),)},
    "Basic": {
        "headers": (
            Header("Authorization", "Basic " + base64.b64encode(f"ada:{SECRET}".encode()).decode()),
        )
    },
    "a key's header": {"headers": (Header("X-Api-Key", SECRET),)},
    "a session": {"headers": (Header("Cookie", f"sessionid={SECRET}"),)},
    "the query": {"url": f"https://a.test/orders?api_key={SECRET}"},
    "a form": {
        "method": "POST",
        "url": "https://a.test/login",
        "headers": (Header("Content-Type", "application/x-www-form-urlencoded"),),
        "body": urllib.parse.urlencode({"username": "ada", "password": SECRET}).encode(),
    },
    "JSON": {
        "method": "POST",
        "url": "https://a.test/login",
        "headers": (Header("Content-Type", "application/json"),),
        "body": msgspec.json.encode({"username": "ada", "password": SECRET}),
    },
}
WORDS = (
    '{{"message": "refused: {}"}}',
    '{{"error": "invalid token {}"}}',
    '{{"message": "The token {} has expired"}}',
    '{{"error": "invalid_grant", "error_description": "{} is not known"}}',
    "wrong password: {}",
)


def _verdict(sent, body, times=1):
    fields = {"method": "GET", "url": "https://a.test/orders", **sent}
    message = Message(target=fields["url"].partition("a.test")[2], **fields)
    reply = Reply(status=401, headers=(Header("Content-Type", "application/json"),), body=body)
    return diagnose(Attempt(exchanges=(Exchange(request=message, reply=reply),) * times))


def _sentences(verdict):
    """Return all texts but those of the fixes' fields, which are what is to be sent."""
    plain = msgspec.structs.replace(
        verdict,
        findings=tuple(msgspec.structs.replace(one, fixes=()) for one in verdict.findings),
        entries=tuple(msgspec.structs.replace(one, url="") for one in verdict.entries),
    )
    return msgspec.json.encode(plain).decode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", SENT)
@pytest.mark.parametrize("words", WORDS)
def test_no_sentence_holds_it(place, form, words):
    said = FORMS[form](SECRET)
    verdict = _verdict(SENT[place], words.format(said).encode(), times=2)
    assert verdict.findings
    told = _sentences(verdict)
    assert said[:12] not in told
    assert SECRET not in told


def test_the_words_around_it_stay():
    verdict = _verdict(SENT["Bearer"], b'{"message": "refused: %s"}' % SECRET.encode())
    assert verdict.words.startswith("refused: ")


@pytest.mark.parametrize("value", ["undefined", "{{token}}", "password"])
def test_what_is_no_secret_is_told(value):
    sent = {"headers": (Header("Authorization", f"Bearer {value}"),)}
    assert value in _sentences(_verdict(sent, b'{"message": "refused: %s"}' % value.encode()))


# ---------------- A server that repeats the key
CHALLENGES = (
    'Digest realm="r", nonce="n", algorithm={}',
    'Digest realm="{}", nonce="n", qop="{}", opaque="{}", domain="/{}"',
    'Bearer error="insufficient_scope", scope="read {}"',
    'Bearer realm="{}", error="{}", error_description="{}", error_uri="https://a.test/{}"',
    'Bearer resource_metadata="https://a.test/{}", as_uri="https://{}.test/", acr_values="{}"',
    '{} realm="y"',
    "{}",
    "Negotiate {}",
    "NTLM {}",
    'DPoP algs="{}", error="use_dpop_nonce"',
    'Basic realm="{}", charset="{}"',
    'HOBA max-age="1", challenge="{}"',
    'Mutual realm="{}", version="1", algorithm="{}"',
    'SCRAM-SHA-256 realm="{}", sid="{}"',
)
REPEATED = (
    ("WWW-Authenticate", "{}"),
    ("X-Amzn-ErrorType", "{}"),
    ("Retry-After", "{}"),
    ("Server", "{}/1.0"),
    ("Location", "https://a.test/login/{}"),
    ("Set-Cookie", "{}=1; Path=/"),
    ("X-RateLimit-Reset", "{}"),
    ("Allow", "{}"),
)


def _texts(value):
    """Yield every text in a verdict, whatever record it stands in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)


def _judged(headers, status=401):
    message = Message(
        method="GET", url="https://a.test/x", target="/x", headers=(Header("X-Api-Key", SECRET),)
    )
    reply = Reply(status=status, headers=headers)
    sent = Attempt(exchanges=(Exchange(request=message, reply=reply),), source="sent")
    return diagnose(sent)


def _spoken(verdict):
    for finding in verdict.findings:  # a place names the header that it stands in
        proofs = tuple(msgspec.structs.replace(each, place=None) for each in finding.evidence)
        told = msgspec.structs.replace(finding, evidence=proofs)
        yield from _texts(msgspec.to_builtins(told))
    yield from _texts(msgspec.to_builtins((verdict.limit, verdict.entries, verdict.words)))
    yield from _texts([each.reason for each in verdict.ruled_out])


@pytest.mark.parametrize("challenge", CHALLENGES)
@pytest.mark.parametrize("status", [401, 403])
def test_no_title_fix_or_step_repeats_the_key_of_a_challenge(challenge, status):
    header = Header("WWW-Authenticate", challenge.replace("{}", SECRET))
    for text in _spoken(_judged((header,), status)):
        assert SECRET not in text


@pytest.mark.parametrize(("name", "value"), REPEATED)
@pytest.mark.parametrize("status", [302, 401, 403, 407, 429])
def test_no_title_fix_or_step_repeats_the_key_of_a_header(name, value, status):
    header = Header(name, value.replace("{}", SECRET))
    for text in _spoken(_judged((header,), status)):
        assert SECRET not in text
