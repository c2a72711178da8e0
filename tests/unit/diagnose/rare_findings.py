"""Small inputs for findings that recorded traces seldom hold: two independent ones for each."""

import base64
import json

from msgspec.structs import replace

from inspector.diagnose.verdict.log_lines import NAMED_USER
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.kinds.oauth import ClientProof
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from tests.fixtures.short_texts import START, attempt_of

DATE = "< Date: Wed, 15 Nov 2023 00:13:20 GMT"
OTHER_DATE = "< Date: Thu, 16 Nov 2023 09:00:00 GMT"
CHALLENGE = 'Digest realm="shop", nonce="n1", opaque="o1", qop="auth", algorithm=SHA-256'
ANSWER = {"username": "lena", "realm": "shop", "nonce": "n1", "uri": "/x", "opaque": "o1",
          "algorithm": "SHA-256", "qop": "auth", "nc": "00000001", "cnonce": "c1", "response": "0" * 64}  # fmt: skip


def jwt(claims, signature="c" * 43, **header):
    parts = [{"alg": "HS256", **header}, claims]
    encoded = [base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts]
    return ".".join([*encoded, signature])


def get(url, *sent, got="< 401 Unauthorized"):
    return "\n".join([f"> GET {url}", *(f"> {line}" for line in sent), got])


def basic(text):
    return "Authorization: Basic " + base64.b64encode(text.encode("latin-1")).decode()


def digest(**changed):
    """Return two refusals: the challenge, and an answer that differs from it in one part."""
    told = []
    for host in ("https://shop.test", "https://b.acme.test"):
        answer = {name: value for name, value in {**ANSWER, **changed}.items() if value is not None}
        plain = {"nc", "qop", "algorithm"}
        text = ", ".join(f"{n}={v}" if n in plain else f'{n}="{v}"' for n, v in answer.items())
        asked = f"< 401 No\n< WWW-Authenticate: {CHALLENGE}"
        first, second = (
            get(f"{host}/x", got=asked),
            get(f"{host}/x", f"Authorization: Digest {text}", got=asked),
        )
        told.append(f"{first}\n---\n{second}")
    return told


def saml(inside, words="no", date=DATE):
    xml = f'<samlp:Response Destination="https://sp.test/acs">{inside}</samlp:Response>'
    body = "SAMLResponse=" + base64.b64encode(xml.encode()).decode().replace("+", "%2B").replace(
        "=", "%3D"
    )
    return (
        "> POST https://sp.test/acs\n> Content-Type: application/x-www-form-urlencoded\n"
        f">> {body}\n< 403 Forbidden\n{date}\n<< {words}"
    )  # fmt: skip


def redirected(one, two, location=""):
    first = get(
        one, "Authorization: Bearer abcdef012345", got=f"< 301 Moved\n< Location: {location or two}"
    )
    return f"{first}\n---\n{get(two, 'Authorization: Bearer abcdef012345')}"


def token(url, body, reply, status="400 Bad Request"):
    form = "> Content-Type: application/x-www-form-urlencoded"
    return (
        f"> POST {url}\n{form}\n>> {body}\n< {status}\n< Content-Type: application/json\n<< {reply}"
    )


def stored(url, key, field, *, coded):
    """Return a key that is stored with its own help, and refused afterwards."""
    text = f"station: 7\ntoken: {key}\n"
    held = base64.b64encode(text.encode()).decode() if coded else text
    body = json.dumps({field: held})
    sent = f"> Authorization: Bearer {key}\n> Content-Type: application/json"
    first = f"> PUT {url}/config\n{sent}\n>> {body}\n< 201 Created"
    refused = "< 401 Unauthorized\n< Content-Type: application/json"
    then = f'> PUT {url}/data\n{sent}\n>> {{}}\n{refused}\n<< {{"message":"Bad credentials"}}'
    return f"{first}\n---\n{then}"


def shaken(url, *challenged, then):
    """Return a challenge of NTLM and the refused answer to it."""
    challenge, answer = (
        base64.b64encode(b"NTLMSSP\x00" + bytes([step, 0, 0, 0]) + bytes(60)).decode()
        for step in (2, 3)
    )
    lines = "".join(f"\n< {line}" for line in challenged)
    first = get(url, got=f"< 401 No\n< WWW-Authenticate: NTLM {challenge}{lines}")
    said = f"< 401 No\n< WWW-Authenticate: {then.replace('ANEW', challenge)}"
    return f"{first}\n---\n{get(url, f'Authorization: NTLM {answer}', got=said)}"


