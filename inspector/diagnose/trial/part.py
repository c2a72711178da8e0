"""What an experiment is: when it applies, what it sends and costs, and how to read what came."""

import importlib
import pkgutil
from collections.abc import Callable, Generator
from functools import cache
from itertools import chain
from types import ModuleType

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import cause_of
from inspector.diagnose.facts.suspicion import Words
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.ratios import Ratio, Untold
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Purpose
from inspector.model.experiment import Result
from inspector.model.finding import Cause
from inspector.model.question import Consent
from inspector.model.request import Options, Request
from inspector.model.secret import SecretRef


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A request to send. purpose: "main" for the user's own, varied; else what it is for.

    known_host: the user set this request up for its host, which therefore is no new one.
    with_jar: whether the kept cookies of the environment go along, as they went with the original.
    known: what came of it when it was sent before; nothing is sent then.
    """

    request: Request
    purpose: Purpose = "main"
    known_host: bool = False
    with_jar: bool = True
    known: Attempt | None = None


def plain_request(name: str, url: str, own: Options) -> Request:
    """Return a request with nothing of the user's but the way through the network."""
    options = Options(
        timeout=own.timeout,
        follow_redirects=False,
        verify_tls=own.verify_tls,
        ca_file=own.ca_file,
        proxy=own.proxy,
        proxy_credential=own.proxy_credential,
        resolve=own.resolve,
        use_cookies=False,
    )
    return Request(name=name, url=url, options=options)


class ExperimentContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a variant is made with: secrets by reference, new references, text filled in.

    with_csrf_token: asks for a CSRF token and returns the request with it, None without one.
    with_cookies: returns the request with the cookies that these exchanges set written in it.
    with_fresh_login: sends the login that is known and returns the request with what it brought,
    None where it was refused or brought nothing.
    """

    reveal: Callable[[SecretRef], str]
    put: Callable[[str], SecretRef]
    fill: Callable[[str], str]
    with_csrf_token: Callable[
        [Request, tuple[Exchange, ...]], Generator[Ask, Attempt, Request | None]
    ]
    with_cookies: Callable[[Request, tuple[Exchange, ...]], Request]
    with_fresh_login: Callable[[Request, Request], Generator[Ask, Attempt, Request | None]]


Steps = Generator[Ask, Attempt, None]
Variant = Callable[[Ground, ExperimentContext], Steps]


def sending(change: Callable[[Ground], Request], *, with_jar: bool = True) -> Variant:
    """Return the variant that sends one changed request and needs nothing else for it."""

    def steps(ground: Ground, means: ExperimentContext) -> Steps:
        del means
        yield Ask(request=change(ground), with_jar=with_jar)

    return steps


# ---------------- What came of it, and what that says: the table of an experiment
class Bearing(msgspec.Struct, frozen=True):
    """What a result says about a cause.

    slug: the finding, empty for every finding of the family. ratio: how many times likelier the
    result is where that is the cause; the odds are multiplied by it. floor: the least weight
    after it (0…1), also where nothing suspected it before. ceiling: the most that it weighs before
    it, whatever the reply said.
    """

    cause: Cause
    slug: str = ""
    ratio: float = 1.0
    floor: float = 0.0
    ceiling: float = 1.0


def says(ratio: Ratio, /, *about: Cause | str, floor: float = 0.0) -> tuple[Bearing, ...]:
    """Return what a result says of families, and of findings by their slugs."""
    return tuple(
        Bearing(one, "", ratio, floor)
        if isinstance(one, Cause)
        else Bearing(cause_of(one), one, ratio, floor)
        for one in about
    )


def at_least(floor: float, slug: str) -> tuple[Bearing, ...]:
    """Return that a result is enough to suspect a finding, whatever it weighed before."""
    return (Bearing(cause_of(slug), slug, floor=floor),)


def at_most(ceiling: float, slug: str) -> tuple[Bearing, ...]:
    """Return that a result leaves a finding in doubt, however plainly the reply said it."""
    return (Bearing(cause_of(slug), slug, ceiling=ceiling),)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an experiment's table: what follows where the reply came out in such a way.

    outcomes: as in `Compared`. shows: in a few words, empty for what the reply shows itself.
    meaning: what follows, a whole sentence. proves: findings of which one is the reason and
    nothing else, because the same request succeeded with that changed alone. rare: whether few
    servers ever answer so, which makes no experiment worth more.
    """

    outcomes: tuple[str, ...]
    meaning: str = ""
    bearings: tuple[Bearing, ...] = ()
    shows: str = ""
    proves: tuple[str, ...] = ()
    rare: bool = False


