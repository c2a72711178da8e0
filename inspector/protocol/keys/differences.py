"""Compares how a key is meant to be used, as the tables say, with the request that holds it.

The tables are those of `resources/credentials`: as which word, header or half of Basic its provider
reads it, at which hosts, in which region and environment, and beside which other part. Whatever
differs is told before any reply is read.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from inspector.protocol.field_names import is_signature_name, names_an_id
from inspector.protocol.keys import key_checks, key_facts, key_hosts, key_shapes
from inspector.protocol.keys.key_shapes import KeyShape, Use, compiled
from inspector.protocol.urls import host_of

Kind = Literal[
    "damaged", "owner", "environment", "region", "address", "host", "account", "use", "path",
    "http", "retired", "word", "slot", "place", "user", "half", "beside", "swapped",
]  # fmt: skip
"""What differs: its length or checksum; whose host it is; test or live; the data centre; the
address in it; a host that takes other kinds; the account in the path; what it is for; the path;
plain http; its kind was retired; the scheme word; a place in which another kind goes; a place that
nobody reads; the user name beside it; the half of Basic; a part that is due with it; two parts that
stand in each other's places."""

_OF = "password of "


class Part(NamedTuple):
    """A secret and the way it travels. user: the user name beside it in a Basic credential.

    alone: whether Basic has nothing in its other half.
    """

    secret: str
    way: str
    user: str = ""
    alone: bool = True


class Asked(NamedTuple):
    """A request as far as it counts here.

    ways: all names in it, such as `header accept` and `query page`, in small letters.
    """

    host: str
    path: str
    parts: tuple[Part, ...]
    ways: frozenset[str] = frozenset()
    secure: bool = True


class Difference(NamedTuple):
    """kind: what differs. part: of which secret. sent and wanted: a way, a name, a place."""

    kind: Kind
    part: Part
    shape: KeyShape
    sent: str = ""
    wanted: str = ""


def differences(asked: Asked) -> tuple[Difference, ...]:
    """Return what differs between the tables and a request, the plainest of each secret first."""
    return tuple(one for part in asked.parts for one in _of_part(part, asked))


def fits(part: Part, ways: tuple[str, ...]) -> bool:
    """Whether a way is among those that a provider reads; all fit where it names none."""
    mine = part.way.lower()
    named = f"{mine} of {part.user}".lower()
    return not ways or any(_is(way.lower(), mine, named) for way in ways)


def _is(way: str, mine: str, named: str) -> bool:
    """Whether one way is another; `password of */token` stands for every user that ends so."""
    of_all = way.startswith(f"{_OF}*")
    ends = mine == "password" and named.endswith(way.removeprefix(f"{_OF}*"))
    return ends if of_all else way in {mine, named}


def full_way(part: Part) -> str:
    """Return the way with the user name that stands beside a password."""
    return f"{_OF}{part.user}" if part.way == "password" and part.user else part.way


def _of_part(part: Part, asked: Asked) -> Iterator[Difference]:
    known = _kinds(part, asked.host)
    if not known or _is_an_account(part, known[0]):
        return
    shape = next((one for one in known if one.travels and fits(part, one.travels)), known[0])
    for look in _LOOKS:
        found = look(part, shape, asked)
        if found is not None:
            yield found
            return


def _kinds(part: Part, host: str) -> tuple[KeyShape, ...]:
    """Return the kinds it may be: by its shape, by its host, else by the header it stands in."""
    found = key_hosts.kinds_at(part.secret, host)
    place, _, name = part.way.partition(" ")
    if found and found[0].local and _is_no_key(part, found[0].provider, name):
        return ()
    if found or place != "header":
        return found
    named = key_shapes.kinds_of_header(name.lower())
    return tuple(one for one in named if key_hosts.may_be_home(one, host))


def _is_no_key(part: Part, provider: str, name: str) -> bool:
    """Whether it looks like a key by chance: a hash, or a part that goes beside one."""
    return is_signature_name(name) or part.way.lower() in key_shapes.partners_of(provider)


def _is_an_account(part: Part, shape: KeyShape) -> bool:
    """Whether it stands where an account's name does, with a password of its own beside it."""
    return part.way == "user" and not part.alone and not fits(part, shape.travels or ("",))


