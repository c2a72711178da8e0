"""A signed address says itself what it may be used for (`sp` of Azure's storage)."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR
from inspector.reading.meanings import OF_AN_END, OF_THE_NETWORK, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

# "Create a service SAS", signed permissions: what each method of a blob, file or table asks for.
_ASKS = {
    "GET": "rlt", "HEAD": "rlt", "PUT": "wcaumopit", "POST": "warupmt", "DELETE": "dxyp",
    "MERGE": "u", "PATCH": "waump",
}  # fmt: skip
_OTHER_REASON: Names = (*OF_AN_END, *OF_THE_NETWORK, "signature", "clock")


def not_signed_for_this(case: Case) -> Found:
    """None of the permissions that were signed is one that the method asks for."""
    query = dict(case.sent.query)
    given, wanted = query.get("sp", ""), _ASKS.get(case.sent.method, "")
    if case.status not in TURNS_AWAY or not {"sig", "sv"} <= query.keys() or not given:
        return
    if not wanted or not given.isalpha() or not given.islower():
        return
    if set(given).isdisjoint(wanted) and not case.said(*_OTHER_REASON):
        yield case.refused_for(
            "key-is-limited",
            CLEAR,
            fact(tr("The address is signed for {names} (sp).", names=given), case.sent_line),
            fact(tr("It was sent with {method}.", method=case.sent.method), case.sent_line),
            explains=True,
            limits=f"sp={given}",
        )


RULES = (not_signed_for_this,)
