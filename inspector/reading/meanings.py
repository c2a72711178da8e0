"""Reads what the words of a reply mean, by the patterns of `fingerprints/general.toml`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

import msgspec

from inspector.protocol import patterns
from inspector.protocol.patterns import Needles, have, lazy_re, needles
from inspector.reading.sentence_classifier import (
    OTHER,
    about_access,
    classified,
    words_to_classify,
)
from inspector.reading.standard_sentences import names_a_kind, names_two_reasons, repeats_a_status
from inspector.reading.statements import Kind, Statement
from inspector.reading.statuses import REFUSES_WITHOUT_WORDS, SUCCESSES
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out

_TRUST: dict[Kind, float] = {
    "challenge": 1.0,
    "message": 1.0,
    "code": 0.98,
    "reason": 0.97,
    "header": 0.95,
    "title": 0.96,
    "page": 0.7,
}

MeaningName = Literal[
    "account-gone", "algorithm", "api-version", "audience", "bad-login", "captcha", "captive",
    "claims-wanted", "client-certificate", "client-configuration", "client-refused", "clock",
    "code-refused", "connection-failed", "consent", "cookies-wanted", "credentials-ok",
    "csrf", "denied", "dpop", "https-wanted", "invalid-scope", "ip-refused", "issuer",
    "key-expired", "key-refused", "localhost-only", "locked", "malformed", "mfa",
    "misconfigured", "missing", "nonce-wanted", "not-active", "not-authenticated",
    "not-found", "not-found-there", "origin-refused", "password-expired", "permission",
    "proxy", "quota", "rate-limited", "refresh-context", "refresh-expired", "refresh-refused",
    "refresh-reused", "replayed", "revoked", "saml", "scheme-refused", "scope", "service-off",
    "session-expired", "sign-up-closed", "signature", "step-up", "token-expired",
    "token-kind", "token-refused", "too-many-attempts", "unauthorized", "unknown-key",
    "unreachable", "waf", "wrong-environment", "wrong-host", "wrong-region", "wrong-tenant",
]  # fmt: skip
"""What words may mean, as `fingerprints/general.toml` names it."""


class Meaning(msgspec.Struct, frozen=True):
    """A statement and how much its kind can be trusted (0…1).

    by_example: whether no pattern reads it, and it resembles examples of that meaning.
    """

    name: MeaningName
    statement: Statement
    trust: float
    by_example: bool = False

    @property
    def is_of_another_script(self) -> bool:
        """Whether a pattern of another script than Latin reads it, which means one thing only."""
        return not self.by_example and _OTHER_SCRIPT.search(self.statement.plain) is not None


_OTHER_SCRIPT = lazy_re(r"[\u0400-\uffff]{2}")
_ONE_OF_SEVERAL = 0.62
_MOST_READ = 60_000
_MOST_KEPT, _LONG = 2_000, 1_000
_GROUPS: dict[MeaningName, str] = {
    "bad-login": "wrong", "key-refused": "wrong", "token-refused": "wrong",
    "token-expired": "wrong", "key-expired": "wrong", "signature": "wrong",
    "revoked": "revoked", "locked": "locked", "too-many-attempts": "locked",
    "password-expired": "locked", "ip-refused": "network", "permission": "right",
    "scope": "right", "wrong-region": "place", "wrong-environment": "place",
    "wrong-host": "place", "wrong-tenant": "place", "session-expired": "session",
    "refresh-expired": "session", "csrf": "csrf", "audience": "setting", "clock": "clock",
}  # fmt: skip
# What a refusal may be about. A rule names the groups that silence it, but what it explains itself.
Names = tuple[MeaningName, ...]
OF_TRIES: Names = ("locked", "too-many-attempts", "rate-limited", "captcha")
OF_THE_ACCOUNT: Names = (*OF_TRIES, "mfa", "password-expired")
OF_THE_NETWORK: Names = ("ip-refused", "waf", "captive", "localhost-only")
OF_A_RIGHT: Names = ("permission", "scope", "step-up")
# What was good, and is no more.
OF_AN_END: Names = ("token-expired", "session-expired", "key-expired", "revoked")
OF_FORGERY: Names = ("csrf", "origin-refused")
OF_A_CLAIM: Names = ("audience", "issuer")
OF_A_SETTING: Names = ("service-off", "sign-up-closed", "misconfigured")  # for whoever calls
OF_A_SERVICE: Names = ("unreachable", "connection-failed")
# Nothing that says who calls was found: none was sent, or it was lost on the way.
OF_A_LACK: Names = ("missing", "not-authenticated", "not-found-there")
OF_A_WRONG_ONE: Names = ("bad-login", "key-refused", "token-refused", "revoked")
# Nobody was recognised.
OF_A_STRANGER: Names = ("bad-login", "missing", "not-authenticated")
WITHOUT_A_REASON: Names = ("denied", "permission", "unauthorized")
# Whatever stands beside a credential that may well be right.
BESIDE_THE_CREDENTIAL: Names = (
    *(*OF_THE_ACCOUNT, *OF_THE_NETWORK, *OF_A_RIGHT, *OF_FORGERY, "clock"),
)


def without(names: Names, *unwanted: MeaningName) -> Names:
    """Return a group but for what a rule itself explains."""
    return tuple(name for name in names if name not in unwanted)


# What speaks against a token of somebody else: who gets such a one forbids it, too.
BESIDE_THE_PLACE: Names = (*without(BESIDE_THE_CREDENTIAL, "permission"), *OF_AN_END)
BESIDE_THE_AUDIENCE: Names = (*OF_AN_END, *OF_A_RIGHT, "signature", "malformed")
# What a statement may mean only as far as it says nothing more telling: "authentication failed".
GENERAL: frozenset[MeaningName] = frozenset(
    {"unauthorized", "denied", "bad-login", "token-refused"}
)
_TELLING: frozenset[MeaningName] = frozenset({
    "token-expired", "session-expired", "refresh-expired", "refresh-reused", "revoked", "locked",
    "captcha", "too-many-attempts", "password-expired", "misconfigured", "origin-refused", "scope",
    "ip-refused", "audience", "issuer", "signature", "unknown-key", "clock", "step-up", "replayed",
    "key-expired", "account-gone", "algorithm", "wrong-environment", "wrong-region", "mfa", "csrf",
})  # fmt: skip
_BESIDE_A_TELLING_ONE = 0.5
Meanings = dict[MeaningName, Meaning]


class _Words(NamedTuple):
    """One way to say a meaning."""

    pattern: str
    needles: Needles

    def are_in(self, text: str) -> bool:
        return have(self.needles, text) and _compiled(self.pattern).search(text) is not None


class _Pattern(msgspec.Struct, frozen=True):
    name: MeaningName
    words: tuple[_Words, ...]
    unless: tuple[_Words, ...]

    def is_in(self, text: str) -> bool:
        return any(words.are_in(text) for words in self.words)

    def is_taken_back(self, text: str) -> bool:
        return any(words.are_in(text) for words in self.unless)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    folder, code = resources() / "fingerprints", (__file__, patterns.__file__)
    return worked_out(folder, _meanings, tuple[_Pattern, ...], code)


def _meanings(tables: Tables) -> tuple[_Pattern, ...]:
    data = tables["general"]
    choices = data["words"]
    return tuple(
        _Pattern(
            entry["name"],
            _ways(entry["patterns"], choices),
            _ways(entry.get("unless", ()), choices),
        )
        for entry in data["meaning"]
    )


def _ways(listed: Iterable[str], choices: dict[str, str]) -> tuple[_Words, ...]:
    filled = (_filled(each, choices) for each in listed)
    return tuple(_Words(each, needles(each)) for each in filled)


def _filled(pattern: str, choices: dict[str, str]) -> str:
    for name, words in choices.items():
        pattern = pattern.replace(f"<{name}>", words)
    # Texts are also searched together, one a line: anchors hold for each.
    return rf"(?m)\b(?:{pattern})"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile what may match: of a thousand patterns a refusal needs a few, and all take long."""
    return re.compile(pattern)


