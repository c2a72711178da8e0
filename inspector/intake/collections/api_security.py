"""The credentials that a description of an API asks for, of an operation or of all of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from inspector.intake.collections import credentials
from inspector.intake.collections.api_description import Description, described
from inspector.intake.collections.taking import Taking, mapping, rows, text
from inspector.intake.results import Unreadable
from inspector.model.credential import Credential
from inspector.model.credential_facts import KeyPlace
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_key_name
from inspector.protocol.urls import split
from inspector.wording import tr

# In the order in which they are taken: what a program can do by itself comes first.
_FLOWS = (
    ("authorizationCode", "authorization_code"),
    ("deviceAuthorization", "device_code"),
    ("clientCredentials", "client_credentials"),
    ("password", "password"),
    ("implicit", "implicit"),
)
_FLOWS_OF_2 = {
    "accessCode": "authorization_code",
    "application": "client_credentials",
    "password": "password",
    "implicit": "implicit",
}
_BY_WORD: dict[str, Callable[[SecretRef], Credential]] = {
    "basic": lambda ask: Basic(password=ask),
    "bearer": lambda ask: Bearer(token=ask),
    "digest": lambda ask: Digest(password=ask),
}
_WELL_KNOWN = "/.well-known/openid-configuration"
_OAUTH_WELL_KNOWN = "/.well-known/oauth-authorization-server"
# What API Gateway writes beside a key that is no key (AWS, "x-amazon-apigateway-authtype").
_AWS_KIND = "x-amazon-apigateway-authtype"
_Entry = Mapping[str, Any]


class Asked(NamedTuple):
    """A credential that is asked for, and the scopes that it must have."""

    credential: Credential
    scopes: tuple[str, ...] = ()


def _alternatives(given: _Entry) -> list[dict[str, tuple[str, ...]]]:
    """Return the schemes of each alternative of `security` with its scopes, without empty ones."""
    asked = given.get("security")
    return [
        {
            text(name): tuple(map(text, scopes)) if isinstance(scopes, list) else ()
            for name, scopes in each.items()
        }
        for each in (asked if isinstance(asked, list) else ())
        if isinstance(each, Mapping) and each
    ]


class Security:
    """Chooses an alternative of `security` and makes its credentials; secrets are asked for."""

    inherited = InheritCredential()

    def __init__(self, taking: Taking, description: Description) -> None:
        self._taking = taking
        self._description = description
        components = mapping(description.whole.get("components"))
        self._schemes = mapping(
            components.get("securitySchemes") or description.whole.get("securityDefinitions")
        )
        self._scopes: tuple[str, ...] = ()

    def wanted(self, given: _Entry) -> Credential | None:
        """Return the credential that an operation, or the whole, asks for.

        None where it says nothing, so that what lies above counts; NoCredential for `[]`, and for
        alternatives that are all empty.
        """
        if not isinstance(given.get("security"), list):
            return None
        chosen = self._chosen(given)
        first = self._first(chosen)
        return self._made(first, chosen[first]) if first else NoCredential()

    def also(self, given: _Entry) -> tuple[Credential, ...]:
        """Return what the alternative of an operation asks for beside the first credential.

        All schemes of one alternative are needed (OpenAPI 3.1.1, 4.8.30).
        """
        own = isinstance(given.get("security"), list)
        chosen = self._chosen(given if own else self._description.whole)
        first = self._first(chosen)
        found = tuple(self._made(each, chosen[each]) for each in chosen if each != first)
        header = "authorization"
        rivals = [each for each in found if header in map(str.lower, each.headers)]
        if rivals and header in map(str.lower, self._made(first, chosen[first]).headers):
            self._taking.lose(
                tr(
                    "Two credentials for Authorization are asked for at once; only {name} leaves.",
                    name=first,
                )
            )
        return found

    def alternatives(self, operation: _Entry) -> tuple[tuple[Asked, ...], ...]:
        """Return every way in which an operation can be called, () where nothing is asked for.

        Where neither the whole nor any operation names one, each that is described may be it.
        """
        own = isinstance(operation.get("security"), list)
        given = operation if own else self._description.whole
        if not isinstance(given.get("security"), list):
            named = () if self._is_named_anywhere() else self._schemes
            given = {"security": [{name: []} for name in named]}
        return tuple(
            tuple(Asked(self._made(name, scopes), scopes) for name, scopes in each.items())
            for each in _alternatives(given)
            if all(map(self._can_be_sent, each))
        )

    def _is_named_anywhere(self) -> bool:
        """Whether some operation says what it asks for: then one that says nothing is open."""
        items = map(
            self._description.resolved, mapping(self._description.whole.get("paths")).values()
        )
        operations = (mapping(each) for item in items for each in item.values())
        return any(isinstance(each.get("security"), list) for each in operations)

    def _chosen(self, given: _Entry) -> dict[str, tuple[str, ...]]:
        """Return the schemes of one alternative with their scopes; {} where nothing is needed."""
        alternatives = _alternatives(given)
        able = [each for each in alternatives if all(map(self._can_be_sent, each))]
        return next(iter(able or alternatives), {})

    def _can_be_sent(self, name: str) -> bool:
        scheme = self._scheme(name)
        kind, word = text(scheme.get("type")), text(scheme.get("scheme")).lower()
        usual = kind in {"apiKey", "basic", "oauth2", "openIdConnect"}
        return usual or (kind == "http" and word in _BY_WORD)

    def _first(self, chosen: Mapping[str, tuple[str, ...]]) -> str:
        """Return the scheme that becomes the credential: one for Authorization before a key."""
        keys = [name for name in chosen if self._scheme(name).get("type") == "apiKey"]
        return next((name for name in chosen if name not in keys), next(iter(keys), ""))

    def _scheme(self, name: str) -> _Entry:
        return self._description.resolved(self._schemes.get(name.rpartition("/")[2], {}))

    def _made(self, name: str, scopes: tuple[str, ...]) -> Credential:
        scheme = self._scheme(name)
        kind = text(scheme.get("type"))
        ask = SecretRef(place="ask", name=name)
        if kind == "apiKey":
            return self._key(scheme, ask)
        if kind == "basic":
            return Basic(password=ask)
        if kind == "http":
            return self._by_word(text(scheme.get("scheme")), name, ask)
        if kind in {"oauth2", "openIdConnect"}:
            return self._oauth2(scheme, scopes, ask)
        if not scheme:
            self._taking.lose(tr("The scheme {name} is asked for and not described.", name=name))
            return Unsupported(scheme=name)
        return credentials.other(self._taking, kind, scheme)

    def _key(self, scheme: _Entry, ask: SecretRef) -> Credential:
        """Return a key, or the signature that API Gateway describes as one."""
        if scheme.get(_AWS_KIND) == "awsSigv4":
            return AwsSignature(secret=ask)
        key = credentials.api_key(self._taking, scheme.get("name"), "", scheme.get("in"))
        return ApiKey(name=key.name, value=ask, place=key.place)

    def _by_word(self, word: str, name: str, ask: SecretRef) -> Credential:
        """Return the credential of a scheme of HTTP (its names know no case, RFC 9110 11.1)."""
        make = _BY_WORD.get(word.lower())
        if make is not None:
            return make(ask)
        return credentials.other(self._taking, word or name, {})

    def _oauth2(self, scheme: _Entry, scopes: tuple[str, ...], ask: SecretRef) -> Credential:
        issuer = text(scheme.get("openIdConnectUrl")).removesuffix(_WELL_KNOWN)
        metadata = text(scheme.get("oauth2MetadataUrl"))
        flow, grant = self._flow(scheme)
        made = credentials.oauth2(
            self._taking,
            {
                "grant": grant,
                "issuer": issuer
                or metadata.replace(_OAUTH_WELL_KNOWN, "").replace(_WELL_KNOWN, ""),
                "authorization_url": flow.get("authorizationUrl"),
                "token_url": flow.get("tokenUrl"),
                "refresh_url": flow.get("refreshUrl"),
                "device_url": flow.get("deviceAuthorizationUrl"),
                "scope": " ".join(scopes),
            },
        )
        return made.with_secret(ask) if grant == "client_credentials" else made

    def _flow(self, scheme: _Entry) -> tuple[_Entry, str]:
        if isinstance(scheme.get("flow"), str):
            return scheme, _FLOWS_OF_2.get(scheme["flow"], "authorization_code")
        flows = mapping(scheme.get("flows"))
        return next(
            ((mapping(flows[name]), grant) for name, grant in _FLOWS if name in flows),
            ({}, "authorization_code"),
        )


# ---------------- What one operation asks of who calls it
_PLACES: dict[str, KeyPlace] = {"header": "header", "query": "query", "cookie": "cookie"}


class AskedOfCallers(NamedTuple):
    """Whether the operation is described, and each way to call it; () asks for nothing."""

    is_described: bool
    ways: tuple[tuple[Asked, ...], ...] = ()


def asked_of_callers(data: bytes, method: str, path: str) -> AskedOfCallers | None:
    """Return what is asked for an operation; None where the data describes no API."""
    taking = Taking()
    try:
        description = described(data, taking)
    except Unreadable:
        return None
    whole = description.whole
    if not isinstance(whole.get("paths"), Mapping) or not {"openapi", "swagger"} & whole.keys():
        return None
    found = _operation(description, method.lower(), path)
    if found is None:
        return AskedOfCallers(is_described=False)
    ways = Security(taking, description).alternatives(found)
    keys = tuple(_keys(description, found))
    return AskedOfCallers(is_described=True, ways=ways or ((keys,) if keys else ()))


def _operation(description: Description, method: str, path: str) -> _Entry | None:
    """Return the operation that an address leads to; names in a path win over its parameters."""
    asked = _parts(path)
    fitting = [
        (sum("{" in part for part in _parts(text(name))), description.resolved(found))
        for name, found in mapping(description.whole.get("paths")).items()
        if any(_fits(base + _parts(text(name)), asked) for base in _bases(description.whole))
    ]
    fitting = [one for one in fitting if method in one[1]]
    if not fitting:
        return None
    item = min(fitting, key=lambda one: one[0])[1]
    operation = dict(description.resolved(item[method]))
    operation["parameters"] = [*rows(item.get("parameters")), *rows(operation.get("parameters"))]
    return operation


def _bases(whole: _Entry) -> Iterator[tuple[str, ...]]:
    yield ()
    yield _parts(text(whole.get("basePath")))
    for server in rows(whole.get("servers")):
        url = text(server.get("url"))
        yield _parts(split(url).path if "://" in url else url)


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.split("/") if part)


def _fits(described_as: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    if len(described_as) != len(asked):
        return False
    return all("{" in one or one == own for one, own in zip(described_as, asked, strict=True))


def _keys(description: Description, operation: _Entry) -> Iterator[Asked]:
    """Yield the parameters that are keys by their names, where no scheme is described for them."""
    for each in operation["parameters"]:
        parameter = description.resolved(each)
        name, place = text(parameter.get("name")), _PLACES.get(text(parameter.get("in")))
        if place is not None and is_key_name(name):
            yield Asked(ApiKey(name=name, place=place))
