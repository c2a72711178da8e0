"""A request that was signed long before it was sent: a saved one, or one that lay in a queue."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.timestamps import signed_at
from inspector.diagnose.facts.weights import LIKELY, STRONG
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr
from inspector.wording.spoken import exact, span


def signed_too_long_ago(case: Case) -> Found:
    """The signature's own time is old although the sender's clock agrees with the server's."""
    made = signed_at(case) if case.status in MAY_REFUSE_CREDENTIAL else None
    if made is None or case.heard.date is None or made.ago < _OLD:
        return
    told = case.said("clock", "signature")
    yield case.suspect(
        "signed-too-long-ago",
        STRONG if told else LIKELY,
        *case.quote("clock", "signature"),
        fact(
            tr(
                "{name} was made {time} before the request.",
                name=made.name,
                time=exact(made.ago),
            ),
            made.place,
        ),
        fact(tr("The server's clock agrees with the client's."), case.date_place),
        ago=span(made.ago),
    )


_OLD = timedelta(minutes=4)
RULES = (signed_too_long_ago,)