def meanings_of(statements: Iterable[Statement], status: int = 401) -> Meanings:
    """Return the meanings found, each with the statement that shows it best.

    status: where it refuses access by itself, words that no pattern reads are read by examples. At
    others the same may be said of other things, a locked row, the origin of a parcel: there only
    what surely is about access.
    """
    listed = list(_first(statement for statement in statements if statement.plain))
    read = _read([statement.plain for statement in listed])
    found: Meanings = {}
    for statement in listed:
        names = read[statement.plain]
        unsure = _ONE_OF_SEVERAL if _leaves_open(statement.plain, names) else 1.0
        doubted = _contradicted(statement, names)
        for name in names:
            trust = _TRUST[statement.kind] * (unsure if name in _GROUPS else 1.0)
            trust *= _DOUBTED if name in doubted else 1.0
            best = found.get(name)
            if best is None or trust > best.trust:
                found[name] = Meaning(name, statement, trust)
    if GENERAL.issuperset(found):
        unread = (one for one in listed if not read[one.plain])
        told = _by_example(one for one in unread if _may_be_of_access(one, status))
        found |= {one.name: one for one in told if one.name not in found}
    elif status in REFUSES_WITHOUT_WORDS and _by_codes_alone(found):
        unread = (one for one in listed if not read[one.plain] and one.kind in _SENTENCES)
        told = _by_example(one for one in unread if _may_be_of_access(one, status))
        known = {*found, *GENERAL}  # a code says more than what is general
        found |= {one.name: one for one in told if one.name not in known and one.trust >= _SURELY}
    return _telling_first(found)


