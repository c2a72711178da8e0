"""What was given at another time or place: by turns, elsewhere, to somebody unseen, to others."""

from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import is_made_anew
from inspector.diagnose.facts.token_claims import bearer
from inspector.model.annotation import Place
from inspector.model.attempt import Met
from inspector.protocol.sites import same_site
from inspector.reading.credential import Credential
from inspector.reading.statuses import (
    MAY_HIDE_PLACE,
    NO_SUCH_PLACE,
    REFUSES_IN_FRONT,
    TURNS_AWAY,
)
from inspector.story.entry import Entry
from inspector.story.pairs import Beside, Differs, closest
from inspector.story.uses import Use
from inspector.story.ways.page_parts import is_part_of_page


def alternates(case: Case) -> tuple[Case, Case] | None:
    """Return the same request when it was allowed, and the other one when that was refused.

    An authorizer that answers for one address while its answer is kept for the whole token
    allows whichever comes first.
    """
    if case.status not in TURNS_AWAY or not case.sent.credentials:
        return None
    same = [c for c in (*case.before, *case.after) if case.shares_credential(c)]
    worked = next((c for c in same if case.repeats(c) and c.succeeded), None)
    for other in same if worked is not None else ():
        if case.repeats(other) or not other.succeeded:
            continue
        refused = next((c for c in same if other.repeats(c) and c.status == case.status), None)
        if refused is not None and worked is not None and _in_turns(case, worked, other, refused):
            return worked, refused
    return None


def _in_turns(case: Case, worked: Case, other: Case, refused: Case) -> bool:
    return (worked.index < case.index) != (other.index < refused.index)


# ---------------- The same credential in the same way, taken by this host
def taken_as_sent(case: Case) -> Case | None:
    """Return the case nearest in time whose every credential this one carries, in the same way.

    It asked for the same thing, or wrote: what is only read elsewhere may be open to all. Masks
    that look alike count: the tool that made the record put them in the same places.
    """
    return case.once(_taken_as_sent)


def _taken_as_sent(case: Case) -> Case | None:
    mine = set(map(_as_sent, case.carried))
    for other in (*reversed(case.before), *case.after) if mine else ():
        if not other.succeeded or not (case.repeats(other) or _writes(other)):
            continue
        theirs = set(map(_as_sent, other.carried))
        if theirs and theirs <= mine:
            return other
    return None


def _writes(other: Case) -> bool:
    sent = other.sent
    return not (sent.is_safe or sent.is_login or sent.is_token_request or sent.is_login_address)


def _as_sent(one: Credential) -> tuple[str, str, str, str]:
    return one.where, one.name.lower(), one.scheme, one.value


def taken_before(case: Case) -> bool:
    """Whether the very same request was accepted before with the same credential."""
    return any(one.succeeded and case.shares_credential(one) for one in case.same_request_before)


def given_the_same_before(case: Case) -> Case | None:
    """Return when the very same call was given to the same credential last; None if never."""
    for other in reversed(case.same_request_before):
        same = other.sent.message.url == case.sent.message.url
        if same and other.succeeded and case.shares_credential(other):
            return other
    return None


def asks_for_the_same(case: Case, other: Case) -> bool:
    """Whether two calls of one address have the same parameters, whatever their values are."""
    return {name for name, _ in case.sent.query} == {name for name, _ in other.sent.query}


# ---------------- The same name and password, sent to another path of the host that took them
def same_login_elsewhere(case: Case) -> Case | None:
    """Return the case in which another path of the host accepted this very login, or None."""
    if not case.sent.is_login or not case.sent.fields:
        return None
    others = (*case.after, *reversed(case.before))
    return next((c for c in others if c.succeeded and _is_same(case, c)), None)


def _is_same(case: Case, other: Case) -> bool:
    elsewhere = other.sent.path != case.sent.path and other.sent.method == case.sent.method
    return elsewhere and other.sent.fields == case.sent.fields and not made_an_account(other)


def made_an_account(other: Case) -> bool:
    """Whether a login was sent to be known from now on: created, and nothing handed out for it."""
    created = other.status == HTTPStatus.CREATED and not other.heard.content.bytes.strip()
    return other.sent.is_sign_up or created


# ---------------- A signed token of the same caller, made at another time
def given_to_its_like(case: Case) -> Case | None:
    """Return what this host gave to a token that differs only in its times; the same place first.

    Such a one is the same caller with the same rights. None without one, and for other tokens.
    """
    return case.once(_given_to_its_like)