# ---------------- One thing after the other: what comes first explains what comes after it
def _owner(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    if not shape.provider or shape.local or key_hosts.belongs(shape, asked.host):
        return None
    owner = key_hosts.provider_at(asked.host)
    return Difference("owner", part, shape, shape.provider, owner.name) if owner else None


def _swapped(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    """Each of two parts of one provider stands where the other is read.

    The other one's shape is not always known to the letter: it is enough that it is another.
    """
    read_here = part.way.lower() in key_shapes.ways_of(shape.provider)
    if not shape.travels or fits(part, shape.travels) or not read_here:
        return None
    for other in asked.parts:
        in_its_place = other.secret != part.secret and fits(other, shape.travels)
        if in_its_place and shape not in key_hosts.kinds_at(other.secret, asked.host):
            return Difference("swapped", part, shape, full_way(part), full_way(other))
    return None


def _damaged(part: Part, shape: KeyShape, _asked: Asked) -> Difference | None:
    checked = key_checks.check(part.secret)
    damage = checked.damage if checked is not None and checked.shape == shape else ""
    return Difference("damaged", part, shape, damage) if damage else None


def _environment(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    here, there = key_hosts.environment_at(asked.host), shape.environment
    differs = bool(here and there and here != there)
    return Difference("environment", part, shape, there, here) if differs else None


def _region(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    here, there = key_hosts.region_at(asked.host), key_hosts.region_of(shape, part.secret)
    if not here and there and key_hosts.belongs(shape, asked.host):
        here = key_hosts.rest_of_the_world(asked.host)
    differs = bool(here and there and here.lower() != there.lower())
    return Difference("region", part, shape, there, here) if differs else None


def _address(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    named = dict(key_facts.facts(shape.slug, part.secret)).get("address", "")
    there = host_of(named) if "://" in named else named.partition("/")[0].lower()
    same = asked.host == there or asked.host.endswith(f".{there}")
    if not there or same or not key_hosts.belongs(shape, asked.host):
        return None
    return Difference("address", part, shape, there, asked.host)


def _other_host(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    home = key_hosts.belongs(shape, asked.host)
    if not home or key_hosts.takes(shape, asked.host):
        return None
    return Difference("host", part, shape, asked.host)


def _account(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    named = compiled(shape.agrees).search(asked.path) if shape.agrees else None
    if named is None or named[1] == part.secret:
        return None
    return Difference("account", part, shape, part.secret, named[1])


def _http(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    read_here = shape.secure or key_hosts.belongs(shape, asked.host)
    open_to_all = not asked.secure and read_here
    return Difference("http", part, shape, asked.host) if open_to_all else None


def _retired(part: Part, shape: KeyShape, _asked: Asked) -> Difference | None:
    return Difference("retired", part, shape, shape.retired) if shape.retired else None


def _use(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    """An id beside a secret is in its place, and so is what its provider reads there."""
    if shape.use not in OTHER_USES or part.way.startswith("body ") or names_an_id(part.way):
        return None
    if shape.travels and fits(part, shape.travels):
        return None
    if part.way == "user" and not part.alone:
        return None
    opens = (one for one in asked.parts if one is not part and one.secret != part.secret)
    if any(_opens(one) for one in opens):
        return None
    return Difference("use", part, shape, shape.use)


def _opens(part: Part) -> bool:
    if part.way == "user":
        return False
    known = key_shapes.recognise(part.secret)
    return known is None or known.nature != "identifier"


OTHER_USES: frozenset[Use] = frozenset(
    {
        "refresh", "client-secret", "webhook", "publishable", "identifier", "sdk", "smtp",
        "app-level", "admin",
    }
)  # fmt: skip


def _path(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    """At another's host the paths are others, and keys that begin so may be its own."""
    if not shape.paths or not key_hosts.may_be_home(shape, asked.host):
        return None
    if compiled(shape.paths).search(asked.path):
        return None
    return Difference("path", part, shape, asked.path)


def _way(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    if fits(part, shape.travels) or not key_hosts.may_be_home(shape, asked.host):
        return None
    if part.way.startswith("body ") and len(asked.parts) > 1:
        return None  # the thing that is spoken of, not what opens
    users = [way.removeprefix(_OF) for way in shape.travels if way.startswith(_OF)]
    if part.way == "password" and users:
        return Difference("user", part, shape, part.user, users[0].replace("*", "…"))
    return Difference(_kind_of_way(part, shape), part, shape, full_way(part), shape.travels[0])


def _kind_of_way(part: Part, shape: KeyShape) -> Kind:
    halves = {"user", "password"}
    if part.way in halves and halves & {way.partition(" ")[0] for way in shape.travels}:
        return "half"
    if " " not in part.way:
        return "word" if _reads_authorization(shape) else "place"
    return "slot" if part.way.lower() in key_shapes.ways_of(shape.provider) else "place"


def _reads_authorization(shape: KeyShape) -> bool:
    """Whether its provider reads Authorization at all, for this kind of key or another."""
    known = (*shape.travels, *key_shapes.ways_of(shape.provider))
    return any(way.partition(" ")[0] not in _OTHER_PLACES for way in known)


_OTHER_PLACES = frozenset({"header", "query", "body", "cookie"})


def _beside(part: Part, shape: KeyShape, asked: Asked) -> Difference | None:
    if not shape.beside or not key_hosts.may_be_home(shape, asked.host):
        return None
    missing = next((way for way in shape.beside if not _is_there(way, asked)), "")
    return Difference("beside", part, shape, full_way(part), missing) if missing else None


def _is_there(ways: str, asked: Asked) -> bool:
    """Whether one of `header A | query a` is there; `password` is the other half of Basic."""
    have = asked.ways | {part.way.lower() for part in asked.parts}
    return any(way.strip().lower() in have for way in ways.split("|"))


_LOOKS: tuple[Callable[[Part, KeyShape, Asked], Difference | None], ...] = (
    _owner, _http, _retired, _swapped, _damaged, _environment, _region, _address, _other_host,
    _account, _use, _path, _way, _beside,
)  # fmt: skip
