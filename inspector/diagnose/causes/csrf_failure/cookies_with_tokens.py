"""A session cookie came along with a token, and writes are then checked against forgery."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import may_be_for_forgery, reading_is_refused_too
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, STRONG
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_csrf_name
from inspector.reading import places
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.reading.statuses import CHALLENGES
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_AN_END, *OF_THE_ACCOUNT, *OF_THE_NETWORK, "scope", "step-up")


def cookie_beside_a_token(case: Case) -> Found:
    """The same write was accepted without the cookie; reading goes on with both.

    What is sent by itself proves no page, so that the server asks for a token of its own.
    """
    sent = case.sent
    if sent.is_safe or sent.csrf_tokens or not sent.credentials or case.status in CHALLENGES:
        return
    if not may_be_for_forgery(case) or case.said(*_OTHER_REASON) or reading_is_refused_too(case):
        return
    key = case.trace.story.main_life(case)
    for cookie in case.trace.story.lives.sent_in(case):
        given = _given_without(case, key, cookie) if cookie.kind == "session" else None
        read, token = _read_with(cookie, key), _token_for_pages(case)
        if given is None or key is None or not (read or token):
            continue
        entry, name = given.number, cookie.name
        said = tr("Entry {entry} wrote the same without it, and was accepted.", entry=entry)
        facts = [fact(said, places.in_line(given.index, "reply"))]
        if read is not None:
            line = places.in_line(read.index, "reply")
            facts.append(fact(tr("With it reading is not refused."), line))
        if token is not None:
            facts.append(fact(tr("A token against forgery is handed out, and not sent."), token))
        yield case.refused_for(
            "cookie-beside-token",
            STRONG if read is not None else CLEAR,
            fact(tr("The cookie {name} came along.", name=name), cookie.use_in(case).place),
            *facts,
            name=name,
            wanted=key.use_in(case).credential.name,
        )
        return


def _given_without(case: Case, key: Life | None, cookie: Life) -> Entry | None:
    """Return the same call that the same token was given without the cookie.

    None where a write was given with both, or one of the token refused without the cookie.
    """
    if key is None or key is cookie:
        return None
    with_cookie = {use.entry.index for use in cookie.uses}
    writes = [one for one in key.judged.get(case.sent.host, ()) if not one.sent.is_safe]
    both = [one for one in writes if one.index in with_cookie and not one.sent.csrf_tokens]
    alone = [one for one in writes if one.index not in with_cookie]
    if any(one.outcome == "accepted" for one in both):
        return None
    if any(one.outcome == "refused" for one in alone):
        return None
    return next((one for one in alone if one.repeats(case)), None)


def _read_with(cookie: Life, key: Life | None) -> Entry | None:
    """Return a call that read with both and was accepted."""
    of_key = {use.entry.index for use in key.accepted} if key is not None else set()
    reads = (use.entry for use in cookie.accepted if use.entry.sent.is_safe)
    return next((one for one in reads if one.index in of_key), None)


def _token_for_pages(case: Case) -> Place | None:
    """Return where this refusal, or one before, hands out a token against forgery."""
    for one in (case, *reversed(case.before)):
        for index, cookie in one.cookies_set:
            if is_csrf_name(cookie.name) and cookie.value:
                return places.in_header(one.index, "reply", index, one.heard.headers[index])
    return None


RULES = (cookie_beside_a_token,)
