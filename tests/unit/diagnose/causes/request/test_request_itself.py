"""What the request shows by itself, with keys that nobody knows and before any word is read."""

import base64
import json

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.request import Options, Request

KEY = "8f14e45fceea167a5a36dedd4bea2543"
REFUSED = "< 401 Unauthorized"


def basic(user, password=""):
    return "Authorization: Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def jwt(**claims):
    parts = ({"alg": "HS256"}, {"sub": "lena", "exp": 9999999999, **claims})
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts]
    return ".".join([*(part.rstrip("=") for part in coded), "c2ln" * 10 + "c2k"])


def sent(*lines, url="https://api.acme.test/v1/me", reply=REFUSED):
    return "\n".join([f"> GET {url}", *(f"> {line}" for line in lines), reply])


def asks(*challenges, words=""):
    lines = [REFUSED, *(f"< WWW-Authenticate: {one}" for one in challenges)]
    return "\n".join([*lines, *([f"<< {words}"] if words else [])])


def padded(token):
    """The same token as an issuer writes it that knows of plain Base64 alone."""
    return ".".join(part + "=" * (-len(part) % 4) for part in token.split("."))


DIGEST = 'Digest realm="cam", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", qop="auth"'
FOUND = [
    # scheme sent against schemes offered: the words come after
    ("other-scheme-wanted", sent(basic("lena", "hunter2"), reply=asks(DIGEST, words="Invalid username or password"))),
    ("other-scheme-wanted", sent(basic("lena", "hunter2"), reply=asks("Negotiate", "NTLM", words="401: token expired"))),
    ("other-scheme-wanted", sent(basic("lena", "hunter2"), reply=asks('Bearer error="invalid_token"'))),
    ("other-scheme-wanted", sent(basic("lena", "hunter2"), reply=asks('OAuth realm="x"'))),
    ("other-scheme-wanted", sent(f"Authorization: Bearer {KEY}", reply=asks('Basic realm="x"', words="Bad credentials"))),
    ("other-scheme-wanted", sent(f"Authorization: Bearer {KEY}", reply=asks('ApiKey realm="x"', words='{"message":"invalid api key"}'))),
    ("other-scheme-wanted", sent(f"Authorization: ApiKey {KEY}", reply=asks("Bearer"))),
    ("key-where-scheme-wanted", sent(f"Cookie: sessionid={KEY}", reply=asks("Bearer"))),
    ("key-where-scheme-wanted", sent(f"X-Api-Key: {KEY}", reply=f'{REFUSED}\n<< {{"message":"JWT is invalid"}}')),
    # the form of the credential
    ("key-sent-in-another-way", sent(f"Authorization: Basic {jwt()}")),
    ("key-sent-in-another-way", sent(f"Authorization: ApiKey {jwt()}")),
    ("key-sent-in-another-way", sent(f"X-API-Key: {jwt()}")),
    ("empty-credential", sent(basic("lena"))),
    ("credential-malformed", sent(f"Authorization: Bearer {jwt().replace('c2ln', 'c2+n', 1)}")),
    ("placeholder-credential", sent(basic("$API_USER", "$API_PASSWORD"))),
    ("placeholder-credential", sent(f"Authorization: token api_key:{KEY}")),
    ("placeholder-credential", sent("X-Api-Key: 7c1e0b5a:<secret>")),
    ("header-name-dropped", sent(f"X_Auth_Token: {KEY}", reply=f"{REFUSED}\n< Server: nginx/1.24.0")),
    # two places in one request
    ("wrong-region", sent(f"X-Api-Key: acme_eu_{KEY}", url="https://api.us.acme.test/v1")),
    ("wrong-region", sent(f"Authorization: Bearer us1-{KEY}", url="https://eu.acme.test/v1")),
    ("environment-mismatch", sent(f"X-Api-Key: acme_test_{KEY}", url="https://prod.acme.test/v1")),
    ("environment-mismatch", sent(f"Authorization: Bearer ak.live.{KEY}", url="https://api-sandbox.acme.test/v1")),
    ("wrong-region", sent(f"Authorization: AWS4-HMAC-SHA256 Credential=AKIAQ7RKZ2MWXT4VBNL5/20240102/us-east-1/s3/aws4_request, SignedHeaders=host, Signature={KEY * 2}", url="https://s3.eu-west-1.amazonaws.com/b/k", reply="< 403 Forbidden")),
    ("host-not-served", sent("Host: shop.other.test", f"Authorization: Bearer {KEY}")),
    # the challenge itself
    ("challenge-not-answerable", sent(reply=asks('Digest realm="cam", qop="auth"'))),
    ("challenge-not-answerable", sent(basic("lena", "hunter2"), reply=asks("Digest"))),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), FOUND)
def test_found_first(attempt, slug, text):
    finding = diagnose(attempt(text)).findings[0]
    assert finding.slug == slug
    assert finding.evidence[0].place is not None


