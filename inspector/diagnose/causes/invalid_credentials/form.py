"""The credential is spoilt in itself: doubled words, quotes, line breaks, cut ends."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import fault, in_headers, spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, Suspicion
from inspector.diagnose.facts.token_claims import is_bearer, issued_in
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, OPEN, RATHER, SHOWN, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.message import readable
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import doubled_word, repeated_word
from inspector.protocol.tokens import jose
from inspector.protocol.unseen import name_of_replaced, name_of_unseen
from inspector.reading.credential import Credential
from inspector.reading.statuses import CHALLENGES, MAY_FAIL_ON_CREDENTIAL
from inspector.wording import tr

_SIGNATURE_BYTES = {
    "HS256": {32},
    "HS384": {48},
    "HS512": {64},
    "ES256": {64},
    "ES384": {96},
    "ES512": {132},
    "EdDSA": {64, 114},
    "RS256": {128, 256, 384, 512},
    "RS384": {128, 256, 384, 512},
    "RS512": {128, 256, 384, 512},
    "PS256": {128, 256, 384, 512},
    "ES256K": {64},
}
_JWT_HEAD = lazy_re(r"^ey[\w-]{8,}(\.[\w-]*)*$")
_BLAMED = FAIR
_QUOTES = "\"'“”„‘’‚«»"
_WHOLE, _DOTS = 3, 2


def scheme_word_twice(case: Case) -> Found:
    """The scheme word stands twice."""
    for sent in in_headers(case):
        doubled = doubled_word(sent.scheme, sent.value)
        if doubled:
            yield fault(
                "scheme-word-twice",
                SHOWN,
                tr(
                    "{name} begins with the scheme word twice: {one} {two}.",
                    name=sent.name,
                    one=sent.scheme.capitalize(),
                    two=doubled,
                ),
                sent,
            )


def quoted(case: Case) -> Found:
    """Quotation marks stand around the credential."""
    for sent in spoilable(case):
        value = sent.value.strip()
        value = value[len(repeated_word(value)) :].strip() if sent.scheme else value
        if len(value) > _WHOLE and readable(value)[0] in _QUOTES and sent.scheme != "digest":
            yield fault(
                "quotes-in-credential",
                SHOWN if sent.where == "header" else STRONG,
                tr("The value of {name} stands in quotation marks.", name=sent.name),
                sent,
            )


def line_break_or_blank(case: Case) -> Found:
    """A line break or blank was sent with the key or token."""
    for sent in spoilable(case):
        value = sent.value
        if sent.scheme in LOGIN_SCHEMES or not value or case.is_removed(sent):
            continue
        escaped = any(end in value for end in ("%0A", "%0D", "\\n", "\r", "\n", "%0a"))
        if escaped:
            yield fault(
                "line-break-in-credential",
                STRONG,
                tr("The value of {name} contains a line break.", name=sent.name),
                sent,
            )
        elif value != value.strip():
            yield fault(
                "blank-around-credential",
                RATHER,
                tr("Blanks stand around the value of {name}.", name=sent.name),
                sent,
            )
        elif is_bearer(sent) and len(value.split()) > 1 and not repeated_word(value):
            yield fault(
                "blank-in-credential",
                SOUND,
                tr("The token contains a blank.", name=sent.name),
                sent,
            )


def unseen_character(case: Case) -> Found:
    """A zero-width space or the like came along with the key or token."""
    for sent in spoilable(case):
        name = "" if sent.scheme in LOGIN_SCHEMES else name_of_unseen(readable(sent.value))
        if name and not case.is_removed(sent):
            yield fault(
                "unseen-character-in-credential",
                SHOWN,
                tr("The value of {name} contains {sign}.", name=sent.name, sign=name),
                sent,
            )


def replaced_character(case: Case) -> Found:
    """A word processor or chat put a dash, quotation mark or blank of its own into the key."""
    for sent in spoilable(case):
        login = sent.scheme in LOGIN_SCHEMES
        sign = "" if login else name_of_replaced(readable(sent.value.strip()))
        if sign and not case.is_removed(sent) and not was_accepted(case):
            yield fault(
                "credential-malformed",
                STRONG,
                tr("The value of {name} contains {sign}.", name=sent.name, sign=sign),
                sent,
            )


def colon_after_scheme(case: Case) -> Found:
    """A colon or an equals sign follows the scheme word."""
    for sent in in_headers(case):
        word = sent.scheme or sent.value.partition(" ")[0].lower()
        if word in {"bearer:", "basic:", "token:", "bearer="} or re.match(
            r"(?i)^bearer[:=]", sent.value
        ):
            yield fault(
                "colon-after-scheme",
                STRONG,
                tr("A sign too many follows the scheme word in {name}.", name=sent.name),
                sent,
            )


def no_blank_after_scheme(case: Case) -> Found:
    """The scheme word and the credential are written as one word."""
    for sent in in_headers(case):
        alone = not sent.scheme and not was_accepted(case)
        found = _JOINED.fullmatch(sent.value.strip()) if alone else None
        if found is not None and _is_written_behind(sent, *found.groups()):
            yield fault(
                "credential-malformed",
                STRONG,
                tr("No blank follows the word {word} in {name}.", word=found[1], name=sent.name),
                sent,
            )


# finds `BearereyJhbGciOiJI`
# but not `Bearer8f14`, `bearings`
_JOINED = lazy_re(r"([Bb]earer|[Bb]asic)([\w.~+/-]{12,8000}={0,2})")


def _is_written_behind(sent: Credential, word: str, rest: str) -> bool:
    """Whether the rest is what goes behind the word: `BasicAuthKey-83920183` is a key's value."""
    if word.lower() == "basic":
        login = Credential(sent.where, sent.name, "basic", rest, sent.place).login_text
        return ":" in login and login.isprintable()
    return jose.read(rest) is not None or (
        any(letter.isdigit() for letter in rest) and _GOES_ON.match(rest) is None
    )


