"""The reply writes out how Authorization is to look, by another scheme than the one sent."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import SOUND
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import USUAL_SCHEMES
from inspector.wording import tr


def another_format_told(case: Case) -> Found:
    """Words such as `Format is Authorization: Bearer [token]` are said where nothing fits that."""
    sent = case.sent.authorization
    if sent is None or was_accepted(case):
        return
    for statement in case.heard.statements:
        found = _FORMAT.search(statement.text[:_LONGEST])
        wanted = (found[1] or found[2]).lower() if found is not None else ""
        if wanted not in USUAL_SCHEMES or sent.scheme in {wanted, *statement.plain.split()}:
            continue
        scheme = sent.scheme.capitalize()
        own = tr("{scheme} was sent.", scheme=scheme) if scheme else tr("No word was sent.")
        yield case.refused_for(
            "other-scheme-wanted" if scheme else "scheme-word-missing",
            SOUND,
            quoted(statement),
            fact(own, sent.place),
            sent=scheme,
            wanted=wanted.capitalize(),
        )
        return


_LONGEST = 600
# finds `Format is Authorization: Bearer [token]`, `expected "Bearer <token>"`
# but not `the bearer token is invalid`
_FORMAT = lazy_re(
    r"(?i)\bauthorization['\"`]?\s{0,2}[:=]\s{0,2}['\"`]?([a-z]{5,8})\b|"
    r"\b([a-z]{5,8}) [<\[{(](?:your |the |my )?[\w -]{0,20}"
    r"(?:token|jwt|key|credentials?|base64)[\w -]{0,20}[>\]})]"
)


RULES = (another_format_told,)
