"""Knows products by their hosts, headers and words, and what their codes mean.

The knowledge is data: one file a product in `resources/fingerprints`, `general.toml` aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec

from inspector.diagnose.weights import SOUND, STEPS, Step
from inspector.model.finding import Cause
from inspector.protocol import patterns
from inspector.protocol.patterns import Needles, have, needles
from inspector.reading.body import BodyKind
from inspector.reading.plain_words import plain
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out

if TYPE_CHECKING:
    from inspector.reading.reply import Heard
    from inspector.reading.request import Sent
    from inspector.reading.statements import Statement


class Also(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """A weaker reading of the same words."""

    cause: Cause
    finding: str
    step: Step = msgspec.field(name="weight")


class Says(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What a product means by words or a code of its own.

    codes: error codes as written. words: patterns for plain words. cause, finding: what it
    means; step: how likely, a word of the scale (`weight` in the file). without_credential: only
    where nothing was sent (True), only where something was (False). status: only with these.
    schemes: only where Authorization was sent with one of these, in small letters; `cookie`: only
    where a session cookie came alone, "": only where a key stands elsewhere. member: only where
    the words stand in a member of that name.
    """

    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cause: Cause
    finding: str
    step: Step = msgspec.field(name="weight")
    also: tuple[Also, ...] = ()
    without_credential: bool | None = None
    status: tuple[int, ...] = ()
    schemes: tuple[str, ...] = ()
    member: str = ""
    source: str = ""

    @property
    def weight(self) -> float:
        """How likely the words mean it (0…1)."""
        return STEPS[self.step]


