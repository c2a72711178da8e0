"""Logins that are written as another kind of body, and keys that got lost in the address."""

import base64
import json

import pytest

from inspector.diagnose import diagnose

KEY = "9b74c9897bac770ffc029102a200c5de"
LOGIN = {"username": "ada", "password": "plum-42!x"}
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
PAIRS = "username=ada&password=plum-42"


def login(kind, body, status="401 Unauthorized"):
    return f"> POST https://mills.example/auth/login\n> Content-Type: {kind}\n>> {body}\n< {status}"


def call(target, *lines):
    return "\n".join(
        [
            f"> GET https://mills.example{target}",
            *(f"> {one}" for one in lines),
            "< 401 Unauthorized",
        ]
    )


def coded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def token(**claims):
    return f"{coded({'alg': 'HS256'})}.{coded({'sub': 'ada', **claims})}.{'c2ln' * 10}c2k"


CLAIMS = coded({"iss": "https://id.mills.example", "sub": "ada", "exp": 1_900_000_000})
FOUND = [
    (
        "credential-not-recognised",
        f"{login(FORM, PAIRS, '400 Bad Request')}\n<< Failed when parsing body as json",
    ),
    ("credential-not-recognised", login("text/plain", json.dumps(LOGIN))),
    ("credential-not-recognised", login(FORM, json.dumps(LOGIN))),
    ("credential-not-recognised", login(JSON, PAIRS)),
    ("credential-not-recognised", login(JSON, json.dumps(json.dumps(LOGIN)))),
    ("empty-credential", login(JSON, json.dumps({**LOGIN, "password": ""}))),
    ("placeholder-credential", login(JSON, json.dumps({**LOGIN, "password": "undefined"}))),
    ("placeholder-credential", login(FORM, "username=ada&password={{password}}")),
    ("key-in-wrong-place", call(f"/sacks?page=1?api_key={KEY}")),
    ("key-in-wrong-place", call(f"/sacks?page=1&amp;api_key={KEY}")),
    ("key-in-wrong-place", call(f"/sacks&api_key={KEY}")),
    ("other-scheme-wanted", call("/sacks", f"Authorization: Beaer {KEY}")),
    ("other-scheme-wanted", call("/sacks", "Authorization: Basis YWRhOnBsdW0tNDI=")),
    ("token-cut", call("/sacks", f"Authorization: Bearer {CLAIMS}")),
    ("credential-malformed", call("/sacks", f"Authorization: Bearer {token(exp='1900000000')}")),
    ("credential-malformed", call("/sacks", f"X-Api-Key: {KEY}", f"X-Api-Key: {KEY[::-1]}")),
    ("id-token-used", call("/sacks", f"Authorization: Bearer {token(azp='ui', aud='ui', email='a@mills.example')}")),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first(attempt, slug, text):
    found = diagnose(attempt(text)).findings[0]
    assert (found.slug, found.certainty) == (slug, "very-likely")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            login(FORM, "username=ada&password={{password}}"),
            "The field password holds {{password}}",
        ),
        (login(FORM, "username=ada&password=undefined"), "The field password holds undefined"),
        (login(JSON, '{"username":"ada","password":"null"}'), "The field password holds null"),
        (login(FORM, "username=ada&password=$PASSWORD"), "The field password is a variable"),
        (login("", json.dumps(LOGIN)), "Content-Type is empty"),
        (login("text/plain", json.dumps(LOGIN)), "Content-Type is text/plain"),
    ],
)
def test_what_is_said_of_a_body(attempt, text, said):
    evidence = diagnose(attempt(text)).findings[0].evidence
    assert said in {proof.statement for proof in evidence}


