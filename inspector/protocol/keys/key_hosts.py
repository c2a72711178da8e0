"""Tells whose host an address is: which keys are read there, for which region and environment."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from inspector.protocol import patterns
from inspector.protocol.keys import key_shapes
from inspector.protocol.keys.key_shapes import (
    Environment,
    KeyShape,
    Provider,
    compiled,
    kinds_of_header,
    local_kinds,
    providers,
    recognise,
    ways_of,
)
from inspector.protocol.patterns import Needles, have, lazy_re, needles
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out

# finds `(^|\.)api\.acme\.test$`
# but not `(^|\.)acme\.(?:com|test)$`
_PLAIN = lazy_re(r"\(\^\|\\\.\)((?:[\w-]+\\\.)+[\w-]+)\$")


class _Owned(NamedTuple):
    """A pattern of hosts with whose they are. at: the turn of the provider."""

    pattern: str
    owner: Provider
    at: int


@cache
def provider_at(host: str) -> Provider | None:
    """Return whose host this is (without port, in small letters), None where nobody knows.

    The pattern that covers the most of it says so.
    """
    best: tuple[int, int, Provider] | None = None
    for one in _may_own(host):
        match = compiled(one.pattern).search(host)
        if match is not None and (best is None or (len(match[0]), -one.at) > best[:2]):
            best = (len(match[0]), -one.at, one.owner)
    return best[2] if best is not None else None


def _may_own(host: str) -> Iterator[_Owned]:
    plain, others = _hosts()
    labels = host.split(".")
    for at in range(len(labels)):
        yield from plain.get(".".join(labels[at:]), ())
    for one in others:
        if have(_needles()[one.pattern], host):
            yield one


@cache
def _hosts() -> tuple[dict[str, list[_Owned]], tuple[_Owned, ...]]:
    """Return the patterns that are plain domains by these, and all others."""
    plain: dict[str, list[_Owned]] = {}
    others = []
    for at, owner in enumerate(providers()):
        for text in owner.hosts:
            found = _PLAIN.fullmatch(text)
            one = _Owned(text, owner, at)
            if found is not None:
                plain.setdefault(found[1].replace("\\", ""), []).append(one)
            else:
                others.append(one)
    return plain, tuple(others)


def _fits(pattern: str, host: str) -> bool:
    return have(_needles()[pattern], host) and compiled(pattern).search(host) is not None


@cache
def _needles() -> dict[str, Needles]:
    code = (__file__, key_shapes.__file__, patterns.__file__)
    return worked_out(resources() / "credentials", _host_needles, dict[str, Needles], code)


def _host_needles(tables: Tables) -> dict[str, Needles]:
    return {
        pattern: needles(pattern)
        for one in key_shapes.read(tables)
        for pattern in (
            *(*one.hosts, *one.environments, *one.regions),
            *(text for shape in one.shapes for text in shape.hosts),
        )
    }


def kinds_at(value: str, host: str) -> tuple[KeyShape, ...]:
    """Return every kind that a value may be at a host, all of one provider.

    Those that only this provider's hosts tell come first, else it is what its shape tells anywhere.
    """
    known = recognise(value)
    owner = provider_at(host)
    ours = known is not None and owner is not None and known.provider == owner.name
    local = local_kinds(owner.name) if owner is not None and not ours else ()
    found = tuple(one for one in local if one.pattern.fullmatch(value) and takes(one, host))
    return found or ((known,) if known is not None and known.provider else ())


def carries_a_key(way: str, host: str) -> bool:
    """Return whether a provider reads a key there: `header x-mbx-apikey`, in small letters."""
    place, _, name = way.partition(" ")
    if place == "header" and kinds_of_header(name):
        return True
    owner = provider_at(host)
    return owner is not None and way in ways_of(owner.name)


def belongs(shape: KeyShape, host: str) -> bool:
    """Return whether a host is one that takes this provider's credentials."""
    owner = _owner(shape.provider)
    return owner is not None and any(_fits(text, host) for text in owner.hosts)


@cache
def _owner(name: str) -> Provider | None:
    return next((one for one in providers() if one.name == name), None)


def whoami(value: str, host: str) -> str:
    """Return the path at a host where a credential of its provider may always read, else nothing.

    value: the credential, which tells software that people run on hosts of their own.
    """
    owner = provider_at(host)
    if owner is None:
        known = recognise(value)
        maker = _owner(known.provider) if known is not None else None
        owner = maker if maker is not None and maker.everywhere else None
    return owner.whoami if owner is not None else ""


def may_be_home(shape: KeyShape, host: str) -> bool:
    """Return whether a host takes these credentials, or may: software that runs anywhere."""
    owner = _owner(shape.provider)
    if owner is not None and owner.everywhere and provider_at(host) is None:
        return True
    return belongs(shape, host)


def takes(shape: KeyShape, host: str) -> bool:
    """Return whether a host of the provider takes this very kind."""
    return not shape.hosts or any(_fits(text, host) for text in shape.hosts)


def region_of(shape: KeyShape, value: str) -> str:
    """Return the region that a value names, empty where it names none."""
    found = compiled(shape.region).search(value) if shape.region else None
    return found[1] if found is not None else ""


def region_at(host: str) -> str:
    """Return the region that a provider's host is for, empty where it does not say."""
    known = provider_at(host)
    listed = known.regions if known is not None else ()
    found = (compiled(text).search(host) for text in listed if _fits(text, host))
    return next((one[1] for one in found if one is not None and one[1]), "")


def rest_of_the_world(host: str) -> str:
    """Return the host where its provider has others for regions; empty for one of those."""
    known = provider_at(host)
    return host if known is not None and known.regions and not region_at(host) else ""


def environment_at(host: str) -> Environment:
    """Return which environment a provider's host is for, empty where it does not say."""
    known = provider_at(host)
    if known is None:
        return ""
    return next((kind for text, kind in known.environments.items() if _fits(text, host)), "")