def _by_codes_alone(found: Meanings) -> bool:
    return all(one.statement.kind == "code" for name, one in found.items() if name not in GENERAL)


def _by_example(unread: Iterable[Statement]) -> Iterator[Meaning]:
    """Yield what statements that no pattern reads most resemble, the most probable last."""
    told: list[Meaning] = []
    # A status alone is what is left of one where a standard sentence is taken out.
    for one in (each for each in unread if not repeats_a_status(each.plain)):
        likely = next(iter(classified(words_to_classify(one.text))), None)
        if likely is not None and likely.name != OTHER and likely.probability >= _LEAST:
            trust = _TRUST[one.kind] * likely.probability * _RESEMBLES
            told.append(Meaning(cast("MeaningName", likely.name), one, trust, by_example=True))
    yield from sorted(told, key=lambda one: one.trust)


def _may_be_of_access(statement: Statement, status: int) -> bool:
    """Whether words that no pattern reads may be of access: beside a refusal they mostly are."""
    if status not in REFUSES_WITHOUT_WORDS:
        of_success = status in SUCCESSES and statement.kind == "header"  # it tells of anything
        return not of_success and (sureness(statement) or 0.0) >= SURELY
    words = words_to_classify(statement.text) if _may_be_classified(statement) else ""
    return about_access(words) >= (_RATHER if statement.kind == "page" else _PERHAPS)


def sureness(statement: Statement) -> float | None:
    """Return how probable it is that a statement is about access; None where it can't be told.

    The words of a page are of more things than one.
    """
    whole = statement.kind in {"page", "title"} or not _may_be_classified(statement)
    words = "" if whole else words_to_classify(statement.text)
    return about_access(words) if words else None


def leaves_no_doubt(statement: Statement, status: int) -> bool:
    """Whether words are about access for sure: beside a refusal, and where it can't be told."""
    sure = sureness(statement)
    return status in REFUSES_WITHOUT_WORDS or sure is None or sure >= SURELY


def _contradicted(statement: Statement, names: Names) -> Names:
    """Return what patterns read in a sentence that resembles those of another meaning."""
    if not names or statement.kind in {"page", "code"} or GENERAL.issuperset(names):
        return ()
    told = {one.name: one.probability for one in classified(words_to_classify(statement.text))}
    surely = max(told.values(), default=0.0) >= _SURE
    return tuple(name for name in names if surely and told.get(name, 0.0) < 1 - _SURE)


