"""Each recipe fills in the claims that its service documents; a second library reads them."""

import json
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from joserfc import jwt as second
from joserfc.jwk import import_key

from inspector.authenticate.recipe import RecipeError, recipes_for
from inspector.authenticate.recipes.snowflake_key_pair import account_name
from inspector.authenticate.schemes.signed_jwt import check, made
from inspector.model.credential import kinds
from inspector.model.secret import SecretRef

NOW = 1_700_000_000
KEY = SecretRef(place="memory", name="key")


def _pem(key, words=""):
    seal = BestAvailableEncryption(words.encode()) if words else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, seal).decode()


RSA = _pem(rsa.generate_private_key(65537, 2048))
EC = _pem(ec.generate_private_key(ec.SECP256R1()))
RECIPES = {each.name: each for kind in kinds() for each in recipes_for(kind.tag())}
GOOGLE = json.dumps(
    {
        "type": "service_account",
        "private_key_id": "kid-1",
        "private_key": RSA,
        "client_email": "robot@project.iam.gserviceaccount.com",
        "token_uri": "https://evil.example/token",
    }
)
TOKEN_URL = "https://oauth2.googleapis.com/token"


def _read(name, **values):
    """Return header and claims of the token that a filled-in credential makes, and itself."""
    filled = RECIPES[name].fill(values)
    credential = filled.credential.with_secret(KEY)
    key = import_key(filled.secret, "EC" if credential.algorithm == "ES256" else "RSA")
    token = made(credential, lambda ref: filled.secret if ref == KEY else "", NOW)
    read = second.decode(token, key, algorithms=[credential.algorithm])
    assert not [each for each in check(credential, filled.secret) if each.level == "bad"]
    assert filled.secret not in repr(filled)
    return read.header, read.claims, credential


def test_google_access_token():
    # developers.google.com/identity/protocols/oauth2/service-account: "Forming the JWT header",
    # "Forming the JWT claim set", "Making the access token request".
    header, claims, credential = _read("google-access-token", file=GOOGLE, scope="a b")
    assert header == {"alg": "RS256", "typ": "JWT", "kid": "kid-1"}
    assert claims == {
        "iss": "robot@project.iam.gserviceaccount.com",
        "scope": "a b",
        "aud": TOKEN_URL,
        "iat": NOW,
        "exp": NOW + 3600,
    }
    assert (credential.token_url, credential.takes) == (TOKEN_URL, "access_token")


def test_google_id_token():
    # cloud.google.com/docs/authentication/get-id-token: `target_audience` in place of `scope`.
    _, claims, credential = _read("google-id-token", file=GOOGLE, audience="https://s.run.app")
    assert claims["target_audience"] == "https://s.run.app"
    assert "scope" not in claims
    assert (credential.token_url, credential.takes) == (TOKEN_URL, "id_token")


def test_github_app():
    # docs.github.com, "Generating a JSON Web Token (JWT) for a GitHub App": iat 60 s in the past,
    # exp no more than ten minutes ahead, iss the client ID, RS256.
    header, claims, credential = _read("github-app", app=" Iv23liX ", key=RSA)
    assert header == {"alg": "RS256", "typ": "JWT"}
    assert claims == {"iat": NOW - 60, "exp": NOW + 540, "iss": "Iv23liX"}
    assert (credential.place, credential.word) == ("header", "Bearer")


def test_app_store_connect():
    # developer.apple.com, "Generating Tokens for API Requests": ES256, kid, iss, iat, exp at most
    # 20 minutes later, aud appstoreconnect-v1; individual keys have the subject `user`, no issuer.
    header, claims, _ = _read("app-store-connect", issuer="57246542", kid="2X9R4HXF34", key=EC)
    assert header == {"alg": "ES256", "typ": "JWT", "kid": "2X9R4HXF34"}
    assert claims == {
        "iss": "57246542",
        "iat": NOW,
        "exp": NOW + 1140,
        "aud": "appstoreconnect-v1",
    }
    _, claims, _ = _read("app-store-connect", kid="2X9R4HXF34", key=EC)
    assert claims["sub"] == "user"
    assert "iss" not in claims