QUIET = [
    # Basic with a token for a password: words about tokens mean it
    ("other-scheme-wanted", sent(basic("lena", KEY * 2), reply=f'{REFUSED}\n<< {{"message":"token expired"}}')),
    ("wrong-region", sent(f"X-Api-Key: acme_eu_{KEY}", url="https://api.acme.test/v1")),
    ("wrong-region", sent(f"X-Api-Key: acme_eu_{KEY}", url="https://eu2.acme.test/v1")),
    ("environment-mismatch", sent(f"X-Api-Key: acme_test_{KEY}", url="https://api.acme.test/v1", reply=asks(words="The API key has expired."))),
    ("host-not-served", sent("Host: api.acme.test:443", f"Authorization: Bearer {KEY}")),
    ("challenge-not-answerable", sent(reply=asks('Digest realm="cam"', 'Basic realm="cam"'))),
    ("empty-credential", sent(basic(KEY))),
    ("placeholder-credential", sent(basic("$lena", "pa$$word"))),
    ("placeholder-credential", sent(f"X-Api-Key: 7c1e0b5a:{KEY}")),
    ("key-sent-in-another-way", sent(f"Authorization: Bearer {jwt()}")),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), QUIET)
def test_left_alone(attempt, slug, text):
    found = diagnose(attempt(text)).findings
    assert slug not in {finding.slug for finding in found if finding.certainty != "unlikely"}


def test_a_client_certificate_is_a_credential(attempt):
    made = attempt(sent(reply="< 403 Forbidden"))
    options = Options(client_certificate="/home/lena/client.pem")
    request = Request(url="https://api.acme.test/v1/me", options=options)
    slugs = [one.slug for one in diagnose(msgspec.structs.replace(made, request=request)).findings]
    assert slugs[0] == "client-certificate-refused"
    assert "no-credentials-sent" not in slugs


def test_a_login_over_a_call_with_a_list_of_arguments_is_a_login(attempt):
    call = {"service": "common", "method": "login", "args": ["prod", "lena", "hunter2"]}
    body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": call})
    text = f"> POST https://erp.acme.test/jsonrpc\n> Content-Type: application/json\n>> {body}\n{REFUSED}"
    assert diagnose(attempt(text)).findings[0].slug == "wrong-password"


def test_token_words_count_only_where_a_token_may_have_been_sent(attempt):
    words = f'{REFUSED}\n<< {{"message":"Invalid or expired token"}}'
    short = diagnose(attempt(sent(basic("lena", "hunter2"), reply=words))).findings
    long = diagnose(attempt(sent(basic("lena", KEY * 2), reply=words))).findings
    scores = [
        max((one.score for one in found if one.slug.startswith("token-")), default=0.0)
        for found in (short, long)
    ]
    assert scores[0] < scores[1]


# ---------------- The same secret, scheme or session beside it in the trace
CLOUD = "https://api.cloudflare.com/client/v4/zones"
TOKEN = "q7RkZ2mW9xT4vB8nL5cJ3hG6q7RkZ2mW9xT4vB8n"
WRONG_SLOT = sent(
    f"X-Auth-Key: {TOKEN}", "X-Auth-Email: lena@acme.test", url=CLOUD, reply="< 400 Bad\n<< {}"
)
AS_BEARER = sent(f"Authorization: Bearer {TOKEN}", url=CLOUD, reply="< 200 OK\n<< {}")
WITH_WORD = sent(f"Authorization: Drone {KEY}", reply="< 200 OK\n<< {}")
NO_WORD = '< 403 Forbidden\n<< {"detail":"Authentication credentials were not provided."}'
LOGIN = f"> POST https://api.acme.test/login\n>> user=lena&password=hunter2\n< 200 OK\n< Set-Cookie: sid={KEY}; Path=/"
OTHERS = [
    ("key-sent-in-another-way", f"{WRONG_SLOT}\n---\n{AS_BEARER}"),
    ("other-scheme-wanted", f"{sent(basic('lena', 'hunter2'), reply=NO_WORD)}\n---\n{WITH_WORD}"),
    ("key-in-wrong-place", f"{LOGIN}\n---\n{sent(f'X-Session-Token: {KEY}')}"),
    (
        "key-is-limited",
        sent("JOB-TOKEN: q7RkZ2mW9xT4vB8nL5cJ", url="https://git.acme.test/api/v4/projects/7", reply='< 404 Not Found\n<< {"message":"404 Project Not Found"}'),
    ),
    ("empty-credential", sent("Authorization: Basic Og==", reply=f"{REFUSED}\n<< Anti cross-site request forgery token mismatch")),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text"), OTHERS)
def test_what_else_is_in_the_trace_tells(attempt, slug, text):
    assert diagnose(attempt(text)).findings[0].slug == slug


def test_a_parameter_that_is_switched_on_is_no_token(attempt):
    text = sent(basic("lena", "hunter2"), url="https://hub.acme.test/token?offline_token=true")
    assert "placeholder-credential" not in {one.slug for one in diagnose(attempt(text)).findings}


def test_the_token_service_that_a_challenge_names_is_the_failure(attempt):
    probe = sent(
        url="https://hub.acme.test/v2/",
        reply=asks('Bearer realm="https://auth.acme.test/token",service="hub"'),
    )
    asked = sent(basic("lena", "hunter2"), url="https://auth.acme.test/token?service=hub")
    assert diagnose(attempt(f"{probe}\n---\n{asked}")).entry == 1


def test_a_token_that_is_padded_throughout_may_be_written_so_by_its_issuer(attempt):
    found = diagnose(attempt(sent(f"Authorization: Bearer {padded(jwt())}"))).findings
    assert (found[0].slug, found[0].certainty) == ("token-not-accepted", "possible")
