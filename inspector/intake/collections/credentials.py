"""Makes the credential that another program's file describes.

Each reader gives the settings in the names below, whatever its program calls them; a scheme that
can't be sent here yet is kept with all its settings, and never becomes none.
"""

from collections.abc import Mapping
from typing import Any, Literal, cast, get_args

from inspector.intake import signatures
from inspector.intake.collections.taking import Taking, text
from inspector.model.credential import Credential
from inspector.model.credential_facts import KeyPlace
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth import (
    ClientMethod,
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Grant,
    KeptSetting,
    KeptSettings,
    Login,
    OwnMessage,
    OwnParameter,
    OwnPlace,
    ResourceOwner,
    Target,
    TokenUse,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.signed_jwt import JwtAlgorithm, SignedJwt
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import SecretRef
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.wording import tr

Settings = Mapping[str, Any]
_GRANTS: dict[str, Grant] = {
    "authorization_code": "authorization-code",
    "authorizationcode": "authorization-code",
    "authorization_code_with_pkce": "authorization-code",
    "implicit": "authorization-code",
    "client_credentials": "client-credentials",
    "clientcredentials": "client-credentials",
    "application": "client-credentials",
    "password_credentials": "password",
    "password": "password",
    "resource_owner_password_credentials": "password",
    "resourceownerpassword": "password",
    "device_code": "device-code",
    "deviceauthorization": "device-code",
    "urn:ietf:params:oauth:grant-type:device_code": "device-code",
    "refresh_token": "refresh-token",
    "jwt_bearer": "jwt-bearer",
    "token_exchange": "token-exchange",
}
_METHODS: dict[str, ClientMethod] = {
    "header": "client_secret_basic",
    "basic": "client_secret_basic",
    "basic_auth_header": "client_secret_basic",
    "basic_auth": "client_secret_basic",
    "body": "client_secret_post",
    "request_body": "client_secret_post",
}
# As programs write the names of what they sign with, and ours.
_SCHEMES = {
    "awsv4": "aws-sigv4",
    "aws": "aws-sigv4",
    "aws-signature": "aws-sigv4",
    "aws_signature": "aws-sigv4",
    "iam": "aws-sigv4",
    "auth-aws-sig-v4": "aws-sigv4",
    "awssigv4": "aws-sigv4",
    "akamai-edgegrid": "edgegrid",
    "akamaiedgegrid": "edgegrid",
    "akamai-eg": "edgegrid",
    "oauth-1": "oauth1",
    "oauth10": "oauth1",
    "auth-oauth1": "oauth1",
}


def basic(taking: Taking, user: Any, password: Any) -> Basic:
    """Return user and password as Basic."""
    return Basic(user=text(user), password=taking.secret(password, "password"))


def digest(taking: Taking, user: Any, password: Any, algorithm: Any = "") -> Digest:
    """Return user and password as Digest; algorithm: empty lets the server choose."""
    chosen = text(algorithm) if text(algorithm).upper() not in {"", "MD5"} else ""
    return Digest(user=text(user), password=taking.secret(password, "password"), algorithm=chosen)


def wsse(taking: Taking, user: Any, password: Any) -> Wsse:
    """Return user and password as WSSE."""
    return Wsse(user=text(user), password=taking.secret(password, "password"))


def ntlm(taking: Taking, given: Settings) -> Ntlm:
    """Return a Windows login. given: username, password, domain, workstation."""
    return Ntlm(
        user=text(given.get("username")),
        password=taking.secret(given.get("password"), "password"),
        domain=text(given.get("domain")),
        workstation=text(given.get("workstation")),
    )


def bearer(taking: Taking, token: Any, word: Any = "Bearer") -> Bearer:
    """Return a token; word: None and empty texts mean what the program then sends, Bearer."""
    return Bearer(token=taking.secret(token, "token"), word=text(word).strip() or "Bearer")


def api_key(taking: Taking, name: Any, value: Any, place: Any = "header") -> ApiKey:
    """Return a key. place: in the program's words; a header where it says nothing."""
    words = text(place).lower().replace("-", "").replace("_", "").replace(" ", "")
    where: KeyPlace = "header"
    if words.startswith(("query", "url", "param")):
        where = "query"
    elif words.startswith("cookie"):
        where = "cookie"
    return ApiKey(name=text(name), value=taking.secret(value, "key"), place=where)


def signed_jwt(taking: Taking, given: Settings) -> SignedJwt:
    """Return a JWT that is signed here.

    given: algorithm, key, claims, header (JSON texts), base64 (how the secret is written), place
    ("query" or else a header), name, word.
    """
    algorithm = text(given.get("algorithm")).upper() or "HS256"
    if algorithm not in get_args(JwtAlgorithm):
        taking.lose(
            tr("The algorithm {name} can't be signed with; choose another.", name=algorithm)
        )
        algorithm = "HS256"
    in_query = text(given.get("place")).lower().startswith(("query", "param"))
    return SignedJwt(
        algorithm=cast("JwtAlgorithm", algorithm),
        key=taking.secret(given.get("key"), "key"),
        claims=text(given.get("claims")) or "{}",
        header=text(given.get("header")),
        coding="base64" if given.get("base64") else "text",
        place="query" if in_query else "header",
        name=text(given.get("name")) or ("token" if in_query else "Authorization"),
        word=text(given.get("word")).strip() or "Bearer",
    )


def other(taking: Taking, scheme: str, given: Settings) -> Credential:
    """Return a scheme that signs; one that can't be sent yet with every setting, and say so."""
    name = _SCHEMES.get(scheme.lower(), scheme.lower())
    make = signatures.maker(name)
    if make is not None:
        return make(taking, signatures.Given(given))
    taking.lose(
        tr("The authentication “{name}” can't be sent yet. It is kept as it is.", name=scheme)
    )
    kept = tuple(_setting(taking, key, value) for key, value in given.items() if text(value) != "")
    return Unsupported(scheme=name, kept=KeptSettings(rows=kept))


def _setting(taking: Taking, name: str, value: Any) -> KeptSetting:
    if is_secret_pair(name, text(value)) or "key" in name.lower():
        return KeptSetting(name=name, secret=taking.secret(value, name))
    return KeptSetting(name=name, value=text(value))


def oauth2(taking: Taking, given: Settings) -> OAuth2 | Bearer | ApiKey:
    """Return how a token is obtained; one that was only typed in is sent as it is.

    given: grant, authorization_url, token_url, refresh_url, device_url, issuer, client_id,
    client_secret, scope, user, password, client_by, pkce, redirect, state, audience, resource,
    place, name, word, token_kind, access_token, refresh_token, own (rows of OwnParameter).
    """
    words = {name: text(value) for name, value in given.items() if not isinstance(value, tuple)}
    typed = words.get("access_token", "")
    places = ("authorization_url", "token_url", "device_url", "issuer")
    if typed and not any(words.get(each) for each in places):
        use = _use(words)
        if use.place == "query":
            return api_key(taking, use.name, typed, "query")
        return bearer(taking, typed, words.get("word"))
    asked = words.get("grant", "").lower().replace("-", "_")
    grant = _GRANTS.get(asked) or _GRANTS.get(asked.replace("_", ""), "authorization-code")
    if asked == "implicit":
        taking.lose(
            tr("The implicit grant is no longer used; the authorization code is, with PKCE.")
        )
    elif asked and asked not in _GRANTS and asked.replace("_", "") not in _GRANTS:
        taking.lose(tr("The grant “{name}” is not known; the authorization code is.", name=asked))
    return OAuth2(
        grant=grant,
        issuer=words.get("issuer", ""),
        client_id=words.get("client_id", ""),
        scope=words.get("scope", ""),
        owner=_owner(taking, words, grant),
        given=GivenTokens(refresh=taking.secret(words.get("refresh_token"), "refresh-token")),
        client=_client(taking, words),
        endpoints=_endpoints(words),
        login=_login(words, pkce=given.get("pkce"), code=asked != "authorization_code"),
        target=_target(words),
        use=_use(words),
        extras=Extras(own=given.get("own", ())),
    )


def _owner(taking: Taking, words: Mapping[str, str], grant: Grant) -> ResourceOwner:
    if grant != "password":
        return ResourceOwner()
    password = taking.secret(words.get("password"), "password")
    return ResourceOwner(user=words.get("user", ""), password=password)


def _client(taking: Taking, words: Mapping[str, str]) -> ClientProof:
    method = _METHODS.get(words.get("client_by", "").lower().replace(" ", "_"), "automatic")
    secret: SecretRef = taking.secret(words.get("client_secret"), "client-secret")
    return ClientProof(method=method, secret=secret)


def _endpoints(words: Mapping[str, str]) -> Endpoints:
    refresh = words.get("refresh_url", "")
    return Endpoints(
        authorization=words.get("authorization_url", ""),
        token=words.get("token_url", ""),
        refresh="" if refresh == words.get("token_url") else refresh,
        device=words.get("device_url", ""),
    )


def _login(words: Mapping[str, str], *, pkce: Any, code: bool) -> Login:
    """pkce: True, False, or None where the file says nothing."""
    method: Literal["S256", "plain", "off"] = "S256"
    if words.get("pkce_method", "").lower() == "plain":
        method = "plain"
    if pkce is False or (pkce is None and not code):
        method = "off"
    redirect = words.get("redirect", "")
    if redirect:
        return Login(host="elsewhere", address=redirect, pkce=method, state=words.get("state", ""))
    return Login(pkce=method, state=words.get("state", ""))


def _target(words: Mapping[str, str]) -> Target:
    resource = words.get("resource", "")
    return Target(audience=words.get("audience", ""), resources=(resource,) if resource else ())


def _use(words: Mapping[str, str]) -> TokenUse:
    in_query = words.get("place", "").lower().startswith(("query", "url", "param"))
    name = words.get("name", "") or ("access_token" if in_query else "Authorization")
    return TokenUse(
        place="query" if in_query else "header",
        name=name,
        word=words.get("word", "").strip() or "Bearer",
        token="id_token" if "id" in words.get("token_kind", "") else "access_token",
    )


def own_parameter(message: OwnMessage, place: Any, name: Any, value: Any) -> OwnParameter:
    """Return a parameter of one's own in a message to the login provider. place: any words."""
    words = text(place).lower()
    where: OwnPlace = "body"
    if "header" in words:
        where = "header"
    elif "url" in words or "query" in words:
        where = "query"
    return OwnParameter(message=message, place=where, name=text(name), value=text(value))
