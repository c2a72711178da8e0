"""Experiment: the same with the client certificate that is known, or without the one shown."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.weights import CLEAR, SOUND
from inspector.model.attempt import Attempt
from inspector.model.experiment import ClientCertificate
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr


def _known(ground: Ground) -> ClientCertificate | None:
    """Return the certificate that other requests show to the same server, None without one."""
    known = ground.aids.certificates
    return next((one for one in known if one.host and is_home(one.host, ground.url)), None)


def _applies(ground: Ground) -> str:
    if not ground.url.startswith("https://"):
        return tr("Without TLS no certificate can be shown.")
    if ground.request.options.client_certificate or _known(ground) is not None:
        return ""
    return tr("No client certificate is known for this server.")


def _other(ground: Ground) -> Request:
    """Return it without the certificate where one was shown, else with the one that is known."""
    known = _known(ground)
    shows = known is not None and not ground.request.options.client_certificate
    options = msgspec.structs.replace(
        ground.request.options,
        client_certificate=known.certificate if known is not None and shows else "",
        client_key=known.key if known is not None and shows else "",
    )
    return msgspec.structs.replace(ground.request, options=options)


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    request = after.request
    shown = request is not None and bool(request.options.client_certificate)
    if not shown and any(each.connection and each.connection.shown for each in after.exchanges):
        said = tr("the settings name another certificate for this host, and it was shown")
        return msgspec.structs.replace(found, result="failed", shows=said)
    passed = found.result == "accepted" or found.went_on
    name = ("with" if shown else "without") if passed else "refused-with" if shown else ""
    return msgspec.structs.replace(found, name=name)


_NOTHING_ELSE = (
    *says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED, Cause.WRONG_ENDPOINT),
    *says(Ratio.STRONGLY_AGAINST, Cause.SCHEME_MISMATCH, Cause.REVOKED_TOKEN),
)
_TABLE = (
    when(
        "with",
        tr("With the client certificate it gets through: the server wants it."),
        says(Ratio.SETTLES, "client-certificate-required", floor=CLEAR),
        _NOTHING_ELSE,
        proves=("client-certificate-required",),
    ),
    when(
        "without",
        tr("Without the client certificate it gets through: the certificate is what is refused."),
        says(Ratio.SETTLES, "client-certificate-refused", floor=SOUND),
        _NOTHING_ELSE,
        proves=("client-certificate-refused",),
    ),
    when(
        "refused-with",
        tr("With the client certificate it is refused as well."),
        says(Ratio.STRONGLY_AGAINST, "client-certificate-required"),
    ),
    when(
        ("same", "differs"),
        tr("Without the client certificate it is refused as well."),
        says(Ratio.AGAINST, "client-certificate-refused"),
    ),
)

EXPERIMENT = Experiment(
    id="client-certificate",
    question=tr("Does it depend on the client certificate?"),
    varies=tr("Client certificate"),
    sends=tr("The same request with the certificate that is known, or without the one shown."),
    tells=(Cause.MISSING_CREDENTIALS, Cause.CONFIGURATION),
    compares=False,
    applies=_applies,
    variant=sending(_other),
    observe=_observe,
    table=_TABLE,
)
