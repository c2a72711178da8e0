"""Reads which step a login still lacks where an error lists steps by name, without a sentence.

APIs for programs that draw their login pages themselves say so: `flows: [{"id": "verify_email",
"is_pending": true}]`, `requiredActions: ["VERIFY_EMAIL"]`, `stages: ["m.login.password"]` (Matrix,
User-Interactive Authentication).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inspector.protocol.patterns import lazy_re

# finds `flows`, `next_steps`, `requiredActions`
# but not `workflows`, `stepsCount`
_LISTS = lazy_re(
    r"(?i)^(?:(?:login|auth|next|required?|pending|remaining)_?)?(?:flows?|steps?|stages?|actions?)$"
)
_NAMES = ("id", "name", "type", "step", "action", "stage", "flow", "kind")
_MOST, _DEEPEST = 20, 3
# What steps are called, and what is so said of the caller. Later ones count where no earlier does.
_STEPS = (
    # finds `verify_email`, `VERIFY_EMAIL`, `email-confirmation`
    # but not `email`
    (
        lazy_re(
            r"(?i)(?:verify|confirm|activate)[-_. ]?(?:e[-_]?mail|phone|account|address)|"
            r"(?:e[-_]?mail|phone|account|address)[-_. ]?(?:verif|confirm|activat)"
        ),
        "account not verified",
    ),
    # finds `mfa_authenticate`, `CONFIGURE_TOTP`
    # but not `total`
    (
        lazy_re(r"(?i)(?:^|[-_.])(?:mfa|2fa|totp|otp|two_?factor|second_?factor)(?:$|[-_.])|^mfa"),
        "second factor required",
    ),
    # finds `reauthenticate_by_code`
    # but not `authenticate`
    (lazy_re(r"(?i)^re[-_]?auth"), "recent authentication"),
    # finds `m.login.password`
    # but not `reset_password`
    (lazy_re(r"(?i)^m\.login\.(?:password|sso)$"), "re enter your password"),
    # finds `login`, `sign-in`
    # but not `login_by_code`
    (lazy_re(r"(?i)^(?:log[-_]?in|sign[-_]?in)$"), "login required"),
)


class NamedStep(NamedTuple):
    """key: under which member it stands. name: as the reply calls it. words: what that says.

    is_next: whether the reply says of this one that it is what is waited for.
    """

    key: str
    name: str
    words: str
    is_next: bool


def next_step(steps: Sequence[NamedStep]) -> NamedStep | None:
    """Return the step that is next, or None; where ways differ in kind, nobody knows which one."""
    kinds = {one.words for one in steps}
    waited_for = (one for one in steps if one.is_next)
    return next(waited_for, steps[0] if len(kinds) == 1 else None)


def named_steps(members: dict[str, object], depth: int = 0) -> Iterator[NamedStep]:
    """Yield the steps that an error's body lists, as far as their names say something."""
    for key, value in list(members.items())[:_MOST]:
        if isinstance(value, list) and _LISTS.match(key):
            for one in value[:_MOST]:
                yield from _listed(key, one)
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from named_steps(value, depth + 1)


def _listed(key: str, one: object) -> Iterator[NamedStep]:
    is_next = isinstance(one, dict) and any(one.get(flag) is True for flag in _PENDING)
    for name in _names(one) if isinstance(one, dict) else (one,):
        words = _words(name) if isinstance(name, str) else ""
        if words:
            yield NamedStep(key, str(name), words, is_next)


def _names(one: dict[str, object]) -> Iterator[object]:
    yield from (one[name] for name in _NAMES if name in one)
    for name, steps in one.items():
        if _LISTS.match(name) and isinstance(steps, list):
            yield from steps[:_MOST]


_PENDING = ("is_pending", "isPending", "pending", "required", "is_required")


def _words(name: str) -> str:
    return next((words for pattern, words in _STEPS if pattern.search(name)), "")