def when(
    outcomes: str | tuple[str, ...],
    meaning: str,
    /,
    *said: tuple[Bearing, ...],
    shows: str = "",
    proves: tuple[str, ...] = (),
    rare: bool = False,
) -> Row:
    """Return a line of a table."""
    return Row(
        outcomes=outcomes if isinstance(outcomes, tuple) else (outcomes,),
        meaning=meaning,
        bearings=tuple(chain(*said)),
        shows=shows,
        proves=proves,
        rare=rare,
    )


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. shows: in a few words; meaning: what follows, a whole sentence.

    proves: as in `Row`. values: what differed, for the sentences of a finding.
    """

    result: Result
    shows: str = ""
    meaning: str = ""
    bearings: tuple[Bearing, ...] = ()
    proves: tuple[str, ...] = ()
    values: Words = {}


def _nothing_more(ground: Ground) -> tuple[Consent, ...]:
    del ground
    return ()


def _own_method(ground: Ground) -> tuple[str, ...]:
    return (ground.promised,)


def _as_before(ground: Ground) -> int:
    return ground.rounds


class Experiment(msgspec.Struct, frozen=True, kw_only=True):
    """One experiment; its module is a part that the registry finds.

    question, varies, sends: as in `Plan`. tells: the causes it tells apart from others. applies:
    why it can't be run here, empty where it can. observe: how the reply came out; table: what that
    means. cost: the most requests it takes, 0 where it only looks back; requests: the same before
    anything is known. methods: what it sends, by what
    each promises (`safe_calls.promised`). carries: whether the user's own credential goes
    along. guesses: whether a made-up credential does. forges: whether a token in the user's own
    name does that can't be right. asks: what the user must agree to beyond what methods and
    credential call for. compares: whether it says something only beside a reply of the server.
    untold: how likely it is what a result could bring up and nothing points to yet. elsewhere:
    whether the credential goes in another way, which is no use where it was read as it stood.
    """

    id: str
    question: str
    varies: str
    sends: str
    tells: tuple[Cause, ...]
    applies: Callable[[Ground], str]
    variant: Variant
    table: tuple[Row, ...]
    observe: Callable[[Case, Attempt], Compared] = compared
    cost: Callable[[Ground], int] = _as_before
    requests: int = 1
    methods: Callable[[Ground], tuple[str, ...]] = _own_method
    carries: bool = True
    guesses: bool = False
    forges: bool = False
    compares: bool = True
    asks: Callable[[Ground], tuple[Consent, ...]] = _nothing_more
    untold: float = Untold.SELDOM
    elsewhere: bool = False

    @property
    def proves(self) -> frozenset[str]:
        """The findings that one of its results settles."""
        return frozenset(slug for row in self.table for slug in row.proves)

    def read(self, before: Case, after: Attempt) -> Reading:
        """Return what an attempt shows beside the refusal, by the first fitting line."""
        found = self.observe(before, after)
        rows = (row for name in found.outcomes for row in self.table if name in row.outcomes)
        row = next(rows, Row(outcomes=()))
        return Reading(
            result=found.result,
            shows=row.shows or found.shows,
            meaning=found.meaning or row.meaning,
            bearings=row.bearings,
            proves=row.proves,
            values=found.values,
        )


# ---------------- Finds the experiments: modules with an EXPERIMENT
_FOLDER = "inspector.diagnose.experiments"  # above this room: found by name, never imported


@cache
def all_experiments() -> dict[str, Experiment]:
    """Return the experiments by id, in the order of their modules; imported when asked for."""
    rooms = [importlib.import_module(name) for name in _within(importlib.import_module(_FOLDER))]
    names = sorted((name for room in rooms for name in _within(room)), key=_last)
    found = (importlib.import_module(name).EXPERIMENT for name in names)
    return {one.id: one for one in found}


def _within(folder: ModuleType) -> list[str]:
    return [one.name for one in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}.")]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def experiment(name: str) -> Experiment:
    """Return one experiment. Raises KeyError for an id that is none."""
    return all_experiments()[name]
