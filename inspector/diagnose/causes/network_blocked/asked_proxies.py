"""A proxy that was asked lets through what it likes: the same call was given without it."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.proxies_asked import (
    filtered_by_proxy,
    given_directly,
    proxy_of,
)
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, OPEN, SOUND
from inspector.wording import tr


def refused_on_the_way(case: Case) -> Found:
    """The same call was given without the proxy; where a login is asked for, it lost what was sent.

    A proxy that refuses by itself does not ask for the server's credential.
    """
    direct = given_directly(case)
    if direct is None:
        return
    facts = (
        fact(tr("Without the proxy the same call was given."), direct.heard_line),
        fact(tr("Here it went through {proxy}.", proxy=proxy_of(case)), case.sent_line),
    )
    lost = case.status == HTTPStatus.UNAUTHORIZED and case.sent.has_any
    if lost:
        yield case.refused_for("authorization-stripped", SOUND, *facts)
    yield case.refused_for("proxy-refused", OPEN if lost else SOUND, *facts, proxy=proxy_of(case))


def filtered(case: Case) -> Found:
    """The proxy answered 418 without a word, as filters do."""
    if filtered_by_proxy(case):
        proxy = proxy_of(case)
        told = fact(tr("It went through {proxy}.", proxy=proxy), case.sent_line)
        yield case.refused_for("proxy-refused", FAIR, case.status_evidence, told, proxy=proxy)


RULES = (refused_on_the_way, filtered)
