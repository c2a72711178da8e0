"""Login tickets that show their age and are older than such tickets live."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import FAIR, STRONG
from inspector.protocol.keys import key_facts
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr
from inspector.wording.spoken import span

_LIVES = timedelta(hours=2)  # Proxmox VE always, mod_auth_tkt where nothing else is set


def old_ticket(case: Case) -> Found:
    """The ticket was made more than two hours before the server judged it."""
    now = case.server_time
    if now is None or not (case.status in TURNS_AWAY or case.heard.is_redirect):
        return
    for sent in (*case.sent.session_cookies, *case.sent.credentials):
        made = key_facts.ticket_time(sent.bare)
        if made is None or now - made <= _LIVES:
            continue
        always = sent.bare.startswith("PVE:")
        yield case.suspect(
            "ticket-expired",
            STRONG if always else FAIR,
            fact(
                tr(
                    "The ticket in {name} was made {ago} ago.",
                    name=sent.name,
                    ago=span(now - made),
                ),
                sent.place,
            ),
            fact(tr("The server's clock said {now}.", now=f"{now:%H:%M:%S} UTC"), case.date_place),
            case.status_evidence,
            name=sent.name,
            ago=span(now - made),
        )


RULES = (old_ticket,)
