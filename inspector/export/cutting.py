"""Replaces secrets in texts, counts them, and remembers where the text after them moved to."""

from collections.abc import Iterable, Mapping

import msgspec

from inspector.export.treatments import Treatment, is_jwt, treat
from inspector.model.message import Span, readable
from inspector.protocol.masking.masks import is_masked, is_placeholder, merged, recorded_mask
from inspector.protocol.redaction import DOTS, Fragment, KnownValues

Spans = tuple[Span, ...]
_SHORT = 500


class Replaced(msgspec.Struct, frozen=True, kw_only=True):
    """One secret that was replaced.

    id: stable for one answer; choices are made by it. where: its first place, in words.
    shown: what stands there now. count: in how many places. is_token: its claims can be kept.
    """

    id: str
    where: str
    shown: str
    count: int
    is_token: bool = False


class Moves(msgspec.Struct, frozen=True):
    """How offsets of a text changed: (old start, old end, new start, new end) of each cut."""

    cuts: tuple[tuple[int, int, int, int], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the place of old bytes in the new text; a cut is taken as a whole."""
        return self._start(start), self._end(end)

    def _start(self, offset: int) -> int:
        shift = 0
        for old_start, old_end, new_start, new_end in self.cuts:
            if offset < old_start:
                break
            if offset < old_end:
                return new_start
            shift = new_end - old_end
        return offset + shift

    def _end(self, offset: int) -> int:
        shift = 0
        for old_start, old_end, _, new_end in self.cuts:
            if offset <= old_start:
                break
            if offset <= old_end:
                return new_end
            shift = new_end - old_end
        return offset + shift


class Cutter:
    """Cuts texts by one set of rules; `replaced` lists what it found."""

    def __init__(
        self, treatment: Treatment, choices: Mapping[str, Treatment], known: KnownValues
    ) -> None:
        self._treatment = treatment
        self._choices = choices
        self._known = known
        self._items: dict[str, tuple[str, str]] = {}  # secret -> id, where
        self._counts: dict[str, int] = {}
        self._parts: set[str] = set()  # of the items those that are a part or a coding of a secret
        self._clean: set[str] = set()  # short texts seen without any known value in them

    def cut(self, text: str, spans: Spans, where: str) -> tuple[str, Moves]:
        """Return recorded text (Latin-1) with its secrets replaced, and how offsets moved."""
        pieces: list[str] = []
        cuts = []
        at = length = 0
        for span in merged((*spans, *self._known_in(text))):
            start, end = span
            secret = readable(text[start:end])
            shown = self._shown(secret, where, is_part=isinstance(span, Fragment))
            if shown is None or shown == secret:
                continue
            made = recorded_mask(shown, text[start:end])
            pieces += [text[at:start], made]
            length += start - at
            cuts.append((start, end, length, length + len(made)))
            length += len(made)
            at = end
        return ("".join([*pieces, text[at:]]) if cuts else text), Moves(tuple(cuts))

    def words(self, text: str, spans: Spans, where: str) -> str:
        """Return text of ours (any characters) with its secrets replaced."""
        pieces, at = [], 0
        for span in merged((*spans, *self._known_in(text))):
            start, end = span
            shown = self._shown(text[start:end], where, is_part=isinstance(span, Fragment))
            pieces += [text[at:start], text[start:end] if shown is None else shown]
            at = end
        return "".join([*pieces, text[at:]])

    def replaced(self) -> tuple[Replaced, ...]:
        """Return what was replaced, in the order of first appearance."""
        return tuple(
            Replaced(
                id=number,
                where=where,
                shown=self._treated(
                    secret, "mask" if self._how(number) == "keep" else self._how(number)
                ),
                count=self._counts[secret],
                is_token=is_jwt(secret),
            )
            for secret, (number, where) in self._items.items()
        )

    def hidden(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return what must not be found in what is written: known secrets and those cut."""
        cut = (secret for secret in self._items if secret not in self._parts)
        return tuple(
            part for secret in dict.fromkeys((*known, *cut)) if (part := self._hidden_part(secret))
        )

    def places(self) -> dict[str, str]:
        """Return where each secret first stood, in words, also for the part that is hidden."""
        found = {secret: where for secret, (_, where) in self._items.items()}
        return found | {self._hidden_part(secret): where for secret, where in found.items()}

    def _known_in(self, text: str) -> Spans:
        """Return the known values in a text; most header lines come again in each exchange."""
        if text in self._clean:
            return ()
        spans = self._known.spans(text)
        if not spans and len(text) < _SHORT:
            self._clean.add(text)
        return spans

    def _shown(self, secret: str, where: str, *, is_part: bool) -> str | None:
        if is_masked(secret) or is_placeholder(secret):
            return None  # somebody removed it already, or it is none yet
        number, _ = self._items.setdefault(secret, (str(len(self._items) + 1), where))
        self._counts[secret] = self._counts.get(secret, 0) + 1
        if is_part:
            self._parts.add(secret)
        return self._treated(secret, self._how(number))

    def _treated(self, secret: str, how: Treatment) -> str:
        """Treat a secret; nothing is shown of a part of one, which has no harmless beginning."""
        hides_all = how == "first-4" or (how == "keep-claims" and not is_jwt(secret))
        return (
            DOTS if secret in self._parts and (hides_all or how == "mask") else treat(secret, how)
        )

    def _how(self, number: str) -> Treatment:
        return self._choices.get(number, self._treatment)

    def _hidden_part(self, secret: str) -> str:
        """Return the part of a secret that its treatment hides: of kept claims the signature."""
        how = self._how(self._items[secret][0] if secret in self._items else "")
        if how == "keep":
            return ""
        return secret.rpartition(".")[2] if how == "keep-claims" and is_jwt(secret) else secret
