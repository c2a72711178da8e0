"""A fix: changes to the request, or an action, said before it is done."""

from typing import Literal

import msgspec

Operation = Literal["set", "remove", "transform", "action", "tell"]
Verb = Literal[
    "",
    "copy-command",
    "copy-message",
    "fetch-csrf",
    "fetch-token",
    "log-in",
    "proxy-login",
    "send-unchecked",
    "set-up-sign-in",
    "use-saved",
    "vault-status",
    "wait",
]
Risk = Literal["none", "new-host", "unsafe-method", "login-attempt"]


Area = Literal[
    "",
    "also",
    "body",
    "credential",
    "environment",
    "headers",
    "method",
    "options",
    "query",
    "token-request",
    "url",
]


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field of the request, or beside it: of the environment, or of the token request.

    area: the part. name: of the field in it; empty for the whole (url, method, body), or a
    header's or parameter's own name; of `also` its number and the field in it. In the JSON output
    it is `area.name`.
    """

    area: Area
    name: str = ""

    def __str__(self) -> str:
        """Return the path: `credential.token`, `headers.X-Key`, `url`."""
        return f"{self.area}.{self.name}" if self.name else self.area


KIND = Field("credential", "kind")  # of credential: another auth type
SCHEME_WORD = Field("credential", "word")  # the word before a token


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change to the request.

    field: what is changed. before and after: masked text to show; for
    operation "set", `after` is also the value (never a secret). transform: name of a change to a
    secret's value that is done when the fix is applied (trim, strip-bearer, strip-quotes …).
    ask: the user must type the new value (a password); the field is focused. guessed: nothing named
    the new value, so what the user types beside it (a user, a key's name) may choose another.
    """

    field: Field
    before: str = ""
    after: str = ""
    operation: Operation = "set"
    transform: str = ""
    ask: bool = False
    guessed: bool = False


class Action(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a fix does beyond changing the request.

    argument: the address that gives the token or logs in (fetch-token, log-in), the name of a
    saved request (use-saved) or of a CSRF token (fetch-csrf), seconds (wait); empty where nothing
    is known of it.
    """

    verb: Verb
    argument: str = ""


NO_ACTION = Action("")


class Fix(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What to do about a finding.

    because: what the change was derived from, where it is derived. sends: what goes out when it
    runs, in words. promise: what that is to bring. asks_nobody: whether the same is asked once more
    without credentials where it succeeds. action: for fixes that are no change to the request
    alone. message: text to send to whoever must act.
    """

    id: str
    title: str
    changes: tuple[Change, ...] = ()
    because: str = ""
    sends: str = ""
    promise: str = ""
    asks_nobody: bool = False
    risk: Risk = "none"
    action: Action = NO_ACTION
    message: str = ""


# ---------------- What a fix led to: the answer before and the one after, compared
AfterFix = Literal["solved", "unclear", "next-cause", "same", "no-reply"]


class Aftermath(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a fix.

    result: solved (status and body agree that it was given), unclear (no refusal any more, but
    no success either: another error, a login page), next-cause (another refusal than before),
    same (the same refusal), no-reply. title: one sentence; text: what was before and what is
    now. before and after: finding slugs, empty without a finding. was and now: how the replies
    begin; cause: what was wrong before, empty where nothing was found. undoes: whether the request
    was changed, so that Undo brings it back.
    """

    fix: Fix
    result: AfterFix
    title: str
    text: str = ""
    before: str = ""
    after: str = ""
    was: str = ""
    now: str = ""
    cause: str = ""
    undoes: bool = False
