"""The way back from a sign-in named the host that holds the account, and another one was asked."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.siblings import is_sibling
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.weights import SHOWN
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import registrable
from inspector.protocol.urls import host_of
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_PLACE
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.wording import tr

# Beside a code: the API that knows the account, or its login provider.
# finds `hostname`, `api_domain`, `accounts-server`
# but not `redirect_uri`, `state`
_NAMES_A_HOST = lazy_re(
    r"(?i)(?:host(?:_?name)?|server|endpoint|(?:api|accounts?|auth|base|instance|data)[_-]?"
    r"(?:host(?:_?name)?|server|domain|ur[il]|endpoint|base))$"
)


# finds `accounts-server`, `auth_url`
# but not `api_domain`
_OF_A_PROVIDER = lazy_re(r"(?i)(?:accounts?|auth)")


def host_of_the_callback(case: Case) -> Found:
    """The code came back with the name of a host, and code or token went to a sister of it."""
    refused = case.status in MAY_BE_WRONG_ADDRESS or case.is_hidden_error
    if not refused or case.said(*BESIDE_THE_PLACE):
        return
    for entry, name, value in _named(case):
        there, here = _place_of(value), case.sent.bare_host
        if there == here or not _is_sister(here, there):
            continue
        yield case.refused_for(
            "other-host-named",
            SHOWN,
            fact(
                tr("The way back from the sign-in named {name}={value}.", name=name, value=value),
                places.in_line(entry.index, "request"),
            ),
            *went_to(case.sent.host, case.sent_line),
            other=there,
        )
        return


def _named(case: Case) -> Iterator[tuple[Entry, str, str]]:
    """Yield what stood beside the code from which comes what was sent."""
    for life in case.trace.story.lives.sent_in(case):
        code = life if life.kind == "code" else _code_of(life)
        for use in code.uses if code is not None else ():
            if use.entry.index < case.index and use.entry.sent.host != case.sent.host:
                for name, value in use.entry.sent.query:
                    if _NAMES_A_HOST.match(name) and _is_meant(case, name):
                        yield use.entry, name, value


def _is_meant(case: Case, name: str) -> bool:
    """Whether a name is that of the provider where it is asked for a token, else of the API."""
    return (_OF_A_PROVIDER.match(name) is not None) <= case.sent.is_token_request


def _code_of(life: Life) -> Life | None:
    parent = life.issued_for
    return parent if parent is not None and parent.kind == "code" else None


def _place_of(value: str) -> str:
    """Return the host that a value is, or is an address of; empty without one."""
    return host_of(value if "://" in value else f"//{value}") if "." in value else ""


def _is_sister(one: str, other: str) -> bool:
    """Whether two hosts are one service in two places: `api.acme.com`, `api.acme.eu`, `eapi.…`.

    Others of the same owner are other services, which may take the token as well.
    """
    here, there = registrable(one), registrable(other)
    if not other or here.partition(".")[0] != there.partition(".")[0]:
        return False
    mine, theirs = (name.removesuffix(at) for name, at in ((one, here), (other, there)))
    longer, shorter = sorted((mine, theirs), key=len, reverse=True)
    return is_sibling(one, other) or (bool(shorter) and longer.endswith(shorter))


RULES = (host_of_the_callback,)
