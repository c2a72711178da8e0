"""Another credential: added, removed, other in scheme, place, secret or spelling."""

from collections.abc import Iterator

from msgspec.structs import replace

from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request
from inspector.wording import tr

RANK = 10
IDS = ("credential-added", "credential-removed", "scheme", "place", "secret", "spelling")


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return what changed about the credential; a token's claims are another kind's."""
    mine, theirs = before.credential, after.credential
    if mine is None and theirs is None:
        return
    if mine is None or theirs is None:
        yield _presence(after if mine is None else before, added=mine is None)
    elif mine.name.lower() != theirs.name.lower():
        yield Delta(
            id="place",
            words=tr("moved to {name}", name=theirs.name),
            sentence=tr(
                "The place was the cause: {before} was refused, {after} accepted",
                before=mine.name,
                after=theirs.name,
            ),
        )
    elif before.scheme != after.scheme:
        yield _scheme(before, after)
    elif before.secret != after.secret:
        if not (before.claims and after.claims):
            yield _secret(before, after)
    elif mine.value != theirs.value:
        yield _spelling()


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request with the other's credential."""
    if change.partition(":")[0] not in IDS or request.credential == other.credential:
        return None
    return replace(request, credential=other.credential)


def _presence(side: Side, *, added: bool) -> Delta:
    name = side.credential.name if side.credential is not None else ""
    if added:
        return Delta(
            id="credential-added",
            words=tr("added {name}", name=name),
            sentence=tr(
                "The missing credential was the cause: with {name} it was accepted", name=name
            ),
        )
    return Delta(
        id="credential-removed",
        words=tr("left out {name}", name=name),
        sentence=tr("The credential was the cause: without {name} it was accepted", name=name),
    )


def _scheme(before: Side, after: Side) -> Delta:
    mine, theirs = before.scheme.title(), after.scheme.title()
    return Delta(
        id="scheme",
        words=tr("{scheme} instead", scheme=theirs),
        sentence=tr(
            "The scheme was the cause: {before} was refused, {after} accepted",
            before=mine,
            after=theirs,
        ),
    )


def _secret(before: Side, after: Side) -> Delta:
    kind = {"basic": tr("login"), "digest": tr("login"), "bearer": tr("token")}.get(
        after.scheme, tr("key")
    )
    if before.scheme == after.scheme == "digest" and _user(before) == _user(after):
        return Delta(id="secret:digest", words=tr("new answer"), weight="noise")
    return Delta(
        id="secret",
        words=tr("another {kind}", kind=kind),
        sentence=tr("The {kind} was the cause: with another one it was accepted", kind=kind),
    )


def _spelling() -> Delta:
    return Delta(
        id="spelling",
        words=tr("written otherwise"),
        sentence=tr("How the credential was written was the cause; the secret is the same"),
    )


def _user(side: Side) -> str:
    value = side.credential.value if side.credential is not None else ""
    _, _, rest = value.partition("username=")
    return rest.split(",")[0]
