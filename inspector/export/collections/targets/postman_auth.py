"""The `auth` block of Postman, format 2.1: a type, and its settings as rows."""

from collections.abc import Callable
from typing import Any

from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth import ClientMethod, Grant, OwnParameter
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.kinds.signing.oauth1 import OAuth1
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import SecretRef
from inspector.wording import tr

Words = Callable[[str], str]
Lose = Callable[[str], None]
Json = dict[str, Any]
_GRANTS: dict[Grant, str] = {
    "authorization-code": "authorization_code",
    "client-credentials": "client_credentials",
    "password": "password_credentials",
}
_TYPES = {
    "aws-sigv4": "awsv4",
    "edgegrid": "edgegrid",
    "hawk": "hawk",
    "oauth1": "oauth1",
    "asap": "asap",
}
_BY: dict[ClientMethod, str] = {"client_secret_basic": "header", "client_secret_post": "body"}
_MESSAGES = {
    "authorization": "authRequestParams",
    "token": "tokenRequestParams",
    "refresh": "refreshRequestParams",
}
_SENT_AS = {"query": "request_url", "header": "request_header", "body": "request_body"}


def auth(credential: Credential, words: Words, lose: Lose) -> Json:
    """Return the block. words: says a text in Postman's words; lose: notes what is lost."""
    if not credential.is_given:
        return {"type": "noauth"}
    kind, settings = WRITERS[type(credential)](credential, lose)
    rows = [
        {"key": name, "value": said(value, words), "type": "any"}
        for name, value in settings.items()
        if value not in ("", None, [])
    ]
    return {"type": kind, kind: rows}


def said(value: Any, words: Words) -> Any:
    """Return a value with every text in it in the program's words."""
    if isinstance(value, dict):
        return {name: said(each, words) for name, each in value.items()}
    if isinstance(value, list):
        return [said(each, words) for each in value]
    return words(value) if isinstance(value, str) else value


def _ref(ref: SecretRef) -> str:
    return ref.name


def _login(credential: Basic | Digest | Ntlm) -> Json:
    return {"username": credential.user, "password": _ref(credential.password)}


def _jwt(jwt: SignedJwt) -> Json:
    in_query = jwt.place == "query"
    key = "secret" if jwt.algorithm.startswith("HS") else "privateKey"
    return {
        "algorithm": jwt.algorithm,
        key: _ref(jwt.key),
        "payload": jwt.claims,
        "header": jwt.header,
        "isSecretBase64Encoded": jwt.coding == "base64" or None,
        "addTokenTo": "queryParam" if in_query else "header",
        "queryParamKey": jwt.name if in_query else "",
        "headerPrefix": jwt.word,
    }


def _oauth2(given: OAuth2, lose: Lose) -> Json:
    grant = _GRANTS.get(given.grant, "")
    if not grant:
        grant = given.grant.replace("-", "_")
        lose(tr("Postman does not know the grant {name}.", name=grant))
    if grant == "authorization_code" and given.login.pkce != "off":
        grant = "authorization_code_with_pkce"
    resource = given.target.resources
    return {
        "grant_type": grant,
        "challengeAlgorithm": given.login.pkce if given.login.pkce != "off" else "",
        "authUrl": given.endpoints.authorization,
        "accessTokenUrl": given.endpoints.token,
        "refreshTokenUrl": given.endpoints.refresh,
        "clientId": given.client_id,
        "clientSecret": _ref(given.client.secret),
        "scope": given.scope,
        "username": given.owner.user,
        "password": _ref(given.owner.password),
        "client_authentication": _BY.get(given.client.method, ""),
        "redirect_uri": given.login.address,
        "state": given.login.state,
        "audience": given.target.audience,
        "resource": resource[0] if resource else "",
        "addTokenTo": "queryParams" if given.use.place == "query" else "header",
        "headerPrefix": given.use.word,
        "refreshToken": _ref(given.given.refresh),
        **{
            name: [_own(each) for each in given.extras.own if each.message == message]
            for message, name in _MESSAGES.items()
        },
    }


