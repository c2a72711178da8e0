"""What differs between two versions of a collection, as sentences; alike ones are told together."""

from collections.abc import Iterable

import msgspec

from inspector.export.words import noun_of
from inspector.library.coming_in import ComingIn
from inspector.library.versions.differences import AUTH, Difference, ValuesDifference
from inspector.presentation.library.import_rows import auth_words
from inspector.wording import tr, tr_n


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, and the requests that it is about, by folders and name."""

    text: str
    requests: tuple[tuple[str, ...], ...] = ()


def told(found: Iterable[Difference], values: Iterable[ValuesDifference] = ()) -> tuple[Told, ...]:
    """Say what differs: auth first, then the rest of the requests, then variables."""
    found = tuple(found)
    groups: dict[tuple[int, str], list[Difference]] = {}
    for each in found:
        for key in _keys(each):
            groups.setdefault(key, []).append(each)
    said = [
        Told(text=_sentence(key, group), requests=tuple(each.path for each in group))
        for key, group in sorted(groups.items(), key=lambda pair: pair[0][0])
    ]
    return (*said, *(Told(text=_values_words(each)) for each in values))


def headline(found: Iterable[Told]) -> str:
    """Say in a sentence how much differs."""
    count = len({path for each in found for path in each.requests})
    others = sum(not each.requests for each in found)
    if not count and not others:
        return tr("Nothing differs.")
    if not count:
        return tr("No request differs, but variables do.")
    return tr_n("{count} request differs.", "{count} requests differ.", count)


def _keys(one: Difference) -> Iterable[tuple[int, str]]:
    """Return the groups that a difference belongs to: their order, and what tells them apart."""
    if AUTH in one.fields and one.before is not None and one.after is not None:
        yield 0, _auth_key(one.before, one.after)
    if one.kind != "changed":
        yield {"added": 2, "removed": 3, "moved": 4}[one.kind], ""
    rest = tuple(name for name in one.fields if name != AUTH)
    if rest:
        yield 1, ", ".join(_field_words(name) for name in rest)


def _auth_key(before: ComingIn, after: ComingIn) -> str:
    if before.source == "request" != after.source:
        return tr("now inherits {auth} from {name}", auth=_auth(after), name=after.source_name)
    was, now = _auth(before), _auth(after)
    if was == now and before.credential != after.credential:
        return tr("{auth} with another secret or setting", auth=now)
    if before.source != "request" and after.source == "request":
        return tr("{before}, now its own: {after}", before=was, after=now)
    if was == now:
        return tr("{auth}, now from {name}", auth=now, name=after.source_name)
    return tr("{before}, now {after}", before=was, after=now)


def _auth(one: ComingIn) -> str:
    words = auth_words(one.credential)
    return tr("{auth}, switched off", auth=words) if one.switched_off else words


def _sentence(key: tuple[int, str], group: list[Difference]) -> str:
    order, words = key
    count = len(group)
    if order == 0:
        return tr_n(
            "Auth of {count} request: {what}", "Auth of {count} requests: {what}", count, what=words
        )
    if order == 1:
        return tr_n(
            "{count} request has another {what}",
            "{count} requests have another {what}",
            count,
            what=words,
        )
    if order == 2:  # noqa: PLR2004 - of `_keys`
        return tr_n("{count} request is new", "{count} requests are new", count)
    if order == 3:  # noqa: PLR2004 - as above
        return tr_n("{count} request is gone", "{count} requests are gone", count)
    return tr_n("{count} request was moved", "{count} requests were moved", count)


def _field_words(name: str) -> str:
    known = {
        "query": tr("query"),
        "headers": tr("headers"),
        "name": tr("name"),
        "options": tr("way of sending"),
        "description": tr("documentation"),
        "captures": tr("captures"),
        "expectations": tr("expectations"),
        "scripts": tr("scripts"),
        "examples": tr("examples"),
        "also": tr("further credentials"),
    }
    noun = noun_of(name)
    return known.get(name, noun.bare if noun is not None else name)


def _values_words(one: ValuesDifference) -> str:
    if one.kind == "added":
        return tr("The environment {name} is new", name=one.environment)
    if one.kind == "removed":
        return tr("The environment {name} is gone", name=one.environment)
    where = one.environment or tr("the collection")
    return tr_n(
        "{count} variable of {where} has another value: {names}",
        "{count} variables of {where} have another value: {names}",
        len(one.names),
        where=where,
        names=", ".join(one.names),
    )
