"""A secret was put into an address, a form or a client's Basic without being encoded for it."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.field_names import name_words
from inspector.protocol.keys.cut_values import Cut, cut_in, cut_in_address, cut_in_cookies
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.error_bodies import is_brief

_WORD = lazy_re(r"[a-z]{4,40}")


def cuts(case: Case) -> tuple[tuple[Cut, Place], ...]:
    """Return the secrets of address and form that are read otherwise, with their places."""
    return case.once(_cuts)


def _cuts(case: Case) -> tuple[tuple[Cut, Place], ...]:
    return tuple(_found(case))


def _found(case: Case) -> Iterator[tuple[Cut, Place]]:
    message = case.sent.message
    for one in cut_in_address(message.url):
        yield one, places.in_line(case.index, "request")
    for index, header in enumerate(message.headers):
        if header.name.lower() == "cookie":
            for one in cut_in_cookies(header.value):
                yield one, places.in_header(case.index, "request", index, header)
    if case.sent.content.kind == "form":
        for one in cut_in(case.sent.content.text):
            yield one, _in_body(case, one)


def _in_body(case: Case, one: Cut) -> Place:
    found = places.find(case.sent.message.body, one.name)
    return places.in_body(case.index, "request", found)


def misses_what_was_cut(case: Case) -> bool:
    """Whether a short reply of 2xx does nothing but name the very parameter that was cut."""
    if not is_brief(case.heard.content):
        return False
    words = set(_WORD.findall(case.heard.words))
    return any(words & set(name_words(one.name)) for one, _ in cuts(case) if not one.is_plain)
