"""What was sent is not what had been issued: cut, encoded twice, or in another place."""

from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.weights import LIKELY, SHOWN, STRONG
from inspector.protocol.scheme_words import HANDSHAKES
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, GENERAL, OF_A_STRANGER, Names, without
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = without(BESIDE_THE_CREDENTIAL, "mfa", "captcha")
_LONG_ENOUGH = 12  # shorter values begin alike by accident


def changed_since_issue(case: Case) -> Found:
    """A value begins or ends like one that was handed out before, and is not the same."""
    if case.succeeded or case.said(*_OTHER_REASON):
        return
    story = case.trace.story
    for life in story.lives.sent_in(case):
        if life.births or life.first_accepted or len(life.value) < _LONG_ENOUGH:
            continue
        own = story.once(_Issued).like(life.value, case.index)
        if own is not None and own.birth is not None:
            use = life.use_in(case)
            yield case.refused_for(
                "token-cut" if len(life.value) < len(own.value) else "credential-malformed",
                SHOWN,
                fact(tr("This is what was issued."), own.birth.place),
                fact(tr("This is what was sent: only a part is the same."), use.credential.place),
                name=use.credential.name,
            )
            return


class _Issued:
    """The long values that were handed out, by how they begin and end.

    A trace of thousands of refusals has as many of them: each is not held beside each.
    """

    def __init__(self, story: TraceStory) -> None:
        self._lives = [one for one in story.lives if one.births and len(one.value) >= _LONG_ENOUGH]
        self._places: dict[str, list[int]] = {}
        for place, life in enumerate(self._lives):
            for part in {life.value[:_LONG_ENOUGH], life.value[-_LONG_ENOUGH:]}:
                self._places.setdefault(part, []).append(place)

    def like(self, sent: str, index: int) -> Life | None:
        """Return the first handed out before an entry that is part of a value, or the reverse."""
        ends = range(len(sent) - _LONG_ENOUGH + 1)
        parts = {sent[at : at + _LONG_ENOUGH] for at in ends}
        places = {place for part in parts for place in self._places.get(part, ())}
        alike = (self._lives[place] for place in sorted(places))
        before = (one for one in alike if one.births[0].entry < index)
        return next((one for one in before if _is_part(sent, one.value)), None)


def _is_part(sent: str, issued: str) -> bool:
    """Whether one is the other with something cut off or added at an end."""
    if sent == issued:
        return False
    return issued.startswith(sent) or issued.endswith(sent) or issued in sent


def issued_as_a_cookie(case: Case) -> Found:
    """A session that was handed out as a cookie travels in another place only, and is not seen."""
    if case.succeeded or case.said(*_OTHER_REASON) or case.sent.session_cookies:
        return
    for life in case.trace.story.lives.sent_in(case):
        birth = life.birth
        if birth is None or birth.entry >= case.index or life.first_accepted:
            continue
        if any(one.how != "cookie" for one in life.births if one.entry < case.index):
            continue  # it was handed out for other places as well
        use = life.use_in(case)
        if use.credential.where != "cookie" and life.over_for(case) is None:
            yield case.refused_for(
                "key-in-wrong-place",
                LIKELY,
                fact(tr("It was handed out as the cookie {name}.", name=birth.name), birth.place),
                fact(tr("It was sent as {way} only.", way=use.way), use.credential.place),
                wanted=tr("cookie {name}", name=birth.name),
                name=use.credential.name,
                where=use.credential.where,
            )
            return


# ---------------- The word stands in Authorization, and what belongs behind it elsewhere
def split_over_headers(case: Case) -> Found:
    """Authorization holds a scheme word alone, and another header what was to stand behind it."""
    sent = case.sent.authorization
    if sent is None or not sent.scheme or sent.value.strip() or case.status not in TURNS_AWAY:
        return
    other = next((one for one in case.sent.keys if one.where == "header"), None)
    if other is None or sent.scheme in HANDSHAKES:
        return
    life = case.trace.story.lives.of(case, other)
    birth = life.birth if life is not None else None
    issued = [fact(tr("This is what was issued."), birth.place)] if birth is not None else []
    yield case.refused_for(
        "credential-split",
        SHOWN if issued else STRONG,
        *issued,
        fact(tr("Authorization holds the word {word} alone.", word=sent.scheme), sent.place),
        fact(tr("{name} holds a value of its own.", name=other.name), other.place),
        explains=True,
        name=other.name,
    )


# ---------------- Right in every respect that can be seen, and not read
def unread_since_issue(case: Case) -> Found:
    """A token that this host just handed out is refused at first use, and nothing is said of it.

    Its time is not over and it is whole; no challenge says that Authorization was looked at.
    """
    sent, life = case.sent.authorization, case.trace.story.main_life(case)
    birth = life.birth if life is not None else None
    if sent is None or life is None or birth is None or not _is_wordless(case):
        return
    source = case.trace.case(birth.entry)
    start, now = source.client_time, case.client_time
    fresh = start is not None and now is not None and timedelta(0) <= now - start <= _FRESH
    if not fresh or source.sent.host != case.sent.host or life.accepted:
        return
    if "refresh" in birth.name.lower() or birth.name.lower() in {"id_token", "idtoken"}:
        return  # it is another token that was to be sent
    if life.over_for(case) is not None or expired_by(case, sent) is not None:
        return
    ago = span(now - start) if start is not None and now is not None else ""
    yield case.refused_for(
        "key-in-wrong-place",
        LIKELY,
        fact(tr("{host} handed this out {ago} before.", host=case.sent.host, ago=ago), birth.place),
        fact(tr("It was sent whole, and its time isn't over."), sent.place),
        fact(tr("No challenge asks for Authorization."), case.heard_line),
        name=sent.name,
        where=sent.where,
    )


def _is_wordless(case: Case) -> bool:
    """Whether 401 says that nobody was recognised, and no more, without a challenge.

    Without any word a right may be missing as well.
    """
    if case.status != HTTPStatus.UNAUTHORIZED or case.heard.challenges or case.heard.error[0]:
        return False
    told = case.said(*OF_A_STRANGER)
    return told > 0 and not case.meanings.keys() - GENERAL - {"not-authenticated", "missing"}


_FRESH = timedelta(minutes=5)

RULES = (changed_since_issue, issued_as_a_cookie, split_over_headers, unread_since_issue)
