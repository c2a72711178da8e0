"""Addresses that speak another protocol: 426 names it in Upgrade (RFC 9110 §15.5.22, §7.8)."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.lone_errors import stands_alone
from inspector.model.message import Header


def wants_an_upgrade(case: Case) -> bool:
    """Whether 426 asks whoever sent this for another protocol, TLS aside."""
    protocol = case.heard.wanted_protocol.lower()
    return stands_alone(case) and bool(protocol) and not protocol.startswith("tls")


def wants_one_unnamed(case: Case) -> bool:
    """Whether 426 says no more than its status, as servers of WebSocket do that name nothing."""
    unnamed = case.status == HTTPStatus.UPGRADE_REQUIRED and not case.heard.header("upgrade")
    silent = case.heard.gives_no_reason or case.heard.words == "upgrade required"
    return unnamed and silent and stands_alone(case)


def upgrade_sent(case: Case) -> tuple[int, Header] | None:
    """Return the line of the request that announces the protocol that is asked for."""
    own = case.sent.header("upgrade")
    wanted = case.heard.wanted_protocol.partition("/")[0].lower()
    return own if own is not None and wanted in own[1].value.lower() else None
