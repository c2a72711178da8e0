"""AWS Signature V4: typed keys or a profile, and what the signature is made for."""

from inspector.gui.compose.signing_fields import clock_field
from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.wording import tr

ORDER = 12
KIND = AwsSignature
_SOURCE, _PLACE = "credential.source", "credential.place"


def fields() -> tuple[FormField, ...]:
    """The keys, what they sign for, and where the signature goes."""
    return (*_keys(), *_signing())


def _keys() -> tuple[FormField, ...]:
    typed = (_SOURCE, ("keys",))
    return (
        FormField(
            _SOURCE,
            tr("Keys from"),
            "choice",
            (("keys", tr("Typed in")), ("profile", tr("A profile of this computer"))),
        ),
        FormField("credential.key_id", tr("Access key ID"), placeholder="AKIA…", when=typed),
        FormField("credential.secret", tr("Secret access key"), "secret", when=typed),
        FormField(
            "credential.session.token",
            tr("Session token"),
            "secret",
            placeholder=tr("None"),
            when=typed,
        ),
        FormField(
            "credential.profile",
            tr("Profile"),
            placeholder=tr("The usual one"),
            hint=tr(
                "Keys in ~/.aws are read. Others, of a sign-in or a role, are asked of the command "
                "aws, once you agree."
            ),
            when=(_SOURCE, ("profile",)),
        ),
    )


def _signing() -> tuple[FormField, ...]:
    by_host = tr("As the host says")
    return (
        FormField("credential.region", tr("Region"), placeholder=by_host, half=True),
        FormField("credential.service", tr("Service"), placeholder=by_host, half=True),
        FormField(
            _PLACE,
            tr("Sent in"),
            "choice",
            (("header", tr("A header")), ("query", tr("The query (presigned)"))),
            half=True,
        ),
        FormField(
            "credential.payload",
            tr("Body"),
            "choice",
            (("signed", tr("Signed")), ("unsigned", tr("Not signed"))),
            half=True,
            when=(_PLACE, ("header",)),
        ),
        FormField(
            "credential.seconds",
            tr("Lasts for"),
            "number",
            half=True,
            low=1,
            high=604_800,
            unit=tr("seconds"),
            when=(_PLACE, ("query",)),
        ),
        clock_field(),
    )


def explain(_credential: Credential) -> str:
    """Say what the keys do, and what the clock is for."""
    return tr(
        "The keys stay here: they sign method, address, headers and body. AWS refuses a clock "
        "that is more than five minutes off."
    )
