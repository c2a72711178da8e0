"""The `auth` of an OpenCollection: an object with its type, or the word `inherit`."""

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
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.kinds.unsupported import Unsupported
from inspector.wording import tr

Words = Callable[[str], str]
Lose = Callable[[str], None]
_FLOWS: dict[Grant, str] = {
    "authorization-code": "authorization_code",
    "client-credentials": "client_credentials",
    "password": "resource_owner_password_credentials",
}
_BY: dict[ClientMethod, str] = {
    "client_secret_basic": "basic_auth_header",
    "client_secret_post": "body",
}
_TYPES = {"aws-sigv4": "awsv4", "edgegrid": "akamai-edgegrid", "oauth1": "oauth1"}
_MESSAGES = {
    "authorization": "authorizationRequest",
    "token": "accessTokenRequest",
    "refresh": "refreshTokenRequest",
}
Json = dict[str, Any]


def auth(credential: Credential, words: Words, lose: Lose) -> Any:
    """Return the object; None where nothing is sent. words, lose: as of `Giving`."""
    if credential.inherits:
        return "inherit"
    if not credential.is_given:
        return None
    return _said(WRITERS[type(credential)](credential, lose), words)


def _said(value: Any, words: Words) -> Any:
    """Return the settings in Bruno's words, without those that say nothing."""
    if isinstance(value, dict):
        made = {name: _said(each, words) for name, each in value.items()}
        return {name: each for name, each in made.items() if each not in ("", None, [], {})}
    if isinstance(value, list):
        return [_said(each, words) for each in value]
    return words(value) if isinstance(value, str) else value


def _login(credential: Basic | Digest | Ntlm | Wsse) -> Json:
    return {"username": credential.user, "password": credential.password.name}


def _oauth2(given: OAuth2, lose: Lose) -> Json:
    flow = _FLOWS.get(given.grant, "")
    if not flow:
        flow = given.grant.replace("-", "_")
        lose(tr("Bruno does not know the grant {name}.", name=flow))
    placement = (
        {"query": given.use.name} if given.use.place == "query" else {"header": given.use.word}
    )
    own = {
        name: [_own(each) for each in given.extras.own if each.message == message]
        for message, name in _MESSAGES.items()
    }
    made: Json = {
        "type": "oauth2",
        "flow": flow,
        "authorizationUrl": given.endpoints.authorization,
        "accessTokenUrl": given.endpoints.token,
        "refreshTokenUrl": given.endpoints.refresh,
        "deviceAuthorizationUrl": given.endpoints.device,
        "callbackUrl": given.login.address,
        "credentials": {
            "clientId": given.client_id,
            "clientSecret": given.client.secret.name,
            "placement": _BY.get(given.client.method, ""),
        },
        "resourceOwner": {"username": given.owner.user, "password": given.owner.password.name},
        "additionalParameters": own,
        "scope": given.scope,
        "state": given.login.state,
        "tokenConfig": {"placement": placement, "source": given.use.token},
        "settings": {"autoFetchToken": True, "autoRefreshToken": True},
    }
    if flow == "authorization_code":
        made["pkce"] = {"disabled": given.login.pkce == "off"}
    return made


def _own(each: OwnParameter) -> Json:
    return {"name": each.name, "placement": each.place, "value": each.value}


def _kept(given: Unsupported, lose: Lose) -> Json:
    rows = {row.name: row.value or row.secret.name for row in given.kept.rows}
    if given.user or given.secret:
        rows = {"username": given.user, "password": given.secret.name, **rows}
    kind = _TYPES.get(given.scheme, "")
    if not kind:
        lose(tr("Bruno does not know the authentication “{name}”.", name=given.scheme))
    return {"type": kind or given.scheme, **rows}


def _key(given: ApiKey) -> Json:
    key = {"type": "apikey", "key": given.name, "value": given.value.name}
    return {**key, "placement": given.place}


def _aws(given: AwsSignature, lose: Lose) -> Json:
    if given.place == "query":
        lose(tr("Bruno signs for AWS in a header only, and makes no presigned address."))
    return {
        "type": "awsv4",
        "accessKeyId": given.key_id,
        "secretAccessKey": given.secret.name,
        "sessionToken": given.session.token.name,
        "service": given.service,
        "region": given.region,
        "profileName": given.profile,
    }


def _edgegrid(given: EdgeGrid) -> Json:
    return {
        "type": "akamai-edgegrid",
        "clientToken": given.client_token,
        "clientSecret": given.secret.name,
        "accessToken": given.access_token,
        "headersToSign": ",".join(given.signed_headers.replace(",", " ").split()),
        "maxBodySize": given.max_body,
    }


WRITERS: dict[type[Credential], Callable[[Any, Lose], Json]] = {
    Basic: lambda given, _: {"type": "basic", **_login(given)},
    Digest: lambda given, _: {"type": "digest", **_login(given)},
    Wsse: lambda given, _: {"type": "wsse", **_login(given)},
    Ntlm: lambda given, _: {"type": "ntlm", **_login(given), "domain": given.domain},
    Bearer: lambda given, _: {"type": "bearer", "token": given.token.name},
    ApiKey: lambda given, _: _key(given),
    OAuth2: _oauth2,
    AwsSignature: _aws,
    EdgeGrid: lambda given, _: _edgegrid(given),
    Unsupported: _kept,
}
