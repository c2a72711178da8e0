"""A caller asks for what is not there: version, tenant or slash of the address may be wrong."""

from collections.abc import Iterator
from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.known_things import done_by_another_method, doubted_thing
from inspector.diagnose.facts.lone_errors import (
    doubtful_parts,
    names_the_route,
    nothing_there,
    other_tenant,
    session_named,
    slash_redirect,
    taken_off,
)
from inspector.diagnose.facts.successes.pages_for_programs import page_for_program
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.things.described_paths import undescribed_in
from inspector.diagnose.facts.things.near_paths import lacks, near_path, path_named, taken_there
from inspector.diagnose.facts.things.taken_methods import (
    method_not_taken,
    method_wanted,
    reads_a_token_endpoint,
    refused_in_words,
)
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, RATHER, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.model.message import readable
from inspector.protocol.patterns import lazy_re
from inspector.protocol.stand_ins import stand_in
from inspector.reading.meanings import (
    OF_A_RIGHT,
    OF_A_SERVICE,
    OF_A_WRONG_ONE,
    OF_AN_END,
    OF_FORGERY,
    Names,
)
from inspector.reading.statuses import (
    CHALLENGES,
    MAY_BE_WRONG_ADDRESS,
    MAY_REFUSE_CREDENTIAL,
    TURNS_AWAY,
)
from inspector.wording import tr


def not_there(case: Case) -> Found:
    """404 to somebody who said who it is: the address, or the place is hidden from this caller."""
    if not nothing_there(case) or session_named(case):
        return
    doubtful = doubtful_parts(case)
    yield case.refused_for(
        "path-unknown",
        _weight(case, doubtful=bool(doubtful)),
        *(fact(said, case.sent_line) for said in doubtful),
        *case.quote("not-found"),
    )
    # Servers may hide from a caller what is not its own (RFC 9110 §15.5.4).
    yield case.refused_for("forbidden", HINT, usual=True)


def closed_for_good(case: Case) -> Found:
    """410 to what was just sent: it was there once, and its owner took it off."""
    if taken_off(case) and not case.said(*OF_A_SERVICE):
        doubtful = (fact(said, case.sent_line) for said in doubtful_parts(case))
        yield case.refused_for("path-unknown", SOUND, case.status_evidence, *doubtful)


def path_beside_it(case: Case) -> Found:
    """404, and the same caller was just given a path that differs by a word or its beginning.

    With 401 or 403 by a slip in a word: there the caller may not read, or there is nothing.
    """
    near = near_path(case)
    if near is None:
        return
    given = near.given
    yield case.refused_for(
        "path-unknown",
        HALF if case.status in TURNS_AWAY else SOUND,
        taken_there(given),
        fact(near.differs, case.sent_line),
        other=given.sent.path,
    )


def not_described(case: Case) -> Found:
    """The API's own description has what was given to this caller, and not what was refused."""
    if case.status not in MAY_REFUSE_CREDENTIAL or not case.sent.has_any or case.said(*_WORDS):
        return
    brought = undescribed_in(case)
    if brought is None:
        return
    lacks = tr("The API's own description does not have {path}.", path=case.sent.path)
    yield case.refused_for(
        "path-unknown", STRONG, fact(lacks, brought.heard_body), case.status_evidence, explains=True
    )


_WORDS: Names = (*OF_A_RIGHT, *OF_AN_END, *OF_A_WRONG_ONE, *OF_FORGERY)


def path_it_names(case: Case) -> Found:
    """404, and the reply names the same path below another beginning."""
    named = path_named(case)
    if named is None:
        return
    prefix = named.path.removesuffix(case.sent.path)
    yield case.refused_for(
        "path-unknown",
        SHOWN,
        quoted(named.words),
        fact(lacks(prefix), case.sent_line),
        other=named.path,
    )


def takes_another_method(case: Case) -> Found:
    """405: the address is there, and takes what is asked of it by another method."""
    if not method_not_taken(case):
        return
    wanted, words = method_wanted(case), refused_in_words(case)
    listed = case.heard.header_place("allow")
    told = tr("Allow lists {methods}.", methods=", ".join(case.heard.offered_methods))
    of_tokens = reads_a_token_endpoint(case)
    posted = tr("A token endpoint is posted to (RFC 6749 §3.2).")
    yield case.refused_for(
        "method-not-taken",
        SOUND if words is not None or of_tokens else SHOWN,
        case.status_evidence,
        *((fact(posted, case.sent_line),) if of_tokens else ()),
        *((fact(told, listed),) if listed is not None else ()),
        *((quoted(words),) if words is not None else ()),
        method=case.sent.method,
        wanted=wanted,
    )


