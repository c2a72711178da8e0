"""Checks a token's signature with keys somebody gave or the issuer publishes (RFC 7515 §5.2)."""

import base64
import hmac
import json
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from inspector.annotate.tokens.given import given
from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens import jose, jose_json, paseto, saml, saml_signature
from inspector.protocol.tokens.key_set import MOST_KEYS, Fit, Key, fit, key_ids
from inspector.wording import tr, tr_n

State = Literal["valid", "invalid", "unchecked"]
_HMAC = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
_PEM = lazy_re(r"-----BEGIN ([A-Z0-9 ]+)-----")


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the signature found: a title, a sentence, and whether it holds.

    fit: how the keys fit, empty where none was tried; guessed: a word of a list is the secret.
    in_set: it was a set of named keys.
    """

    state: State
    title: str
    text: str
    fit: Fit | Literal["", "guessed"] = ""
    in_set: bool = False


def unchecked(text: str) -> Signature:
    """Return that nothing could be checked, and why."""
    return Signature(state="unchecked", title=tr("Signature not checked"), text=text)


def check(token: str, material: str, source: str = "", content: bytes | None = None) -> Signature:
    """Check with key material of any kind: JWKS, JWK, PEM, certificate, or a shared secret.

    source: where it comes from, for the sentence. content: of a token without one (detached). Of
    several signatures one that holds is enough. Never raises.
    """
    found = [_judged(read, material, source) for read in signed_parts(token, content)]
    if not found:
        if (signed := paseto.read(given(token).rest)) is not None:
            return _paseto(signed, material)
        if saml.parsed(token) is not None:
            return _saml(token, material)
        return unchecked(tr("It can't be taken apart, so there is nothing to check."))
    order: tuple[State, ...] = ("valid", "invalid", "unchecked")
    return min(found, key=lambda one: order.index(one.state))


def _saml(token: str, material: str) -> Signature:
    """Check a SAML document with the issuer's certificate; say what is covered."""
    found = saml_signature.verify(token, material)
    text = " ".join((*found.covers, *found.problems, *found.notes))
    if found.state == "unchecked":
        return unchecked(text)
    return _valid(text) if found.state == "valid" else _invalid(text)


def _paseto(token: paseto.Paseto, material: str) -> Signature:
    found = paseto.fit(token, material)
    if found == "fits":
        return _valid(tr("Signed by the key given. Nobody altered it."))
    if found == "wrong":
        return _invalid(tr("The key does not fit: it was altered, or another key signed it."))
    return unchecked(tr("This is no key for it: give PEM, a JWK, PASERK or hexadecimal digits."))


def signed_parts(token: str, content: bytes | None = None) -> tuple[jose.Jws, ...]:
    """Return what is signed in a token, compact or JSON; of an SD-JWT the issuer's part.

    content: put in where the token has none (RFC 7515 appendix F).
    """
    read = jose.read(token.partition("~")[0])
    if isinstance(read, jose.Jws):
        return (_with_content(read, content),)
    listed = jose_json.read(token)
    return tuple(_with_content(one, content) for one in listed.signed) if listed else ()


def _with_content(read: jose.Jws, content: bytes | None) -> jose.Jws:
    if content is None or not read.is_detached:
        return read
    head, _, tail = read.compact.partition("..")
    body = base64.urlsafe_b64encode(content).decode().rstrip("=")
    if read.header.get("b64") is False:
        body = content.decode("utf-8", "surrogateescape")
    return msgspec.structs.replace(read, payload=content, compact=f"{head}.{body}.{tail}")


def _judged(read: jose.Jws, material: str, source: str) -> Signature:
    algorithm = str(read.header.get("alg", ""))
    if algorithm.lower() == "none" or not read.signature:
        return Signature(
            state="invalid",
            title=tr("There is no signature"),
            text=tr("Anybody can make such a token; no careful server accepts it."),
        )
    if read.is_detached:
        return unchecked(tr("Its content is sent elsewhere, and is needed to check."))
    if algorithm in _HMAC and not _looks_like_key(material):
        return _by_secret(read, algorithm, material)
    keys, problem = _keys(material)
    if problem:
        return unchecked(problem)
    return _by_keys(read, algorithm, keys, source)


