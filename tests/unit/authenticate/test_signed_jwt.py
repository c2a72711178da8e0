"""A JWT signed here: what a second library reads of it, where it goes, what is said of mistakes."""

import json
import time

import pytest
from joserfc import jwt as second
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from inspector.authenticate.scheme import Send, Stop
from inspector.authenticate.schemes.signed_jwt import check, made, preview, steps
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.exchange import Exchange
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.message import Header, Message, Reply, first
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="memory", name="key")
SECRET = "Planted-jwt-secret-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"
MESSAGE = Message(method="GET", url="https://api.example/x?y=1", target="/x?y=1")
KEYS = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), RSAKey.generate_key()),
    "ES256": ECKey.generate_key("P-256"),
    "ES384": ECKey.generate_key("P-384"),
    "ES512": ECKey.generate_key("P-521"),
    "EdDSA": OKPKey.generate_key("Ed25519"),
    **dict.fromkeys(("HS256", "HS384", "HS512"), OctKey.import_key(SECRET)),
}


def _secrets(text):
    return lambda ref: text if ref == KEY else ""


def _text(key):
    return SECRET if isinstance(key, OctKey) else key.as_pem(private=True).decode()


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("algorithm", KEYS)
def test_a_second_library_verifies_it(algorithm):
    key = KEYS[algorithm]
    credential = SignedJwt(
        algorithm=algorithm,
        key=KEY,
        header='{"kid": "k-1"}',
        claims='{"iss": "ä", "iat": {{now}}, "exp": {{now+5m}}, "jti": "{{uuid}}"}',
    )
    token = made(credential, _secrets(_text(key)), 1_700_000_000)
    read = second.decode(token, key, algorithms=[algorithm])
    assert read.header == {"alg": algorithm, "typ": "JWT", "kid": "k-1"}
    assert read.claims["iss"] == "ä"
    assert (read.claims["iat"], read.claims["exp"]) == (1_700_000_000, 1_700_000_300)
    assert (
        read.claims["jti"]
        != second.decode(
            made(credential, _secrets(_text(key))), key, algorithms=[algorithm]
        ).claims["jti"]
    )


