"""What a person is asked or told while a request is sent: fields, a browser, a code to type in."""

from datetime import datetime
from typing import Literal

import msgspec

from inspector.model.secret import Secret
from inspector.model.sign_in import SetUp
from inspector.model.vault_entry import BoundHost

Consent = Literal["unsafe-method", "login-attempt", "new-host", "uses-up-token", "production"]
"""What a person must agree to before something is sent on trial."""
Answers = dict[str, Secret]
"""What was entered, by the names of the fields."""


class QuestionField(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to enter. label: for people, with no colon. is_secret: not shown while typed."""

    name: str
    label: str
    is_secret: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked. text: one or two sentences: what for, and what to do.

    browser: an http address for the person to open, empty for none; who answers says that it is
    done. Without fields the answer is only that. exact: what is agreed to, as it is. agree: what
    agreeing is called, empty for an answer that goes on. about: the sign-in that waits for the
    answer, which may then hold the `way` to go on.
    """

    text: str
    fields: tuple[QuestionField, ...] = ()
    browser: str = ""
    exact: str = ""
    agree: str = ""
    about: SetUp | None = None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person has to do elsewhere while the sending waits; stopping it ends that.

    text: one or two sentences: what for, and what to do. address: of a page to open; complete: the
    same with the code in it, for a QR code. opens: a face opens the page itself where it can. code:
    to be typed in there. ends: when the waiting does. pace: seconds between two questions to the
    login provider, where it asked to slow down, else 0.
    """

    text: str
    address: str
    complete: str = ""
    opens: bool = False
    code: str = ""
    ends: datetime
    pace: int = 0


# ---------------- A secret that is about to go to a host it was not meant for
HostAnswer = Literal["no", "once", "bind"]
"""Don't send; send this once; send, and let it go there from now on."""
HostSource = Literal["address", "redirect", "provider", "proxy"]


class HostQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a secret may go to one more host.

    secret: what people call it. bound: where it may go. host: the other one. source: what names it:
    the address of the request, a redirect, what a login provider publishes, or the setting of the
    proxy. status, before: of the redirect, and the host that it came from.
    """

    secret: str
    bound: tuple[BoundHost, ...]
    host: str
    source: HostSource
    status: int = 0
    before: str = ""
