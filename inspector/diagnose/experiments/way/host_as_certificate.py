"""Experiment: the same request to the same server, under the name that its certificate has.

Only the Host line changes: it goes to the address that was asked, whatever a certificate names.
"""

import msgspec

from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import SOUND
from inspector.model.finding import Cause
from inspector.model.request import Request, RequestHeader
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import port_of
from inspector.wording import tr

_HTTPS = 443
# finds `api.acme.test`
# but not `*.acme.test`, `10.0.0.7`, `localhost`
_NAME = lazy_re(r"(?i)^(?=[^.]*[a-z])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.[a-z][a-z0-9-]{1,62}$")


def _name(ground: Ground) -> str:
    """Return the first name of the certificate that was shown, empty where the host is one."""
    connection = ground.case.exchange.connection
    chain = connection.chain if connection is not None else ()
    names = [name.lower().rstrip(".") for name in chain[0].names] if chain else []
    host = ground.case.sent.bare_host
    parents = {f"*.{host.partition('.')[2]}", host}
    if parents & set(names):
        return ""
    return next((name for name in names if _NAME.match(name)), "")


def _applies(ground: Ground) -> str:
    if not ground.url.startswith("https://"):
        return tr("Without TLS there is no certificate that names the server.")
    return "" if _name(ground) else tr("The certificate names no other host.")


def _under_its_name(ground: Ground) -> Request:
    port, name = port_of(ground.url), _name(ground)
    authority = name if port in {None, _HTTPS} else f"{name}:{port}"
    rows = (row for row in ground.request.headers if row.name.lower() != "host")
    options = msgspec.structs.replace(ground.request.options, http_version="1.1")
    return msgspec.structs.replace(
        ground.request, headers=(*rows, RequestHeader("Host", authority)), options=options
    )


_TABLE = (
    when(
        ("accepted", "went-on"),
        tr("Under the name of its certificate the same server accepts it."),
        says(Ratio.SETTLES, "host-not-served", floor=SOUND),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
        says(Ratio.STRONGLY_AGAINST, Cause.CONFIGURATION),
        proves=("host-not-served",),
    ),
    when(
        "same",
        tr("Under the name of its certificate it is refused in the same way."),
        says(Ratio.STRONGLY_AGAINST, "host-not-served"),
    ),
    when(
        "differs",
        tr("Under the name of its certificate another site of that server answers."),
        says(Ratio.SPEAKS_FOR, "host-not-served"),
    ),
)

EXPERIMENT = Experiment(
    id="host-as-certificate",
    question=tr("Does the server answer under the name that its certificate has?"),
    varies=tr("Host as the certificate names it"),
    sends=tr("The same request to the same address; Host is the name in the certificate."),
    tells=(Cause.WRONG_ENDPOINT,),
    applies=_applies,
    variant=sending(_under_its_name),
    table=_TABLE,
)
