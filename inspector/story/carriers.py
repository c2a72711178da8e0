"""The lines of a request by which credentials travel: thousands of requests often have the same."""

from functools import lru_cache

from inspector.model.message import Header
from inspector.protocol.field_names import is_caller_header, is_csrf_name, is_key_parameter
from inspector.protocol.keys.key_hosts import carries_a_key
from inspector.reading.request import Sent
from inspector.reading.unnamed_keys import is_a_token, may_be_a_key

Carriers = tuple[str, tuple[Header, ...]]
"""The host, and the header lines that carry credentials."""
_AUTHORIZES = frozenset({"authorization", "proxy-authorization", "cookie"})
_OF_ONE_USE = frozenset({"code", "ticket", "samlresponse", "id_token", "upgrade"})


def carriers_of(sent: Sent) -> Carriers | None:
    """Return what two requests with the same credentials have in common.

    None where the address or the body may carry some as well: then they have to be read.
    """
    if sent.message.body or sent.parts[0] in {"ws", "wss"}:
        return None
    host = sent.bare_host
    if any(_may_carry("query", name, host) or is_a_token(name, it) for name, it in sent.query):
        return None
    lines = sent.message.headers
    carrying = _carrying(tuple([line.name for line in lines]), host)
    return host, tuple([lines[index] for index in carrying])


@lru_cache(maxsize=1024)
def _carrying(names: tuple[str, ...], host: str) -> tuple[int, ...]:
    return tuple(i for i, name in enumerate(names) if _may_carry("header", name, host))


@lru_cache(maxsize=4096)
def _may_carry(place: str, name: str, host: str) -> bool:
    """Whether whoever reads the request may take a credential from there: rather too often."""
    lower = name.lower()
    if is_key_parameter(name) or is_csrf_name(name) or lower in _AUTHORIZES or lower in _OF_ONE_USE:
        return True
    if is_caller_header(name) if place == "header" else may_be_a_key(name):
        return True
    return carries_a_key(f"{place} {lower}", host)