def test_asap():
    # s2sauth.bitbucket.io/spec: kid begins with the issuer and a slash; iss, aud, iat, exp (an
    # hour at most), jti.
    given = {"issuer": "mine", "audience": "theirs", "key": RSA}
    header, claims, credential = _read("asap", kid="mine/key-1", **given)
    assert header["kid"] == "mine/key-1"
    jti = claims.pop("jti")
    assert claims == {"iss": "mine", "aud": "theirs", "iat": NOW, "exp": NOW + 60}
    again = [made(credential, lambda ref: RSA if ref == KEY else "", NOW) for _ in range(2)]
    assert len(set(again)) == 2
    assert len(jti) == 36
    with pytest.raises(RecipeError, match="begin with the issuer"):
        RECIPES["asap"].fill({**given, "kid": "key-1"})


@pytest.mark.parametrize("words", ["", "correct horse"])
def test_snowflake(words, tmp_path):
    # docs.snowflake.com, "Authenticating to the server" (SQL API), key pair: iss ACCOUNT.USER.FP,
    # sub ACCOUNT.USER, all capital letters, iat, exp at most an hour later; FP as OpenSSL makes it.
    private = rsa.generate_private_key(65537, 2048)
    values = {"account": "myorg-acct", "user": "ann", "key": _pem(private, words)}
    filled = RECIPES["snowflake-key-pair"].fill({**values, "passphrase": words})
    credential = filled.credential.with_secret(KEY)
    assert filled.passphrase == words
    file = tmp_path / "key.pem"
    file.write_text(_pem(private))
    public = subprocess.run(
        ["openssl", "rsa", "-in", str(file), "-pubout", "-outform", "DER"],
        capture_output=True,
        check=True,
    ).stdout
    digest = subprocess.run(
        ["openssl", "dgst", "-sha256", "-binary"], input=public, capture_output=True, check=True
    ).stdout
    printed = subprocess.run(
        ["openssl", "enc", "-base64"], input=digest, capture_output=True, check=True
    ).stdout
    claims = json.loads(credential.claims.replace("{{now}}", "0").replace("{{now+3540}}", "3540"))
    assert claims == {
        "iss": f"MYORG-ACCT.ANN.SHA256:{printed.decode().strip()}",
        "sub": "MYORG-ACCT.ANN",
        "iat": 0,
        "exp": 3540,
    }
    with pytest.raises(RecipeError, match="passphrase"):
        RECIPES["snowflake-key-pair"].fill({**values, "passphrase": "" if words else "x"})


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("xy12345.us-east-1", "XY12345"),
        ("myorg-acct", "MYORG-ACCT"),
        ("acct-ext.global", "ACCT"),
        (" xy12345 ", "XY12345"),
    ],
)
def test_snowflake_accounts(identifier, name):
    assert account_name(identifier) == name


@pytest.mark.parametrize("text", ["", "{", "[]", '{"private_key": 1}', '{"private_key": "p"}'])
def test_a_file_that_is_no_key_file(text):
    with pytest.raises(RecipeError, match="no key file"):
        RECIPES["google-access-token"].fill({"file": text, "scope": "a"})


def test_without_a_scope():
    with pytest.raises(RecipeError, match="scope"):
        RECIPES["google-access-token"].fill({"file": GOOGLE, "scope": " "})


@pytest.mark.parametrize("name", RECIPES)
def test_each_names_its_source_and_fills_in_its_kind(name):
    recipe = RECIPES[name]
    assert recipe.source.startswith("https://")
    assert recipe.title
    if recipe.kind == "from-command":
        filled = recipe.fill({"name": "given"})
        assert filled.credential.kind == "from-command"
        assert all(filled.credential.command)
        assert not filled.secret
        fields = {each.name for each in recipe.fields}
        assert ("given" in " ".join(filled.credential.command)) == bool(fields)
