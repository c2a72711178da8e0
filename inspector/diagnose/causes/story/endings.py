"""What was sent had been ended before: used up, replaced, cleared, signed out, revoked."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, LIKELY, PROVEN, SHOWN, SOUND, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.model.story import CredentialKind, EventKind
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_FORGERY, Names, without
from inspector.story.ends.spent_tokens import spent_token
from inspector.story.entry import Entry
from inspector.story.interruptions import lost_its_answer
from inspector.story.lives import End, Life
from inspector.story.uses import Use
from inspector.story.ways.addresses import used_address
from inspector.wording import tr

_OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, *OF_FORGERY), "audience", "malformed", "client-refused",
)  # fmt: skip
_SLUGS: dict[EventKind, dict[CredentialKind, str]] = {
    "used-up": {"refresh-token": "refresh-token-reused", "code": "code-refused"},
    "revoked": {
        "access-token": "token-revoked",
        "refresh-token": "refresh-token-revoked",
        "session": "session-ended",
        "api-key": "key-revoked",
        "login": "token-revoked",  # a token that was sent as user or password
    },
    "signed-out": {"session": "session-ended", "access-token": "token-revoked"},
    "cleared": {"session": "session-ended"},
    "replaced": {"session": "session-ended", "csrf-token": "csrf-token-mismatch"},
}
_WEIGHTS: dict[EventKind, float] = {
    "used-up": PROVEN,
    "revoked": SHOWN,
    "signed-out": STRONG,
    "cleared": CLEAR,
    "replaced": LIKELY,
}


def ended_before(case: Case) -> Found:
    """A credential whose end stands in an earlier entry was sent all the same, and refused."""
    led_on = case.heard.is_redirect and not case.heard.leads_to_login
    if case.succeeded or led_on or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        end = life.end
        if end is None or end.entry.index >= case.index or life.accepted_after(end.entry):
            continue
        slug = _SLUGS.get(end.kind, {}).get(life.kind, "")
        if slug:
            yield _ended(case, life, end, slug)


def _ended(case: Case, life: Life, end: End, slug: str) -> Suspicion:
    use = life.use_in(case)
    return case.refused_for(
        slug,
        _WEIGHTS[end.kind],
        _how(end),
        fact(tr("It was sent all the same."), use.credential.place),
        name=life.name,
    )


def _how(end: End) -> Evidence:
    entry = end.entry.number
    said: dict[EventKind, str] = {
        "used-up": tr("Entry {entry} had used it up.", entry=entry),
        "revoked": tr("Entry {entry} had revoked it.", entry=entry),
        "signed-out": tr("Entry {entry} had signed out.", entry=entry),
        "cleared": tr("The reply of entry {entry} had cleared it.", entry=entry),
        "replaced": tr("The reply of entry {entry} had replaced it.", entry=entry),
    }
    by_reply = end.kind in {"cleared", "replaced"}
    place = end.entry.heard.header_place("set-cookie") if by_reply else None
    return fact(said[end.kind], place or places.in_line(end.entry.index, "request"))


def used_up_by_a_lost_answer(case: Case) -> Found:
    """A value for one use was sent before, and no answer came: who answered had used it up."""
    if case.succeeded or case.heard.is_redirect or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        slug = _SLUGS["used-up"].get(life.kind, "")
        if not slug:
            continue
        before = [use for use in life.uses if use.entry.index < case.index]
        lost = next((use for use in before if lost_its_answer(use.entry)), None)
        if lost is None or life.accepted_after(case):
            continue
        entry = lost.entry.number
        said = tr("Entry {entry} had sent it, and its answer never came.", entry=entry)
        again = fact(tr("It was sent all the same."), life.use_in(case).credential.place)
        yield case.refused_for(slug, CLEAR, fact(said, _place(lost)), again, name=life.name)
        return


def repeated_form_token(case: Case) -> Found:
    """A token for one use was used, another one handed out, and the old one sent again."""
    spent = None if case.said(*_OTHER_REASON) else spent_token(case.trace.story, case)
    if spent is None:
        return
    entry, use = spent.used.number, spent.token.use_in(case)
    yield case.refused_for(
        "csrf-token-mismatch",
        STRONG if spent.works is not None or case.said("csrf") else SOUND,
        fact(tr("Entry {entry} had used this token.", entry=entry), use.credential.place),
        fact(tr("Another one was handed out since."), spent.newer.place),
        *(_taken(spent.works) if spent.works is not None else []),
        name=spent.token.name,
    )


def _taken(works: Entry) -> list[Evidence]:
    said = tr("Entry {entry} sent another one, and was let in.", entry=works.number)
    return [fact(said, places.in_line(works.index, "reply"))]


def of_a_revoked_family(case: Case) -> Found:
    """A token whose parent was sent twice: the provider takes all of them back.

    RFC 9700 §4.14 has it of refresh tokens, RFC 6749 §4.1.2 of codes.
    """
    if case.succeeded or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        parent = life.issued_for
        again = _sent_again(parent, case) if parent is not None else None
        if parent is None or again is None or life.accepted_after(again.entry):
            continue
        entry = again.entry.number
        yield case.refused_for(
            _FAMILIES[parent.kind],
            STRONG,
            fact(_second_use(parent, entry), _place(again)),
            fact(tr("It was sent after that."), _place(life.use_in(case))),
            name=life.name,
        )
        return


def _second_use(parent: Life, entry: str) -> str:
    if parent.kind == "code":
        return tr("Entry {entry} sent the code behind it a second time.", entry=entry)
    return tr("Entry {entry} sent its parent a second time.", entry=entry)


_FAMILIES: dict[CredentialKind, str] = {
    "refresh-token": "refresh-token-reused",
    "code": "code-used-twice",
}


def _sent_again(parent: Life, case: Case) -> Use | None:
    """Return the refused use of a parent that had been used up before; None without one."""
    end = parent.end
    if end is None or end.kind != "used-up" or parent.kind not in _FAMILIES:
        return None
    tries = (use for use in parent.refused if end.entry.index < use.entry.index < case.index)
    return next(tries, None)


def _place(use: Use) -> Place:
    return use.credential.place


# ---------------- An address that a reply handed out, for one use
def used_up_address(case: Case) -> Found:
    """A reply handed the address out, it let in once, and is refused since."""
    if case.succeeded or case.heard.is_redirect:
        return
    known = used_address(case.trace.story, case)
    if known is None:
        return
    given, used = (each.number for each in known)
    yield case.refused_for(
        "worked-before",
        CLEAR,
        fact(
            tr("The reply of entry {entry} handed out this address.", entry=given),
            places.in_body(known.given.index, "reply"),
        ),
        fact(
            tr("Entry {entry} was let in by it.", entry=used),
            places.in_line(known.used.index, "request"),
        ),
    )


RULES = (
    ended_before,
    used_up_by_a_lost_answer,
    repeated_form_token,
    of_a_revoked_family,
    used_up_address,
)
