"""A part alone, a letter off, a login without a name: what the request lacks by its own form."""

import base64

import pytest

from inspector.diagnose import diagnose

SIGNED = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
HEX = "9b74c9897bac770ffc029102a200c5de"
UUID = "7e6d5c4b-3a29-4817-a6f5-0e9d8c7b6a59"
URL = "https://mills.example/v1/sacks"
REFUSED = "< 401 Unauthorized"


def basic(pair):
    return f"Authorization: Basic {base64.b64encode(pair.encode()).decode()}"


def call(*lines, url=URL, method="GET", reply=REFUSED):
    return "\n".join([f"> {method} {url}", *(f"> {line}" for line in lines), reply])


NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c093"
ASKS = f'< 401 Unauthorized\n< WWW-Authenticate: Digest realm="mill", nonce="{NONCE}", qop="auth"'


def digest(user="ada", count="00000001", response=HEX, *, asked=1):
    value = (
        f'Authorization: Digest username="{user}", realm="mill", nonce="{NONCE}", uri="/v1/sacks", '
        f'qop=auth, nc={count}, cnonce="0a4f", response="{response}"'
    )
    return "\n---\n".join([*([call(reply=ASKS)] * asked), call(value, reply=ASKS)])


FOUND = [
    ("second-part-missing", call(f"X-Client-Id: {HEX}")),
    ("second-part-missing", call(f"X-Access-Key: {HEX}", "X-Timestamp: 1773216900")),
    ("second-part-missing", call(f"X-Signature: {SIGNED}", "X-Timestamp: 1773216900")),
    ("key-damaged", call(f"X-Api-Key: {UUID[:-1]}")),
    ("key-damaged", call(f"X-Api-Key: {HEX}a")),
    ("key-damaged", call(f"Authorization: Bearer {HEX[:-1]}")),
    ("empty-credential", call(basic(":plum-42!"))),
    ("empty-credential", digest(user="")),
    ("placeholder-credential", call(basic("username:password"))),
    ("placeholder-credential", call("Authorization: Bearer /run/secrets/mill/token")),
    ("placeholder-credential", call("X-Api-Key: op://barn/mill/key")),
    ("digest-counter-wrong", digest(count="00000002")),
    ("credential-malformed", digest(response=HEX[:-2])),
    ("credential-malformed", call(basic("ada:plum-42!"), reply="< 302 Found\n< Location: /w") + "\n---\n" + call(basic(":plum-42!"), url="https://mills.example/w")),
    (
        "csrf-token-missing",
        call(f"Cookie: sessionid={HEX}", "X-CSRF-Token: undefined", method="POST", reply="< 403 Forbidden"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first(attempt, slug, text):
    found = diagnose(attempt(text)).findings[0]
    assert found.slug == slug
    assert found.evidence[0].place is not None


SLUGS = {slug for slug, _ in FOUND}
QUIET = [
    call(f"X-Client-Id: {HEX}", f"X-Client-Secret: {HEX}"),
    call(f"X-Client-Id: {HEX}", f"Authorization: Bearer {HEX}"),
    call(f"X-Access-Key: {HEX}", f"X-Signature: {HEX}"),
    call(f"X-Hub-Signature: {HEX}", "Content-Length: 2", method="POST", reply=">> {}\n< 401 Unauthorized"),
    call(f"X-Api-Key: {UUID}"),
    call(f"X-Api-Key: {HEX}"),
    call(f"X-Api-Key: {HEX[:-4]}"),
    call(basic(f":{HEX}{HEX}")),  # a token for the password, which needs no name
    call(basic("user:passwd")),
    call("Authorization: Bearer AbC/run/secrets/x"),
    digest(),
    digest(count="00000002", asked=0),
    call(f"Cookie: sessionid={HEX}", f"X-CSRF-Token: {HEX}", method="POST", reply="< 403 Forbidden"),
]  # fmt: skip


@pytest.mark.parametrize("text", QUIET)
def test_left_alone(attempt, text):
    assert SLUGS.isdisjoint(one.slug for one in diagnose(attempt(text)).findings)
