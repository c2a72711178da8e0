"""A call whose signature the client makes itself, where it can: curl signs for AWS and RFC 9421."""

import msgspec

from inspector.export.code.call import Call, Login, Text, Variable, plain
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.signing_terms import OverComponents
from inspector.model.message import first, latin1
from inspector.model.secret import SecretRef
from inspector.protocol.signatures import sigv4
from inspector.protocol.signatures.message_signature import components

_MADE = frozenset({"authorization", "x-amz-date", "x-amz-content-sha256"})
_KEY_ID, _SECRET = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"  # as AWS's own programs call them


def signed_by_client(call: Call, attempt: Attempt, schemes: tuple[str, ...]) -> Call:
    """Return a call with its keys in place of the signature that our credential made.

    One that was written by hand, or that stands in an address, stays as it is.
    """
    message = attempt.exchanges[0].request
    made = {each.name.lower() for each in message.headers if each.origin == "credential"}
    own = attempt.request.credential.over_components if attempt.request is not None else None
    if "httpsig" in schemes and own is not None and "signature" in made:
        return _by_components(call, own, has_query="?" in message.url)
    return _for_aws(call, attempt, made) if "aws-sigv4" in schemes else call


def _for_aws(call: Call, attempt: Attempt, made: set[str]) -> Call:
    message = attempt.exchanges[0].request
    about = sigv4.signed_of(message)
    if about is None or about.in_query or "authorization" not in made:
        return call
    ref = attempt.request.credential.secret_ref if attempt.request is not None else None
    secret = _variable(ref, _SECRET)
    own = _MADE & made
    if first(message.headers, "x-amz-content-sha256") == sigv4.UNSIGNED:
        own -= {"x-amz-content-sha256"}  # curl would sign the body
    login = Login(
        scheme="aws-sigv4",
        user=(Variable(_KEY_ID),),
        password=secret,
        words=("--aws-sigv4", f"aws:amz:{about.region}:{about.service}"),
    )
    headers = tuple(each for each in call.headers if each[0].lower() not in own)
    return msgspec.structs.replace(call, headers=headers, login=login)


def _variable(ref: SecretRef | None, name: str) -> Variable:
    """Return the variable of the system that a secret comes from, else one of that name."""
    in_system = ref is not None and ref.place == "environment" and ref.name.isidentifier()
    return Variable(ref.name if ref is not None and in_system else name)


# ---------------- Signatures over components (RFC 9421), since curl 8.22
_DERIVED = {"@method": "method", "@authority": "authority", "@path": "path", "@query": "query"}
_KEY = "HTTPSIG_KEY_HEX"


def _by_components(call: Call, own: OverComponents, *, has_query: bool) -> Call:
    """Return a call that curl signs, where it can say what is covered; else the call as it is."""
    names = _names(call, own, has_query=has_query)
    if not names or own.marked or own.algorithm not in {"ed25519", "hmac-sha256"}:
        return call
    rows: tuple[tuple[Text, ...], ...] = (
        (plain("--httpsig-algo"), plain(own.algorithm)),
        (plain("--httpsig-key"), (_variable(own.key if own.coding == "hex" else None, _KEY),)),
        (plain("--httpsig-keyid"), plain(latin1(own.key_id))),
        (plain("--httpsig-headers"), plain(" ".join(names))),
    )
    login = Login(scheme="httpsig", user=(), password=None, rows=rows, since="8.22")
    headers = tuple(h for h in call.headers if h[0].lower() not in {"signature-input", "signature"})
    return msgspec.structs.replace(call, headers=headers, login=login)


def _names(call: Call, own: OverComponents, *, has_query: bool) -> list[str]:
    """Return the components as curl names them; none where it can't name one of them."""
    found = []
    for name in (each.strip('"').lower() for each in components(own.components)):
        if name in _DERIVED and (name != "@query" or has_query):
            found.append(_DERIVED[name])
        elif call.has(name):
            found.append(f"{name}:")
        else:
            return []
    return found
