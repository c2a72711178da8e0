"""Refusals that need no explanation: steps of what went well, or beside it.

Each way returns the entry that shows it: the one that answered, or the one that came before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from inspector.model.story import HealthyEntry
from inspector.story.addresses import another_address, signed_anew
from inspector.story.ends.short_lives import short_life
from inspector.story.ends.spent_tokens import spent_token
from inspector.story.ends.unsaid_ends import unsaid_end
from inspector.story.entry import Entry
from inspector.story.logins import (
    ended_a_session,
    follows_a_sign_out,
    was_filled_in,
    was_typed_again,
)
from inspector.story.trace_story import TraceStory
from inspector.story.ways.directions import was_led_on, was_set_by_its_clock
from inspector.story.ways.endings import checks_what_it_ended, was_deleted
from inspector.story.ways.handshakes import (
    came_back,
    second_factor_followed,
    waited,
    was_a_probe,
    was_answered,
    was_polled,
)
from inspector.story.ways.page_parts import (
    another_form_came,
    is_a_listing,
    is_an_embed,
    is_beside_a_page,
    is_of_a_third_party,
)
from inspector.story.ways.preconditions import condition_met, thing_was_made, token_was_fetched
from inspector.story.ways.renewals import (
    came_before_the_login,
    login_followed,
    was_mended,
    was_renewed,
)
from inspector.wording import tr

Kind = Literal[
    "signed-out",
    "signs-out",
    "beside-a-page",
    "came-back",
    "probe",
    "second-factor",
    "challenge",
    "mended",
    "waited",
    "login",
    "renewed",
    "before-login",
    "third-party",
    "polled",
    "other-form",
    "listing",
    "typed-again",
    "filled-in",
    "other-address",
    "condition-met",
    "signed-anew",
    "token-fetched",
    "made",
    "ended-on-purpose",
    "deleted",
    "led-on",
    "clock-set",
]
Way = Callable[[TraceStory, Entry], Entry | None]


def healthy_entries(story: TraceStory, refused: Iterable[Entry]) -> tuple[HealthyEntry, ...]:
    """Return those of some refusals that need no explanation."""
    told = ((one.index, why_healthy(story, one)) for one in refused)
    return tuple(HealthyEntry(entry=index, reason=reason) for index, reason in told if reason)


def why_healthy(story: TraceStory, entry: Entry) -> str:
    """Return why a refusal needs no explanation, in one sentence; empty where it does.

    A refusal that ended because the credential was left out or changed by hand stays worth
    explaining.
    """
    if entry.index not in story.reasons:
        story.reasons[entry.index] = _why(story, entry)
    return story.reasons[entry.index]


def _why(story: TraceStory, entry: Entry) -> str:
    if len(story.entries) == 1:
        return ""  # nothing beside it could show why
    if not entry.is_refused and (unsaid_end(story, entry) or spent_token(story, entry)):
        return ""  # that session or token was over is what nobody said
    if short_life(story, entry) is not None:
        return ""  # it was never good for anything: another one in its place explains nothing
    leads_on = entry.heard.is_redirect or entry.heard.is_login_page
    first = _ON_THE_WAY_TO_A_LOGIN if leads_on else ()
    second = () if leads_on and not entry.is_refused else _BEFORE_A_SUCCESS
    for kind, way in (*first, *second, *_WAYS):
        shown_by = way(story, entry)
        if shown_by is not None:
            return _sentence(kind, entry, shown_by)
    return ""


def _sentence(kind: Kind, entry: Entry, shown_by: Entry) -> str:
    named = {
        "status": entry.heard.phrase,
        "entry": str(entry.index + 1),
        "other": str(shown_by.index + 1),
    }
    return {**_of_a_handshake(named), **_tried_once_more(named), **_beside_it(named)}[kind]


def _of_a_handshake(named: dict[str, str]) -> dict[Kind, str]:
    return {
        "came-back": tr(
            "The {status} in entry {entry} handed out what entry {other} then sent back.", **named
        ),
        "probe": tr(
            "The {status} in entry {entry} asked for the credential that entry {other} sent.",
            **named,
        ),
        "second-factor": tr(
            "Entry {entry} asked for a second factor, which entry {other} gave.", **named
        ),
        "challenge": tr(
            "The {status} in entry {entry} was the challenge that entry {other} answered.", **named
        ),
        "mended": tr(
            "What entry {entry} was refused, entry {other} got with a new credential.", **named
        ),
        "waited": tr(
            "Entry {entry} came too early, and entry {other} was answered after a wait.", **named
        ),
        "renewed": tr(
            "What entry {entry} was refused, entry {other} got with what was handed out since.",
            **named,
        ),
        "before-login": tr(
            "Entry {entry} came before the login, after which entry {other} was let in.", **named
        ),
        "polled": tr(
            "Entry {entry} asked too early, and entry {other} got it by asking once more.", **named
        ),
        "login": tr(
            "Entry {entry} led to the login after which entry {other} was let in.", **named
        ),
    }


def _tried_once_more(named: dict[str, str]) -> dict[Kind, str]:
    return {
        "typed-again": tr(
            "What was typed in entry {entry} was wrong; entry {other} got it right.", **named
        ),
        "led-on": tr(
            "The {status} in entry {entry} said where to ask, and entry {other} got it there.",
            **named,
        ),
        "clock-set": tr(
            "Entry {entry} was signed at another time; entry {other} went by the server's clock.",
            **named,
        ),
        "filled-in": tr("The form of entry {entry} was filled in by entry {other}.", **named),
        "made": tr(
            "The {status} in entry {entry} is of something that entry {other} made then.", **named
        ),
        "condition-met": tr(
            "Entry {entry} met a lock or another version, and entry {other} named it and was let "
            "through.",
            **named,
        ),
        "signed-anew": tr(
            "Entry {entry} asked by an old address, and entry {other} by one that was handed out "
            "since.",
            **named,
        ),
        "token-fetched": tr(
            "Entry {entry} lacked a token that was then handed out and sent with entry {other}.",
            **named,
        ),
        "other-address": tr(
            "The address of entry {entry} had been used; entry {other} used another one.", **named
        ),
    }


def _beside_it(named: dict[str, str]) -> dict[Kind, str]:
    return {
        "signed-out": tr(
            "The {status} in entry {entry} follows the sign-out in entry {other}.", **named
        ),
        "ended-on-purpose": tr(
            "Entry {entry} asks about a token that entry {other} ended on purpose.", **named
        ),
        "deleted": tr("Entry {entry} asks for what entry {other} had deleted on purpose.", **named),
        "signs-out": tr("Entry {entry} ended the session on purpose.", **named),
        "beside-a-page": tr(
            "Entry {entry} only belongs to the page of entry {other}, which came.", **named
        ),
        "other-form": tr(
            "Entry {entry} asked for one form of a file, and entry {other} got another.", **named
        ),
        "listing": tr(
            "Entry {entry} asked for a list of files, and entry {other} got what is in it.", **named
        ),
        "third-party": tr(
            "Entry {entry} goes to another site, and the page of entry {other} came without it.",
            **named,
        ),
    }


_WAYS: tuple[tuple[Kind, Way], ...] = (
    ("signed-out", follows_a_sign_out),
    ("signs-out", ended_a_session),
    ("ended-on-purpose", checks_what_it_ended),
    ("deleted", was_deleted),
    ("beside-a-page", is_beside_a_page),
    ("third-party", is_of_a_third_party),
    ("third-party", is_an_embed),
    ("other-form", another_form_came),
    ("listing", is_a_listing),
    ("came-back", came_back),
    ("probe", was_a_probe),
    ("led-on", was_led_on),
    ("clock-set", was_set_by_its_clock),
    ("second-factor", second_factor_followed),
    ("renewed", was_renewed),
    ("polled", was_polled),
    ("before-login", came_before_the_login),
    ("typed-again", was_typed_again),
    ("filled-in", was_filled_in),
    ("other-address", another_address),
    ("signed-anew", signed_anew),
)
_BEFORE_A_SUCCESS: tuple[tuple[Kind, Way], ...] = (
    ("challenge", was_answered),
    ("mended", was_mended),
    ("waited", waited),
    ("condition-met", condition_met),
    ("token-fetched", token_was_fetched),
    ("made", thing_was_made),
)
_ON_THE_WAY_TO_A_LOGIN: tuple[tuple[Kind, Way], ...] = (("login", login_followed),)
