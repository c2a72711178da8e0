"""Says in a few words what a key is, whether it is whole, and whether its host is the right one."""

from functools import partial

from inspector.model.annotation import Level
from inspector.protocol.keys import key_checks, key_hosts
from inspector.protocol.keys.key_checks import KeyCheck
from inspector.protocol.keys.key_shapes import KeyShape
from inspector.wording import tr


def described(value: str, host: str = "") -> tuple[str, Level] | None:
    """Return what a value is and how that looks; None where its shape is nobody's.

    host: where it was sent; its owner is compared with the key's.
    """
    checked = key_checks.check(value)
    if checked is None:
        return None
    shape = checked.shape
    if damage := damage_words(checked, value):
        return f"{shape.name}: {damage}", "bad"
    if owner := stranger(shape, host):
        text = tr("{name}, sent to a host of {owner}", name=shape.name, owner=owner)
        return text, "bad"
    if kind := use_words(shape):
        return f"{shape.name}: {kind}", "odd"
    if checked.is_checked:
        return tr("{name}, checksum right", name=shape.name), "info"
    ends = {
        "live": tr("{name}, for live use", name=shape.name),
        "test": tr("{name}, test only", name=shape.name),
    }
    return ends.get(shape.environment, shape.name), "info"


def stranger(shape: KeyShape, host: str) -> str:
    """Return who runs the host where that is not the key's provider; empty otherwise."""
    owner = key_hosts.provider_at(host) if host and shape.provider else None
    if owner is None or key_hosts.belongs(shape, host):
        return ""
    return owner.name


def damage_of(value: str) -> str:
    """Return what is wrong with a value that may be a key, empty where nothing is."""
    checked = key_checks.check(value)
    return damage_words(checked, value) if checked is not None else ""


def damage_words(checked: KeyCheck, value: str) -> str:
    """Return what is wrong with a key, empty where nothing is."""
    size, count = key_checks.full_size(checked.shape), len(value)
    words = {
        "checksum": partial(tr, "its checksum is wrong, so a character was changed"),
        "short": partial(
            tr, "cut off, {count} of {size} characters are here", count=count, size=size
        ),
        "long": partial(
            tr, "too long, {count} characters in place of {size}", count=count, size=size
        ),
        "other": partial(tr, "not complete, or characters were changed"),
    }
    said = words.get(checked.damage)
    return said() if said else ""


def use_words(shape: KeyShape) -> str:
    """Return what a key is for where that is no ordinary call, empty for others."""
    words = {
        "refresh": partial(tr, "it only buys new access tokens"),
        "client-secret": partial(tr, "it belongs into the token request"),
        "webhook": partial(tr, "it checks messages that come from there"),
        "publishable": partial(tr, "made for browsers and apps, it opens little"),
        "identifier": partial(tr, "it names an account, and opens nothing without its secret"),
        "sdk": partial(tr, "made for the library, not for the API"),
        "smtp": partial(tr, "made for sending mail, not for the API"),
        "app-level": partial(tr, "made for the app itself, not for calls"),
        "admin": partial(tr, "made for the administration, not for ordinary calls"),
        "job": partial(tr, "made for one job, it opens little"),
    }
    said = words.get(shape.use)
    return said() if said else ""
