"""Who still uses draft-cavage: servers of the Fediverse, and the APIs of Oracle Cloud."""

from inspector.authenticate.recipe import Filled, Recipe, RecipeError, RecipeField, Values
from inspector.model.kinds.signing.http_signature import HttpSignature, HttpSignatureParameters
from inspector.wording import tr

_FEDIVERSE = "https://docs.joinmastodon.org/spec/security/"
_ORACLE = "https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm"


def recipes() -> tuple[Recipe, ...]:
    """Return one each."""
    key = RecipeField("key", tr("Private key (PEM)"), is_secret=True)
    fediverse = (
        RecipeField("key_id", tr("Key ID"), placeholder="https://…/users/ann#main-key"),
        key,
    )
    oracle = (
        RecipeField("tenancy", tr("Tenancy"), placeholder="ocid1.tenancy.oc1..…"),
        RecipeField("user", tr("User"), placeholder="ocid1.user.oc1..…"),
        RecipeField("fingerprint", tr("Fingerprint of the key"), placeholder="20:3b:97:…"),
        key,
        RecipeField("passphrase", tr("Passphrase of the key"), is_secret=True),
    )
    kind = HttpSignature.tag()
    return (
        Recipe("fediverse", kind, tr("Fediverse (ActivityPub)"), _FEDIVERSE, fediverse, _activity),
        Recipe("oracle-cloud", kind, tr("Oracle Cloud"), _ORACLE, oracle, _oracle),
    )


def _activity(values: Values) -> Filled:
    credential = HttpSignature(
        key_id=values.get("key_id", "").strip(),
        signed_headers="(request-target) host date",
        body_headers="digest content-type",
        place="signature",
    )
    return Filled(credential=credential, secret=values.get("key", ""))


def _oracle(values: Values) -> Filled:
    names = ("tenancy", "user", "fingerprint")
    parts = [values.get(name, "").strip() for name in names]
    if not all(parts):
        raise RecipeError(tr("Oracle Cloud needs the tenancy, the user and the fingerprint."))
    credential = HttpSignature(
        key_id="/".join(parts),
        signed_headers="date (request-target) host",
        body_headers="content-length content-type x-content-sha256",
        parameters=HttpSignatureParameters(version="1"),
    )
    return Filled(
        credential=credential,
        secret=values.get("key", ""),
        passphrase=values.get("passphrase", ""),
    )
