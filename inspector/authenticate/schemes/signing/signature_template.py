"""A vendor's own signature, put together by a template: its text, and where the signature goes."""

import uuid
from collections.abc import Iterator
from functools import cache

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Steps
from inspector.authenticate.server_clock import timed, wall_clock
from inspector.authenticate.template_signing import Order, filled_in, signature_line, signed, texts
from inspector.model.credential import Credential
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.message import Message
from inspector.protocol.redaction import DOTS, mask
from inspector.protocol.signatures import key_signature
from inspector.protocol.signatures.key_signature import SigningKey
from inspector.protocol.signatures.template import Part, TemplateError, filtered, lines, parts
from inspector.protocol.signatures.template_parts import Signing, value
from inspector.wording import tr

_SAMPLE = Message(method="GET", url="https://api.example.com/")


def fit(credential: Credential) -> float:
    """Fits a signature that a template describes."""
    return float(isinstance(credential, SignatureTemplate))


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; a redirected message gets a signature of its own."""
    assert isinstance(credential, SignatureTemplate)  # noqa: S101 - `fit` chose it
    own, passphrase = credential, secrets(credential.companion.passphrase).strip()
    typed_key = SigningKey(secrets(own.key).strip(), own.coding, secrets(own.lock.passphrase))
    key = cache(lambda: key_signature.usable(own.algorithm, typed_key))
    order = Order(own, lambda data: key_signature.signature(own.algorithm, key(), data))

    def sign(one: Message, now: float) -> Message:
        return signed(one, order, Signing(one, now, uuid.uuid4(), passphrase=passphrase))

    yield from timed(sign, message, own.clock)


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show where the signature goes and what is signed, as it would be now; nothing is signed."""
    assert isinstance(credential, SignatureTemplate)  # noqa: S101 - `fit` chose it
    place, name = credential.travels
    signing = Signing(message, wall_clock(), uuid.UUID(int=0), passphrase=DOTS)
    try:
        ready = filled_in(message, credential, signing)
        shown = signature_line(credential, ready, DOTS)
        found = texts(credential, ready)
    except TemplateError as error:
        return Preview(text=str(error))
    if not place:
        return Preview(text=_nowhere(), signed=found)
    text = "".join(mask(piece.text) if piece.secret else piece.text for piece in shown.pieces)
    text = text if place == "header" else f"{name}={text}"
    return Preview(place="challenge", name=name, text=text, signed=found)


# ---------------- While typing
def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """A template with a part that nobody knows, a key that doesn't fit, a signature nowhere."""
    assert isinstance(credential, SignatureTemplate)  # noqa: S101 - `fit` chose it
    own = credential
    broken = tuple(_line_checks(own))
    found = [*typed.key_checks(own.algorithm, own.coding, secret), *_template_checks(own), *broken]
    if not parts(own.string_to_sign):
        text = tr("Nothing of the request is signed: name at least one part, such as {body}.")
        found.append(Check(kind="no-part", field="string_to_sign", text=text, level="bad"))
    if not own.travels.place and not broken:
        text = _nowhere()
        found.append(Check(kind="no-place", field="header_lines", text=text, level="bad"))
    named = any(
        part.name == "key_id"
        for text in (own.string_to_sign, own.canonical, own.header_lines, own.query_lines)
        for part in parts(text)
    )
    if named and not own.key_id.strip():
        text = tr("The template names the key ID, which is empty.")
        found.append(Check(kind="no-key-id", field="key_id", text=text, level="bad"))
    return tuple(found)


def _nowhere() -> str:
    return tr("The signature goes nowhere: put {signature} into a header or the query.")


def _template_checks(own: SignatureTemplate) -> Iterator[Check]:
    """Try each part on a request that anybody could send."""
    known = Signing(_SAMPLE, wall_clock(), uuid.UUID(int=0), canonical=b"", signature=DOTS)
    unsigned = known._replace(signature=None)
    tried = {"canonical": unsigned._replace(canonical=None), "string_to_sign": unsigned}
    for field in ("canonical", "string_to_sign", "header_lines", "query_lines"):
        for part in parts(getattr(own, field)):
            problem = _problem(tried.get(field, known), part)
            if problem:
                yield Check(kind="unknown-part", field=field, text=problem, level="bad")


def _problem(signing: Signing, part: Part) -> str:
    try:
        filtered(value(signing, part), part)
    except TemplateError as error:
        return str(error)
    return ""


def _line_checks(own: SignatureTemplate) -> Iterator[Check]:
    for field, separator in (("header_lines", ":"), ("query_lines", "=")):
        try:
            lines(getattr(own, field), separator)
        except TemplateError as error:
            yield Check(kind="no-line", field=field, text=str(error), level="bad")