# finds `_token_9f8e7d`, `Token12345678`
# but not `8f14e45fceea`
_GOES_ON = lazy_re(r"(?i)[^a-z0-9]|(?:auth|access|api|token|key|secret)")


def cut_token(case: Case) -> Found:
    """A JWT whose end is missing, or whose signature has an impossible length."""
    for sent in spoilable(case):
        if issued_in(case, sent) is not None:
            continue  # it is as it was handed out
        value = sent.bare
        looks_so = value.startswith("ey") and _JWT_HEAD.match(value) is not None
        if looks_so and value.count(".") < _DOTS and not _is_of_another_kind(value):
            yield fault(
                "token-cut",
                CLEAR,
                tr("The token has {count} of three parts.", count=value.count(".") + 1),
                sent,
            )
        elif looks_so and value.count(".") == _WHOLE and not was_accepted(case):
            yield fault(
                "credential-malformed",
                SOUND,
                tr("The token has {count} parts; a signed one has three.", count=_WHOLE + 1),
                sent,
            )
        elif sent.claims:
            yield from _odd_signature(case, sent)


def _is_of_another_kind(value: str) -> bool:
    """Whether it begins with JSON that heads no JWT, as signed cookies do (itsdangerous)."""
    head = value.partition(".")[0]
    made = jose.read(f"{head}.e30.e30")  # as it would be read with the parts that it lacks
    return made is not None and not {"alg", "enc"} & made.header.keys()


