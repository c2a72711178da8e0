"""Takes signed and encrypted tokens in their JSON forms apart (RFC 7515 §7.2, RFC 7516 §7.2)."""

from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.tokens import advice, claims
from inspector.annotate.tokens.given import Given
from inspector.annotate.tokens.inner import Inner, inner_of
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import jose_json
from inspector.protocol.tokens.jose import Jws
from inspector.protocol.tokens.jose_json import JoseJson
from inspector.wording import tr, tr_n

_NAMES = ('"protected"', '"signatures"', '"ciphertext"', '"recipients"')


def fit(text: Given) -> float:
    """Return how surely the text is a token in a JSON form, whole or damaged."""
    stripped = text.whole.lstrip()
    if not stripped.startswith("{"):
        return 0.0
    if jose_json.read(text.whole) is not None:
        return 0.97
    return 0.5 if any(name in stripped for name in _NAMES) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the headers, the content and each signature; say where the JSON is damaged."""
    found = jose_json.read(text.whole)
    if found is None:
        return _damaged(text)
    if found.is_encrypted:
        return _encrypted(found, now)
    first = found.signed[0] if found.signed else None
    inner = inner_of(first) if first is not None else Inner()
    return Token(
        kind="jose_json",
        title=tr("Signed token in JSON"),
        result=_result(found, inner),
        todo=tr("Check its signature; a server may want the compact form in its place."),
        masked=DOTS,
        parts=(*_signed_parts(found, inner, now), *inner.parts(now)),
        issued=claims.first_time(inner.claims, ("iat",)),
        not_before=claims.first_time(inner.claims, ("nbf",)),
        expires=claims.first_time(inner.claims, ("exp",)),
        remarks=tuple(_remarks(found, inner)),
    )


def _result(found: JoseJson, inner: Inner) -> str:
    if not any(one.signature for one in found.signed):
        return tr("Token in JSON that is not signed")
    return "" if "exp" in inner.claims else tr("Signed token in JSON, without an end")


def _signed_parts(found: JoseJson, inner: Inner, now: datetime) -> Iterator[TokenPart]:
    for number, one in enumerate(found.signed, start=1):
        count = f" {number}" if len(found.signed) > 1 else ""
        yield _part(
            "header", tr("Header{number}", number=count), claims.rows(one.header, now), one, 0
        )
        if number == 1:
            rows = claims.rows(inner.claims, now) if not inner.kind else inner.rows()
            yield _part("payload", tr("Payload"), rows, one, 1)
        size = tr_n("{count} byte", "{count} bytes", len(one.signature))
        row = TokenRow(name="signature", value=DOTS if one.signature else "", meaning=size)
        yield _part("signature", tr("Signature{number}", number=count), (row,), one, 2)


def _part(name: str, title: str, rows: tuple[TokenRow, ...], token: Jws, place: int) -> TokenPart:
    start, end = token.parts[place]
    if start == end:
        return TokenPart(name=name, title=title, rows=rows)
    return TokenPart(name=name, title=title, rows=rows, start=start, end=end)


def _encrypted(found: JoseJson, now: datetime) -> Token:
    headers = [("header", tr("Header"), found.protected), ("shared", tr("Shared"), found.shared)]
    count = len(found.recipients)
    for number, header in enumerate(found.recipients, start=1):
        which = f" {number}" if count > 1 else ""
        headers.append(("recipient", tr("Recipient{number}", number=which), header))
    sentence = tr("Its claims are encrypted: only the API and the issuer can read them.")
    return Token(
        kind="jose_json",
        title=tr("Encrypted token in JSON"),
        result=tr("Encrypted token in JSON: only a recipient's key opens it"),
        todo=advice.use_its_key(),
        masked=DOTS,
        parts=tuple(
            TokenPart(name=name, title=title, rows=claims.rows(members, now))
            for name, title, members in headers
            if members
        ),
        remarks=(*_repeated(found), TokenRemark(text=sentence)),
    )


def _remarks(found: JoseJson, inner: Inner) -> Iterator[TokenRemark]:
    yield from _repeated(found)
    if not found.signed or not any(one.signature for one in found.signed):
        text = tr("It has no signature: no careful server accepts it.")
        yield TokenRemark(text=text, level="bad")
    if found.signed and not found.protected:
        text = tr("Nothing of its header is protected: whoever carries it can alter alg and kid.")
        yield TokenRemark(text=text, level="odd")
    yield from inner.remarks()
    yield TokenRemark(text=advice.not_checked())


def _repeated(found: JoseJson) -> Iterator[TokenRemark]:
    for name in found.duplicates[:20]:
        text = tr("{name} stands in it more than once; readers disagree which counts.", name=name)
        yield TokenRemark(text=text, level="odd")
    if found.more:
        text = tr_n(
            "{count} more signature is not shown.",
            "{count} more signatures are not shown.",
            found.more,
        )
        yield TokenRemark(text=text, level="odd")


def _damaged(text: Given) -> Token:
    at = first_mistake(text.whole)
    remark = TokenRemark(text=tr("It is no token in a JSON form."), level="bad")
    if at is not None:
        sentence = tr("The JSON breaks at character {number}.", number=at + 1)
        end = min(at + 1, len(text.whole))
        remark = TokenRemark(text=sentence, level="bad", start=min(at, end), end=end)
    title = tr("Damaged token in JSON")
    return Token(
        kind="jose_json",
        title=title,
        result=tr("{title}: {reason}", title=title, reason=advice.as_title(remark.text)),
        todo=advice.copy_again(),
        masked=DOTS,
        remarks=(remark,),
    )


def first_mistake(text: str) -> int | None:
    """Return where JSON text breaks, None where it does not or goes too deep to say."""
    import json  # noqa: PLC0415 - only for damaged ones

    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.pos
    except (ValueError, RecursionError):
        return None
    return None