def registry(*login):
    """Return two token rounds that ended in a refusal: an opaque token, one that names its access."""
    for name, given, code in (("team/app", "opaque-0123456789abcdef", ',error="insufficient_scope"'), ("a/b", jwt({"access": [{"type": "repository", "name": "a/b", "actions": ["pull"]}]}), "")):  # fmt: skip
        scope = f"repository:{name}:pull,push"
        said = f'< 401 No\n< WWW-Authenticate: Bearer realm="https://auth.r.test/token",service="r.test",scope="{scope}"'
        url = f"https://r.test/v2/{name}/blobs/uploads/"
        asked = get(
            f"https://auth.r.test/token?service=r.test&scope={scope}",
            *login,
            got=f'< 200 OK\n< Content-Type: application/json\n<< {{"token":"{given}"}}',
        )
        yield "\n---\n".join(
            [get(url, got=said), asked, get(url, f"Authorization: Bearer {given}", got=said + code)]
        )


def failed(kind, url, *headers):
    request = Message(method="GET", url=url, headers=tuple(Header(*pair) for pair in headers))
    failure = Failure(stage="tls", kind=kind, message=f"It failed: {kind}", detail=f"It was {kind}")
    return Attempt(
        exchanges=(Exchange(request=request, failure=failure, started=START),), source="sent"
    )