def _odd_signature(case: Case, sent: Credential) -> Iterator[Suspicion]:
    algorithm = str(sent.jose_header.get("alg", ""))
    usual = _SIGNATURE_BYTES.get(algorithm)
    length = len(getattr(sent.token, "signature", b""))
    blamed = case.said("signature", "malformed", "token-refused") > _BLAMED
    if usual is not None and length not in usual:
        # a word in its place is an example's; of a real one most is there
        is_rest = min(usual) / 2 <= length < min(usual) and not _takes_such(case, length)
        is_rest = is_rest and case.status == HTTPStatus.UNAUTHORIZED
        unsaid = LIKELY if is_rest else OPEN if length else SOUND
        yield fault(
            "token-cut",
            (STRONG if length < min(usual) else SOUND) if blamed else unsaid,
            tr(
                "The signature has {length} bytes, which {alg} never makes.",
                length=length,
                alg=algorithm,
            ),
            sent,
        )
    elif algorithm.lower() == "none":
        yield fault(
            "token-unsigned", SOUND, tr('The token says alg "none": it is not signed.'), sent
        )


def _takes_such(case: Case, length: int) -> bool:
    """Whether a token was taken here whose signature is as long."""
    taken = (one for one in (*case.before, *case.after) if one.succeeded)
    sent = (each for one in taken for each in one.sent.credentials)
    return any(len(getattr(each.token, "signature", b"")) == length for each in sent if each.claims)


def two_authorizations(case: Case) -> Found:
    """Two Authorization headers were sent."""
    lines = [h for h in case.sent.message.headers if h.name.lower() == "authorization"]
    sent = case.sent.authorization
    if len(lines) > 1 and sent is not None and case.status in MAY_FAIL_ON_CREDENTIAL | CHALLENGES:
        yield fault(
            "two-authorization-headers",
            LIKELY,
            tr("{count} Authorization headers were sent.", count=len(lines)),
            sent,
        )


def two_keys(case: Case) -> Found:
    """The same header or parameter holds two keys: servers join them, or read either."""
    sent = [one for one in spoilable(case) if one.where != "body" and not one.scheme]
    for one in sent:
        others = [each for each in sent if each.name.lower() == one.name.lower()]
        if len({each.value for each in others}) > 1 and not was_accepted(case):
            told = tr("{name} was sent twice, with two values.", name=one.name)
            yield fault("credential-malformed", LIKELY, told, others[1])
            return


def name_for_the_value(case: Case) -> Found:
    """A header for a key holds its own name, or that of a variable for it, in place of a key."""
    for sent in spoilable(case):
        same = _letters(sent.value) == _letters(sent.name) and sent.where == "header"
        if same and not sent.scheme and not was_accepted(case):
            yield case.explained_by(
                sent,
                "placeholder-credential",
                STRONG,
                tr("The value of {name} is its own name.", name=sent.name),
                text="",
            )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower()).removeprefix("x")


# As a page, an XML file or a shell has to have them written.
# finds `Wy7&amp;kale`, `Wy7\!kale`
# but not `Wy7&kale`
_ESCAPED = lazy_re(r"&(?:amp|lt|gt|quot|apos|#x?[0-9a-fA-F]{2,4});|\\[!$&*#;@]")


def escaped_login(case: Case) -> Found:
    """A sign of the password is written as a page or a shell has it, or a quote stands alone."""
    for sent in in_headers(case):
        user, _, password = sent.login_text.partition(":")
        if not password or was_accepted(case):
            continue
        if _ESCAPED.search(sent.login_text):
            yield fault(
                "credential-malformed",
                LIKELY,
                tr("A sign in the login is written as in a page or a shell."),
                sent,
            )
        elif user[:1] in {'"', "'"} and user.count(user[0]) == 1:
            yield fault(
                "quotes-in-credential",
                SOUND,
                tr("The user name in {name} begins with a quotation mark.", name=sent.name),
                sent,
            )


RULES = (
    name_for_the_value,
    escaped_login,
    scheme_word_twice,
    quoted,
    line_break_or_blank,
    unseen_character,
    replaced_character,
    colon_after_scheme,
    no_blank_after_scheme,
    cut_token,
    two_authorizations,
    two_keys,
)
