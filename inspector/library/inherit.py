"""Says what a request takes over from its folders, its collection and the chosen environment."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from inspector.compose.scope import Scope
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.credential import Credential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef

Level = Literal["request", "folder", "collection", "environment"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who says how a request logs in; "none" is an answer, too, and inheriting is not."""

    level: Level
    name: str
    credential: Credential


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A request that inherits nothing any more, and what its variables stand for.

    source: name of the folder or collection the credential comes from, empty for its own. claims:
    everything that says how to log in, the nearest first; that one is taken.
    """

    request: Request
    scope: Scope
    source: str = ""
    claims: tuple[Claim, ...] = ()


def resolve(
    request: Request,
    collection: Collection | None = None,
    place: str = "",
    environment: str = "",
) -> Resolved:
    """Fill in what a request inherits.

    place: path of its folder in the collection, "" for the top. environment: name of the chosen
    one; a name that the collection does not have counts as none.
    """
    chain = _chain(collection, place) if collection is not None else ()
    chosen = environment_named(collection, environment) if collection is not None else None
    claims = claims_of(request, chain, chosen)
    source = claims[0].name if claims and claims[0].level != "request" else ""
    values = _values(collection, chosen)
    secret = {name: ref for name, ref in values.items() if isinstance(ref, SecretRef)}
    scope = Scope(
        variables={name: value for name, value in values.items() if isinstance(value, str)},
        secret_variables=secret,
        environment=environment,
        production=chosen is not None and chosen.production,
        login=logins(request, collection, chain, chosen),
    )
    full = _full(request, chain, chosen)
    return Resolved(request=full, scope=scope, source=source, claims=claims)


def logins(
    request: Request,
    collection: Collection | None,
    chain: tuple[Collection | Folder, ...],
    chosen: Environment | None,
) -> tuple[Request, ...]:
    """Return the requests that log in for one, with what they inherit; none for one of them."""
    names = next((above.login for above in reversed(chain) if above.login), ())
    if collection is None or not names or login_keys(request).intersection(names):
        return ()
    inside = tuple(reversed(tuple(_requests(collection))))
    known = {each.name: each for each in inside} | {login_key(each.id): each for each in inside}
    found = (known[name] for name in names if name in known)
    return tuple(_full(each, _chain(collection, place_of(each.id)), chosen) for each in found)


def login_key(request_id: str) -> str:
    """Return what a folder keeps of a request that logs in: its file's place in the collection.

    It stays when the request gets another name.
    """
    return request_id.partition("/")[2].removesuffix(".toml")


def login_keys(request: Request) -> frozenset[str]:
    """Return what may stand for a request in a folder's list: its place, or its name, as typed."""
    return frozenset({login_key(request.id), request.name} - {""})


def _full(
    request: Request, chain: tuple[Collection | Folder, ...], chosen: Environment | None
) -> Request:
    claims = claims_of(request, chain, chosen)
    credential = claims[0].credential if claims else NoCredential()
    headers = inherited_headers(request.headers, chain)
    return msgspec.structs.replace(request, credential=credential, headers=headers)


def _requests(inside: Collection | Folder) -> Iterator[Request]:
    yield from inside.requests
    for folder in inside.folders:
        yield from _requests(folder)


def place_of(request_id: str) -> str:
    """Return the folder's path in the collection for a request's id."""
    return "/".join(request_id.split("/")[1:-1])


def environment_named(collection: Collection, name: str) -> Environment | None:
    """Return the collection's environment of that name."""
    return next((one for one in collection.environments if one.name == name), None)


def _chain(collection: Collection, place: str) -> tuple[Collection | Folder, ...]:
    """Return the collection and the folders down to the place."""
    chain: list[Collection | Folder] = [collection]
    for depth in range(1, len(place.split("/")) + 1 if place else 1):
        path = "/".join(place.split("/")[:depth])
        inside = next((folder for folder in chain[-1].folders if folder.path == path), None)
        if inside is None:
            break
        chain.append(inside)
    return tuple(chain)


def claims_of(
    request: Request, chain: tuple[Collection | Folder, ...], chosen: Environment | None
) -> tuple[Claim, ...]:
    """Return who says how to log in, the nearest first: request, folders, collection, environment.

    Who inherits says nothing.
    """
    found = [Claim(level="request", name=request.name, credential=request.credential)]
    for above in reversed(chain):
        level: Level = "folder" if isinstance(above, Folder) else "collection"
        found.append(Claim(level=level, name=above.name, credential=above.credential))
    if chosen is not None:
        found.append(Claim(level="environment", name=chosen.name, credential=chosen.credential))
    return tuple(claim for claim in found if not claim.credential.inherits)


def inherited_headers(
    own: tuple[RequestHeader, ...], chain: Iterable[Collection | Folder]
) -> tuple[RequestHeader, ...]:
    """Return the headers of a request, inherited ones first; a nearer one of a name replaces them.

    chain: the collection, and the folders down to the request.
    """
    headers = own
    for above in reversed(tuple(chain)):
        names = {header.name.lower() for header in headers}
        new = tuple(header for header in above.headers if header.name.lower() not in names)
        headers = new + headers
    return headers


def _values(
    collection: Collection | None, chosen: Environment | None
) -> Mapping[str, str | SecretRef]:
    if collection is None:
        return {}
    return {**collection.variables, **(chosen.values if chosen is not None else {})}