A, B = "https://a.acme.test/x", "https://api.shop.test/v2/orders"
FAILURES = {
    "certificate": "certificate-not-trusted",
    "tls": "tls-failed",
    "malformed-reply": "not-http",
    "locked-vault": "locked-vault",
    "unclosed-variable": "unclosed-variable",
    "bad-method": "request-not-sendable",
    "bad-url": "request-not-sendable",
    "too-large": "reply-header-too-large",
    "no-final-reply": "no-final-reply",
    "preflight-refused": "preflight-not-allowed",
    "secret-held-back": "secret-held-back",
    "secret-never-over-http": "secret-never-over-http",
    "name-not-found": "host-unknown",
    "refused": "server-not-reached",
}
INPUTS = {
    "user-name-for-token": [get("https://api.mailgun.net/v3/y", basic("eva:" + "0f1e2d3c" * 4 + "-0a1b2c3d-4e5f6a7b"), got="< 403 Forbidden"),
                            get("https://api.mailgun.net/v3/x", basic("lena:key-" + "0f1e2d3c" * 4))],
    "login-exchange-failed": [get("https://app.test/cb?code=Splx1OBe&state=af0if", got="< 500 Internal Server Error"),
                              get("https://intra.test/oauth2/idpresponse?code=q7&state=9", got="< 561 Authentication Error")],
    "signed-address-expired": [get("https://b.s3.amazonaws.com/k?X-Amz-Date=20231114T000000Z&X-Amz-Expires=60&X-Amz-Signature=ab12", got=f"< 403 Forbidden\n{DATE}"),
                               get("https://files.test/k?Expires=1700000000&Signature=ab12cd34", got=f"< 403 Forbidden\n{OTHER_DATE}")],
    "token-unsigned": [get(A, f"Authorization: Bearer {jwt({'sub': 'a'}, '', alg='none')}"), get(B, f"X-Auth-Token: {jwt({'sub': 'b'}, '', alg='none')}")],
    "unseen-character-in-credential": [get(A, "Authorization: Bearer \u200babcdef012345"), get(B, "X-Api-Key: abcdef\u00ad012345")],
    "line-break-in-credential": [get(A, "X-Api-Key: abcdef012345%0A"), get(B, "Authorization: Bearer abcdef012345\\n"), get(A, basic("lena:sec\nret"))],
    "blank-around-credential": [get(A, basic("lena:secret ")), get(B, basic(" lena:secret"))],
    "colon-after-scheme": [get(A, "Authorization: Bearer: abcdef012345"), get(B, "Authorization: Bearer=abcdef012345")],
    "basic-charset": [get(A, basic("lena:pässword"), got='< 401 No\n< WWW-Authenticate: Basic realm="x"'), get(B, basic("jürgen:secret"), got='< 401 No\n< WWW-Authenticate: Basic realm="y"')],
    "percent-encoded": [get(A, basic("lena:sec%21ret")), get(B, basic("lena%40acme.test:secret"))],
    "two-authorization-headers": [get(A, "Authorization: Bearer abcdef012345", basic("a:b")), get(B, basic("c:d"), "Authorization: Bearer fedcba543210")],
    "digest-realm-mismatch": digest(realm="other"), "digest-nonce-mismatch": digest(nonce="n2"), "digest-opaque-mismatch": digest(opaque="o2"),
    "digest-qop-mismatch": digest(qop="auth-int"), "digest-counter-wrong": digest(nc="1"), "digest-cnonce-missing": digest(cnonce=None),
    "digest-algorithm-mismatch": digest(algorithm="MD5"),
    "dpop-proof-missing": [get(A, "Authorization: DPoP abcdef012345"), get(B, f"Authorization: DPoP {jwt({'cnf': {'jkt': 'abc'}})}")],
    "consent-missing": [token(f"{A}/token", "grant_type=refresh_token&refresh_token=abc", '{"error":"consent_required","error_description":"consent"}'), token(f"{B}/token", "grant_type=password", '{"error":"interaction_required","error_description":"The user has not consented"}')],
    "not-found-hides-forbidden": [get(f"https://acme.atlassian.net/rest/api/3/issue/{name}", "Authorization: Bearer abcdef012345", got='< 404 Not Found\n< Content-Type: application/json\n<< {"errorMessages":["Issue does not exist or you do not have permission to see it."]}') for name in ("AB-1", "CD-2")],
    "assertion-refused": [token(f"{A}/token", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c", '{"error":"invalid_grant","error_description":"Invalid assertion"}'), token("https://oauth2.googleapis.com/token", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c", '{"error":"invalid_grant","error_description":"Invalid JWT Signature."}')],
    "client-proof-missing": [token(f"{A}/token", "grant_type=authorization_code&code=abc&client_id=web", '{"error":"invalid_client"}', "401 Unauthorized"), token(f"{B}/device_authorization", "client_id=tv&scope=openid", '{"error":"invalid_client","error_description":"client authentication failed"}', "401 Unauthorized")],
    "client-assertion-refused": [token(f"{A}/token", f"grant_type={name}&client_id=web&client_assertion=a.b.c", '{"error":"invalid_client"}', "401 Unauthorized") for name in ("client_credentials", "refresh_token&refresh_token=abc")],
    "assertion-expired": [token(f"{A}/token", f"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={jwt({'exp': end})}", '{"error":"invalid_grant"}') for end in (1699999000, 1699990000)],
    "resource-refused": [token(f"{A}/token", "grant_type=client_credentials&client_id=web&resource=https://b.test", '{"error":"invalid_target"}'), token(f"{B}/token", "grant_type=refresh_token&refresh_token=abc&audience=shop", '{"error":"invalid_target","error_description":"unknown"}')],
    "sign-in-request-refused": [token(f"{A}/par", "response_type=code&client_id=web", '{"error":"invalid_request","error_description":"code_challenge is required"}'), token(f"{B}/token", "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=abc", '{"error":"invalid_request","error_description":"requested_token_type is unknown"}')],
    "client-secret-expired": [token("https://login.microsoftonline.com/t/oauth2/v2.0/token", f"grant_type=client_credentials&client_id={name}", '{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired."}', "401 Unauthorized") for name in ("a", "b")],
    "saml-not-yet-valid": [saml('<Conditions NotBefore="2023-11-15T00:20:00Z"/>'), saml('<Conditions NotBefore="2023-11-16T10:00:00Z"/>', date=OTHER_DATE)],
    "saml-no-longer-valid": [saml('<Conditions NotOnOrAfter="2023-11-15T00:10:00Z"/>'), saml('<Conditions NotOnOrAfter="2023-11-16T08:00:00Z"/>', date=OTHER_DATE)],
    "saml-wrong-recipient": [saml('<SubjectConfirmationData Recipient="https://other.test/acs"/>'), saml('<SubjectConfirmationData Recipient="https://sp.test/old"/>')],
    "comes-back-by-http": [get(f"https://{host}/") + "\n---\n" + get(f"https://id.test/auth?client_id=c&response_type=code&redirect_uri=http%3A%2F%2F{host}%2Fcb", got="< 400 Bad Request\n<< The redirect_uri is not registered for this client.") for host in ("box.test", "notes.acme.test")],
    "cookie-never-kept": [f"> GET https://shop.test/cb?code=791099c600de30b7&state=qlGf4SwzNwncrWaH\n< 302 Found\n{DATE}\n< Set-Cookie: sid=8c1f2b7d9e0a4c63; {bad}\n< Location: https://shop.test/\n---\n" + get("https://shop.test/", got=f"< 302 Found\n{DATE}\n< Location: https://shop.test/login") for bad in ("Domain=other.test", "SameSite=None")],
    "manifest-without-login": [get("https://shop.test/", sent, got="< 200 OK\n< Content-Type: text/html\n<< <html></html>") + "\n---\n" + get(f"https://shop.test/{file}", got=got) for sent, file, got in ((basic("ann:pw"), "manifest.json", "< 401 No\n< WWW-Authenticate: Basic realm=shop"), ("Cookie: sid=8c1f2b7d9e0a4c63", "site.webmanifest", "< 302 Found\n< Location: https://shop.test/login"))],
    "saml-wrong-audience": [saml("<Audience>https://other.test</Audience>", "Invalid audience"), saml("<Audience>urn:other</Audience>", "The audience is not valid")],
    "saml-login-failed": [saml(f'<StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{name}"/>') for name in ("AuthnFailed", "RequestDenied")],
    "service-name-mismatch": [get(A, f"Authorization: Negotiate {base64.b64encode(bytes([0x60, n])).decode()}", got="< 401 No\n< WWW-Authenticate: Negotiate") for n in (4, 9)],
    "address-where-name-is-due": [get(f"http://{host}/x", got="< 401 No\n< WWW-Authenticate: Negotiate") for host in ("10.0.0.7", "192.168.1.9")],
    "handshake-connection-lost": [shaken(A, "Connection: close", then="NTLM"), shaken(B, then="NTLM ANEW")],
    "ntlm-where-kerberos-wanted": [get(A, f"Authorization: Negotiate {base64.b64encode(b'NTLMSSP' + bytes([0, n, 0, 0, 0])).decode()}", got="< 401 No\n< WWW-Authenticate: Negotiate") for n in (1, 3)],
    "service-not-enabled": [get(f"https://{name}.googleapis.com/v1/x", "Authorization: Bearer abcdef012345", got='< 403 Forbidden\n< Content-Type: application/json\n<< {"error":{"code":403,"message":"API has not been used in project 1 before or it is disabled.","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}') for name in ("maps", "drive")],
    "origin-not-allowed": [get(f"https://{name}.googleapis.com/v1/x", "X-Goog-Api-Key: AIzaq7RkZ2mW9xT4vB8nL5cJ3hG6q7RkZ2mW9xT", got='< 403 Forbidden\n< Content-Type: application/json\n<< {"error":{"code":403,"message":"Requests from referer are blocked.","status":"PERMISSION_DENIED","details":[{"reason":"API_KEY_HTTP_REFERRER_BLOCKED"}]}}') for name in ("maps", "places")],
    "other-host-named": [token(f"{A}/token", "grant_type=password", f'{{"access_token":"abcdef012345{n}","instance_url":"https://eu{n}.shop.test"}}', "200 OK") + "\n---\n" + get("https://a.acme.test/api", f"Authorization: Bearer abcdef012345{n}") for n in "12"],
    "http-in-place-of-https": [redirected("http://a.acme.test/x", A), redirected("http://api.shop.test/v2/orders", B)],
    "moved-host": [redirected(A, B), redirected("https://old.test/y", "https://new.test/y")],
    "sign-in-sessions-revoked": [get(A, "Authorization: Bearer abcdef012345", got=f'< 401 No\n< WWW-Authenticate: Bearer error="insufficient_claims", claims="{claims}"') for claims in ("eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ", "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7InZhbHVlIjoiMTcwMCJ9fX0")],
    "scheme-word-in-small-letters": [get(A, "Authorization: bearer abcdef012345", got="< 401 No\n<< Missing token"), get(B, "Authorization: basic bGVuYTpzZWNyZXQ=", got="< 401 No\n<< No credentials were provided")],
    "key-of-other-provider": [get("https://slack.com/api/auth.test", "Authorization: Bearer glpat" + "-q7RkZ2mW9xT4vB8nL5cJ")],
    "key-made-public": [stored("https://api.github.com/repos/a/b", "ghp" + "_" + "x1" * 18, "content", coded=True), stored("https://gitlab.com/api/v4/snippets", "glpat" + "-q7RkZ2mW9xT4vB8nL5cJ", "code", coded=False)],
    "registry-access-not-given": list(registry(basic("lena:secret"))),
    "registry-asked-as-nobody": list(registry()),
    "request-header-too-large": [get(A, f"Cookie: sid={'x1' * 4500}", got="< 431 Request Header Fields Too Large"), get(B, f"Authorization: Bearer {'x1' * 3000}", got="< 400 Bad Request\n<< Request Header Or Cookie Too Large")],
    "cookie-path-differs": [f"> POST {place}/Shop/login\n> Content-Type: application/x-www-form-urlencoded\n>> user=a&password=b\n< 302 Found\n< Location: /shop/\n< Set-Cookie: {name}=q7RkZ2mW9xT4vB8nL5; Path=/Shop/\n---\n" + get(f"{place}/shop/", got="< 401 Unauthorized") for place, name in (("https://a.acme.test", "sessionid"), ("https://b.test", "JSESSIONID"))],
    "time-in-another-unit": [get(B, f"X-Sign: {'c' * 43}=", "X-Timestamp: 1700007200123", got=f"< 401 Unauthorized\n{DATE}\n<< invalid timestamp"), get(f"{A}?timestamp=1700007200&signature={'c' * 43}", got=f'< 400 Bad Request\n{DATE}\n<< {{"message": "Invalid timestamp."}}')],
    "file-kept-back": [get(f"{A}/{name}", got=f"< 403 Forbidden\n< Content-Type: text/html\n<< <h1>403 Restricted</h1><p>The request id &quot;/srv/{name}&quot; is outside of Vite serving allow list.</p>") for name in (".env", "notes.txt")],
    "key-percent-encoded": [get(B, "X-Api-Key: q7RkZ2mW9xT4%2FvB8nL5cJ3%3D")],
}  # fmt: skip


def logged(status, path, *removed):
    """Return a line of a log as an attempt."""
    exchange = Exchange(
        request=Message(method="GET", url=path, target=path),
        reply=Reply(status=status),
        redacted=removed,
    )
    return Attempt(exchanges=(exchange,), source="log", may_be_sanitised=True)


def by_certificate(method):
    """Return a token request of ours whose client showed a certificate only."""
    body = "grant_type=client_credentials&client_id=web"
    sent = token(f"{A}/token", body, '{"error":"invalid_client"}', "401 Unauthorized")
    proof = ClientProof(method=method, certificate="/home/me/client.pem")
    request = Request(url=B, credential=OAuth2(client_id="web", client=proof))
    return replace(attempt_of(sent), request=request, source="")


def just_issued(challenge):
    """Return a send of ours: a token is fetched, and the API refuses it at once."""
    fetched = token(
        f"{A}/token", "grant_type=client_credentials&client_id=web&client_secret=pw-of-web",
        '{"access_token":"opaque-0123456789abcdef","token_type":"Bearer"}', "200 OK",
    )  # fmt: skip
    refused = get(B, "Authorization: Bearer opaque-0123456789abcdef", got=challenge)
    return replace(attempt_of(f"{fetched}\n---\n{refused}"), source="sent")


def rare():
    """Yield (finding, attempt)."""
    for error in ("", ' error="invalid_token"'):
        yield (
            "issued-token-refused",
            just_issued(f"< 401 Unauthorized\n< WWW-Authenticate: Bearer{error}"),
        )
    for method in ("tls_client_auth", "automatic"):
        yield "client-certificate-not-known", by_certificate(method)
    for path in ("/orders", "/reports/7"):
        yield "login-unknown", logged(401, path)
        yield "named-user-refused", logged(401, path, NAMED_USER)
        yield "token-refused-in-log", logged(498, path)
        yield "forbidden-in-log", logged(403, path)
    for slug, texts in INPUTS.items():
        yield from ((slug, attempt_of(text)) for text in texts)
    for kind, slug in FAILURES.items():
        for url in (A, B):
            yield slug, failed(kind, url)
    for origin in ("https://page.test", "https://www.shop.test"):
        yield "cors-refused", failed("no-reply", B, ("Origin", origin))


RARE = tuple(rare())
