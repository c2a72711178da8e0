"""The host knows the caller below one beginning of its paths, and nobody at the path that refuses.

Servers that are open to all for reading have the calls of known callers below a path of its own
(`/a/`, `/auth/`, `/secure/`), and do not look at credentials elsewhere. Others have the same calls
twice, for programs and for pages (`/auth/app/v1/…`, `/auth/browser/v1/…`), each with its own way to
say who calls.
"""

from inspector.diagnose.facts.callers.intermediate_servers import is_for_the_program
from inspector.diagnose.facts.callers.strangers import OTHER_THAN_A_LACK, nobody_is_known
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.things.differing_paths import differing_part
from inspector.diagnose.facts.things.near_paths import (
    holds_still,
    lacks,
    says_otherwise,
    taken_there,
)
from inspector.diagnose.weights import CLEAR, HALF, RATHER, SHOWN, SOUND
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import OF_A_LACK
from inspector.reading.statuses import CHALLENGES, TURNS_AWAY
from inspector.wording import tr

# finds `/a/accounts/self`, `/rest/whoami`, `/auth/users/me/`
# but not `/me/orders`, `/users`
_ABOUT_THE_CALLER = lazy_re(r"(?i)/(?:self|me|myself|who-?am-?i|session|current(?:[_-]?user)?)/?$")
_LOOK, _SHORTEST = 40, 4


def known_below_another_path(case: Case) -> Found:
    """The same credential was that of a caller by name there, and here a login is asked for.

    What is read here is read by anybody, so that it was given tells nothing of the credential.
    """
    if case.status not in TURNS_AWAY or not case.sent.credentials or case.said(*OTHER_THAN_A_LACK):
        return
    if not nobody_is_known(case):
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    same = [one for one in near if one.came and case.shares_credential(one)]
    known = next((one for one in same if _is_aside(case, one) and _names_caller(one)), None)
    open_ones = [one for one in same if _beginning(one) == _beginning(case)]
    if known is None or not open_ones or not holds_still(case, known):
        return
    if any(not one.sent.is_safe or _names_caller(one) for one in open_ones):
        return
    entry = known.number
    yield case.refused_for(
        "known-below-another-path",
        CLEAR,
        fact(
            tr(
                "Entry {entry} sent the same credential to {path}, and was known there.",
                entry=entry,
                path=known.sent.path,
            ),
            known.heard_body,
        ),
        fact(tr("The request went to {path}.", path=case.sent.path), case.sent_line),
        *case.quote("not-authenticated", "missing"),
        below=f"/{_beginning(known)}/",
    )


def known_beside_one_part(case: Case) -> Found:
    """The same call with one part of its path put otherwise took the credential, and knew whose."""
    if case.status not in TURNS_AWAY or not case.identities or case.said(*OTHER_THAN_A_LACK):
        return
    if not nobody_is_known(case):
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    alike = (one for one in near if one.succeeded and case.shares_credential(one))
    for other in alike:
        mine, theirs = differing_part(case.sent.path, other.sent.path)
        if mine and other.sent.method == case.sent.method and holds_still(case, other):
            yield _beside(case, other, mine, theirs)
            return


def known_below_a_prefix(case: Case) -> Found:
    """The very same path took the credential below a prefix: another program owns the root."""
    away = case.status in TURNS_AWAY or case.heard.leads_to_login or case.heard.is_login_page
    if not away or not case.identities or case.said(*OTHER_THAN_A_LACK) or case.sent.path == "/":
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    for other in (one for one in near if one.succeeded and case.shares_credential(one)):
        prefix = other.sent.path.removesuffix(case.sent.path)
        below = prefix != other.sent.path and prefix not in {"", "/"}
        if below and other.sent.method == case.sent.method and holds_still(case, other):
            facts = (taken_there(other), fact(lacks(prefix), case.sent_line))
            yield case.refused_for("known-below-another-path", SHOWN, *facts, below=f"{prefix}/")
            return


