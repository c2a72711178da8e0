"""How long a password took to be checked: only that of an account that is there is compared."""

from inspector.diagnose.facts.case import Case

_SLOW = 40.0  # ms: slow hashes are set to take from 50 ms (OWASP's settings) to half a second
_SHARE = 0.15  # of the time of a success, which goes on to do what was asked


def still_checked(taken: Case, refused: Case) -> bool:
    """Whether a refusal took as long as a slow hash does, and the login that was taken before too.

    Where the account is gone, most servers refuse at once.
    """
    then, now = taken.exchange.timing.wait or 0.0, refused.exchange.timing.wait or 0.0
    return then >= _SLOW and now >= max(_SLOW, then * _SHARE)
