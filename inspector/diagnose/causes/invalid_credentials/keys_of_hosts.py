"""A host has a key of its own, which a reply gave beside its name, and another one was sent."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.intake.removed import is_taken_out
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_password_name, is_secret_member, names_an_id
from inspector.protocol.urls import host_of
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_PLACE
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_LARGEST, _SHORTEST, _MOST = 262_144, 8, 400


class _Given(NamedTuple):
    """listed: the call whose reply tells it. name: of the member that holds the key."""

    listed: Case
    name: str
    place: Place


def key_beside_the_host(case: Case) -> Found:
    """The key that opened the list was sent to a host of the list, which stands beside its own."""
    main = case.sent.main
    if main is None or case.status not in TURNS_AWAY or case.said(*BESIDE_THE_PLACE):
        return
    if any(one.succeeded and case.shares_credential(one) for one in (*case.before, *case.after)):
        return
    given = next(_given(case), None)
    if given is None:
        return
    host = case.sent.host
    entry = str(given.listed.index + 1)
    yield case.refused_for(
        "key-of-another-host",
        STRONG,
        fact(
            tr("Entry {entry} gave {name} beside {host}.", entry=entry, name=given.name, host=host),
            given.place,
        ),
        fact(tr("The key that {other} takes was sent.", other=given.listed.sent.host), main.place),
        given=given.name,
        other=given.listed.sent.host,
        name=main.name,
    )


def _given(case: Case) -> Iterator[_Given]:
    here = case.sent.bare_host.encode()
    for other in reversed(case.neighbours):
        reply = other.exchange.reply
        if other.index > case.index or reply is None or reply.body.find(here, 0, _LARGEST) < 0:
            continue
        elsewhere = other.succeeded and other.sent.bare_host != case.sent.bare_host
        if elsewhere and case.shares_credential(other):
            yield from _keys_in(case, other)


def _keys_in(case: Case, other: Case) -> Iterator[_Given]:
    """Yield the keys of the objects that name this host; nothing where one of them was sent."""
    own = [one for one in _objects(other.heard.content.json) if _names_host(case, one)]
    keys = [(name, value) for one in own for name, value in _secrets(one)]
    if any(value in one.value for _, value in keys for one in case.carried):
        return
    for name, value in keys:
        span = places.find(other.heard.content.bytes, value)
        yield _Given(other, name, places.in_body(other.index, "reply", span))


def _objects(value: object) -> Iterator[dict[str, object]]:
    waiting, seen = [value], 0
    while waiting and seen < _MOST:
        one, seen = waiting.pop(0), seen + 1
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _names_host(case: Case, members: dict[str, object]) -> bool:
    texts = (text for text in members.values() if isinstance(text, str) and "." in text)
    return any(
        host_of(text if "://" in text else f"//{text}") == case.sent.bare_host for text in texts
    )


def _secrets(members: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the members that hold keys: the plainest name first, ids of things left out."""
    for name, value in sorted(members.items(), key=lambda pair: len(pair[0])):
        secret = is_password_name(name) or (is_secret_member(name) and not names_an_id(name))
        if (
            secret
            and isinstance(value, str)
            and len(value) >= _SHORTEST
            and not is_taken_out(value)
        ):
            yield name, value


RULES = (key_beside_the_host,)
