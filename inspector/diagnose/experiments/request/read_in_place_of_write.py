"""Experiment: GET at the same address in place of what writes: who may read may not yet write."""

import msgspec

from inspector.diagnose.facts.browser import from_another_site
from inspector.diagnose.facts.callers.named_rights import names_no_right
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.things.taken_methods import method_not_taken
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.control import OPEN_TO_ALL, controlled, with_control
from inspector.diagnose.trial.part import (
    Experiment,
    ExperimentContext,
    Steps,
    at_most,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared
from inspector.diagnose.weights import FAINT, HALF, HINT, LIKELY, RATHER
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import NoBody, Request
from inspector.protocol.field_names import is_signature_name
from inspector.reading.safe_calls import only_reads
from inspector.reading.statuses import NOT_OFFERED, SAYS_NOTHING_OF_RIGHTS, SUCCESSES
from inspector.wording import tr

_MOST = 2  # with the credential, and without it


def _applies(ground: Ground) -> str:
    if only_reads(ground.case.sent):
        return tr("{method} only reads already.", method=ground.method)
    return _unfit_credential(ground) or _unfit_reply(ground)


def _unfit_credential(ground: Ground) -> str:
    if not (ground.case.sent.has_any or ground.case.sent.cookies) or ground.case.sent.is_login:
        return tr("No credential was sent that could be tried for reading.")
    main = ground.case.sent.main
    if main is not None and main.where == "body":
        return tr("The credential stands in the body, and GET has none.")
    if main is not None and is_signature_name(main.name):
        return tr("What was sent signs this very request; a GET wants a signature of its own.")
    return ""


def _unfit_reply(ground: Ground) -> str:
    if method_not_taken(ground.case):
        return tr("The reply says that the address does not take this method at all.")
    if ground.case.status in {*SAYS_NOTHING_OF_RIGHTS, *SUCCESSES}:
        return tr("The reply says nothing of what somebody may do there.")
    return ""


def _reading(ground: Ground) -> Request:
    rows = tuple(
        row for row in ground.request.headers if not row.name.lower().startswith("content-")
    )
    return msgspec.structs.replace(ground.request, method="GET", body=NoBody(), headers=rows)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    yield from with_control(ground, _reading(ground))


def _observe(before: Case, after: Attempt) -> Compared:
    found = controlled(before, after)
    if found.status in NOT_OFFERED:
        return msgspec.structs.replace(found, result="failed", name="not-there")
    if found.result in {"same", "differs"} and from_another_site(before) is not None:
        return msgspec.structs.replace(found, name="refused-from-there")
    if found.result != "accepted" or found.name == OPEN_TO_ALL:
        return found
    by_cookie = not before.sent.credentials and bool(before.sent.cookies)
    values = {"other": f"GET {before.sent.path}"}
    name = "read"
    if by_cookie and not _names_a_right(before):
        name = "read-with-proof" if before.sent.csrf_tokens else "read-by-cookie"
    return msgspec.structs.replace(found, values=values, name=name)


def _names_a_right(before: Case) -> bool:
    """Whether the words are of a right that the caller lacks: no proof is missing then."""
    return before.said("permission") > 0 and not names_no_right(before) and not before.said("csrf")


_KNOWN = (
    *says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    *says(Ratio.RULES_OUT, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    *at_most(FAINT, "session-lost"),  # whatever it was given before
    *at_most(FAINT, "session-ended"),
    *says(Ratio.RULES_OUT, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    *says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT, Cause.CONFIGURATION),
    *says(Ratio.AGAINST, Cause.NETWORK_BLOCKED),
)
_GOOD_FOR_READING = tr("The session is good for reading here; what is refused is the writing.")
_TABLE = (
    when("not-there", tr("That address can't be read, so nothing follows.")),
    when(OPEN_TO_ALL, tr("Anyone may read there, so nothing follows.")),
    # a session that is good for reading and not for writing: the proof against forgery is missing
    when(
        "read-by-cookie",
        _GOOD_FOR_READING,
        says(Ratio.STRONGLY_FOR, Cause.CSRF_FAILURE, "works-elsewhere"),
        says(Ratio.SPEAKS_FOR, "csrf-token-missing", floor=HALF),
        _KNOWN,
    ),
    when(
        "read-with-proof",
        _GOOD_FOR_READING,
        says(Ratio.STRONGLY_FOR, "works-elsewhere", floor=RATHER),
        says(Ratio.SPEAKS_FOR, "csrf-token-mismatch", floor=HINT),
        _KNOWN,
    ),
    when(
        "read",
        tr("The same credential may read here; what is refused is the writing."),
        says(Ratio.SETTLES, "works-elsewhere", floor=LIKELY),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS),
        _KNOWN,
    ),
    # who looks whence a request comes may do so with every one
    when(
        "refused-from-there",
        tr("Reading is refused here, too, with the same Origin or Referer."),
        says(Ratio.AGAINST, "csrf-token-missing", "csrf-token-mismatch"),
        says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        ("same", "differs"),
        tr("Reading is refused here, too: it is not about the right to write."),
        says(Ratio.AGAINST, Cause.CSRF_FAILURE),
        says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS),
    ),
)

EXPERIMENT = Experiment(
    id="read-in-place-of-write",
    question=tr("May the same credential read at the same address?"),
    varies=tr("Read in place of write"),
    sends=tr("GET to the same address, with your credential and once without it."),
    tells=(Cause.INSUFFICIENT_PERMISSIONS, Cause.CSRF_FAILURE, Cause.INVALID_CREDENTIALS),
    methods=lambda _: ("GET",),
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: ground.rounds + ground.bare_rounds,
    requests=_MOST,
)
