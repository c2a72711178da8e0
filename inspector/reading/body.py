"""Reads a body as what it is: JSON, a form, XML, HTML or plain text; never raises."""

import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import parse_qsl

_READ = 262_144
_PAGE = 65_536
_DEEP = 6
_MANY = 80
_UNSEEN = (("<script", "</script"), ("<style", "</style"), ("<svg", "</svg"), ("<!--", "-->"))
_TAGS = re.compile(r"<[^<>]{0,2000}>")
# Apache's own page for every 401: it names both a wrong password and a wrong scheme, so neither.
_SAYS_NOTHING = re.compile(
    r"(?i)this server could not verify that you are authorized\b.{0,80}"
    r"either you supplied the wrong credentials.{0,120}credentials required\.?"
)
_TITLE = re.compile(r"(?is)<title[^>]{0,200}>(.{0,400}?)</title")
_HEADING = re.compile(r"(?is)<h[1-3][^>]{0,200}>(.{0,400}?)</h[1-3]")
_LEAF = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,300})?>([^<>]{1,600})</\1\s*>")
_ELEMENT = re.compile(r"<[A-Za-z_][\w.:-]{0,60}(\s[^<>]{1,1000})>")
_ATTRIBUTE = re.compile(
    r"(?i)\b(code|message|msg|status|stat|reason|error|description|detail|errorcode|errormsg|result)"
    r"\s*=\s*([\"'])([^\"'<>]{1,400})\2"
)
_PASSWORD_FIELD = re.compile(r"(?i)<input[^>]{0,400}type\s*=\s*[\"']?password")
_FIELD = re.compile(r"(?i)<(?:meta|input)\b[^<>]{0,500}")
_FIELD_NAME = re.compile(
    r"(?i)\bname\s*=\s*[\"']?([\w.:\[-]*(?:csrf|xsrf|authenticity|crumb|requestverification|wpnonce|"
    r"sectok|sesskey|form_?key|_token\b)[\w.:\]-]*)"
)
_HIDDEN_NAME = re.compile(r"(?i)\bname\s*=\s*[\"']?(token|nonce|hash)\b")
_HIDDEN_FIELD = re.compile(r"(?i)\btype\s*=\s*[\"']?hidden\b")
_LINK_TOKEN = re.compile(r"(?i)[?&;]([\w.-]{0,80}(?:csrf|xsrf|wpnonce|sectok)[\w.-]{0,40})=")
_FIELDS = 200
_OWN_PAGE = re.compile(
    r"<hr><center>(?:nginx|openresty|tengine)|<address>Apache|permission to access this resource|"
    r"Guru Meditation|Varnish cache server|forbidden by administrative rules|"
    r"server encountered an internal error or\s+misconfiguration"
)
# Lines of a stack trace: names of functions and files say nothing about access.
_FRAME = re.compile(
    r"\bat (?:async )?(?:[\w.$<>\[\]#/ ]{1,90})?\((?:[\w./\\:@~-]{1,300}:\d+|native|Native Method|"
    r"[\w.]{1,90}\.java:\d+|<anonymous>)(?::\d+)?\)|\bat (?:async )?(?:file:|node:|/)\S{1,300}:\d+"
)
_SHORT_PAGE = 1200
_FORM = re.compile(r"^[\w.~%+\[\]-]{1,200}=[^\s<{]*$")
_STRINGS_OF_A_FORM = 60

Pair = tuple[str, object]


