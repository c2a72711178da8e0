"""Writes a collection for another program: no secret in it, and a list of what it can't hold."""

from collections.abc import Iterable

import msgspec

from inspector import intake
from inspector.export.collections.differences import differences
from inspector.export.collections.fitting import fitted
from inspector.export.collections.flat import flat
from inspector.export.collections.giving import Giving
from inspector.export.collections.portable import portable, with_values
from inspector.export.collections.registry import Target, target_named
from inspector.export.leak_check import LeakSearch
from inspector.intake.recorded import recorded_requests
from inspector.intake.results import Loss, Reading, Unreadable
from inspector.model.collection import Collection
from inspector.protocol.redaction import DOTS
from inspector.wording import tr


class WrittenCollection(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves. files: texts by their paths; of a format of one file the path is empty.

    lost: what the format can't hold. variables: those without a value, which stand where secrets
    stood and have to be set there.
    """

    files: dict[str, str]
    suffix: str
    lost: tuple[Loss, ...] = ()
    variables: tuple[str, ...] = ()


def export_collection(
    collection: Collection, name: str, known: Iterable[str] = ()
) -> WrittenCollection:
    """Return the collection in the format of that name; known: secrets wherever they stand.

    Raises KeyError for a format that is none.
    """
    target = target_named(name)
    leaves = portable(collection, known)
    if not target.VARIABLES:
        leaves = msgspec.structs.replace(leaves, collection=with_values(leaves.collection))
    giving = Giving(leaves.collection, target.MADE_ANEW)
    fit = fitted(leaves.collection, target.KINDS, target.PLACES, several=target.SEVERAL)
    files = target.write(fit, giving)
    lost = [*giving.losses, *_read_again(target, files, leaves.collection)]
    search = LeakSearch(leaves.known)
    swept = {path: search.masked(text, lambda _: DOTS) for path, text in files.items()}
    if swept != files:
        lost.append(Loss(what=tr("A secret stood where no variable can stand, and was masked.")))
    fresh = tuple(each for each in fit.variables if each not in leaves.collection.variables)
    return WrittenCollection(
        files=swept,
        suffix=target.SUFFIX,
        lost=tuple(dict.fromkeys(lost)),
        variables=(*leaves.variables, *fresh),
    )


def _read_again(target: Target, files: dict[str, str], given: Collection) -> tuple[Loss, ...]:
    """Return what is lost; a file that can't be read again has lost all, which is said."""
    if not flat(given):
        return ()
    try:
        came = read_back(target, files, given.name)
    except Unreadable as error:
        return (Loss(what=error.problem.what),)
    return differences(given, came, target.FOUND_BY)


def read_back(target: Target, files: dict[str, str], name: str) -> Collection:
    """Return the collection that written files hold; raise Unreadable."""
    data = {path: text.encode("utf-8", "surrogatepass") for path, text in files.items()}
    if not target.SUFFIX:
        return _collection(intake.read_folder(data, name))
    first = _collection(intake.read(data.pop(""), f"collection{target.SUFFIX}"))
    beside = (_collection(intake.read(each, path)) for path, each in data.items())
    environments = (one for each in beside for one in each.environments)
    return msgspec.structs.replace(first, environments=(*first.environments, *environments))


def _collection(reading: Reading) -> Collection:
    """Return what was read as a collection; a single request makes one of one."""
    if reading.collection is not None:
        return reading.collection
    if reading.attempt is not None:
        made = recorded_requests(reading.attempt, reading.kind, "").collection
        return made or Collection(name="")
    return Collection(name="", requests=(reading.request,) if reading.request else ())