def weak_secret(token: str, words: Iterable[str]) -> str | None:
    """Return the word of a list that signed an HMAC token, None where none did.

    Only on the user's demand: it is guessing.
    """
    read = jose.read(token)
    if not isinstance(read, jose.Jws):
        return None
    digest = _HMAC.get(str(read.header.get("alg", "")))
    if digest is None:
        return None
    signed = read.signed
    for word in words:
        made = hmac.new(word.encode("utf-8", "surrogatepass"), signed, digest).digest()
        if hmac.compare_digest(made, read.signature):
            return word
    return None


def _looks_like_key(material: str) -> bool:
    return bool(_PEM.search(material)) or material.lstrip().startswith("{")


def _by_secret(read: jose.Jws, algorithm: str, secret: str) -> Signature:
    signed = read.signed
    for key in _forms(secret):
        made = hmac.new(key, signed, _HMAC[algorithm]).digest()
        if hmac.compare_digest(made, read.signature):
            found = _valid(tr("This shared secret signed it. Nobody else altered it."))
            return msgspec.structs.replace(found, fit="fits")
    if "\n" in secret:
        return _by_words(read, secret)
    found = _invalid(tr("Another secret signed it, or it was altered."))
    return msgspec.structs.replace(found, fit="wrong")


def _by_words(read: jose.Jws, text: str) -> Signature:
    """Try each line of a list as the secret: the user gave it to see whether it can be guessed."""
    words = text.splitlines()
    word = weak_secret(read.compact, words)
    if word is None:
        return _invalid(
            tr_n(
                "The {count} word of the list did not sign it.",
                "None of the {count} words of the list signed it.",
                len(words),
            )
        )
    text = tr(
        "Line {number} of the list signed it: whoever guesses that can make such tokens. "
        "The issuer must take a long random secret (RFC 7518 §3.2).",
        number=words.index(word) + 1,
    )
    title = tr("Its secret can be guessed")
    return Signature(state="invalid", title=title, text=text, fit="guessed")


def _forms(secret: str) -> list[bytes]:
    """Return a secret as typed, and decoded where it is Base64: libraries differ here."""
    forms = [secret.encode("utf-8", "surrogatepass")]
    try:
        forms.append(base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4)))
    except ValueError:
        return forms
    return forms


def _keys(material: str) -> tuple[list[Key], str]:
    if found := _PEM.search(material):
        if "PRIVATE" in found[1]:
            return [], tr("This is a private key. Give the public key or the certificate.")
        return [material], ""
    try:
        content = json.loads(material)
    except (ValueError, RecursionError):
        return [], tr("This is no key: give a JWKS, a JWK, PEM text or the shared secret.")
    keys = content.get("keys", [content]) if isinstance(content, dict) else []
    listed = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
    if not listed:
        return [], tr("It holds no keys.")
    return list(listed[:MOST_KEYS]), ""


def _by_keys(read: jose.Jws, algorithm: str, keys: Sequence[Key], source: str) -> Signature:
    found = fit(read, keys)
    if found == "fits":
        made = _valid(_said(read, source, len(keys)))
    elif found == "no-such-key":
        made = _rotated(str(read.header.get("kid")), ", ".join(key_ids(keys)))
    elif found == "unreadable":
        made = unchecked(tr("No key fits the algorithm {alg}.", alg=algorithm or "–"))
    else:
        made = _invalid(tr("The key does not fit: it was altered, or another key signed it."))
    return msgspec.structs.replace(made, fit=found, in_set=bool(key_ids(keys)))


def _rotated(kid: str, there: str) -> Signature:
    return Signature(
        state="invalid",
        title=tr("Its key is not there"),
        text=tr(
            "It names the key {kid}; there are: {kids}. The key was rotated away, or the "
            "token is of another issuer. Get a new token.",
            kid=kid,
            kids=there,
        ),
    )


def _said(read: jose.Jws, source: str, count: int) -> str:
    if not source:
        return tr_n(
            "Signed by the key given. Nobody altered it.",
            "Signed by one of the {count} keys given. Nobody altered it.",
            count,
        )
    counted = tr_n("{count} key", "{count} keys", count)
    kid = read.header.get("kid")
    if kid:
        return tr(
            "Signed by key {kid} of {source} ({counted}). Nobody altered it.",
            kid=kid,
            source=source,
            counted=counted,
        )
    return tr("Signed by {source} ({counted}). Nobody altered it.", source=source, counted=counted)


def _valid(text: str) -> Signature:
    return Signature(state="valid", title=tr("Signature is valid"), text=text)


def _invalid(text: str) -> Signature:
    return Signature(state="invalid", title=tr("Signature is wrong"), text=text)
