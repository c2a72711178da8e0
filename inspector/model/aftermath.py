"""What a fix led to: the answer before and the one after, compared."""

from typing import Literal

import msgspec

from inspector.model.fix import Fix

AfterFix = Literal["solved", "unclear", "next-cause", "same", "no-reply"]


class Aftermath(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a fix.

    result: solved (status and body agree that it was given), unclear (no refusal any more, but
    no success either: another error, a login page), next-cause (another refusal than before),
    same (the same refusal), no-reply. title: one sentence; text: what was before and what is
    now. before and after: finding slugs, empty without a finding. undoes: whether the request was
    changed, so that Undo brings it back.
    """

    fix: Fix
    result: AfterFix
    title: str
    text: str = ""
    before: str = ""
    after: str = ""
    undoes: bool = False
