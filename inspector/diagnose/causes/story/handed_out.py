"""What an earlier reply handed out, held beside what is sent: another member, or an old one."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN, STRONG
from inspector.model.story import CredentialKind
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.story.births import Birth, births, makes_anew
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.wording import tr

_OTHER_REASON: tuple[MeaningName, ...] = (
    "permission", "scope", "csrf", "locked", "ip-refused", "waf", "rate-limited", "clock",
    "captcha", "step-up", "too-many-attempts", "session-expired", "key-expired",
)  # fmt: skip


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
    if not _is_refused(case) or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        slug = _SLUGS.get(life.kind, "")
        if not slug or life.over_for(case) is not None:
            continue
        made = next((one for one in reversed(case.before) if _makes_anew(one, life, case)), None)
        newer = _newer(made, case, life) if made is not None else None
        if made is None or newer is None or life.accepted_after(made):
            continue
        entry = str(made.index + 1)
        yield case.refused_for(
            slug,
            STRONG,
            fact(
                tr("Entry {entry} had a new one made: {name}.", entry=entry, name=newer.name),
                newer.place,
            ),
            fact(tr("The one from before was sent."), life.use_in(case).credential.place),
            name=life.use_in(case).credential.name,
        )
        return


def _makes_anew(entry: Entry, life: Life, case: Case) -> bool:
    """Whether an accepted request asks, by its address, for a new one of what was sent.

    It carries that itself; or its address names who sends it, and the reply has one of that name.
    """
    if not makes_anew(entry):
        return False
    if any(use.entry.index == entry.index for use in life.uses):
        return True
    owners = set(case.sent.fields.values()) | {one.user for one in case.sent.credentials}
    parts = {part for part in entry.sent.path.split("/") if len(part) >= _TELLING}
    named = {one.name.lower() for one in births(entry)}
    return bool(parts & owners) and life.name.lower() in named


_TELLING = 4  # characters of a name


def _newer(made: Entry, case: Case, life: Life) -> Birth | None:
    """Return what was handed out in place of what is sent; None where that was sent along, too."""
    sent = {one.bare for one in case.carried} | {life.value}
    basic = b"".join(one.basic or b"" for one in case.sent.credentials).decode("utf-8", "replace")
    given = (one for one in births(made) if one.how in {"reply", "header"})
    return next((one for one in given if one.value not in sent and one.value not in basic), None)


_SLUGS: dict[CredentialKind, str] = {
    "api-key": "key-revoked",
    "login": "key-revoked",
    "client-secret": "key-revoked",
    "access-token": "token-revoked",
}

RULES = (other_member_sent, newer_handed_out)
