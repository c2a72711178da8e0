"""What differs between two versions of a collection, request by request. Pure."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Literal

import msgspec

from inspector.library.coming_in import ComingIn, coming_in
from inspector.library.files import Loaded
from inspector.library.inherit import login_key
from inspector.library.refs import with_refs
from inspector.model.collection import Collection
from inspector.model.request import Request
from inspector.model.secret import SecretRef

Kind = Literal["added", "removed", "moved", "changed"]
AUTH = "auth"
_APART = frozenset({"id", "credential", "origin"})


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One request that differs. fields: what of it; "auth" is what it leaves with, and who says so.

    before, after: None where it was added or removed.
    """

    kind: Kind
    fields: tuple[str, ...] = ()
    before: ComingIn | None = None
    after: ComingIn | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Its folders and its name, as they are now."""
        shown = self.after or self.before
        return shown.path if shown is not None else ()


class ValuesDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Variables that differ. environment: empty for those of the collection; names: no values."""

    environment: str
    kind: Kind
    names: tuple[str, ...] = ()


def comparable(loaded: Loaded) -> Collection:
    """Return a collection whose secrets, read from clear text, are the same where values are."""
    secrets = loaded.secrets

    def same(ref: SecretRef) -> SecretRef:
        if ref not in secrets:
            return ref
        return SecretRef(place="memory", name=sha256(secrets[ref].encode()).hexdigest())

    return with_refs(loaded.collection, same)


def differences(before: Collection, after: Collection) -> tuple[Difference, ...]:
    """Return every request that differs, in the order of the tree as it is now."""
    old, new = _by_place(before), _by_place(after)
    gone = {place: one for place, one in old.items() if place not in new}
    found = []
    for place, now in new.items():
        was = old.get(place)
        if was is None:
            came = next((old_place for old_place, one in gone.items() if _alike(one, now)), None)
            was = gone.pop(came) if came is not None else None
            kind: Kind = "moved" if was is not None else "added"
            found.append(Difference(kind=kind, before=was, after=now, fields=_fields(was, now)))
        elif fields := _fields(was, now):
            found.append(Difference(kind="changed", before=was, after=now, fields=fields))
    found += [Difference(kind="removed", before=one) for one in gone.values()]
    return tuple(found)


def values_differences(before: Collection, after: Collection) -> tuple[ValuesDifference, ...]:
    """Return which variables differ, by their names."""
    found = [_values("", before.variables, after.variables)]
    old = {each.name: each for each in before.environments}
    new = {each.name: each for each in after.environments}
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            found.append(ValuesDifference(environment=name, kind="removed"))
        elif name not in old:
            found.append(ValuesDifference(environment=name, kind="added"))
        else:
            found.append(_values(name, old[name].values, new[name].values))
    return tuple(each for each in found if each.kind != "changed" or each.names)


def _by_place(collection: Collection) -> dict[str, ComingIn]:
    return {login_key(each.request.id): each for each in coming_in(collection)}


def _alike(one: ComingIn, other: ComingIn) -> bool:
    return _content(one.request) == _content(other.request)


def _content(request: Request) -> Request:
    return msgspec.structs.replace(request, id="", name="")


def _fields(was: ComingIn | None, now: ComingIn) -> tuple[str, ...]:
    if was is None:
        return ()
    fields = [
        name
        for name in Request.__struct_fields__
        if name not in _APART and getattr(was.request, name) != getattr(now.request, name)
    ]
    return (*((AUTH,) if _auth(was) != _auth(now) else ()), *fields)


def _auth(one: ComingIn) -> tuple[object, ...]:
    return one.credential, one.source, one.source_name if one.source != "request" else ""


def _values(
    environment: str, before: Mapping[str, object], after: Mapping[str, object]
) -> ValuesDifference:
    names = [
        name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)
    ]
    return ValuesDifference(environment=environment, kind="changed", names=tuple(names))
