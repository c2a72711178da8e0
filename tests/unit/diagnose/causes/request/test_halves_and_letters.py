"""A part alone, a letter off, a login without a name: what the request lacks by its own form."""

import base64

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.causes.request import own_form
from inspector.diagnose.facts.case import Trace

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
    ("second-part-missing", call(f"X-Signature: {SIGNED}", "Sec-Fetch-User: ?1")),
    ("second-part-missing", call(f"X-Client-Id: {HEX}", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")),
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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (call(basic(":plum-42!")), "Authorization was sent without a user name"),
        (call(basic("ada:")), "Authorization was sent without a password"),
        (digest(user=""), "Authorization was sent without a user name"),
        (call("X-Api-Key: "), "X-Api-Key was sent empty"),
    ],
)
def test_the_title_says_which_half_is_not_there(attempt, text, title):
    assert diagnose(attempt(text)).findings[0].title == title


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("ada:undefined", "Half of Authorization is undefined"),
        ("ada:{{password}}", "Half of Authorization is {{password}}"),
        ("ada:$PASSWORD", "Half of Authorization is a variable"),
        ("{{user}}:$PASSWORD", "Both halves of Authorization are variables"),
        ("null:undefined", "Both halves of Authorization stand for what was not filled in"),
    ],
)
def test_a_word_is_no_variable(attempt, pair, said):
    case = Trace(attempt(call(basic(pair)))).case(0)
    found = [*own_form.one_half_is_a_variable(case), *own_form.both_halves_are_variables(case)]
    assert f"{said}." in {one.evidence[0].statement for one in found}


KEY_ALONE = call(basic("sk_test_Qm7xT2pLw0sVbK9yRc4H:"), reply="< 200 OK")


def test_a_login_without_a_password_is_not_the_same_as_another_without(attempt):
    found = diagnose(attempt(f"{KEY_ALONE}\n---\n{digest(user='')}")).findings
    assert "credential-malformed" not in {one.slug for one in found}
    said = [proof.statement for one in found for proof in one.evidence]
    assert not any("sk_test" in one for one in said)


def test_a_key_that_stood_for_the_user_is_not_quoted(attempt):
    pair = call(basic(f"{HEX}:plum-42!"), reply="< 302 Found\n< Location: /w")
    text = f"{pair}\n---\n" + call(basic(":plum-42!"), url="https://mills.example/w")
    found = diagnose(attempt(text)).findings[0]
    assert found.slug == "credential-malformed"
    assert found.evidence[1].statement == "The same password was sent behind a user's name before"


POST = {"method": "POST", "reply": "< 403 Forbidden"}


@pytest.mark.parametrize("line", ["X-CSRF: true", "X-CSRF-Protection: true", "Anti-CSRF: token"])
def test_a_header_that_only_has_to_be_there_is_no_empty_token(attempt, line):
    found = diagnose(attempt(call(f"Cookie: sessionid={HEX}", line, **POST))).findings
    assert not any("holds no token" in proof.statement for one in found for proof in one.evidence)


def test_a_token_that_another_change_was_accepted_with_is_one(attempt):
    lines = (f"Cookie: sessionid={HEX}", "X-CSRF-Token: none")
    taken = call(*lines, method="POST", url="https://mills.example/w", reply="< 200 OK")
    refused = call(*lines, **POST)
    for text, found in ((refused, True), (f"{taken}\n---\n{refused}", False)):
        said = [p.statement for one in diagnose(attempt(text)).findings for p in one.evidence]
        assert any("holds no token" in one for one in said) is found


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
