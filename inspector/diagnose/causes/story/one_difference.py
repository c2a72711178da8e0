"""The most similar accepted request differs in one thing only: that thing explains the refusal."""

from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import (
    accepted_beside,
    given_in_another_way,
    is_another_word,
    other_way,
    run_by_apache,
    sent_as_asked,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, another_value, fact
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.field_names import is_csrf_name, is_of_a_tenant, is_of_an_application
from inspector.protocol.scheme_words import CHANGING, GOOD_ONCE
from inspector.reading import places
from inspector.reading.meanings import OF_A_SERVICE, OF_AN_END, OF_THE_ACCOUNT, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.pairs import Beside, Differs
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_AN_END, *OF_A_SERVICE, "clock")


def one_difference(case: Case) -> Found:
    """Compare with the accepted request most like this one."""
    if case.succeeded or case.heard.is_redirect:
        return
    if case.said(*_OTHER_REASON) and not _is_contradicted(case):
        return
    beside, way = accepted_beside(case), other_way(case)
    if beside is None:
        return
    header = beside.only("header") or _beside_the_program(beside) or _another_csrf_token(beside)
    query = beside.only("query")
    if way is not None and (is_csrf_name(way[1].name) or _is_one_cookie(way[1])):
        return  # told with all changes of the session, or with what its cookie is called
    if way is not None:
        yield _another_way(case, *way)
    elif header is not None:
        yield from _header(case, beside, header)
    elif query is not None and case.sent.credentials and case.status in TURNS_AWAY:
        yield _of_another_thing(case, beside, query)


def _is_one_cookie(way: Differs) -> bool:
    """Whether a cookie's name is written in other letters, which tell one from another."""
    cookies = way.refused.startswith("cookie ") and way.accepted.startswith("cookie ")
    return cookies and way.refused.lower() == way.accepted.lower()


def _beside_the_program(beside: Beside) -> Differs | None:
    """Return the header against forgery that one program sends and another one does not."""
    telling = [one for one in beside.differences if one.name.lower() != "user-agent"]
    headers = [one for one in telling if one.what == "header" and is_csrf_name(one.name)]
    alone = {one.name.lower() for one in telling if one.what in {"header", "credential"}}
    same = len(alone) == len(headers) == 1 and len(telling) <= len(headers) + 1
    return headers[0] if same else None


def _another_csrf_token(beside: Beside) -> Differs | None:
    """Return the header that held another token against forgery, where that alone differs.

    Some want it masked anew for each page, and refuse the very value of the cookie.
    """
    telling = [one for one in beside.differences if one.name.lower() != "user-agent"]
    names = {one.name.lower() for one in telling}
    if len(names) != 1 or not all(is_csrf_name(one.name) for one in telling):
        return None
    return next((one for one in telling if one.refused), None)


def _is_contradicted(case: Case) -> bool:
    """Whether the same secret got the very same thing later, in another way: nothing was over."""
    found = given_in_another_way(case)
    return found is not None and found[0].accepted.index > case.index


def _accepted(beside: Beside) -> Evidence:
    entry = beside.accepted.number
    said = tr("Entry {entry} is the same but for that, and was accepted.", entry=entry)
    return fact(said, places.in_line(beside.accepted.index, "reply"))


def _another_way(case: Case, beside: Beside, one: Differs) -> Suspicion:
    """The same secret was accepted behind another word, or in another place."""
    slug = _slug(case, one)
    where = one.refused.partition(" ")[0]
    mine, theirs = one.refused, one.accepted
    said = tr("It was accepted as {accepted}, and sent as {sent}.", accepted=theirs, sent=mine)
    return case.refused_for(
        slug,
        _for_a_way(case, one),
        fact(said, one.place),
        *_in_its_place(beside, one),
        _accepted(beside),
        wanted=one.accepted,
        sent=one.refused,
        name=one.name,
        where=where,
    )


def _for_a_way(case: Case, one: Differs) -> float:
    """Weigh less where the header may be kept from the program that reads it."""
    token = case.sent.authorization
    bearer = token is not None and token.scheme == "bearer" and one.name.lower() == "authorization"
    if bearer and not is_another_word(one) and run_by_apache(case) is not None:
        return HALF
    return LIKELY if sent_as_asked(case) else STRONG


def _slug(case: Case, one: Differs) -> str:
    """The word before it is written in other letters, or is another one; or it stood elsewhere.

    What is called invalid was read where it stood, as what it is not (RFC 6750 §3.1).
    """
    if one.refused.lower() == one.accepted.lower():
        return "scheme-word-in-small-letters"
    read = case.heard.error[0] == "invalid_token"
    return "key-sent-in-another-way" if read or is_another_word(one) else "key-in-wrong-place"


def _in_its_place(beside: Beside, way: Differs) -> list[Evidence]:
    """Return what stood here where the secret is read."""
    added = (one for one in beside.differences if one.what == "credential")
    taken = next((one for one in added if way.accepted.split()[1:2] == [one.name]), None)
    said = tr("In its place stood another value in {name}.", name=taken.name) if taken else ""
    return [fact(said, taken.place)] if taken is not None else []


def _header(case: Case, beside: Beside, one: Differs) -> Found:
    """A header that is no credential was there in the accepted one, or another one was."""
    facts = (fact(tr("{name} is not the same.", name=one.name), one.place), _accepted(beside))
    if is_csrf_name(one.name):
        slug = "csrf-token-mismatch" if one.refused else "csrf-token-missing"
        yield case.refused_for(slug, STRONG, *facts, name=one.name)
    elif one.name == "host":
        yield case.refused_for("host-not-served", STRONG, *facts)
    elif one.name in {"origin", "referer"}:
        weight = HALF if case.sent.is_safe else LIKELY  # what only reads can't be forged
        yield case.refused_for("origin-refused", weight, *facts, origin=one.refused)
    elif one.name == "user-agent":
        own = {"client": one.refused, "works": one.accepted}
        weight = HINT if _is_computed(case) else SOUND
        yield case.refused_for("client-program-refused", weight, *facts, **own)
    elif _is_of_one_tenant(case, one):
        tenant = one.refused or one.accepted
        yield case.refused_for("wrong-tenant", SHOWN, *facts, tenant=tenant)
    elif not one.refused:
        weight = CLEAR if is_of_an_application(one.name) else SOUND
        yield case.refused_for("second-part-missing", weight, *facts, wanted=one.name)
    elif one.accepted and is_of_a_tenant(one.name) and case.status in TURNS_AWAY:
        yield _of_another_thing(case, beside, one)


def _is_of_one_tenant(case: Case, one: Differs) -> bool:
    """Whether only one of the two calls names a tenant; a role is a right, and no place."""
    if not is_of_a_tenant(one.name) or "role" in one.name.lower():
        return False
    missed = case.status == HTTPStatus.FORBIDDEN  # to 401 what is missing is a part of the login
    return not one.accepted or (not one.refused and missed)


def _of_another_thing(case: Case, beside: Beside, one: Differs) -> Suspicion:
    """A parameter names another thing, or none: for that one the same credential was accepted."""
    return case.refused_for(
        "works-elsewhere",
        FAIR if case.status == HTTPStatus.UNAUTHORIZED else LIKELY,
        another_value(one.name, one.refused, one.accepted, one.place),
        _accepted(beside),
        other=f"{beside.accepted.sent.method} {beside.accepted.sent.path}",
    )


def _is_computed(case: Case) -> bool:
    """Whether each client works out by itself what it sends: another one may do it wrongly."""
    mine = case.sent.authorization
    return mine is not None and mine.scheme in CHANGING | GOOD_ONCE


RULES = (one_difference,)
