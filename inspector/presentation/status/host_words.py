"""The question whether a secret may go to another host, in words for both faces."""

import unicodedata
from datetime import datetime

import msgspec

from inspector.model.message import Span
from inspector.model.question import HostQuestion
from inspector.protocol.look_alikes import Difference, LookAlike, look_alike, shown_host
from inspector.protocol.urls import authority_of
from inspector.wording import tr, tr_n
from inspector.wording.dates import day_and_minute


class HostWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown. marked: the parts of `asked` that differ from the name it looks like.

    since: when the bound host was agreed to. why: who asks for the other one, and how it differs.
    """

    title: str
    lead: str
    bound: str
    since: str
    asked: str
    marked: tuple[Span, ...]
    why: str
    risk: str

    @property
    def spoken(self) -> str:
        """All of it, to be read aloud or in a terminal."""
        bound = tr("Meant for: {host}.", host=self.bound)
        asked = tr("Asked for: {host}.", host=self.asked)
        return "\n".join(filter(None, (self.title, self.lead, bound, asked, self.why, self.risk)))


def host_words(question: HostQuestion) -> HostWords:
    """Return a question in words."""
    names = tuple(each.host for each in question.bound)
    like = look_alike(question.host, names)
    first = next(
        (each for each in question.bound if like and shown_host(each.host) == like.like), None
    )
    bound = first or (question.bound[0] if question.bound else None)
    others = max(len(names) - 1, 0)
    more = tr_n("and {count} more", "and {count} more", others) if others else ""
    return HostWords(
        title=tr("Send this secret to another host?"),
        lead=_lead(question, like),
        bound=bound.host if bound is not None else "",
        since=", ".join(filter(None, (_since(bound.since) if bound is not None else "", more))),
        asked=_seen(question.host),
        marked=tuple(each.at for each in like.differences) if like else (),
        why=" ".join(filter(None, (_source(question), *_told(like, question.host)))),
        risk=tr("Whoever runs that host could use the secret."),
    )


def _seen(host: str) -> str:
    name, colon, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    return f"{shown_host(name)}{colon}{port}"


def _since(since: datetime | None) -> str:
    if since is None:
        return tr("You named it")
    return tr("Agreed on {day}", day=day_and_minute(since.astimezone()))


def _lead(question: HostQuestion, like: LookAlike | None) -> str:
    name = question.secret[:1].upper() + question.secret[1:]
    count = len(question.bound)
    bound = tr_n(
        "{name} is bound to {count} host.", "{name} is bound to {count} hosts.", count, name=name
    )
    other = tr("another host") if like is None else tr("a look-alike of it")
    leads = {
        "address": tr("The address of this request leads to {other}.", other=other),
        "redirect": tr("A redirect leads to {other}.", other=other),
        "provider": tr("The login provider's description leads to {other}.", other=other),
        "proxy": tr("The proxy of this request is {other}.", other=other),
    }
    return f"{bound} {leads[question.source]}"


def _source(question: HostQuestion) -> str:
    if question.source != "redirect":
        return ""
    return tr("{status} from {host}.", status=question.status, host=question.before)


def _told(like: LookAlike | None, host: str) -> tuple[str, ...]:
    if like is None:
        return ()
    punycode = tr("Its name on the wire is {host}.", host=authority_of(host))
    told = tuple(_difference(each) for each in like.differences)
    return (*told, punycode) if "xn--" in host else told


def _difference(found: Difference) -> str:
    if found.kind == "belongs-elsewhere":
        return tr("It only begins like it: it belongs to {owner}.", owner=found.text)
    if found.kind == "added":
        return tr("{new} is added.", new=_letters(found.text))
    if found.kind == "left-out":
        return tr("{old} is left out.", old=_letters(found.was))
    return tr("{new} stands for {old}.", new=_letters(found.text), old=_lower(_letters(found.was)))


def _letters(text: str) -> str:
    if len(text) != 1:
        return tr("“{letters}”", letters=text)
    if text.isdigit():
        return tr("The digit {digit}", digit=text)
    if text.isascii() and text.isalpha():
        return tr("The letter {letter}", letter=text)
    return tr("{name} ({letter})", name=_named(text), letter=text)


def _named(letter: str) -> str:
    """Return Unicode's name of a character, as a sentence begins."""
    return unicodedata.name(letter, tr("another character")).capitalize()


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