def test_a_type_of_its_own_and_a_secret_in_base64():
    credential = SignedJwt(header='{"typ": "at+jwt"}', claims="{}", coding="base64", key=KEY)
    token = made(credential, _secrets("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))
    read = second.decode(token, OctKey.import_key(bytes(range(32))), algorithms=["HS256"])
    assert read.header["typ"] == "at+jwt"


def _sent(credential, text=SECRET):
    step = next(steps(credential, MESSAGE, _secrets(text)))
    assert isinstance(step, Send)
    return step


def test_it_goes_into_a_header_under_a_word():
    message = _sent(SignedJwt(key=KEY, name="X-Auth", word="JWT")).message
    header = next(each for each in message.headers if each.name == "X-Auth")
    assert header.value.startswith("JWT eyJ")
    assert [header.value[a:b] for a, b in header.secret] == [header.value[4:]]


def test_it_goes_into_the_query():
    message = _sent(SignedJwt(key=KEY, name="jwt", place="query")).message
    assert message.target.startswith("/x?y=1&jwt=eyJ")
    ((a, b),) = message.target_secret
    assert message.target[a:b] == message.target.partition("jwt=")[2]
    assert not message.headers


def test_a_redirected_message_gets_a_token_of_its_own():
    step = _sent(SignedJwt(key=KEY, claims='{"jti": "{{uuid}}"}'))
    again = step.renew(MESSAGE, Exchange(request=MESSAGE))
    values = {first(each.headers, "Authorization") for each in (step.message, again)}
    assert len(values) == 2


@pytest.mark.parametrize(
    ("changes", "text", "said"),
    [
        ({"claims": '{"a": 1,\n "b": }'}, SECRET, "claims breaks at line 2, column 7"),
        ({"claims": "[1]"}, SECRET, "must be an object"),
        ({"header": "{x}"}, SECRET, "header breaks at line 1, column 2"),
        ({"header": '{"alg": "none"}'}, SECRET, "names the algorithm none"),
        ({"algorithm": "ES256"}, SECRET, "PEM or JWK"),
        ({"algorithm": "ES256"}, _text(KEYS["RS256"]), "it is an RSA key, which fits RS…, PS…"),
        ({"algorithm": "ES256"}, _text(KEYS["ES384"]), "the curve P-384, which fits ES384"),
        ({"algorithm": "HS256"}, _text(KEYS["EdDSA"]), "an Ed25519 key, which fits EdDSA"),
    ],
)
def test_what_is_wrong_stops_it_in_words(changes, text, said):
    (step,) = list(steps(SignedJwt(key=KEY, **changes), MESSAGE, _secrets(text)))
    assert isinstance(step, Stop)
    assert said in step.failure.message
    assert text not in repr(step)
    field = next(iter(changes)).replace("algorithm", "key")
    if "none" not in said:
        found = [each for each in check(SignedJwt(key=KEY, **changes), text) if each.level == "bad"]
        assert [each.field for each in found] == [field]


def _answered(credential, reply):
    """Return the steps after the token was handed in."""
    generator = steps(credential, MESSAGE, _secrets(SECRET))
    asked = next(generator)
    rest = []
    try:
        rest.append(generator.send(Exchange(request=asked.message, reply=reply)))
        rest.extend(generator)
    except StopIteration:
        pass
    return asked, rest


def test_it_is_handed_in_and_the_token_that_came_is_sent():
    credential = SignedJwt(key=KEY, token_url="https://login.example/token", takes="id_token")
    body = b'{"access_token": "a-1", "id_token": "i-1"}'
    reply = Reply(status=200, headers=(Header("Content-Type", "application/json"),), body=body)
    asked, (step,) = _answered(credential, reply)
    assert (asked.purpose, asked.aside, asked.message.url) == (
        "token",
        True,
        "https://login.example/token",
    )
    assert asked.message.body.startswith(
        b"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=eyJ"
    )
    assert asked.message.body_secret
    assert first(step.message.headers, "Authorization") == "Bearer i-1"
    assert preview(credential, MESSAGE, _secrets(SECRET)).place == "challenge"


def test_without_a_token_the_api_is_not_called():
    credential = SignedJwt(key=KEY, token_url="https://login.example/token")
    _, rest = _answered(credential, Reply(status=400, body=b'{"error": "invalid_grant"}'))
    assert rest == []
    _, (step,) = _answered(credential, Reply(status=200, body=b'{"id_token": "i-1"}'))
    assert isinstance(step, Stop)
    assert step.of_last
    assert "access_token" in step.failure.message
    credential = SignedJwt(key=KEY, token_url="http://169.254.169.254/token")
    (step,) = list(steps(credential, MESSAGE, _secrets(SECRET)))
    assert isinstance(step, Stop)


def test_variables_are_filled_in_and_moments_are_left():
    scope = Scope(variables={"who": "ann"}, secrets={KEY: Secret(SECRET)})
    claims = '{"sub": "{{who}}", "exp": {{now+60}}}'
    request = Request(url="https://a.example", credential=SignedJwt(key=KEY, claims=claims))
    assembled = assemble(request, scope)
    assert not assembled.problems
    token = made(assembled.credential, _secrets(SECRET), 1000)
    key = OctKey.import_key(SECRET)
    assert second.decode(token, key, algorithms=["HS256"]).claims == {"sub": "ann", "exp": 1060}
    unknown = _with_claims(request, '{"sub": "{{whom}}"}')
    (problem,) = assemble(unknown, scope).problems
    assert problem.detail == "whom"


def _with_claims(request, claims):
    return Request(url=request.url, credential=SignedJwt(key=KEY, claims=claims))


def test_remarks_while_typing():
    def kinds(text=SECRET, **changes):
        return [each.kind for each in check(SignedJwt(key=KEY, **changes), text)]

    assert kinds() == []
    assert kinds("short") == ["short-secret"]
    assert kinds(claims=json.dumps({"exp": time.time() - 5})) == ["expired"]
    assert kinds(claims='{"exp": {{now+300}}, "a": {{b}}, "c": "{{uuid}}"}') == []
    assert kinds(place="query", name="jwt") == ["token-in-query"]
    assert kinds(name="") == ["no-name"]
    sealed = _text(KEYS["RS256"]).replace("PRIVATE", "ENCRYPTED PRIVATE")
    assert kinds(sealed, algorithm="RS256") == []


def test_nothing_is_signed_for_the_preview_and_nothing_secret_is_shown():
    shown = preview(SignedJwt(key=KEY), MESSAGE, _secrets(SECRET))
    assert (shown.place, shown.name) == ("header", "Authorization")
    assert shown.text.startswith("Bearer eyJ")
    assert "•" in shown.text
    assert preview(SignedJwt(key=KEY), MESSAGE, _secrets("")).text == "Bearer "
    assert preview(SignedJwt(key=KEY, claims="{"), MESSAGE, _secrets(SECRET)).text == "Bearer "
