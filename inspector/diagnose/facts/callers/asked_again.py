"""A login is asked for in the general words that whoever a server knows may get, too."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.products.fingerprints import headers_of_words
from inspector.model.credential import LOGIN_SCHEMES
from inspector.reading.standard_sentences import wants_a_login


def asks_again(case: Case) -> bool:
    """Whether what was sent as the challenge asks is asked for again, and no word misses it.

    Web servers answer so where somebody known has no right, as to a wrong password.
    """
    sent, offered = case.sent.authorization, case.heard.schemes
    login = sent is not None and sent.scheme in LOGIN_SCHEMES and sent.scheme in offered
    answered = {headers_of_words().get(scheme, "").lower() for scheme in offered}
    by_key = any(key.name.lower() in answered for key in case.sent.keys)
    told = misses_what_was_sent(case) or case.said("not-found-there")
    return (login or by_key) and not told


def misses_what_was_sent(case: Case) -> bool:
    """Whether words miss a credential; that one is required is said to whoever is not known."""
    missed = case.meanings.get("missing")
    return missed is not None and not wants_a_login(missed.statement.plain)


def misses_its_user(case: Case) -> bool:
    """Whether the account is not found for what the very same call was answered for before."""
    if not case.said("account-gone") or not case.sent.has_any:
        return False
    given = (one for one in case.same_request_before if one.succeeded)
    return any(case.shares_credential(one) for one in given)