def _own(each: OwnParameter) -> Json:
    sent = _SENT_AS[each.place]
    return {"key": each.name, "value": each.value, "enabled": True, "send_as": sent}


def _kept(given: Unsupported, lose: Lose) -> tuple[str, Json]:
    """Write a scheme with the settings that its file had; of curl's there are two."""
    rows = {row.name: row.value or _ref(row.secret) for row in given.kept.rows}
    if given.user or given.secret:
        rows = {"username": given.user, "password": _ref(given.secret), **rows}
    kind = _TYPES.get(given.scheme, "")
    if not kind:
        lose(tr("Postman does not know the authentication “{name}”.", name=given.scheme))
    return kind or given.scheme, rows


def _ntlm(given: Ntlm) -> Json:
    return {**_login(given), "domain": given.domain, "workstation": given.workstation}


def _key(given: ApiKey) -> Json:
    return {"key": given.name, "value": _ref(given.value), "in": given.place}


def _aws(given: AwsSignature, lose: Lose) -> tuple[str, Json]:
    if given.source == "profile":
        lose(tr("Postman reads no profile of AWS; enter the keys."))
    return "awsv4", {
        "accessKey": given.key_id,
        "secretKey": _ref(given.secret),
        "sessionToken": _ref(given.session.token),
        "region": given.region,
        "service": given.service,
        "addAuthDataToQuery": given.place == "query" or None,
    }


def _oauth1(given: OAuth1, lose: Lose) -> tuple[str, Json]:
    if given.place == "body":
        lose(tr("Postman puts the parameters of OAuth 1.0 into a form by itself."))
    is_rsa = given.method.startswith("RSA")
    return "oauth1", {
        "consumerKey": given.consumer_key,
        "privateKey" if is_rsa else "consumerSecret": _ref(given.secret),
        "token": _ref(given.owner.token),
        "tokenSecret": _ref(given.owner.secret),
        "signatureMethod": given.method,
        "addParamsToHeader": given.place == "header",
        "includeBodyHash": given.body_hash,
        "realm": given.given.realm,
        "callback": given.given.callback,
        "verifier": given.given.verifier,
        "nonce": given.given.nonce,
        "timestamp": given.given.timestamp,
        "version": given.given.version,
    }


def _hawk(given: Hawk) -> Json:
    return {
        "authId": given.key_id,
        "authKey": _ref(given.key),
        "algorithm": given.algorithm,
        "extraData": given.ext,
        "app": given.app,
        "delegation": given.dlg,
        "includePayloadHash": given.payload or None,
    }


def _edgegrid(given: EdgeGrid) -> Json:
    return {
        "clientToken": given.client_token,
        "clientSecret": _ref(given.secret),
        "accessToken": given.access_token,
        "headersToSign": ",".join(given.signed_headers.replace(",", " ").split()),
        "maxBodySize": str(given.max_body),
    }


WRITERS: dict[type[Credential], Callable[[Any, Lose], tuple[str, Json]]] = {
    Basic: lambda given, _: ("basic", _login(given)),
    Digest: lambda given, _: ("digest", {**_login(given), "algorithm": given.algorithm}),
    Bearer: lambda given, _: ("bearer", {"token": _ref(given.token)}),
    ApiKey: lambda given, _: ("apikey", _key(given)),
    Ntlm: lambda given, _: ("ntlm", _ntlm(given)),
    AwsSignature: _aws,
    OAuth1: _oauth1,
    Hawk: lambda given, _: ("hawk", _hawk(given)),
    EdgeGrid: lambda given, _: ("edgegrid", _edgegrid(given)),
    SignedJwt: lambda given, _: ("jwt", _jwt(given)),
    OAuth2: lambda given, lose: ("oauth2", _oauth2(given, lose)),
    Unsupported: _kept,
}