def _may_be_classified(statement: Statement) -> bool:
    """Whether a statement may be read as one sentence: no number of an error, no long page."""
    if statement.kind == "page":
        return len(statement.text) <= _SHORT_PAGE
    number = any(map(str.isdigit, statement.text)) or statement.key.lower() in _OF_THINGS
    return statement.kind != "code" or not number


_SURE, _DOUBTED = 0.7, 0.96  # just too little to be certain
# How sure words must be to be about access. SURELY: so are three refusals in five, and six in a
# thousand ordinary errors. _PERHAPS: beside a refusal; _RATHER: on its page.
SURELY, _RATHER, _PERHAPS = 0.95, 0.6, 0.3
_LEAST, _RESEMBLES = 0.6, 0.9  # below it misled; however sure, it is no pattern of these words
# A sentence beside a code says why: `invalid_token`, "the key server did not answer".
_SENTENCES, _SURELY = frozenset({"message", "challenge"}), 0.8  # less sure, it misled
_SHORT_PAGE = 400
_OF_THINGS = frozenset({"name", "key", "level", "slug"})  # what these hold names no error


@cache
def _read_before() -> dict[str, Names]:
    """What texts mean that were read before: refusals repeat, and reading takes longest."""
    return {}


def _read(texts: list[str]) -> dict[str, Names]:
    """Return the names of the meanings of each text."""
    before = _read_before()
    if len(before) > _MOST_KEPT:
        before.clear()
    new: dict[str, list[MeaningName]] = {text: [] for text in texts if text not in before}
    everything = "\n".join(new)
    for pattern in _patterns() if new else ():
        if pattern.is_in(everything):
            for text, names in new.items():
                if pattern.is_in(text) and not pattern.is_taken_back(text):
                    names.append(pattern.name)
    found = {text: tuple(names) for text, names in new.items()}
    before.update((text, names) for text, names in found.items() if len(text) < _LONG)
    return {text: found[text] if text in found else before[text] for text in texts}


def _first(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements until they are as many characters as anybody would read."""
    left = _MOST_READ
    for statement in statements:
        yield statement
        left -= len(statement.plain)
        if left < 0:
            return


def _telling_first(found: Meanings) -> Meanings:
    """Trust a general meaning less where the same statement has a telling one, and no "or".

    So is a code that names the kind of error alone where a sentence has a meaning of its own. No
    code says that a credential is wrong where a sentence misses it, or a right that it lacks.
    """
    told = {one.statement for name, one in found.items() if name in _TELLING}
    told -= {one for one in told if names_two_reasons(one.plain)}
    own = [one for name, one in found.items() if name not in GENERAL and not one.by_example]
    own = [one for one in own if one.statement.kind in _SENTENCES]
    says = {one.name for one in own if not names_two_reasons(one.statement.plain)}
    return {
        name: msgspec.structs.replace(one, trust=one.trust * _BESIDE_A_TELLING_ONE)
        if (name in GENERAL and one.statement in told)
        or (own and one.statement.kind == "code" and names_a_kind(one.statement.plain))
        else one
        for name, one in found.items()
        if one.statement.kind != "code" or says.isdisjoint(_OVERRULED_BY.get(name, ()))
    }


_OF_ITS_OWN: Names = ("permission", "ip-refused")
_OVERRULED_BY: dict[str, Names] = {
    "bad-login": (*OF_A_LACK, *OF_THE_ACCOUNT),
    "permission": OF_A_WRONG_ONE,
    "key-refused": _OF_ITS_OWN,
    "token-refused": _OF_ITS_OWN,
}


def _leaves_open(words: str, names: Names) -> bool:
    """Whether words offer a meaning only as one of several readings: "key, IP or right"."""
    grouped = [_GROUPS[name] for name in names if name in _GROUPS]
    several = len(set(grouped)) > 1 or (len(grouped) > 1 and names_two_reasons(words))
    return " or " in words and several