class Content:
    """One body with its content type; every reading is made when first asked for."""

    def __init__(self, body: bytes, content_type: str) -> None:
        self.bytes = body
        self.type = content_type.partition(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The first part of the body as text."""
        return self.bytes[:_READ].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")

    @cached_property
    def json(self) -> object:
        """The parsed JSON value, None where the body is no JSON."""
        start = self.text[:1]
        if start not in {"{", "["} and ("json" not in self.type or start != '"'):
            return None
        text = self.text.removeprefix(")]}',")
        return self._first_value(text)

    @staticmethod
    def _first_value(text: str) -> object:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass
        line = text.splitlines()[0] if text else ""
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def object(self) -> dict[str, object]:
        """The JSON object, or the first object of a JSON list; {} for anything else."""
        value = self.json
        if isinstance(value, list) and value:
            value = value[0]
        return value if isinstance(value, dict) else {}

    @cached_property
    def form(self) -> dict[str, str]:
        """The fields of a URL-encoded form; {} for anything else."""
        if "x-www-form-urlencoded" not in self.type and not (
            self.type in {"", "text/plain"} and _FORM.match(self.text[:2000])
        ):
            return {}
        try:
            pairs = parse_qsl(self.text, keep_blank_values=True, max_num_fields=_STRINGS_OF_A_FORM)
        except ValueError:
            return {}
        return dict(pairs)

    @cached_property
    def is_html(self) -> bool:
        """Whether the body is a page."""
        head = self.text[:600].lower()
        return "<html" in head or "<!doctype html" in head or ("html" in self.type and "<" in head)

    @cached_property
    def is_xml(self) -> bool:
        """Whether the body is XML other than a page."""
        head = self.text[:600].lstrip()
        return not self.is_html and (
            head.startswith("<?xml") or ("xml" in self.type and head.startswith("<"))
        )

    @cached_property
    def title(self) -> str:
        """The title of a page."""
        found = _TITLE.search(self.text[:20_000]) if self.is_html else None
        return _clean(found.group(1)) if found else ""

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of a page."""
        if not self.is_html:
            return ()
        return tuple(_clean(found) for found in _HEADING.findall(self.text[:20_000])[:6])

    @cached_property
    def page_text(self) -> str:
        """The words of a page without mark-up."""
        if not self.is_html:
            return ""
        words = _clean(_TAGS.sub(" ", _seen(self.text[:40_000])))
        return _SAYS_NOTHING.sub("", _FRAME.sub("", words[:8000]))[:4000]

    @cached_property
    def has_password_field(self) -> bool:
        """Whether a page asks for a password."""
        return self.is_html and bool(_PASSWORD_FIELD.search(self.text[:_PAGE]))

    @cached_property
    def csrf_field(self) -> str:
        """The name of the CSRF field, meta element or link part of a page; empty without one."""
        if not self.is_html:
            return ""
        page = self.text[:_PAGE]
        for field, _ in zip(_FIELD.finditer(page), range(_FIELDS), strict=False):
            named = _FIELD_NAME.search(field.group())
            if named is None and _HIDDEN_FIELD.search(field.group()):
                named = _HIDDEN_NAME.search(field.group())
            if named is not None:
                return named.group(1)
        link = _LINK_TOKEN.search(page)
        return link.group(1) if link else ""

    @cached_property
    def is_web_server_page(self) -> bool:
        """Whether nginx or Apache wrote this error page itself, not the program behind."""
        return self.is_html and len(self.text) < _SHORT_PAGE and bool(_OWN_PAGE.search(self.text))

    def xml_leaves(self) -> Iterator[tuple[str, str]]:
        """Yield the elements of XML that hold only text: local name and text."""
        for found, _ in zip(_LEAF.finditer(self.text[:40_000]), range(_MANY), strict=False):
            yield found.group(1).rpartition(":")[2], _clean(found.group(2))

    def xml_attributes(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes of XML that tell of an error: name and value."""
        for element, _ in zip(_ELEMENT.finditer(self.text[:40_000]), range(_MANY), strict=False):
            for found in _ATTRIBUTE.finditer(element.group(1)):
                yield found.group(1), _clean(found.group(3))

    def validation_problems(self) -> Iterator[str]:
        """Yield place and message of single problems in a list, each as one sentence."""
        for name in ("detail", "errors", "details"):
            problems = self.object.get(name)
            for one in problems[:10] if isinstance(problems, list) else ():
                if isinstance(one, dict):
                    yield from _one_problem(one)
            for field, what in list(problems.items())[:10] if isinstance(problems, dict) else ():
                words = what[0] if isinstance(what, list) and what else what
                if isinstance(words, str) and field.lower() in _LOGIN_FIELDS:
                    yield f"{field} {words}"

    def scalars(self) -> Iterator[Pair]:
        """Yield key and value of the texts and numbers in a JSON body, outermost first."""
        queue: list[tuple[str, object, int]] = [("", self.json, 0)]
        seen = 0
        while queue and seen < _MANY:
            key, value, depth = queue.pop(0)
            if isinstance(value, dict):
                queue.extend(_inner(value, depth))
            elif isinstance(value, list):
                queue.extend((key, item, depth + 1) for item in value[:10] if depth < _DEEP)
            elif value is not None:
                seen += 1
                yield key, value


_LOGIN_FIELDS = frozenset({"password", "credentials", "login", "token", "api_key"})


def _one_problem(one: dict[str, object]) -> Iterator[str]:
    where = one.get("loc") or one.get("field")
    what = one.get("msg") or one.get("code")
    if where and isinstance(what, str):
        parts = where if isinstance(where, list) else [where]
        yield " ".join([*map(str, parts), what])


def _inner(value: dict[str, object], depth: int) -> list[tuple[str, object, int]]:
    if depth >= _DEEP:
        return []
    return [(name, inner, depth + 1) for name, inner in list(value.items())[:40]]


def _seen(page: str) -> str:
    """Return a page without scripts, styles, drawings and comments, in linear time."""
    for opening, closing in _UNSEEN:
        lower, kept, start = page.lower(), [], 0
        while (found := lower.find(opening, start)) >= 0:
            kept.append(page[start:found])
            end = lower.find(closing, found)
            start = end + len(closing) if end >= 0 else len(page)
        page = " ".join([*kept, page[start:]])
    return page


def _clean(text: str) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", text)).split())
