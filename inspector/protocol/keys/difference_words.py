"""Says how a request differs from what the tables say of its key, in sentences without secrets."""

from collections.abc import Callable

from inspector.protocol.keys import key_words
from inspector.protocol.keys.differences import Difference, Kind
from inspector.wording import tr

_SENTENCES: dict[Kind, Callable[[Difference], str]] = {
    "damaged": lambda one: tr(
        "{name}: {damage}.", name=one.shape.name, damage=key_words.damage_of(one.part.secret)
    ),
    "use": lambda one: tr(
        "{name}: {use}.", name=one.shape.name, use=key_words.use_words(one.shape)
    ),
    "owner": lambda one: tr("The key is a {kind}.", kind=one.shape.name),
    "environment": lambda one: tr(
        "The key is for {environment}.", environment=_environment(one.sent)
    ),
    "region": lambda one: tr("The key names the region {name}.", name=one.sent),
    "address": lambda one: tr("The token says that it was made for {address}.", address=one.sent),
    "host": lambda one: tr("{name}: other hosts of its provider take it.", name=one.shape.name),
    "account": lambda one: tr("{name}: the path names another one.", name=one.shape.name),
    "http": lambda one: tr("{name}: its provider reads it over https.", name=one.shape.name),
    "retired": lambda one: tr(
        "{name}: taken no more since {month}.", name=one.shape.name, month=one.sent
    ),
    "path": lambda one: tr(
        "{name}: it opens a few addresses only, and this is none of them.", name=one.shape.name
    ),
    "swapped": lambda one: tr(
        "{name}: sent as {sent}, where another part is read; its own place holds that part.",
        name=one.shape.name,
        sent=shown(one.sent),
    ),
    "beside": lambda one: tr(
        "{name}: {wanted} is due with it, and was not sent.",
        name=one.shape.name,
        wanted=shown(one.wanted),
    ),
}


def said(one: Difference) -> str:
    """Return what of the key differs from the request."""
    sentence = _SENTENCES.get(one.kind)
    if sentence is not None:
        return sentence(one)
    return tr("{name}: sent as {sent}.", name=one.shape.name, sent=shown(one.sent))


def against(one: Difference, host: str) -> str:
    """Return the other half: what of the host speaks against it, empty where that is plain."""
    if one.kind == "owner":
        return tr("{host} is a host of {owner}.", host=host, owner=one.wanted)
    if one.kind == "environment":
        return tr("{host} is for {environment}.", host=host, environment=_environment(one.wanted))
    if one.kind in {"region", "address", "host"}:
        return tr("The request went to {host}.", host=host)
    return ""


def advised(one: Difference, host: str) -> str:
    """Return one sentence for a request that is still being written."""
    name = one.shape.name
    wanted = tr(" or ").join(shown(way) for way in one.shape.travels[:2])
    if one.kind in {"word", "slot", "place", "half"} and wanted:
        return tr("{name}: {host} reads it as {wanted}.", name=name, host=host, wanted=wanted)
    if one.kind == "user":
        return tr("{name}: it goes with the user name {user}.", name=name, user=one.wanted)
    return " ".join(filter(None, (said(one), against(one, host))))


_WRITTEN: dict[str, Callable[[str], str]] = {
    "query": lambda name: f"?{name}=…",
    "header": lambda name: f"{name}: …",
    "body": lambda name: tr("{name} in the body", name=name),
    "cookie": lambda name: tr("the cookie {name}", name=name),
    "user": lambda _: tr("the user name of Basic"),
    "password": lambda name: (
        tr("Basic {user}:…", user=name.removeprefix("of ").replace("*", "…"))
        if name
        else tr("the password of Basic")
    ),
    "bare": lambda _: "Authorization: …",
}


def shown(way: str) -> str:
    """Return a way as one writes it in a request."""
    kind, _, name = way.partition(" | ")[0].partition(" ")
    written = _WRITTEN.get(kind)
    return written(name) if written is not None else f"Authorization: {_word(kind)} …"


def _word(word: str) -> str:
    return word if word != word.lower() else word.capitalize()


def _environment(name: str) -> str:
    return {"test": tr("tests"), "live": tr("live use")}.get(name, name)