def _given_to_its_like(case: Case) -> Case | None:
    token = bearer(case)
    if token is None or not token.claims:
        return None
    near = (*reversed(case.before), *case.after)
    alike = [one for one in near if one.succeeded and _carries_its_like(one, token)]
    return next((one for one in alike if one.repeats(case)), alike[0] if alike else None)


def _carries_its_like(other: Case, token: Credential) -> bool:
    theirs = bearer(other)
    return theirs is not None and is_made_anew(token, theirs)


# ---------------- Another host took the same credential
def taken_at_other_hosts(case: Case) -> Iterator[Case]:
    """Yield the calls around that other hosts gave to the very credential that was refused here."""
    for other in case.neighbours:
        if other.sent.host != case.sent.host and other.succeeded and case.shares_credential(other):
            yield other


def taken_by_sister(case: Case) -> Case | None:
    """Return the call that another host of the same site gave to the very same credentials."""
    mine, here = case.identities, case.sent.bare_host
    given = (one for one in case.neighbours if one.succeeded and one.sent.bare_host != here)
    same = (one for one in given if mine and mine <= one.identities)
    return next((one for one in same if same_site(one.sent.bare_host, here)), None)


# ---------------- A server in front refuses, where a sister host let in to the same API
def refused_in_front_of_sister(case: Case) -> Case | None:
    """Return what a sister host accepted of the same API, where a front server refused; or None.

    All that this one carries was taken there, nothing of it here. The page gives no reason: whoever
    goes to a host where the API is not gets such a one, whatever the rules in front are for.
    """
    if case.status not in REFUSES_IN_FRONT or not case.identities:
        return None
    reply = case.heard
    if not reply.gives_no_reason or reply.challenges or not reply.content.is_html:
        return None
    if any(one.succeeded and one.shares_credential(case) for one in (*case.before, *case.after)):
        return None
    return next((one for one in case.neighbours if _is_of_sister(case, one)), None)


def _is_of_sister(case: Case, other: Case) -> bool:
    if not other.succeeded or other.sent.is_login or not case.identities <= other.identities:
        return False
    mine, theirs = case.sent.bare_host, other.sent.bare_host
    start = first_word(case)
    return mine != theirs and same_site(mine, theirs) and start != "" and start == first_word(other)


def first_word(case: Entry) -> str:
    """Return the first part of the path: parts of a host with a login of their own begin apart."""
    return case.sent.path.strip("/").partition("/")[0]


# ---------------- Whether somebody was let in with a credential that the record does not show
_LOOK = 60


def worked_unseen(case: Case) -> Case | None:
    """Return the last earlier request to the same place that was answered, None without one.

    The same place: the same path, else, in a copy without cookies, one with the same beginning.
    """
    if case.previous is not None:
        return worked_unseen(case.previous)
    same = [c for c in case.same_request_before if _answered(c)]
    if same:
        return same[-1]
    if not case.may_be_stripped:
        return None
    start = _beginning(case)
    near = (c for c in reversed(case.before[-_LOOK:]) if start and _beginning(c) == start)
    return next((c for c in near if _answered(c) and not _is_public(c)), None)


def _answered(case: Case) -> bool:
    preflight = case.sent.method == "OPTIONS"  # answered to everybody
    return case.succeeded and not preflight and not case.sent.has_any


def _is_public(case: Case) -> bool:
    path = case.sent.path
    return case.sent.is_login_address or is_part_of_page(path) or path.endswith(".html")


def _beginning(case: Case) -> str:
    return case.sent.path.rstrip("/").rpartition("/")[0].strip("/").partition("/")[0]


# ---------------- The address exists, and is not to be had here
# Servers hide from a caller what it may not see behind 404, or behind an error that says nothing
# (RFC 9110 §15.5.5). Where the address is known, that is likelier than a slip in it.


def known_place(case: Case) -> Met | None:
    """Return what shows that the address exists which a caller does not get; None without it.

    The same caller's same request may have been answered until the thing was deleted: then words
    about it are the reason. So it is with a saved request, which may name what is long gone.
    """
    if case.status not in MAY_HIDE_PLACE or not case.sent.has_any or not _ends_it(case):
        return None
    wordless = case.heard.gives_no_reason
    if not wordless and case.status not in NO_SUCH_PLACE:
        return None
    return next((one for one in case.trace.attempt.met if wordless or _is_hidden(case, one)), None)