QUIET = [
    login(JSON, json.dumps(LOGIN)),
    login("application/vnd.mill+json", json.dumps(LOGIN)),
    login(FORM, PAIRS),
    login(FORM, "username=ada&password=$ecret"),
    call(f"/sacks?q=a?b&api_key={KEY}"),
    call(f"/sacks?api_key={KEY}"),
    call("/sacks", f"Authorization: Token {KEY}{KEY[:8]}"),  # as Django REST framework's
    call("/sacks", f"Authorization: Bearer {token(exp=1_900_000_000)}"),
    call("/sacks", f"Authorization: Bearer {token(azp='ui', aud='ui', scope='email', email='a@b.example')}"),
    call("/sacks", f"X-Api-Key: {KEY}", f"X-Api-Key: {KEY}"),
]  # fmt: skip


@pytest.mark.parametrize("text", QUIET)
def test_left_alone(attempt, text):
    assert diagnose(attempt(text)).findings[0].slug not in {slug for slug, _ in FOUND}


WANTED = """> POST https://login.acme.test/api/{path}
> Content-Type: {kind}
>> {body}
< {status}
< Content-Type: text/plain
<< {words}"""


@pytest.mark.parametrize(
    ("kind", "body", "status", "words", "is_told"),
    [
        (FORM, PAIRS, "400 Bad Request", "Input must be in JSON format", True),
        (FORM, PAIRS, "415 Unsupported Media Type", "Use application/json", False),
        (FORM, PAIRS, "400 Bad Request", "Unexpected end of JSON input", False),
        (FORM, PAIRS, "400 Bad Request", "Cannot parse request body", True),
        (FORM, PAIRS, "400 Bad Request", "Unexpected token u in JSON at position 0", True),
        (FORM, PAIRS, "422 Unprocessable Entity", "Failed to decode JSON", True),
        (FORM, PAIRS, "400 Bad Request", "Cannot parse the date", False),
        (
            FORM,
            PAIRS,
            "401 No",
            "missing: invalid character 'u' looking for beginning of value",
            True,
        ),
        (
            FORM,
            PAIRS,
            "422 No",
            "Input should be a valid dictionary or object to extract fields",
            True,
        ),
        (FORM, PAIRS, "400 Bad Request", "body must be object", True),
        (FORM, PAIRS, "400 Bad Request", "Expected object, received undefined", True),
        (FORM, PAIRS, "400 Bad Request", "address must be an object", False),
        (FORM, PAIRS, "401 Unauthorized", "Wrong user or password", False),
        (JSON, json.dumps(LOGIN), "400 Bad Request", "Cannot parse request body", False),
        (FORM, "item=lamp", "400 Bad Request", "Input must be in JSON format", False),
        ("application/json", '{"username": "a"', "400 Bad Request", "Must be valid JSON", False),
    ],
)
def test_a_login_that_is_wanted_as_json_was_read_by_nobody(
    attempt, kind, body, status, words, is_told
):
    text = WANTED.format(path="auth", kind=kind, body=body, status=status, words=words)
    found = diagnose(attempt(text)).findings
    assert ([one.slug for one in found[:1]] == ["credential-not-recognised"]) == is_told


# ---------------- A login in the body, which is looked for elsewhere
MISSED = "Authentication credentials were not provided."
BASIC = '< WWW-Authenticate: Basic realm="mills"'


def refused_login(words, *lines):
    body = [login(JSON, json.dumps(LOGIN)), *lines, "< Content-Type: application/json"]
    return "\n".join([*body, f"<< {json.dumps({'detail': words})}"])


def test_a_login_is_missed_where_it_is_not_looked_for(attempt):
    found = diagnose(attempt(refused_login(MISSED, BASIC))).findings
    assert found[0].slug == "credential-not-recognised"
    assert found[0].fixes[0].id == "switch-to-basic"
    found = diagnose(attempt(refused_login(MISSED))).findings
    assert found[0].slug == "credential-not-recognised"


@pytest.mark.parametrize(
    "words",
    ["Invalid username or password", "Missing or invalid credentials", "The account is locked"],
)
def test_a_login_that_was_looked_at(attempt, words):
    for text in (refused_login(words), refused_login(words, BASIC)):
        assert diagnose(attempt(text)).findings[0].slug in {"wrong-password", "account-disabled"}