def perhaps_not_there(case: Case) -> Found:
    """The words offer two reasons: what the path names does not exist, or may not be seen."""
    doubted = doubted_thing(case)
    if doubted is None:
        return
    named = (
        tr("A part of the path is {text}.", text=doubted.name)
        if doubted.is_id
        else tr("{name} is how people write it; an API mostly has an ID.", name=doubted.name)
    )
    yield case.refused_for(
        "path-unknown",
        RATHER if doubted.is_id else FAIR,
        quoted(doubted.said),
        fact(named, case.sent_line),
    )


def _weight(case: Case, *, doubtful: bool) -> float:
    if case.said("denied"):
        return HINT  # the words are those of a place that is there
    if doubtful or names_the_route(case) or done_by_another_method(case):
        return RATHER
    return HALF  # of 51 such replies of real servers 44 came of the address


def tenant_of_another(case: Case) -> Found:
    """The request names one tenant, and the token that came with it is of another."""
    if case.status not in MAY_BE_WRONG_ADDRESS:
        return
    for one in other_tenant(case):
        yield case.refused_for(
            "wrong-tenant",
            SOUND,
            fact(tr("{name} names {value}.", name=one.name, value=one.asked), case.sent_line),
            fact(tr("The token is of {value}.", value=one.own), one.place),
            tenant=one.own,
        )
        return


def led_to_the_slash(case: Case) -> Found:
    """A write is led to the same address with or without its last slash: no such write was done."""
    there = slash_redirect(case)
    if there:
        yield case.refused_for("trailing-slash", RATHER, *_location(case), other=there)


def _location(case: Case) -> Iterator[Evidence]:
    place = case.heard.header_place("location")
    yield fact(tr("Location differs by the last slash only."), place)


def variable_in_the_path(case: Case) -> Found:
    """A part of the path is a variable that nobody filled in, or what an empty one is called."""
    if case.status not in MAY_REFUSE_CREDENTIAL or case.said("token-expired", "locked", "csrf"):
        return  # 404 says of itself that nothing is there
    parts = (readable(unquote(part)) for part in case.sent.path.split("/"))
    part = next((one for one in parts if _is_unfilled(one)), "")
    if not part or any(part in readable(unquote(other.sent.path)) for other in _given(case)):
        return
    # Whoever is asked to log in first is asked so at any address.
    weight = HALF if case.status in CHALLENGES else CLEAR
    yield case.refused_for(
        "path-unknown",
        weight,
        fact(tr("A part of the path is {text}.", text=part), case.sent_line),
        explains=True,
    )


def _is_unfilled(part: str) -> bool:
    if part.lower() == "none":  # what some paths have for a choice
        return False
    return stand_in(part) in {"template", "nothing"} or _TEMPLATE.fullmatch(part) is not None


def _given(case: Case) -> Iterator[Case]:
    return (one for one in (*case.before, *case.after) if one.succeeded)


def front_end_in_place_of_api(case: Case) -> Found:
    """A call with a key got the page of the front end; the API answers at another beginning."""
    other = case.once(page_for_program)
    if other is None:
        return
    yield case.refused_for(
        "path-unknown",
        RATHER,
        fact(tr("The page of an application came in place of an answer."), case.heard_body),
        fact(tr("{path} was answered as an API answers.", path=other.sent.path), other.heard_line),
    )


def end_left_off(case: Case) -> Found:
    """A write to what other calls' addresses begin with met the web server, not their program."""
    if case.status not in TURNS_AWAY or case.sent.is_safe or not case.sent.credentials:
        return
    start = f"{case.sent.path.rstrip('/')}/"
    near = (*reversed(case.before), *case.after) if case.heard.content.page.is_of_web_server else ()
    for other in near:
        same = other.sent.host == case.sent.host and other.sent.method == case.sent.method
        longer = other.sent.path.startswith(start) and len(other.sent.path) > len(start)
        if same and longer and other.succeeded and case.shares_credential(other):
            ends = tr("This path ends before {rest}.", rest=other.sent.path.removeprefix(start))
            proof = fact(ends, case.sent_line)
            yield case.refused_for(
                "path-unknown", CLEAR, taken_there(other), proof, other=other.sent.path
            )
            return


# finds `{accountId}`, `:account_id`
# but not `{`, `12:30`
_TEMPLATE = lazy_re(r"\{[A-Za-z]\w{1,40}\}|:[A-Za-z]\w{2,40}|NaN|undefined")
RULES = (
    not_there,
    closed_for_good,
    path_beside_it,
    not_described,
    path_it_names,
    takes_another_method,
    perhaps_not_there,
    tenant_of_another,
    led_to_the_slash,
    variable_in_the_path,
    front_end_in_place_of_api,
    end_left_off,
)