def known_without_this_beginning(case: Case) -> Found:
    """The same thing took the credential under another beginning: here it does not get through.

    Two ways lead to one program, and a server in front takes the header or cookie off in one; or
    the beginning leads to another program. With 403, the caller is known in both.
    """
    challenged = case.status in CHALLENGES or case.heard.leads_to_login
    if not challenged or not case.identities or case.said(*OTHER_THAN_A_LACK):
        return
    if case.heard.parameter("error")[0] or (case.sent.credentials and case.said(*OF_A_LACK)):
        return  # it was read, or it is said that a header got lost
    sent = case.sent.authorization
    if sent is not None and sent.scheme in LOGIN_SCHEMES and case.heard.challenge(sent.scheme):
        return  # logins are read here, and this one lacks a right, as it may be
    if _has_a_login_in_front(case):
        return
    if not (case.heard.gives_no_reason or case.said("not-authenticated")):
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    same = (one for one in near if one.succeeded and case.shares_credential(one))
    for other in (one for one in same if one.sent.method == case.sent.method):
        prefix = _other_beginning(case.sent.path, other.sent.path)
        if prefix and holds_still(case, other):
            yield _under_another(case, other, prefix)
            return


def _has_a_login_in_front(case: Case) -> bool:
    """Whether this way is challenged in front of the program that what was sent is for."""
    sent = case.sent.authorization
    unlike = sent is None or sent.scheme not in case.heard.schemes
    own_page = case.heard.content.page.is_of_web_server and unlike
    return bool(case.heard.schemes) and (own_page or is_for_the_program(case))


def _other_beginning(mine: str, theirs: str) -> str:
    """Return what one path has before the other one, or in place of its first word; or nothing."""
    prefix = mine.removesuffix(theirs)
    if prefix != mine:
        return prefix if theirs != "/" else ""
    own, _, rest = mine.strip("/").partition("/")
    return f"/{own}" if rest and rest == theirs.strip("/").partition("/")[2] else ""


def _under_another(case: Case, other: Case, prefix: str) -> Suspicion:
    more = case.sent.path == f"{prefix}{other.sent.path}"
    sent = case.sent.authorization
    # Of a token that came, the challenge would name an error (RFC 6750 §3).
    unseen = sent is not None and sent.scheme == "bearer" and "bearer" in case.heard.schemes
    said = tr("This path has {prefix} before it.", prefix=prefix)
    if not more:
        said = says_otherwise(_beginning(case), _beginning(other))
    return case.refused_for(
        "known-below-another-path",
        SOUND if more or unseen else RATHER,
        taken_there(other),
        fact(said, case.sent_line),
        below="/" if more else f"/{_beginning(other)}/",
    )


def _beside(case: Case, other: Case, mine: str, theirs: str) -> Suspicion:
    start, part, _ = other.sent.path.partition(f"/{theirs}/")
    return case.refused_for(
        "known-below-another-path",
        CLEAR if _names_caller(other) else HALF,  # else it may be open to all
        taken_there(other),
        fact(says_otherwise(mine, theirs), case.sent_line),
        *case.quote("not-authenticated", "missing"),
        below=f"{start}{part}",
    )


def _is_aside(case: Case, other: Case) -> bool:
    """Whether another path has a beginning of its own before the thing and what is asked of it.

    One that goes on alike has another word there, or another version.
    """
    (mine, _, rest), (theirs, _, remains) = _parts(case), _parts(other)
    return mine != theirs and rest != remains and "/" in remains


def _beginning(case: Case) -> str:
    return _parts(case)[0]


def _parts(case: Case) -> tuple[str, str, str]:
    return case.sent.path.strip("/").partition("/")


def _names_caller(case: Case) -> bool:
    """Whether a reply is about who called: it names the user that was sent, or was asked for it."""
    main = case.sent.main
    if _ABOUT_THE_CALLER.search(case.sent.path) or case.said("credentials-ok"):
        return True
    named = main is not None and len(main.user) >= _SHORTEST
    return main is not None and named and main.user in case.heard.content.text


RULES = (
    known_below_another_path,
    known_beside_one_part,
    known_below_a_prefix,
    known_without_this_beginning,
)
