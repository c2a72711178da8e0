"""The address speaks another protocol than plain HTTP: WebSocket, another version (426)."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.wanted_upgrades import (
    upgrade_sent,
    wants_an_upgrade,
    wants_one_unnamed,
)
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, SHOWN
from inspector.wording import tr


def upgrade_wanted(case: Case) -> Found:
    """426: what is asked for in Upgrade was not sent, or does not arrive (RFC 9110 §15.5.22)."""
    if not wants_an_upgrade(case):
        return
    protocol, sent = case.heard.wanted_protocol, upgrade_sent(case)
    asked = fact(
        tr("The reply asks for {protocol} in Upgrade.", protocol=protocol),
        case.heard.header_place("upgrade") or case.heard_line,
    )
    own = (
        fact(tr("Upgrade was sent as {value}.", value=sent[1].value), case.sent_line)
        if sent is not None
        else fact(tr("The request has no Upgrade."), case.sent_line)
    )
    slug = "upgrade-wanted" if sent is None else "upgrade-taken-off"
    yield case.refused_for(slug, SHOWN, asked, own, protocol=protocol)


def unnamed_upgrade_wanted(case: Case) -> Found:
    """426 without Upgrade, which it must have (RFC 9110 §15.5.22): WebSocket servers do so."""
    if not wants_one_unnamed(case) or case.sent.header("upgrade") is not None:
        return
    own = fact(tr("The request has no Upgrade."), case.sent_line)
    yield case.refused_for("upgrade-wanted", LIKELY, case.status_evidence, own)


RULES = (upgrade_wanted, unnamed_upgrade_wanted)
