"""Reads a page once, as a browser would: title, words, forms, where it leads on, what it is.

Only this module (and the pre-filter of the diagnosis, which looks at bytes) knows mark-up.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from inspector.model.message import Span
from inspector.protocol.field_names import csrf_parameter, is_csrf_field
from inspector.protocol.patterns import lazy_re, word_set
from inspector.reading.pages.forms import (
    Field,
    Form,
    is_of_settings,
    offers_to_log_out,
    passwords_of,
    sets_a_password,
)
from inspector.reading.pages.notices import Box, Notice, in_store, is_notice
from inspector.reading.pages.shown import hides
from inspector.reading.pages.spoken_errors import errors_in
from inspector.reading.pages.spoken_texts import messages_of

_FAR = 262_144  # bytes
_CHUNK = 16_384  # characters fed at once: after each the limits are looked at
_MOST_ELEMENTS, _DEEPEST = 50_000, 1_000  # closing tags are looked for among all open ones
_MOST_FIELDS, _MOST_LINKS, _MOST_HEADINGS, _MOST_NOTICES = 300, 300, 6, 8
_MOST_WORDS, _MOST_TEXT, _MOST_SCRIPT, _LONGEST_TITLE = 8_000, 4_000, 8_000, 400
_SHORTEST_NOTICE, _MOST_BOXES = 6, 8

_UNSEEN = frozenset({"script", "style", "svg", "template"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_BOXES = word_set("div p span li ul td strong b section output h1 h2 h3 h4 h5 h6")
_REFRESH = lazy_re(r"(?i)\burl\s*=\s*[\"']?([^\"'<>\s]{1,2000})")
# finds `window.location.href = '/login'`
# but not `the location = here`
_SCRIPT = lazy_re(
    r"(?:\b(?:window|document|self|top|parent)\.)?\blocation(?:\.href)?\s*=\s*[\"']([^\"'<>\s]{1,2000})"
    r"|\blocation\.(?:replace|assign)\(\s*[\"']([^\"'<>\s]{1,2000})"
)
# Apache's own page for every 401: it names both a wrong password and a wrong scheme, so neither.
# finds `This server could not verify that you are authorized to access the document. Either you
# supplied the wrong credentials or your browser can't send the credentials required.`
# but not `Either you supplied the wrong credentials`
_SAYS_NOTHING = lazy_re(
    r"(?i)this server could not verify that you are authorized\b.{0,80}"
    r"either you supplied the wrong credentials.{0,120}credentials required\.?"
)
# finds `12:04 . Begin again`
# but not `a .net page`
_LOOSE = lazy_re(r" (?=[.,;!?](?: |\Z))")
# Lines of a stack trace: names of functions and files say nothing about access.
# finds `at handler (/app/index.js:12:7)`
# but not `at noon (sharp)`
_FRAME = lazy_re(
    r"\bat (?:async )?(?:[\w.$<>\[\]#/ ]{1,90})?\((?:[\w./\\:@~-]{1,300}:\d+|native|Native Method|"
    r"[\w.]{1,90}\.java:\d+|<anonymous>)(?::\d+)?\)|\bat (?:async )?(?:file:|node:|/)\S{1,300}:\d+"
)
# finds `Guru Meditation`
# but not `you have no permission`
_OWN_WORDS = lazy_re(
    r"permission to access this resource|Guru Meditation|Varnish cache server|"
    r"forbidden by administrative rules|server encountered an internal error or\s+misconfiguration"
)
_GATEWAYS = ("nginx", "openresty", "tengine")
_SIGNED_BY = ("Apache", "Microsoft-Azure-Application-Gateway", "awselb/", *_GATEWAYS)
# finds `Sign in - Acme`, `Sign in • Acme`
# but not `sign in the shape of a fish`
_LOGIN_WORDS = lazy_re(
    r"(?i)(?:^|[|·•・:>–—-]\s*)(?:please\s+)?(?:log ?in|log ?on|sign ?in|sign ?on|"
    r"single sign-?on|"
    r"anmelden|anmeldung|connexion|iniciar sesi\w+|inloggen|accedi|two-factor authentication|"
    r"authentication required|authorization required)\b"
    r"(?:\s*$|\s+(?:to|page|required|-|–|\||·)|\s*[|·•・:–—-])"
)
# Of what asks for a login: an answer (`SAMLResponse`, `wresult`) comes from one that was made.
# WS-Federation names in each request whom it is for, or where to go then (`wa` is in both).
_ASKS_FOR_SIGN_ON = frozenset({"samlrequest", "wtrealm", "wreply", "id_token_hint"})
_SHORT_PAGE, _LONG_PAGE = 1_200, 200_000
_LONGEST_LEADING_ON, _FEW_WORDS, _MUCH = 8_000, 400, 200


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds. size: characters of its mark-up. text: its visible words.

    fields: inputs and named meta elements, in order. links: what links and forms lead to. refresh:
    the address of a meta refresh. scripts: beginnings of scripts. signature: of a web server.
    asks_for_a_password: whether a field for one is shown, which dialogs of an application are not.
    """

    size: int = 0
    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    fields: tuple[Field, ...] = ()
    forms: tuple[Form, ...] = ()
    links: tuple[str, ...] = ()
    refresh: str = ""
    scripts: str = ""
    notices: tuple[Notice, ...] = ()
    signature: str = ""
    asks_for_a_password: bool = False

    @property
    def has_password_field(self) -> bool:
        """Whether it asks for a password."""
        return any(field.kind == "password" for field in self.fields)

    @property
    def sets_a_password(self) -> bool:
        """Whether its passwords are none that let in: who sees it chooses one, or is logged in.

        Beside a way to log out one such form is enough, and so is one of settings.
        """
        forms = [one.fields for one in self.forms if passwords_of(one.fields)] or [self.fields]
        told = [sets_a_password(passwords_of(fields)) for fields in forms]
        if offers_to_log_out(self.links):
            return any(told) or any(map(is_of_settings, forms))
        return all(told)

    @property
    def goes_to_single_sign_on(self) -> bool:
        """Whether it is a form that the browser posts on to a login (SAML, WS-Federation)."""
        return any(field.name.lower() in _ASKS_FOR_SIGN_ON for field in self.fields)

    @property
    def is_login(self) -> bool:
        """Whether it asks for a login: by a field, or by its title or a heading."""
        if self.has_password_field and self.sets_a_password:
            return False
        asks = self.asks_for_a_password or (self.has_password_field and self.size < _LONG_PAGE)
        if asks or self.goes_to_single_sign_on:
            return True
        words = (self.title, *self.headings)
        return self.size < _LONG_PAGE and any(_LOGIN_WORDS.search(text) for text in words)

    @property
    def has_its_own_subject(self) -> bool:
        """Whether no title or heading is of a login, and there is much more to read."""
        words = (self.title, *self.headings)
        return len(self.text) > _MUCH and not any(_LOGIN_WORDS.search(text) for text in words)

    @property
    def csrf_fields(self) -> tuple[Field, ...]:
        """The fields that hold a CSRF token, by their names."""
        return tuple(
            field
            for field in self.fields
            if is_csrf_field(field.name, hidden=field.kind == "hidden")
        )

    @property
    def csrf_name(self) -> str:
        """The name of the first CSRF field, or of such a part of a link; empty without one."""
        named = next((field.name for field in self.csrf_fields), "")
        return named or next(filter(None, map(csrf_parameter, self.links)), "")

    @property
    def is_of_web_server(self) -> bool:
        """Whether nginx or Apache wrote this error page itself, not the program behind."""
        if not 0 < self.size < _SHORT_PAGE:
            return False
        return bool(self.signature) or _OWN_WORDS.search(self.text) is not None

    @property
    def is_of_gateway(self) -> bool:
        """Whether nginx, or a server made of it, signed the page."""
        return self.signature.startswith(_GATEWAYS)

    @property
    def leads_to(self) -> str:
        """The address, as written, that a page without words of its own leads to; else empty."""
        if self.size > _LONGEST_LEADING_ON or len(self.text) > _FEW_WORDS:
            return ""
        if self.refresh:
            return self.refresh
        found = _SCRIPT.search(self.scripts)
        return (found[1] or found[2]).replace("&amp;", "&") if found else ""


