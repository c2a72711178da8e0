"""What an earlier reply handed out, held beside what is sent: another member, or an old one."""

from inspector.diagnose.facts.callers.newer_values import changes_a_password, newer_than_sent
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN, STRONG
from inspector.model.story import CredentialKind
from inspector.protocol.field_names import is_renewal_name
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.story.births import Birth, births
from inspector.wording import tr

_OTHER_REASON: Names = (*BESIDE_THE_CREDENTIAL, "key-expired")


# ---------------- Another member of the reply than the one that lets in
def other_member_sent(case: Case) -> Found:
    """A login gave several tokens, and what is sent is not the one for calls (RFC 6749 §1.5)."""
    if not _is_refused(case) or case.said(*_OTHER_REASON) or _TAKES_IT.search(case.sent.path):
        return
    if case.sent.is_token_request:
        return
    for life in case.trace.story.lives.sent_in(case):
        birth = life.birth
        slug = _NOT_FOR_CALLS.get(token_use(birth.name), "") if birth is not None else ""
        if is_renewal_name(life.use_in(case).credential.name):
            continue  # who names it so asks for what it is for
        beside = _for_calls(case, birth) if birth is not None and slug else None
        if birth is None or beside is None or life.first_accepted is not None:
            continue
        name = birth.name
        yield case.refused_for(
            slug,
            SHOWN if life.kind == "refresh-token" else CLEAR,
            fact(tr("It was handed out as {name}.", name=name), birth.place),
            fact(tr("{name} stood beside it, for calls.", name=beside.name), beside.place),
            fact(tr("{name} was sent.", name=name), life.use_in(case).credential.place),
        )
        return


def _is_refused(case: Case) -> bool:
    return case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error


def _for_calls(case: Case, birth: Birth) -> Birth | None:
    """Return the access token that the same reply handed out, None where there was none."""
    given = births(case.trace.case(birth.entry))
    return next((one for one in given if token_use(one.name) == "calls"), None)


_NOT_FOR_CALLS = {"renewal": "refresh-token-used", "client": "id-token-used"}
# finds `/auth/refresh`, `/token/renew`, `/logout`
# but not `/users/me`
_TAKES_IT = lazy_re(r"(?i)refresh|renew|revo(?:ke|cation)|rotate|log_?-?out|/tokens?\b|exchange")


# ---------------- A newer one was asked for and handed out, and the old one is sent on
def newer_handed_out(case: Case) -> Found:
    """The client had its key or token made anew, and goes on with the one from before."""
    found = newer_than_sent(case) if _is_refused(case) else None
    if found is None or case.said(*_OTHER_REASON):
        return
    life, made, newer = found
    entry = made.number
    yield case.refused_for(
        "sessions-ended-by-password" if changes_a_password(made) else _SLUGS[life.kind],
        SHOWN if changes_a_password(made) else STRONG,
        fact(
            tr("Entry {entry} had a new one made: {name}.", entry=entry, name=newer.name),
            newer.place,
        ),
        fact(tr("The one from before was sent."), life.use_in(case).credential.place),
        name=life.use_in(case).credential.name,
    )


_SLUGS: dict[CredentialKind, str] = {
    "api-key": "key-revoked",
    "login": "key-revoked",
    "client-secret": "key-revoked",
    "access-token": "token-revoked",
    "session": "token-revoked",
}

RULES = (other_member_sent, newer_handed_out)
