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