def _ends_it(case: Case) -> bool:
    return case.index == len(case.trace) - 1


def _is_hidden(case: Case, met: Met) -> bool:
    if met.source != "history" or case.status == HTTPStatus.METHOD_NOT_ALLOWED:
        return False
    return not met.same or met.method != case.sent.method


def allows_what_it_refuses(case: Case) -> bool:
    """Whether 405 lists the very method asked as one that is offered: to others, then."""
    if case.status != HTTPStatus.METHOD_NOT_ALLOWED or not case.sent.has_any:
        return False
    return case.sent.method in case.heard.offered_methods


# ---------------- The most similar request that was accepted
def accepted_beside(case: Case) -> Beside | None:
    """Return the most similar accepted request; None without one."""
    return case.once(_closest)


def _closest(case: Case) -> Beside | None:
    return closest(case.trace.story, case)


def other_way(case: Case) -> tuple[Beside, Differs] | None:
    """Return the pair in which the same secret came in another place, and that difference.

    What else went along here and not there may be a credential as well: one that stood in the
    place where the secret is read.
    """
    beside = accepted_beside(case)
    if beside is None:
        return None
    ways = [one for one in beside.differences if one.what == "way"]
    rest = [one for one in beside.differences if one.what != "way"]
    if len(ways) == 1 and _is_of_a_body(ways[0]) and _asks_the_same(beside):
        rest = [one for one in rest if one.what not in {"method", "body", "query"}]
    added = all(one.what == "credential" and not one.accepted for one in rest)
    return (beside, ways[0]) if len(ways) == 1 and added else None


def sent_as_asked(case: Case) -> bool:
    """Whether Authorization came by a scheme that the challenge asks for: the server reads it."""
    sent = case.sent.authorization
    return sent is not None and sent.scheme in case.heard.schemes


def run_by_apache(case: Case) -> Place | None:
    """Return where a reply says that Apache runs its PHP, which may never see Authorization."""
    server, program = case.heard.header("server"), case.heard.header("x-powered-by")
    runs = server.lower().startswith("apache") and "php" in program.lower()
    return case.heard.header_place("server") if runs else None


def is_another_word(way: Differs) -> bool:
    """Whether a secret stood in the same place behind another word."""
    return way.refused.split()[:_PLACE] == way.accepted.split()[:_PLACE]


_PLACE = 2  # "header X-Api-Key", before the scheme word


def _is_of_a_body(way: Differs) -> bool:
    """Whether a secret moved into a body or out of it: then the method and the body differ, too."""
    return "body" in {way.refused.partition(" ")[0], way.accepted.partition(" ")[0]}


def _asks_the_same(beside: Beside) -> bool:
    """Whether both say the same beside the secret, in the query or in the body."""
    return _said_beside(beside.refused) == _said_beside(beside.accepted)


def _said_beside(entry: Entry) -> dict[str, str]:
    secret = {one.name for one in entry.carried if one.where in {"query", "body"}}
    fields = entry.sent.fields if entry.sent.message.body else {}
    said = {**dict(entry.sent.query), **fields}
    return {name: value for name, value in said.items() if name not in secret}


def given_in_another_way(case: Case) -> tuple[Beside, Differs] | None:
    """Return the same where the very same thing was asked for, and given."""
    found = other_way(case) if case.once(_was_sent_in_another_way) else None
    return found if found is not None and _is_one_place(case, found[0].accepted) else None


def _is_one_place(case: Case, other: Entry) -> bool:
    return (other.sent.host, other.sent.path) == (case.sent.host, case.sent.path)


def _way_of(use: Use) -> tuple[str, str]:
    return use.credential.where, use.way


def _was_sent_in_another_way(case: Case) -> bool:
    """Whether a secret was accepted at the same place in another way: a look before comparing."""
    for life in case.trace.story.lives.sent_in(case) if case.sent.credentials else ():
        accepted = (*life.accepted_before(case), *life.accepted_after(case))
        here = [use for use in accepted if _is_one_place(case, use.entry)]
        mine = _way_of(life.use_in(case)) if here else ()
        if any(_way_of(use) != mine for use in here):
            return True
    return False


def fails_for_its_way(case: Case) -> bool:
    """Whether the very same request was given where its secret came in another place."""
    if not case.sent.credentials or case.said("nonce-wanted"):
        return False
    near = (*case.before, *case.after)
    if not any(one.succeeded and one.sent.path == case.sent.path for one in near):
        return False
    return given_in_another_way(case) is not None
