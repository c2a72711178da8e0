"""A token against forgery that was fetched long before, where no word says so."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.stale_tokens import aged_token
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, HALF
from inspector.wording import tr
from inspector.wording.durations import span


def token_aged(case: Case) -> Found:
    """The token had been fetched long before, the session works, and no word says why."""
    aged = case.once(aged_token)
    if aged is None:
        return
    path = f"{aged.works.sent.method} {aged.works.sent.path}"
    works = tr("The same session is accepted for {request}.", request=path)
    yield case.refused_for(
        "page-expired",
        FAIR if aged.works.index > case.index else HALF,
        aged.since,
        fact(works, aged.works.heard_line),
        fact(tr("It was sent in {name}.", name=aged.token.name), aged.token.place),
        name=aged.token.name,
        age=span(aged.ago),
    )


RULES = (token_aged,)
