"""Names the setting by which a server's owner mends a cause, and the request that proves it.

The knowledge is data: one file a product in `resources/owner-settings`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import Formatter
from typing import NamedTuple

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import words_of
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.actions import message
from inspector.diagnose.fixes.limits import plain_command
from inspector.model.fix import Action, Fix
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import masked_text
from inspector.wording import tr, tr_declared
from inspector.wording.resources import resources
from inspector.wording.shipped_tables import Tables, worked_out

_MASK = lazy_re("•+")
_MOST = 5  # products that are named where none shows


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One setting. findings: slugs of what it mends. setting, where, does: as it is written.

    unseen: offered too where the product does not show, as it may stand in front of what answers.
    words: a pattern of the reply's words that must be there; its named groups may stand in braces
    in the texts, as the values of the finding may.
    """

    findings: tuple[str, ...]
    setting: str
    where: str
    does: str
    source: str
    words: str = ""
    unseen: bool = False


class Product(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """A product and its settings. products: as fingerprints call it; name: as its owner does.

    issuers, bodies: patterns of a token's iss and of the reply that show it too. read_in: the
    version in whose documentation the settings were read.
    """

    products: tuple[str, ...]
    name: str
    read_in: str
    setting: tuple[Setting, ...]
    issuers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


class _Named(NamedTuple):
    """A setting of a product, its texts filled in."""

    product: Product
    setting: Setting
    text: str
    where: str
    does: str


def owner_setting(case: Case, suspicion: Suspicion) -> Fix | None:
    """Return a text for the server's owner with product, setting and proof; None without one."""
    shown = [one for one in known_settings() if _shows(case, one)]
    named = list(_named(case, suspicion, shown))
    unseen = not named
    if unseen:
        every = _named(case, suspicion, known_settings())
        named = [one for one in every if one.setting.unseen][:_MOST]
    if not named:
        return None
    first = named[0]
    title = (
        tr("Copy which setting it may be, for the owner")
        if unseen
        else tr(
            "Copy for the owner: {product}, {setting}",
            product=first.product.name,
            setting=first.text,
        )
    )
    return Fix(
        id="owner-setting",
        title=title,
        because="" if unseen else _read_in(first),
        action=Action("copy-message"),
        message=_message(case, suspicion, named, unseen=unseen),
    )


def _shows(case: Case, product: Product) -> bool:
    if case.products.intersection(product.products):
        return True
    main = case.sent.main
    issuer = str(main.claims.get("iss") or "") if main is not None else ""
    text = words_of(case) if product.bodies else ""
    patterns = (*((each, issuer) for each in product.issuers), *((b, text) for b in product.bodies))
    return any(re.search(pattern, read) for pattern, read in patterns if read)


def _named(case: Case, suspicion: Suspicion, products: Iterable[Product]) -> Iterator[_Named]:
    words = words_of(case)
    for product in products:
        for setting in product.setting:
            if suspicion.slug not in setting.findings:
                continue
            found = re.search(setting.words, words) if setting.words else None
            if setting.words and found is None:
                continue
            values = {name: str(value) for name, value in suspicion.values.items() if value}
            groups = found.groupdict() if found is not None else {}
            values |= {name: text or "*" for name, text in groups.items()}
            texts = [setting.setting, setting.where, setting.does]
            if all(names_in(text) <= values.keys() for text in texts):
                yield _Named(product, setting, *(_filled(text, values) for text in texts))
                break


def names_in(text: str) -> set[str]:
    """Return the names that stand in braces in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _filled(text: str, values: dict[str, str]) -> str:
    own = {name: values[name] for name in names_in(text)}
    filled = tr_declared(text, **own)
    return filled if own else filled.replace("{{", "{").replace("}}", "}")


def _read_in(one: _Named) -> str:
    return tr(
        "Read in the documentation of {product} {version}: {source}",
        product=one.product.name,
        version=one.product.read_in,
        source=one.setting.source,
    )


def _message(case: Case, suspicion: Suspicion, named: list[_Named], *, unseen: bool) -> str:
    lines = [message(case, suspicion, tr("Please look at this setting.")), ""]
    for one in named:
        head = (
            tr("If {product} stands in front:", product=one.product.name)
            if unseen
            else tr("In {product}:", product=one.product.name)
        )
        where = tr("{setting} ({where})", setting=one.text, where=one.where)
        lines += [head, f"  {where}", f"  {one.does}", f"  {_read_in(one)}"]
    proof = tr(
        "This request proves it afterwards; so far it gets {status}:", status=case.heard.phrase
    )
    masked = [masked_text("\n".join(lines), case.held_secrets), "", proof, f"  {_proof(case)}"]
    return "\n".join(masked)


def _proof(case: Case) -> str:
    """Return the request as a command that holds no secret."""
    return _MASK.sub("SECRET", masked_text(plain_command(case), case.held_secrets))


@cache
def known_settings() -> tuple[Product, ...]:
    """Return every product with its settings."""
    folder = resources() / "owner-settings"
    return worked_out(folder, _read, tuple[Product, ...], (__file__,))


def _read(tables: Tables) -> tuple[Product, ...]:
    return tuple(msgspec.convert(table, Product) for table in tables.values())
