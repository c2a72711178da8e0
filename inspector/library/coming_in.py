"""What would come in with an imported collection: each request with the auth it leaves with."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from inspector.library.inherit import Claim, claims_of
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential
from inspector.model.request import Request

From = Literal["request", "folder", "collection"]


class ComingIn(msgspec.Struct, frozen=True, kw_only=True):
    """One request. path: its folders and its name.

    credential: the one that leaves; source: who says so, by its level and its name. switched_off:
    the credential is kept and not sent.
    """

    path: tuple[str, ...]
    request: Request
    credential: Credential
    source: From
    source_name: str
    switched_off: bool = False

    @property
    def auth(self) -> str:
        """What leaves, in one word: the tag of the kind, "none", or "unsupported: NAME"."""
        if self.switched_off or not self.credential.is_given:
            return "none"
        if not self.credential.is_supported:
            return f"unsupported: {self.credential.scheme_word}"
        return self.credential.kind


def coming_in(collection: Collection) -> tuple[ComingIn, ...]:
    """Return every request in the order of the tree: of each folder first its own requests."""
    return tuple(_inside(collection, (collection,), ()))


def _inside(
    inside: Collection | Folder, chain: tuple[Collection | Folder, ...], path: tuple[str, ...]
) -> Iterator[ComingIn]:
    for request in inside.requests:
        yield _one(request, chain, (*path, request.name))
    for folder in inside.folders:
        yield from _inside(folder, (*chain, folder), (*path, folder.name))


def _one(
    request: Request, chain: tuple[Collection | Folder, ...], path: tuple[str, ...]
) -> ComingIn:
    found = claims_of(request, chain, None)
    claim = found[0] if found else _nobody(chain[0])
    level: From = "collection" if claim.level == "environment" else claim.level
    return ComingIn(
        path=path,
        request=request,
        credential=claim.credential,
        source=level,
        source_name=claim.name,
        switched_off=not request.options.send_credential,
    )


def _nobody(top: Collection | Folder) -> Claim:
    return Claim(level="collection", name=top.name, credential=top.credential)
