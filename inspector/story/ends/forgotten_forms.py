"""Forms whose page a server no longer knows: the keys of its tokens went with a restart."""

from __future__ import annotations

from typing import NamedTuple

from inspector.protocol.field_names import is_csrf_name
from inspector.reading.statuses import PAGE_EXPIRED, REFUSES_FORGERY
from inspector.story.births import Birth
from inspector.story.entry import Entry
from inspector.story.interruptions import Sign, began_anew
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_FAR = 60


class ForgottenForm(NamedTuple):
    """token: of the page, which went along. signs: of a restart between the page and its answer.

    replaced: the cookie that a later reply put in place of the one that went along with the token.
    taken: the same form with a token from after the restart.
    """

    token: Life
    signs: tuple[Sign, ...]
    replaced: Birth | None
    taken: Entry | None


def forgotten_form(story: TraceStory, entry: Entry) -> ForgottenForm | None:
    """Return the form that was refused because its server had begun anew; None where none shows.

    What signs tokens and cookies is made at the start of many servers, or kept in their memory: a
    page from before then can't be sent any more, and nothing but a newer one helps.
    """
    if entry.sent.is_safe or entry.status not in REFUSES_FORGERY - {PAGE_EXPIRED}:
        return None
    if not entry.heard.gives_no_reason and "csrf" not in entry.heard.meanings:
        return None
    token = _of_a_page(story, entry)
    if token is None or token.birth is None:
        return None
    page = story.entries[token.birth.entry]
    signs = began_anew(story, page, entry)
    if not signs or story.let_in_between(page, entry):
        return None
    replaced, taken = _replaced(story, entry), _taken_later(story, entry, token)
    shown = replaced is not None or taken is not None
    return ForgottenForm(token, signs, replaced, taken) if shown else None


def _of_a_page(story: TraceStory, entry: Entry) -> Life | None:
    """Return the token that went along and that a page, not a cookie, handed out here."""
    sent = {one.value for one in entry.sent.csrf_tokens}
    for life in story.lives.sent_in(entry):
        birth = life.birth if life.kind == "csrf-token" and life.value in sent else None
        if birth is not None and birth.how != "cookie" and not life.accepted_after(entry):
            given = story.entries[birth.entry]
            if given.sent.host == entry.sent.host and given.index < entry.index:
                return life
    return None


def _replaced(story: TraceStory, entry: Entry) -> Birth | None:
    """Return the cookie that took the place of one that came along with the page's token.

    Servers that set a cookie anew with every reply show nothing by that.
    """
    sent = {name: value for name, value, _ in entry.sent.cookies}
    for later in (entry, *story.after(entry, _FAR)):
        if later.sent.host != entry.sent.host:
            continue
        had = {name: value for name, value, _ in later.sent.cookies}
        for _, cookie in later.cookies_set:
            name = cookie.name
            same = name in sent and had.get(name) == sent[name] and cookie.value
            if same and cookie.value != sent[name] and not _is_set_often(story, entry, name):
                return _birth(story, later, name)
    return None


def _is_set_often(story: TraceStory, entry: Entry, name: str) -> bool:
    """Whether a reply before replaced such a cookie as well."""
    return any(
        one.sent.host == entry.sent.host
        and any(mine == name for mine, _, _ in one.sent.cookies)
        and any(cookie.name == name for _, cookie in one.cookies_set)
        for one in story.before(entry, _FAR)
    )


def _birth(story: TraceStory, entry: Entry, name: str) -> Birth | None:
    births = (birth for life in story.lives if life.name == name for birth in life.births)
    return next((one for one in births if one.entry == entry.index), None)


def _taken_later(story: TraceStory, entry: Entry, token: Life) -> Entry | None:
    """Return the same form, filled in alike but for its token, that was taken later."""
    for later in story.repeats_after(entry, _FAR):
        other = bool(later.sent.csrf_tokens) and not _sends(later, token)
        if other and _is_taken(later) and _filled_in(later) == _filled_in(entry):
            return later
    return None


def _sends(entry: Entry, token: Life) -> bool:
    return any(one.value == token.value for one in entry.sent.csrf_tokens)


def _is_taken(entry: Entry) -> bool:
    led_on = entry.heard.is_redirect and not entry.heard.leads_to_login
    return entry.outcome == "accepted" or (led_on and not entry.sent.is_login)


def _filled_in(entry: Entry) -> dict[str, str]:
    return {name: value for name, value in entry.sent.fields.items() if not is_csrf_name(name)}
