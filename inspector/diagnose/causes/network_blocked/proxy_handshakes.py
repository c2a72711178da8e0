"""Kerberos tickets that a proxy did not take."""

import base64
import binascii

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STATED
from inspector.protocol.schemes import kerberos
from inspector.protocol.schemes.kerberos import KerberosMessage
from inspector.reading.credential import Credential
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.wording import tr


def ticket_refused(case: Case) -> Found:
    """A ticket went to the proxy, and it asked again without a word about it."""
    sent = case.sent.proxy_authorization
    if case.status != LOGIN_AT_PROXY or sent is None or (ticket := _ticket(sent)) is None:
        return
    said = tr("A Kerberos ticket was sent.")
    if ticket.service:
        said = tr("A Kerberos ticket for {service} was sent.", service=ticket.service)
    connection = case.exchange.connection
    yield case.suspect(
        "proxy-ticket-refused",
        STATED,
        case.status_evidence,
        fact(said, sent.place),
        service=ticket.service,
        proxy=connection.proxy if connection is not None else "",
    )


def _ticket(sent: Credential) -> KerberosMessage | None:
    if sent.scheme != "negotiate":
        return None
    try:
        return kerberos.read(base64.b64decode(sent.value.strip(), validate=True))
    except (binascii.Error, ValueError):
        return None


RULES = (ticket_refused,)