class HandsOut(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """Where a product hands out tokens against forgery, and what shows that one is wanted there.

    at: the path. before: what stands in an address behind the root of the product, empty where
    that is the host's. wanted: patterns of the name of the missed header or field. cookies: parts
    of cookies. headers: of the refusal. words: in its body. field: of a form, where it is called
    otherwise than what hands it out.
    """

    at: str
    before: str = ""
    wanted: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    field: str = ""

    def place(self, path: str) -> str:
        """Return the path for a request's."""
        root, found, _ = path.partition(self.before) if self.before else ("", "", "")
        return (root if found else "") + self.at


class Product(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """One product. hosts, headers (`name` or `name: pattern`), bodies: patterns that show it.

    anywhere: its codes are unmistakable and are looked for in every reply. reads: what it reads in
    Authorization, the word first, "" for a token without one; any other word is nothing to it.
    reads_in: words of its challenges, in small letters, that are answered in a header of that
    name, not in Authorization. apis: its maker's APIs by the audience that stands for each, and
    their hosts. limits: members of a reply that gives out a key, which say to what it is limited.
    in_front: whether it is a login for people in front of other programs. answers: kinds of bodies
    in which it refuses; a path with another is another's.
    """

    product: str
    source: str
    hosts: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    anywhere: bool = False
    reads: tuple[str, ...] = ()
    reads_in: dict[str, str] = {}
    apis: dict[str, tuple[str, ...]] = {}
    hands_out: HandsOut | None = None
    limits: tuple[str, ...] = ()
    in_front: bool = False
    answers: tuple[BodyKind, ...] = ()
    says: tuple[Says, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """A product's reading of one statement."""

    product: Product
    says: Says
    statement: Statement


def ask_otherwise(known: Iterable[Known]) -> bool:
    """Whether the words of a product ask for another kind of credential, however it is written."""
    kinds = (one.says for one in known if one.says.finding == "kind-not-accepted")
    return any(one.weight >= SOUND for one in kinds)


class _Sign(NamedTuple):
    """A pattern that shows a product, and letters without which it can't match, folded."""

    pattern: str
    needles: Needles

    @classmethod
    def of(cls, pattern: str) -> Self:
        return cls(pattern, needles(pattern.casefold()))


class _Read(msgspec.Struct, frozen=True):
    """A product as its file says, and the needles of what is searched for it.

    words: for each of `product.says`.
    """

    product: Product
    hosts: tuple[_Sign, ...]
    paths: tuple[_Sign, ...]
    bodies: tuple[_Sign, ...]
    words: tuple[_Sign, ...]


class _Matcher:
    """A product's words and codes made ready for matching."""

    def __init__(self, read: _Read) -> None:
        self.read, self.product = read, read.product
        product = read.product
        self.name, self.anywhere = product.product, product.anywhere
        pairs = zip(product.says, read.words, strict=True)
        self.says = tuple((says, sign) for says, sign in pairs if says.words)
        self.codes: dict[str, list[Says]] = {}
        for says in product.says:
            for code in says.codes:
                self.codes.setdefault(plain(code), []).append(says)


class _Signs:
    """The signs of all products; most are passed over by letters that are not there."""

    def __init__(self, matchers: tuple[_Matcher, ...]) -> None:
        self.hosts = _Choice([(m.read.hosts, m) for m in matchers])
        self.paths = _Choice([(m.read.paths, m) for m in matchers])
        self.bodies = _Choice([(m.read.bodies, m) for m in matchers])
        self.answers = {m.name: m.product.answers for m in matchers}
        self.headers: dict[str, list[tuple[str, _Matcher]]] = {}
        for matcher in matchers:
            for text in matcher.product.headers:
                name, _, wanted = text.partition(":")
                self.headers.setdefault(name.strip().lower(), []).append((wanted.strip(), matcher))

    def found(self, sent: Sent, heard: Heard) -> frozenset[str]:
        """Return the names of the products that show in an exchange."""
        kind, own, by_path = heard.content.kind, self.answers, self.paths.matching(sent.path)
        present = {name for name in by_path if not own[name] or kind in own[name]}
        present |= self.hosts.matching(sent.bare_host)
        present |= self.bodies.matching(heard.content.text[:_BODY_LOOK])
        for header in heard.headers:
            for wanted, matcher in self.headers.get(header.name.lower(), ()):
                if not wanted or _compiled(wanted).search(header.value):
                    present.add(matcher.product.product)
        return frozenset(present)


class _Choice:
    """Patterns of several products over the same kind of text."""

    def __init__(self, choices: list[tuple[tuple[_Sign, ...], _Matcher]]) -> None:
        self.each = [(sign, matcher.name) for signs, matcher in choices for sign in signs]

    def matching(self, text: str) -> set[str]:
        """Return the names of the products with a pattern in the text."""
        folded = text.casefold()
        may_be = [(sign, name) for sign, name in self.each if have(sign.needles, folded)]
        return {name for sign, name in may_be if _compiled(sign.pattern).search(text)}


_BODY_LOOK = 4000


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile what is asked for; most products never show, and a thousand patterns take long."""
    return re.compile(f"(?i){pattern}")


def catalogue() -> tuple[Product, ...]:
    """Return all products of the shipped files, one file a product."""
    return tuple(matcher.product for matcher in _matchers())


def _products(tables: Tables) -> tuple[_Read, ...]:
    return tuple(
        _with_needles(msgspec.convert(table, Product))
        for name, table in tables.items()
        if name != "general"
    )


def _with_needles(product: Product) -> _Read:
    return _Read(
        product,
        tuple(map(_Sign.of, product.hosts)),
        tuple(map(_Sign.of, product.paths)),
        tuple(map(_Sign.of, product.bodies)),
        tuple(_Sign.of("|".join(f"(?:{each})" for each in says.words)) for says in product.says),
    )


@cache
def _matchers() -> tuple[_Matcher, ...]:
    folder, code = resources() / "fingerprints", (__file__, patterns.__file__)
    return tuple(map(_Matcher, worked_out(folder, _products, tuple[_Read, ...], code)))


@cache
def _signs() -> _Signs:
    return _Signs(_matchers())


def products(sent: Sent, heard: Heard) -> frozenset[str]:
    """Return the names of the products that show in an exchange."""
    return _signs().found(sent, heard)


def of_one_service(one: str, other: str, left_out: frozenset[str]) -> bool:
    """Whether two hosts are known as those of one provider, whose tokens may hold for both.

    What people run on hosts of their own is known by the beginning of a name, and is no one's.
    """
    hosts = _signs().hosts
    both = (hosts.matching(one) & hosts.matching(other)) - left_out
    known = (product for product in catalogue() if product.product in both)
    return any(_owns(product, one) and _owns(product, other) for product in known)


def _owns(product: Product, host: str) -> bool:
    whole = (pattern for pattern in product.hosts if pattern.endswith("$"))
    return any(_compiled(pattern).search(host) for pattern in whole)


def readers() -> dict[str, tuple[str, ...]]:
    """Return what those products read in Authorization of which that is known, by their names."""
    return {one.product: one.reads for one in catalogue() if one.reads}


def is_word_read(present: frozenset[str], word: str) -> bool:
    """Whether one of the products that show reads a word, in small letters; "" for none at all."""
    read = (one for name in present for one in readers().get(name, ()))
    return any(one.partition(" ")[0].lower() == word for one in read)


def words_read(present: frozenset[str], heard: Heard) -> tuple[str, ...]:
    """Return the only word that the product behind a challenge reads, whatever that is called."""
    known = readers() if heard.challenges else {}
    words = next((known[name] for name in sorted(present) if name in known), ())
    return words if len(words) == 1 and words[0].isalpha() else ()


@cache
def headers_of_words() -> dict[str, str]:
    """Return the header in which a challenge is answered, by the challenge's word."""
    return {word: name for one in catalogue() for word, name in one.reads_in.items()}


def apis(left_out: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the hosts of the APIs that are known by an audience of their own."""
    read = (one for one in catalogue() if one.product not in left_out)
    return {audience: homes for one in read for audience, homes in one.apis.items()}


def portals() -> frozenset[str]:
    """Return the names of the logins for people that stand in front of other programs."""
    return frozenset(one.product for one in catalogue() if one.in_front)


def token_places() -> tuple[HandsOut, ...]:
    """Return where products hand out tokens against forgery."""
    return tuple(one.hands_out for one in catalogue() if one.hands_out is not None)


def limits(left_out: frozenset[str]) -> frozenset[str]:
    """Return the members that say to what a key is limited, in small letters."""
    read = (one for one in catalogue() if one.product not in left_out)
    return frozenset(name.lower() for one in read for name in one.limits)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What decides how a product's words are read.

    present: names of the products that show. may_be_stripped: the record may lack credentials.
    left_out: products to read as if nothing were known of them.
    """

    sent: Sent
    heard: Heard
    present: frozenset[str]
    may_be_stripped: bool
    left_out: frozenset[str] = frozenset()


def known(told: Told) -> list[Known]:
    """Return what the products that show mean by the statements of the reply."""
    found: list[Known] = []
    for matcher in _matchers():
        if matcher.name in told.left_out:
            continue
        if matcher.anywhere or matcher.name in told.present:
            found.extend(_readings(matcher, told))
    return found


def _readings(matcher: _Matcher, told: Told) -> list[Known]:
    found = _by_code(matcher, told) if matcher.codes else {}
    for says, sign in matcher.says:
        if id(says) in found or not _applies(says, told):
            continue
        for statement in told.heard.statements:
            words = statement.plain
            if says.member not in {"", statement.key}:
                continue
            if have(sign.needles, words.casefold()) and _compiled(sign.pattern).search(words):
                found[id(says)] = Known(matcher.product, says, statement)
                break
    return list(found.values())


def _by_code(matcher: _Matcher, told: Told) -> dict[int, Known]:
    found: dict[int, Known] = {}
    for statement in told.heard.statements:
        for word in _first_words(statement.plain):
            for says in matcher.codes.get(word, ()):
                if _applies(says, told):
                    found.setdefault(id(says), Known(matcher.product, says, statement))
    return found


def _first_words(words: str) -> tuple[str, ...]:
    """Return the whole, its first word and first two words: codes stand in front of messages."""
    first, _, rest = words.partition(" ")
    return (words, first, f"{first} {rest.partition(' ')[0]}") if rest else (words,)


def _sent_as(sent: Sent) -> str:
    """Return the scheme of Authorization, or `cookie` where a session came alone."""
    if sent.authorization is not None:
        return sent.authorization.scheme
    return "cookie" if sent.session_cookies and not sent.credentials else ""


def _applies(says: Says, told: Told) -> bool:
    if says.status and {told.heard.status, told.heard.meant}.isdisjoint(says.status):
        return False
    if says.schemes and _sent_as(told.sent) not in says.schemes:
        return False
    if says.without_credential is None or told.may_be_stripped:
        return True
    return says.without_credential != _holds_what_is_asked(told)


def _holds_what_is_asked(told: Told) -> bool:
    """Whether a request says who calls: a proxy looks for its own login alone."""
    at_proxy = told.heard.status == LOGIN_AT_PROXY
    return told.sent.proxy_authorization is not None if at_proxy else told.sent.has_any
