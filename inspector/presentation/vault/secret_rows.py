"""The kept secrets as rows of a list, with what needs a look. Pure: no Qt."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Literal

import msgspec

from inspector.compose.variables import texts_in
from inspector.library.refs import refs_of
from inspector.model.annotation import Level
from inspector.model.collection import Environment
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.presentation.vault.secret_kinds import Group, Role, SecretKind, kind_of
from inspector.protocol.redaction import masked_text, masked_url
from inspector.vault.vault import label_of
from inspector.wording import tr
from inspector.wording.dates import day
from inspector.wording.durations import counted, length
from inspector.workbench.kept_secrets import KeptSecret

_SOON = timedelta(days=14)
_TESTS = frozenset(
    {"test", "testing", "staging", "stage", "stg", "dev", "sandbox", "qa", "uat", "preprod"}
)
SortKey = Literal["name", "uses", "hosts", "ends", "answer"]


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A request that uses a secret. key: who opens it."""

    key: str
    title: str
    method: str
    role: Role = ""


class Warned(msgspec.Struct, frozen=True):
    """short: after the kind, in a row. cure: what it means and what to do."""

    level: Level
    short: str
    cure: str


class SecretRow(msgspec.Struct, frozen=True, kw_only=True):
    """One secret as the page shows it. same: names of those with the same value."""

    secret: KeptSecret
    name: str
    kind: SecretKind
    uses: tuple[Use, ...] = ()
    warnings: tuple[Warned, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def ref(self) -> SecretRef:
        """Which secret it is."""
        return self.secret.ref

    @property
    def hosts(self) -> tuple[str, ...]:
        """Where it may go."""
        return self.secret.entry.host_names

    @property
    def group(self) -> Group:
        """Under which kind it is counted."""
        return self.kind.group

    @property
    def ends(self) -> datetime | None:
        """When it ends, or is to be replaced."""
        rotate = self.secret.entry.rotate_by
        by = datetime(rotate.year, rotate.month, rotate.day, tzinfo=UTC) if rotate else None
        known = [each for each in (self.kind.ends, by) if each is not None]
        return min(known) if known else None

    def fits(self, words: str) -> bool:
        """Whether it has all these words in its name, kind or hosts."""
        text = " ".join((self.name, self.kind.name, *self.hosts)).lower()
        return all(word in text for word in words.lower().split())


# ---------------- Who uses what
def uses_of(requests: Iterable[tuple[str, Request]]) -> dict[SecretRef, tuple[Use, ...]]:
    """Return the requests that use each secret; each request with the key that opens it."""
    found: dict[SecretRef, list[Use]] = defaultdict(list)
    for key, request in requests:
        title = _title(request)
        for ref in refs_of(request):
            role = _role(request, ref)
            found[ref].append(Use(key=key, title=title, method=request.method, role=role))
    return {ref: tuple(uses) for ref, uses in found.items()}


def _role(request: Request, ref: SecretRef) -> Role:
    every = (request.credential, *request.also)
    credential = next((each for each in every if ref in each.references), None)
    if credential is None:
        return ""
    if credential.keeps_tokens:
        return "client-secret"
    if credential.is_login():
        return "password"
    return "token"


_SHORTEST = 8  # characters of a value that is looked for: a shorter one stands in any text


def written_in(
    secrets: Iterable[KeptSecret], requests: Iterable[tuple[str, Request]]
) -> dict[SecretRef, str]:
    """Return the title of a request that each secret stands in word for word, where it does."""
    looked_for = [each for each in secrets if len(each.text.strip()) >= _SHORTEST]
    found: dict[SecretRef, str] = {}
    for _, request in requests if looked_for else ():
        text = "\n".join(texts_in(request))
        for each in looked_for:
            if each.text.strip() in text:
                found.setdefault(each.ref, _title(request))
    return found


def _title(request: Request) -> str:
    return masked_text(request.name) or masked_url(request.url.partition("?")[0])


# ---------------- Rows
def secret_rows(
    secrets: tuple[KeptSecret, ...],
    uses: Mapping[SecretRef, tuple[Use, ...]],
    environments: Iterable[Environment],
    now: datetime,
    written: Mapping[SecretRef, str] = MappingProxyType({}),
) -> tuple[SecretRow, ...]:
    """Return a row for each secret, by name. written: the file that it stands in, by a title."""
    same: dict[str, list[KeptSecret]] = defaultdict(list)
    for each in secrets:
        same[each.fingerprint].append(each)
    both = _for_test_and_production(environments)
    rows = []
    for each in secrets:
        mine = uses.get(each.ref, ())
        role: Role = next((use.role for use in mine if use.role), "")
        twins = tuple(name_of(one) for one in same[each.fingerprint] if one is not each)
        row = SecretRow(
            secret=each,
            name=name_of(each),
            kind=kind_of(each.text, role),
            uses=mine,
            same=twins if each.fingerprint else (),
        )
        told = (*_ended(row, now), *_exposed(row), *_in_file(written.get(each.ref, "")))
        told = (*told, *_warnings(row, now, mixed=each.ref in both))
        rows.append(msgspec.structs.replace(row, warnings=told))
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def name_of(secret: KeptSecret) -> str:
    """Return what people call a secret."""
    label = secret.entry.label or label_of(secret.ref)
    if secret.ref.name.startswith("token-") and not secret.entry.label:
        return tr("Token {hosts}", hosts=", ".join(secret.entry.host_names)).strip()
    return label if label != "secret" else tr("Secret without a name")


def _for_test_and_production(environments: Iterable[Environment]) -> set[SecretRef]:
    found: dict[bool, set[SecretRef]] = {True: set(), False: set()}
    for each in environments:
        found[each.production].update(refs_of(each))
    return found[True] & found[False]


def _is_test(host: str) -> bool:
    return any(word in _TESTS for part in host.split(".") for word in part.split("-"))


def _ended(row: SecretRow, now: datetime) -> Iterable[Warned]:
    ends = row.kind.ends
    if ends is not None and ends <= now and not row.kind.renews:
        ago = length(now - ends)
        yield Warned("bad", tr("ended {ago} ago", ago=ago), tr("It has ended. Replace it."))


def _exposed(row: SecretRow) -> Iterable[Warned]:
    if row.secret.exposed:
        cure = tr(
            "Other users of this computer may read {path}, which it came from. Give that file the "
            "mode 600, and replace the key if somebody may have.",
            path=row.secret.entry.source,
        )
        yield Warned("bad", tr("readable by others"), cure)


def _in_file(title: str) -> Iterable[Warned]:
    if title:
        cure = tr(
            "It stands word for word in the request “{title}” of a collection. Whoever gets that "
            "file has it: put a reference there, and replace the secret.",
            title=title,
        )
        yield Warned("bad", tr("in a collection's file"), cure)


def _warnings(row: SecretRow, now: datetime, *, mixed: bool) -> Iterable[Warned]:
    """Yield what else needs a look, the worst first."""
    entry = row.secret.entry
    if entry.over_http:
        cure = tr(
            "It went over http, where everybody on the way can read it. Replace it, use https."
        )
        yield Warned("odd", tr("sent over http"), cure)
    if entry.in_address:
        cure = tr("It stands in an address, which logs and histories keep. Send it in a header.")
        yield Warned("odd", tr("stands in an address"), cure)
    tests = {_is_test(host) for host in row.hosts}
    if mixed or len(tests) > 1:
        cure = tr("One secret for test and production. A test that leaks it opens the real system.")
        yield Warned("odd", tr("for test and production"), cure)
    yield from _rotation(row, now)
    if row.same:
        cure = tr("It has the same value as {names}.", names=", ".join(row.same))
        yield Warned("info", tr("same as “{name}”", name=row.same[0]), cure)


def _rotation(row: SecretRow, now: datetime) -> Iterable[Warned]:
    by = row.secret.entry.rotate_by
    if by is None:
        return
    left = (by - now.date()).days
    if left < 0:
        cure = tr(
            "It was to be replaced by {day}.",
            day=day(datetime(by.year, by.month, by.day, tzinfo=UTC)),
        )
        yield Warned("odd", tr("to be rotated"), cure)
    elif left <= _SOON.days:
        said = tr("rotate in {time}", time=counted(left, "day"))
        yield Warned("odd", said, tr("The day on which you want to replace it is near."))


# ---------------- What is shown of them
def shown(rows: Iterable[SecretRow], words: str, kind: str) -> tuple[SecretRow, ...]:
    """Return the rows that fit; kind: a group, "look" for those that need one, "" for all."""
    return tuple(
        row
        for row in rows
        if row.fits(words)
        and (not kind or row.group == kind or (kind == "look" and needs_look(row)))
    )


def needs_look(row: SecretRow) -> bool:
    """Whether something is to be done about it."""
    return any(each.level in {"bad", "odd"} for each in row.warnings)


_LAST = datetime.max.replace(tzinfo=UTC)
_KEYS: dict[SortKey, Callable[[SecretRow], object]] = {
    "name": lambda row: row.name.casefold(),
    "uses": lambda row: -len(row.uses),
    "hosts": lambda row: row.hosts or ("\uffff",),
    "ends": lambda row: row.ends or _LAST,
    "answer": lambda row: (
        -(row.secret.entry.answered or datetime.min.replace(tzinfo=UTC)).timestamp()
        if row.secret.entry.answered
        else 1.0
    ),
}


def sorted_by(rows: Iterable[SecretRow], key: SortKey, *, turned: bool) -> tuple[SecretRow, ...]:
    """Return the rows in the order of a column; turned: the other way round."""
    return tuple(sorted(rows, key=_KEYS[key], reverse=turned))  # type: ignore[arg-type] # each column's keys compare among themselves
