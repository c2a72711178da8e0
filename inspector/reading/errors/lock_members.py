"""Reads a lock from members of a body: `lockStatus`, `isLocked`, `unlockTime`, tries left.

Appliances and login APIs tell of a lock in numbers and flags, without any sentence.
"""

from collections.abc import Iterable, Iterator

from inspector.protocol.patterns import lazy_re

# finds `account_locked`
# but not `block_size`
_LOCKED = lazy_re(
    r"(?i)^(?:is_?|user_?|account_?|login_?|device_?|ip_?)*(?:lock(?:ed)?(?:_?out)?(?:_?(?:status|state|flag))?|"
    r"blocked|lockout)$"
)
_YES = frozenset({"true", "1", "yes", "y", "lock", "locked", "blocked", "lockedout", "locked_out"})
# finds `lockout_until`, `remainLockSecond`
# but not `valid_until`
_UNTIL = lazy_re(
    r"(?i)^(?:user_?|account_?|login_?)*(?:(?:un_?)?lock(?:ed|out)?_?(?:time|until|seconds|remaining|expires?"
    r"(?:_?(?:at|in))?|duration|left|end)|"
    r"(?:remain(?:ing|s)?|left)_?(?:un)?lock(?:_?(?:time|sec(?:ond)?s?|min(?:ute)?s?))?|"
    r"(?:sec|secs|seconds|minutes|mins?)_?(?:left|remaining|to_?wait|until_?unlock)|"
    r"block(?:ed|ing)?_?(?:until|for|time)|(?:surplus|left|remain(?:ing)?)_?lock_?time)\w{0,8}$"
)
# finds `remaining_attempts`
# but not `attempts`
_TRIES = lazy_re(
    r"(?i)^(?:retry_?(?:login_?)?(?:time|times|count|left)|(?:remain(?:ing|ed|s)?|left|surplus|available)"
    r"_?(?:login_?|auth_?|password_?)?(?:attempts?|tries|retries|retry|times|retry_?times)|"
    r"(?:attempts?|tries|retries)_?(?:left|remaining|remain))$"
)
# finds `max_attempts`
# but not `maximum`
_MOST = lazy_re(r"(?i)^max(?:imum)?_?(\w{1,30})$")
_NOTHING = frozenset({"", "0", "null", "none", "false", "-1"})


def told_lock(members: Iterable[tuple[str, object]], *, refused: bool = False) -> tuple[str, str]:
    """Return the name of the member that shows a lock, and its value; empty without one.

    A time of unlocking or no tries left count beside a flag of the lock, or two of them together.
    refused: that the login was refused is known otherwise, so one of them is enough.
    """
    members = list(members)
    used_up = all_tries_made(members)
    flags: list[tuple[str, str]] = [used_up] if used_up is not None else []
    times: list[tuple[str, str]] = []
    open_ = any(made < most for _, made, most in _counts_of_tries(members))
    for name, value in members:
        text = str(value).strip().lower()
        if _LOCKED.match(name):
            flags += [(name, text)] if text in _YES else []
            open_ = open_ or text not in _YES
        elif _tells_of_a_lock(name, text):
            times.append((name, text))
    if flags:
        return flags[0]
    return times[0] if len(times) > (not refused) and not open_ else ("", "")


def all_tries_made(members: Iterable[tuple[str, object]]) -> tuple[str, str] | None:
    """Return a count that has reached its own limit while a time is left: `time` of `max_time`."""
    members = list(members)
    counts = {name.lower(): value for name, value in members if isinstance(value, int)}
    waits = any(_UNTIL.match(name) and value not in {0, 1} for name, value in counts.items())
    full = (name for name, made, most in _counts_of_tries(members) if waits and made == most)
    name = next(full, "")
    return (name, str(counts[name])) if name else None


def _counts_of_tries(members: Iterable[tuple[str, object]]) -> Iterator[tuple[str, int, int]]:
    """Yield each count beside its own limit: the name, what it has reached, and the limit."""
    counts = {name.lower(): value for name, value in members if isinstance(value, int)}
    for name, most in counts.items():
        limit = _MOST.match(name) if most > 1 else None
        made = counts.get(limit[1]) if limit is not None else None
        if limit is not None and made is not None:
            yield limit[1], made, most


def _tells_of_a_lock(name: str, text: str) -> bool:
    if _UNTIL.match(name):
        return text not in _NOTHING
    return text == "0" and bool(_TRIES.match(name))


def seconds_locked(members: Iterable[tuple[str, object]]) -> int:
    """Return how long the lock lasts as a body tells it, 0 where it does not."""
    for name, value in members:
        text = str(value).strip()
        if (
            _UNTIL.match(name)
            and text.isdecimal()
            and len(text) <= _DIGITS
            and int(text) < _LONGEST
        ):
            return int(text) * (60 if _IN_MINUTES.search(name) else 1)
    return 0


# finds `minutes_left`, `remainLockMinutes`, `mins_to_wait`
# but not `admin_lock_time`
_IN_MINUTES = lazy_re(r"(?i)minute|(?:^|_)mins?(?=_|$)")


_DIGITS, _LONGEST = 7, 1_000_000