NO_PAGE = Page()


def page_of(markup: str) -> Page:
    """Read a page; damaged mark-up is read as far as it goes. Nothing is loaded, time is linear."""
    reader = _Reader()
    parse(markup, reader)
    return reader.page(len(markup))


def parse(markup: str, reader: Any) -> None:
    """Let a reader take a page in, until its end or until it `has_enough`.

    reader: has `start`, `end`, `data` and `close`; the stubs want each to take bytes, too.
    """
    from lxml import etree  # noqa: PLC0415 - a heavy import that few exchanges need

    parser = etree.HTMLParser(target=reader, encoding="utf-8", recover=True, no_network=True)
    data = markup.replace("\0", "\ufffd")
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK].encode("utf-8", "replace"))
            if reader.has_enough:
                break
        parser.close()
    except (etree.LxmlError, AssertionError):  # no element at all
        pass


_PASSWORD = lazy_re(rb"(?i)<input\b[^>]{0,800}\btype\s*=\s*[\"']?password\b")


def password_field(body: bytes) -> Span | None:
    """Return where a field for a password is written in the bytes of a page, to point at it."""
    found = _PASSWORD.search(body, 0, _FAR)
    return found.span() if found else None


class _Reader:
    """Takes what the parser meets, in order; never more of a kind than its limit."""

    def __init__(self) -> None:
        self._elements = self._depth = self._seen_length = self._script_length = 0
        self._unseen: list[int] = []  # how deep the elements lie that are not shown
        self._run: list[str] = []  # text without an element in it; references split it
        self._words: list[str] = []
        self._scripts: list[str] = []
        self._titled: list[str] | None = None  # pieces of the title, from when it begins
        self._taking: tuple[str, list[str]] | None = None  # the heading or signature that is open
        self._headings: list[str] = []
        self._fields: list[Field] = []
        self._forms: list[tuple[str, str, list[Field]]] = []
        self._form: list[Field] | None = None
        self._links: list[str] = []
        self._refresh = self._signature = self._last = ""
        self._in_script = self._in_title = self._in_link = self._asks = False
        self._boxes: list[Box] = []
        self._notices: list[Box] = []

    @property
    def has_enough(self) -> bool:
        """Whether the limits are met, so that the rest is not read."""
        return self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element in."""
        self._end_run()
        self._elements += 1
        self._depth += 1
        self._in_link = self._in_link or tag == "a"
        if tag in _UNSEEN or hides(tag, attributes):
            self._unseen.append(self._depth)
            self._in_script = tag == "script"
        elif tag == "title" and self._titled is None and not self._unseen:
            self._titled, self._in_title = [], True
        elif tag in _HEADINGS or tag == "address" or (tag == "center" and self._last == "hr"):
            self._taking = tag, []
        if attributes:
            self._take_attributes(tag, attributes)
        elif tag == "form":
            self._open_form("", "")
        self._last = tag

    def _take_attributes(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"input", "meta"}:
            self._take_field(tag, given)
        elif tag == "form":
            self._open_form(given.get("action", ""), given.get("method", ""))
        elif tag == "a" and len(self._links) < _MOST_LINKS:
            self._links.append(given.get("href", ""))
        elif tag == "body" and "onload" in given:
            self._take_script(given["onload"])
        if tag in _BOXES and len(self._boxes) < _MOST_BOXES and is_notice(given):
            self._boxes.append(Box(self._depth, self._elements, len(self._words), given))

    def _open_form(self, action: str, method: str) -> None:
        self._form = []
        if len(self._forms) < _MOST_FIELDS:
            self._forms.append((action, method, self._form))
            self._links.append(action)

    def _take_field(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta" and given.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.search(given.get("content", "")[:4_000])
            self._refresh = self._refresh or (found[1] if found else "")
        name, kind = given.get("name", ""), given.get("type", "").strip().lower()
        if len(self._fields) >= _MOST_FIELDS or not (name or kind == "password"):
            return
        if tag == "meta":
            self._fields.append(Field(name, "meta", given.get("content", "")))
            return
        fill = given.get("autocomplete", "").strip().lower()
        field = Field(name, kind, given.get("value", ""), "checked" in given, fill)
        self._fields.append(field)
        self._asks |= kind == "password" and not self._unseen
        if self._form is not None:
            self._form.append(field)

    def data(self, text: str) -> None:
        """Take text in."""
        self._run.append(text)

    def _end_run(self) -> None:
        if not self._run:
            return
        text, as_written = "".join(self._run), max(self._run, key=len).strip()
        self._run.clear()
        if self._in_script:
            self._take_script(text)
        if self._in_title and self._titled is not None:
            self._titled.append(text)
        if self._unseen:
            return
        if self._taking is not None:
            self._taking[1].append(text)
        for box in self._boxes:
            box.take(text, as_written, linked=self._in_link)
        if self._seen_length < _MOST_WORDS:
            self._words.append(text)
            self._seen_length += len(text.strip()) + 1

    def _take_script(self, text: str) -> None:
        if self._script_length < _MOST_SCRIPT:
            self._scripts.append(text[:_MOST_SCRIPT])
            self._script_length += len(text)

    def end(self, tag: str) -> None:
        """Take the end of an element in."""
        self._end_run()
        if self._unseen and self._unseen[-1] == self._depth:
            self._unseen.pop()
            self._in_script = False
        elif tag == "title":
            self._in_title = False
        self._in_link = self._in_link and tag != "a"
        if self._taking is not None and self._taking[0] == tag:
            self._keep(tag, _one_line(self._taking[1]))
        while self._boxes and self._boxes[-1].depth >= self._depth:
            self._close_box(self._boxes.pop())
        if tag == "form":
            self._form = None
        self._depth -= 1

    def _keep(self, tag: str, words: str) -> None:
        self._taking = None
        if tag in _HEADINGS and len(self._headings) < _MOST_HEADINGS:
            self._headings.append(words[:_LONGEST_TITLE])
        elif words.startswith(_SIGNED_BY):
            self._signature = words[:_LONGEST_TITLE]

    def _close_box(self, box: Box) -> None:
        """Keep a box that says something; the boxes inside it are no others."""
        box.words, box.end = _one_line(box.pieces), len(self._words)
        if not box.is_short or box.leads_on or len(box.words) < _SHORTEST_NOTICE:
            return
        self._notices = [one for one in self._notices if one.number < box.number]
        if len(self._notices) < _MOST_NOTICES:
            self._notices.append(box)

    def close(self) -> None:
        """Take the text after the last element in; what was read is asked for by `page`."""
        self._end_run()

    def page(self, size: int) -> Page:
        """Return what was read."""
        told = [Notice(one.words, one.sample) for one in self._told()]
        told += [Notice(words, words) for words in messages_of(self._scripts)]
        told += errors_in(self._words)
        words = _one_line(self._words)[:_MOST_WORDS]
        return Page(
            size=size,
            title=_one_line(self._titled or ())[:_LONGEST_TITLE],
            headings=tuple(self._headings),
            text=_SAYS_NOTHING.sub("", _FRAME.sub("", words))[:_MOST_TEXT],
            fields=tuple(self._fields),
            forms=tuple(Form(action, method, tuple(of)) for action, method, of in self._forms),
            links=tuple(filter(None, self._links)),
            refresh=self._refresh,
            scripts="\n".join(self._scripts)[:_MOST_SCRIPT],
            notices=tuple(told),
            signature=self._signature,
            asks_for_a_password=self._asks,
        )

    def _told(self) -> list[Box]:
        """Return the notices that are said, the words of the others taken out."""
        stored = in_store(self._notices)
        for box in self._notices:
            if box.number in stored:
                self._words[box.at : box.end] = [""] * (box.end - box.at)
        return [box for box in self._notices if box.number not in stored]


def _one_line(pieces: Sequence[str]) -> str:
    """Return pieces of text as one line: blanks where mark-up stood, none before a full stop."""
    return _LOOSE.sub("", " ".join(" ".join(pieces).split()))
