"""What would come in with an imported collection, in words: rows, losses and secrets."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from inspector.intake.results import Loss, Reading
from inspector.library.coming_in import ComingIn, coming_in
from inspector.library.taking_in import count
from inspector.model.collection import Collection, Folder
from inspector.model.credential import Credential
from inspector.model.request import Request, Script
from inspector.protocol.redaction import masked_url
from inspector.wording import tr, tr_n

AuthIcon = Literal["key-round", "corner-down-right", "minus"]
Path = tuple[int, ...]
"""Where a row stands: the place of each folder among its siblings, then its own."""


class Badge(msgspec.Struct, frozen=True):
    """A word beside a name, with the level that colours it."""

    text: str
    icon: str
    level: Literal["info", "odd", "quiet"]


class ImportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row. auth: what it leaves with; source: where that comes from; odd: it can't be sent.

    address: of a request, masked. status: what it was answered, where it was recorded.
    """

    path: Path
    name: str
    method: str = ""
    auth: str = ""
    auth_icon: AuthIcon = "minus"
    source: str = ""
    badge: Badge | None = None
    odd: bool = False
    address: str = ""
    status: int | None = None
    children: tuple["ImportRow", ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether requests may lie in it."""
        return not self.method

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        badge = self.badge.text if self.badge else ""
        answered = tr("answered {status}", status=self.status) if self.status else ""
        words = (self.name, self.method, answered, self.auth, self.source, badge)
        return ", ".join(word for word in words if word)


def rows_of(collection: Collection) -> tuple[ImportRow, ...]:
    """Return the collection's row with all that is in it below."""
    leaving = {id(each.request): each for each in coming_in(collection)}
    above = Above(collection.credential, collection.name)
    inside = tuple(_inside(collection, (0,), leaving, above))
    top = _described(collection.credential, own=True, name=collection.name, from_=collection.name)
    return (msgspec.structs.replace(top, path=(0,), children=inside),)


def with_statuses(
    rows: tuple[ImportRow, ...], statuses: Mapping[Path, int]
) -> tuple[ImportRow, ...]:
    """Return the rows with what was answered, by their places."""
    return tuple(
        msgspec.structs.replace(
            row, status=statuses.get(row.path), children=with_statuses(row.children, statuses)
        )
        for row in rows
    )


def fitting(rows: tuple[ImportRow, ...], text: str) -> tuple[ImportRow, ...]:
    """Return what has every word of a text, with the folders above it.

    A word may be of the name, the method, the address, the auth or the status.
    """
    words = text.lower().split()
    if not words:
        return rows
    found = []
    for row in rows:
        below = fitting(row.children, text)
        said = f"{row.name} {row.method} {row.address} {row.auth} {row.status or ''}".lower()
        if below:
            found.append(msgspec.structs.replace(row, children=below))
        elif not row.is_folder and all(word in said for word in words):
            found.append(row)
    return tuple(found)


def places_of(rows: tuple[ImportRow, ...]) -> frozenset[Path]:
    """Return the places of all requests in rows."""
    own = {row.path for row in rows if not row.is_folder}
    return frozenset(own.union(*(places_of(row.children) for row in rows)))


class Above(NamedTuple):
    """What a folder takes where it says nothing itself, and whose that is."""

    credential: Credential
    name: str


def _inside(
    inside: Collection | Folder, path: Path, leaving: dict[int, ComingIn], above: Above
) -> Iterator[ImportRow]:
    for number, folder in enumerate(inside.folders):
        place = (*path, number)
        own = not folder.credential.inherits
        passed = Above(folder.credential, folder.name) if own else above
        below = tuple(_inside(folder, place, leaving, passed))
        row = _described(passed.credential, own=own, name=folder.name, from_=passed.name)
        yield msgspec.structs.replace(row, path=place, children=below)
    for number, request in enumerate(inside.requests):
        place = (*path, len(inside.folders) + number)
        yield msgspec.structs.replace(_request(request, leaving[id(request)]), path=place)


def _request(request: Request, leaves: ComingIn) -> ImportRow:
    own = leaves.source == "request"
    row = _described(leaves.credential, own=own, name=request.name, from_=leaves.source_name)
    if request.also:
        words = " + ".join((row.auth, *map(auth_words, request.also)))
        row = msgspec.structs.replace(row, auth=words)
    if leaves.switched_off:
        row = msgspec.structs.replace(row, auth=tr("{auth}, switched off", auth=row.auth))
    badge, address = row.badge or _badge(request), masked_url(request.url)
    return msgspec.structs.replace(row, method=request.method, badge=badge, address=address)


def _badge(request: Request) -> Badge | None:
    if request.captures:
        return Badge(tr("capture"), "download", "info")
    return Badge(tr("script kept"), "file-text", "quiet") if request.scripts else None


def _described(credential: Credential, *, own: bool, name: str, from_: str) -> ImportRow:
    source = tr("set here") if own else tr("from {name}", name=from_)
    odd = not credential.is_supported
    icon: AuthIcon = "key-round" if own and credential.is_given else "minus"
    if not own:
        icon = "corner-down-right"
    return ImportRow(
        path=(),
        name=name,
        auth=auth_words(credential),
        auth_icon=icon,
        source=source,
        odd=odd,
        badge=Badge(tr("not sendable yet"), "triangle-alert", "odd") if odd and own else None,
    )


def auth_words(credential: Credential) -> str:
    """Return what a credential is, in a few words without its secret."""
    if not credential.is_supported:
        return tr("{scheme}, kept as it is", scheme=credential.scheme_word)
    if not credential.is_given:
        return tr("Inherited") if credential.inherits else tr("No auth")
    if credential.holds == "token" and credential.scheme_word:
        shown = credential.secret_ref.name if credential.secret_ref.place == "text" else ""
        return f"{credential.scheme_word} {shown}".strip()
    return credential.described


# ---------------- What is beside the rows
class Lost(msgspec.Struct, frozen=True):
    """A sentence on what can't be carried over, and how often."""

    text: str
    times: int


def lost_of(losses: Sequence[Loss]) -> tuple[Lost, ...]:
    """Return each loss once with its count, the commonest first."""
    return tuple(Lost(text, times) for text, times in Counter(x.what for x in losses).most_common())


def script_words(collection: Collection) -> str:
    """Say what became of scripts; empty where there were none."""
    kept = sum(1 for _ in _scripts(collection))
    if not kept:
        return ""
    return tr_n(
        "{count} script is kept as text beside its request, and never run.",
        "{count} scripts are kept as text beside their requests, and never run.",
        kept,
    )


def capture_words(collection: Collection) -> str:
    """Say what became captures; empty where nothing did."""
    found = sum(len(each.request.captures) for each in coming_in(collection))
    if not found:
        return ""
    return tr_n(
        "{count} script that only read a value of the reply became a capture.",
        "{count} values that scripts read of replies became captures.",
        found,
    )


def secret_names(reading: Reading) -> tuple[str, ...]:
    """Return what the secrets are, each value once, without any value."""
    found: dict[str, str] = {}
    for ref, value in reading.secrets.items():
        found.setdefault(value, ref.name.rpartition("/")[2].rpartition("-")[0])
    return tuple(found.values())


def import_words(collection: Collection, *, update: bool) -> str:
    """Return what the button says."""
    number = count(collection)
    if update:
        return tr_n("Bring {count} request up to date", "Bring {count} requests up to date", number)
    return tr_n("Import {count} request", "Import {count} requests", number)


def without(collection: Collection, left_out: frozenset[Path], *, environments: bool) -> Collection:
    """Return the collection without the requests at those places, and folders that are empty then.

    environments: whether its environments come in too.
    """
    kept = _kept(collection, (0,), left_out)
    made = msgspec.structs.replace(collection, folders=kept[0], requests=kept[1])
    return made if environments else msgspec.structs.replace(made, environments=())


def _kept(
    inside: Collection | Folder, path: Path, left_out: frozenset[Path]
) -> tuple[tuple[Folder, ...], tuple[Request, ...]]:
    folders = []
    for number, folder in enumerate(inside.folders):
        below = _kept(folder, (*path, number), left_out)
        if below[0] or below[1] or not count(folder):
            folders.append(msgspec.structs.replace(folder, folders=below[0], requests=below[1]))
    start = len(inside.folders)
    requests = tuple(
        request
        for number, request in enumerate(inside.requests)
        if (*path, start + number) not in left_out
    )
    return tuple(folders), requests


def _scripts(inside: Collection | Folder) -> Iterator[Script]:
    yield from inside.scripts
    for request in inside.requests:
        yield from request.scripts
    for folder in inside.folders:
        yield from _scripts(folder)
