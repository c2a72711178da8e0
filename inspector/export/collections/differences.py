"""Says what a written collection lost: it is read again and compared with what was given.

So a list of losses can't differ from what is in the file. Two requests are equal where they send
the same and are kept alike; in which of two equal ways a program writes it is no loss.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from inspector.compose.variables import NAME
from inspector.export.collections.flat import (
    Flat,
    address,
    as_header,
    encoded_form,
    flat,
    flat_name,
    leaving,
    with_every_type_row,
    with_others_as_rows,
    with_query_key,
    with_rows,
)
from inspector.intake.results import Loss
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.credential import Credential
from inspector.model.kinds.oauth import Group
from inspector.model.request import (
    Body,
    FormBody,
    JsonBody,
    MultipartBody,
    NoBody,
    Options,
    RawBody,
    Request,
)
from inspector.wording import tr

_SWITCH = "send_credential"


FoundBy = Literal["path", "name", "order"]


def differences(given: Collection, came: Collection, found_by: FoundBy) -> tuple[Loss, ...]:
    """Return what is in the collection that was given and not in the one that came back.

    found_by: what tells one request from another there.
    """
    there: dict[tuple[str, ...], list[Request]] = {}
    for each in flat(came):
        there.setdefault(_key(each, found_by), []).append(_filled(each.request, came))
    found: list[Loss] = []
    for each in flat(given):
        waiting = there.get(_key(each, found_by), [])
        if not waiting:
            found.append(Loss(what=tr("The request is not in it."), where=each.where))
            continue
        pair = (_filled(each.request, given), waiting.pop(0))
        if found_by != "path":
            pair = (_plain(pair[0]), _plain(pair[1]))
        found += (Loss(what=what, where=each.where) for what in _lost(*pair))
    found += (Loss(what=what) for what in _of_whole(given, came))
    if found_by != "path" and given.folders:
        found.append(
            Loss(what=tr("Folders are not kept: their names stand with those of the requests."))
        )
    return tuple(found)


def _key(each: Flat, found_by: FoundBy) -> tuple[str, ...]:
    if found_by == "order":
        return ()
    return each.path if found_by == "path" else (flat_name(each),)


def _plain(request: Request) -> Request:
    """Return a request as a format says it that only knows messages: its headers by their names."""
    made = as_header(with_every_type_row(request))
    body = made.body
    if isinstance(body, FormBody) and not any(not each.enabled for each in body.fields):
        body = RawBody(text=encoded_form(body.fields))
    rows = tuple(sorted(made.headers, key=lambda row: row.name.lower()))
    return msgspec.structs.replace(made, body=body, headers=rows)


def _filled(request: Request, collection: Collection) -> Request:
    """Return a request with the value of the variable that its address begins with."""
    found = NAME.match(request.url)
    value = collection.variables.get(found[1]) if found else None
    if found is None or not isinstance(value, str) or not value:
        return request
    return msgspec.structs.replace(request, url=value + request.url[found.end() :])


def _comparable(request: Request) -> Request:
    return with_every_type_row(with_others_as_rows(with_query_key(with_rows(request))))


def _lost(given: Request, came: Request) -> Iterator[str]:
    one, other = _comparable(given), _comparable(came)
    if one.method != other.method or address(one) != address(other):
        yield tr("Its method or address differs.")
    if any(not row.enabled for row in one.query) and one.query != other.query:
        yield tr("Rows of its query that are switched off are not in it.")
    yield from _rows(one, other)
    if _said(one.body) != _said(other.body):
        yield tr("Its body differs.")
    yield from _credential(leaving(one), leaving(other))
    if one.also != other.also:
        names = ", ".join(each.label() for each in one.also)
        yield tr("What is sent as well ({names}) has to be filled in there.", names=names)
    yield from _beside(one, other)


def _rows(one: Request, other: Request) -> Iterator[str]:
    on = [(row.name, row.value) for row in one.headers if row.enabled and row.name.strip()]
    if on != [(row.name, row.value) for row in other.headers if row.enabled]:
        yield tr("Its headers differ.")
    if {row for row in one.headers if not row.enabled and row.name.strip()} - set(other.headers):
        yield tr("Headers that are switched off are not in it.")


def _said(body: Body) -> Any:
    """Return what a body says: of JSON its value, however it is laid out."""
    body = sent(body)
    if not isinstance(body, JsonBody):
        return body
    try:
        return json.loads(body.text)
    except (ValueError, RecursionError):
        return body


def sent(body: Body) -> Body:
    """Return a body as it is sent: an empty one is none, an empty row is no row."""
    if isinstance(body, FormBody | MultipartBody):
        fields = tuple(each for each in body.fields if each.name or each.value or each.file)
        return msgspec.structs.replace(body, fields=fields)
    if isinstance(body, JsonBody | RawBody) and not body.text:
        return NoBody()
    return body


def _credential(one: Credential, other: Credential) -> Iterator[str]:
    if one == other:
        return
    if type(one) is not type(other):
        yield tr(
            "{kind} is not known there; what stands in its place has to be filled in.",
            kind=one.label() or one.scheme_word,
        )
        return
    names = ", ".join(_fields(one, other))
    yield tr("{kind}: {names} can't be kept there.", kind=one.label(), names=names)


def _fields(one: Any, other: Any) -> Iterator[str]:
    for name in one.__struct_fields__:
        mine, its = getattr(one, name), getattr(other, name)
        if isinstance(mine, Group) and mine != its:
            yield from (f"{name}.{inside}" for inside in _fields(mine, its))
        elif mine != its:
            yield name


def _beside(one: Request, other: Request) -> Iterator[str]:
    """Yield what is kept with a request and not sent."""
    for name in Options.__struct_fields__:
        if name != _SWITCH and getattr(one.options, name) != getattr(other.options, name):
            yield tr("The option {name} can't be kept there.", name=name)
    if not one.options.send_credential and one.credential.is_given:
        yield tr("Its credential is switched off, and left out.")
    if set(one.captures) - set(other.captures):
        yield tr("What it takes from its reply can't be kept there.")
    if set(one.expectations) - set(other.expectations):
        yield tr("What is expected of its reply can't be kept there.")
    if set(one.scripts) - set(other.scripts):
        yield tr("Its scripts can't be kept there.")
    yield from _examples(one, other)
    if one.description.strip() and one.description.strip() != other.description.strip():
        yield tr("Its description can't be kept there.")


def _examples(one: Request, other: Request) -> Iterator[str]:
    there = {(each.status, each.body) for each in other.examples}
    if any((each.status, each.body) not in there for each in one.examples):
        yield tr("Its examples can't be kept there.")
    elif set(one.examples) - set(other.examples):
        yield tr("Of its examples, names, addresses or headers can't be kept there.")


def _of_whole(given: Collection, came: Collection) -> Iterator[str]:
    if any(each.login for each in _levels(given)):
        yield tr("Which requests log in for others can't be kept there.")
    described = {each.description for each in _levels(given) if each.description.strip()}
    if described - {each.description for each in _levels(came)}:
        yield tr("Descriptions of folders or of the collection can't be kept there.")
    if {s for each in _levels(given) for s in each.scripts} - {
        s for each in _levels(came) for s in each.scripts
    }:
        yield tr("Scripts of folders or of the collection can't be kept there.")
    yield from _environments(given.environments, came.environments)


def _environments(given: tuple[Environment, ...], came: tuple[Environment, ...]) -> Iterator[str]:
    there = {each.name for each in came}
    for each in given:
        if each.name not in there:
            yield tr("The environment {name} is not in it.", name=each.name)
        elif each.production or not each.credential.inherits:
            yield tr(
                "That the environment {name} is production, and what it logs in with, can't be "
                "kept there.",
                name=each.name,
            )


def _levels(collection: Collection) -> Iterator[Collection | Folder]:
    waiting: list[Collection | Folder] = [collection]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += each.folders
