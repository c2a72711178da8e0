"""A login that waits for its challenge (Digest), and none came that it answers.

Only of what was sent from here is it known what the user chose to send with.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case


def waits_in_vain(case: Case) -> bool:
    """Whether the login that was chosen is not asked for, so that nothing was sent of it."""
    return digest_not_offered(case) or refused_unasked(case)


def digest_not_offered(case: Case) -> bool:
    """Whether a scheme waits for its challenge, and the server asks for others only."""
    mine = _waiting(case)
    return bool(mine) and bool(case.heard.schemes) and mine not in case.heard.schemes


def refused_unasked(case: Case) -> bool:
    """Whether 403 came in place of the challenge: whoever asks is refused before a login."""
    return bool(_waiting(case)) and case.status == HTTPStatus.FORBIDDEN and not case.heard.schemes


def _waiting(case: Case) -> str:
    """Return the scheme, in small letters, that waits for a challenge; empty without one."""
    request = case.trace.attempt.request
    if request is None or request.credential.rounds == 1 or case.sent.authorization is not None:
        return ""
    return request.credential.scheme_word.lower()
