"""Takes an SD-JWT apart: what is disclosed, what stays hidden, the holder's proof (RFC 9901)."""

from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.tokens import advice, claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import sd_jwt
from inspector.protocol.tokens.sd_jwt import Disclosure, SdJwt
from inspector.wording import tr, tr_n


def fit(text: Given) -> float:
    """Return how surely the text is an SD-JWT."""
    return 0.98 if "~" in text.rest and sd_jwt.read(text.rest) is not None else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the claims with what is disclosed put in, and each disclosure."""
    found = sd_jwt.read(text.rest)
    if found is None:
        return Token(kind="sd_jwt", title=tr("Damaged token (SD-JWT)"), masked=DOTS)
    whose = tr("Token with disclosures (SD-JWT)")
    if found.proof is not None:
        whose = tr("Token with disclosures and proof of its holder (SD-JWT+KB)")
    remarks = tuple(_remarks(found, text.start))
    return Token(
        kind="sd_jwt",
        title=whose,
        result=_result(found, remarks),
        todo=_todo(found, remarks),
        masked=f"{found.token.compact.partition('.')[0]}.{DOTS}",
        parts=tuple(_parts(found, text.start, now)),
        issued=claims.first_time(found.claims, ("iat",)),
        not_before=claims.first_time(found.claims, ("nbf",)),
        expires=claims.first_time(found.claims, ("exp",)),
        remarks=remarks,
    )


def _result(found: SdJwt, remarks: tuple[TokenRemark, ...]) -> str:
    """Return the worst that is said of it, else how much is disclosed where no time tells more."""
    worst = next((one.text for one in remarks if one.level == "bad"), "")
    if worst:
        return tr("Token with disclosures: {reason}", reason=advice.as_title(worst))
    if "exp" in found.claims:
        return ""
    return tr_n(
        "Token that discloses {count} claim",
        "Token that discloses {count} claims",
        len(found.disclosures),
    )


def _todo(found: SdJwt, remarks: tuple[TokenRemark, ...]) -> str:
    if any(one.level == "bad" for one in remarks):
        return tr("Let its holder present it anew; a verifier must refuse this one.")
    if "cnf" in found.claims and found.proof is None:
        return tr("Its holder must add a proof of the key that it is bound to.")
    return tr("Refused? The verifier may want a claim that is not disclosed, or other proof.")


def _parts(found: SdJwt, shift: int, now: datetime) -> Iterator[TokenPart]:
    header, payload, signature = found.token.parts
    size = tr_n("{count} byte", "{count} bytes", len(found.token.signature))
    signed = (TokenRow(name="signature", value=DOTS, meaning=size),)
    yield _part("header", tr("Header"), claims.rows(found.token.header, now), header, shift)
    title = tr("Payload, with what is disclosed")
    yield _part("payload", title, claims.rows(found.claims, now), payload, shift)
    yield _part("signature", tr("Signature"), signed, signature, shift)
    if found.disclosures:
        span = (found.disclosures[0].span[0], found.disclosures[-1].span[1])
        rows = tuple(_row(one) for one in found.disclosures)
        yield _part("disclosures", tr("Disclosed"), rows, span, shift)
    if found.proof is not None:
        rows = claims.rows({**found.proof.header, **(found.proof.claims or {})}, now)
        yield _part("proof", tr("Proof of the holder"), rows, found.proof_span, shift)


def _part(
    name: str, title: str, rows: tuple[TokenRow, ...], span: tuple[int, int], shift: int
) -> TokenPart:
    return TokenPart(name=name, title=title, rows=rows, start=span[0] + shift, end=span[1] + shift)


def _row(one: Disclosure) -> TokenRow:
    if not one.is_read:
        return TokenRow(name="?", value="", note=tr("can't be read"), level="bad")
    name = one.name if one.name is not None else tr("(element of a list)")
    if one.is_used:
        return TokenRow(
            name=name[:200],
            value=claims.written(one.value),
            note=tr("Its digest is in the token"),
            level="good",
        )
    note = tr("Its digest is not in the token")
    return TokenRow(name=name[:200], value=claims.written(one.value), note=note, level="bad")


def _remarks(found: SdJwt, shift: int) -> Iterator[TokenRemark]:
    for defect in found.token.defects:
        start, end = defect.span
        yield TokenRemark(text=defect.message, level="odd", start=start + shift, end=end + shift)
    for one in found.disclosures:
        start, end = one.span[0] + shift, one.span[1] + shift
        if not one.is_read:
            text = tr("This disclosure is no Base64 of a JSON list.")
            yield TokenRemark(text=text, level="bad", start=start, end=end)
        elif not one.is_used:
            text = tr("This disclosure fits no digest: a verifier must refuse the token.")
            yield TokenRemark(text=text, level="bad", start=start, end=end)
    yield from _about_digests(found)
    yield from _about_proof(found)
    yield TokenRemark(text=advice.not_checked())


def _about_digests(found: SdJwt) -> Iterator[TokenRemark]:
    if not found.is_known_algorithm:
        text = tr("The hash {name} is not known here.", name=found.algorithm[:40])
        yield TokenRemark(text=text, level="odd")
    if found.hidden:
        text = tr_n(
            "{count} digest stands for what is not disclosed, or for nothing.",
            "{count} digests stand for what is not disclosed, or for nothing.",
            found.hidden,
        )
        yield TokenRemark(text=text)
    if found.repeated:
        text = tr("A digest stands in it more than once: a verifier must refuse the token.")
        yield TokenRemark(text=text, level="bad")


def _about_proof(found: SdJwt) -> Iterator[TokenRemark]:
    is_bound = "cnf" in found.claims
    if found.proof is None:
        if is_bound:
            text = tr("It is bound to a key, and the proof of its holder is not there.")
            yield TokenRemark(text=text, level="odd")
        return
    claimed = (found.proof.claims or {}).get("sd_hash")
    if claimed == found.sd_hash:
        text = tr("The proof is for exactly these disclosures.")
        yield TokenRemark(text=text, level="good")
    else:
        text = tr("The proof is for other disclosures: sd_hash does not fit.")
        yield TokenRemark(text=text, level="bad")
