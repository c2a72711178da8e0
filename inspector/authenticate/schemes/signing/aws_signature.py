"""AWS Signature V4: keys sign method, address, headers and body (IAM User Guide).

The signature goes into Authorization, or into the query of a presigned address.
"""

from collections.abc import Generator

from inspector.authenticate import typed
from inspector.authenticate.aws_signing import (
    AwsKeys,
    NotInstalled,
    Order,
    authorization,
    ensure_installed,
    prepared,
    signed,
)
from inspector.authenticate.scheme import (
    Answer,
    Check,
    LookUp,
    Preview,
    PreviewPlace,
    Run,
    Secrets,
    Step,
    Steps,
    Stop,
    issued,
)
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.message import Message
from inspector.protocol import command_output
from inspector.protocol.redaction import DOTS, mask
from inspector.protocol.signatures import sigv4
from inspector.protocol.signatures.aws_hosts import AwsPlace, place_of, wants_every_region
from inspector.protocol.urls import host_of
from inspector.wording import tr

_COMMAND = ("aws", "configure", "export-credentials", "--format", "process")
_SECONDS = 60.0
_LONGEST = 604_800  # seconds; seven days
_OF_A_SESSION = "ASIA"


def fit(credential: Credential) -> float:
    """Fits a signature for AWS."""
    return float(isinstance(credential, AwsSignature))


# ---------------- What it is signed for
def _place(credential: AwsSignature, message: Message) -> AwsPlace:
    """Return service and region: what was entered, else what the host names."""
    named = place_of(host_of(message.url))
    service, region = credential.service.strip(), credential.region.strip()
    return AwsPlace(service or named.service, region or named.region)


def _order(credential: AwsSignature, message: Message) -> Order:
    place = _place(credential, message)
    return Order(
        service=place.service,
        region=place.region,
        in_query=credential.place == "query",
        seconds=credential.seconds,
        payload=credential.payload,
    )


def _lacking(credential: AwsSignature, message: Message) -> str:
    """Return why it can't be signed; empty where it can."""
    if wants_every_region(host_of(message.url)):
        return tr(
            "{host} stands for several regions and wants AWS Signature V4a, which can't be sent "
            "yet.",
            host=host_of(message.url),
        )
    if all(_place(credential, message)):
        return ""
    return tr(
        "{host} does not say which service and region of AWS it is. Enter both.",
        host=host_of(message.url),
    )


# ---------------- Sending
def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message gets a signature of its own."""
    assert isinstance(credential, AwsSignature)  # noqa: S101 - `fit` chose it
    if lacking := _lacking(credential, message):
        yield _stopped("no-aws-place", lacking)
        return
    try:
        ensure_installed()
    except NotInstalled as error:
        yield _stopped("not-installed", str(error))
        return
    keys = yield from _keys(credential, message, secrets)

    def sign(one: Message, now: float) -> Message:
        return signed(one, keys, _order(credential, one), now)

    yield from timed(sign, message, credential.clock)


def _stopped(kind: str, text: str) -> Stop:
    return Stop(Failure(stage="compose", kind=kind, message=text))


def _keys(
    credential: AwsSignature, message: Message, secrets: Secrets
) -> Generator[Step, Answer, AwsKeys]:
    """Return the typed keys, or those of a profile: from its file, else from AWS's command."""
    if credential.source == "keys":
        return _typed(credential, secrets)
    profile = credential.profile.strip()
    found = yield from issued(LookUp(profile=profile))
    if not found.secret.reveal():
        named = ("--profile", profile) if profile else ()
        found = yield from issued(
            Run(
                command=(*_COMMAND, *named),
                given="",
                environment={},
                seconds=_SECONDS,
                host=host_of(message.url),
                how="aws-keys",
                read=command_output.aws_keys,
            )
        )
    return AwsKeys(found.user, found.secret.reveal(), found.session.reveal())


def _typed(credential: AwsSignature, secrets: Secrets) -> AwsKeys:
    session = secrets(credential.session.token).strip()
    return AwsKeys(credential.key_id.strip(), secrets(credential.secret).strip(), session)


# ---------------- While typing
def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:
    """Show what is signed now, and the header or the query that it makes; nothing is signed."""
    assert isinstance(credential, AwsSignature)  # noqa: S101 - `fit` chose it
    if lacking := _lacking(credential, message):
        return Preview(text=lacking)
    keys = _typed(credential, secrets) if credential.source == "keys" else AwsKeys(DOTS, "")
    made, about = prepared(message, keys, _order(credential, message), wall_clock())
    texts = sigv4.texts(made, about)
    value = authorization(about, "")
    text = "".join(mask(piece.text) if piece.secret else piece.text for piece in value.pieces)
    if credential.place == "query":
        return Preview(place="challenge", name="", text=f"X-Amz-Signature={DOTS}", signed=texts)
    place: PreviewPlace = "header" if credential.source == "keys" else "challenge"
    return Preview(place=place, name="Authorization", text=text + DOTS, signed=texts)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """Keys that are mixed up, a session token that is missing, an address that lasts too long."""
    assert isinstance(credential, AwsSignature)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("secret", secret)) if credential.source == "keys" else []
    key_id = credential.key_id.strip()
    if (
        credential.source == "keys"
        and key_id.startswith(_OF_A_SESSION)
        and not credential.session.token
    ):
        text = tr("A key that begins with ASIA needs its session token too.")
        found.append(Check(kind="no-session", field="session.token", text=text, level="bad"))
    if key_id and key_id == secret.strip():
        text = tr("That is the access key ID; the secret access key is another value.")
        found.append(Check(kind="same-key", field="secret", text=text, level="bad"))
    if credential.place == "query" and not 0 < credential.seconds <= _LONGEST:
        text = tr("A presigned address lasts from one second to seven days.")
        found.append(Check(kind="life", field="seconds", text=text, level="bad"))
    return tuple(found)
