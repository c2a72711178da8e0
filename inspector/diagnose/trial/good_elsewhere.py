"""What was good elsewhere is refused here for the place, which asks for another scheme."""

from inspector.diagnose.facts.accepted_elsewhere import first_word
from inspector.diagnose.facts.callers.other_schemes import challenged_key, names_other_schemes
from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.part import says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.model.finding import Cause
from inspector.reading.statuses import CHALLENGES
from inspector.story.entry import Entry
from inspector.wording import tr

_BY_ANOTHER = "good-by-another-scheme"
_WANTS_ANOTHER = ("key-where-scheme-wanted", "other-scheme-wanted")


def good_elsewhere(case: Case, accepted: Entry) -> str:
    """Return in which way a credential is good elsewhere; empty where that tells no more."""
    here = case.sent.bare_host == accepted.sent.bare_host and case.status in CHALLENGES
    return _BY_ANOTHER if here and _asks_otherwise(case, accepted) else ""


def _asks_otherwise(case: Case, accepted: Entry) -> bool:
    """Whether this place asks for another scheme than the one by which another place was had."""
    mine, theirs = case.sent, accepted.sent
    if challenged_key(case) is not None and (mine.host, mine.path) != (theirs.host, theirs.path):
        return True
    apart = mine.host != theirs.host or first_word(case) != first_word(accepted)
    return apart and names_other_schemes(case)


ASKED_OTHERWISE = when(
    _BY_ANOTHER,
    tr("The same credential is good elsewhere; here another scheme is asked for."),
    says(Ratio.STRONGLY_FOR, *_WANTS_ANOTHER),
    says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.WRONG_ENDPOINT),
    says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE, "authorization-stripped"),
)
