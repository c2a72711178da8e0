"""The credential matrix: chosen requests against chosen credentials, a result in each cell."""

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.credential import Credential
from inspector.model.finding import Cause, Certainty
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request


class Subject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row: a request with all it inherits. label: its name for people, without secrets.

    detail: method and address, without secrets too.
    """

    label: str
    detail: str = ""
    request: Request


class Candidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One column: a credential. label: what it is, told apart from the others; never a secret.

    detail: its mask and where it comes from. origin: the `https://host:port` it is for; empty
    only for "none".
    """

    label: str
    detail: str = ""
    credential: Credential = NoCredential()
    origin: str = ""


class Terms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the user agreed to.

    methods: those allowed beside GET, HEAD and OPTIONS. new_hosts: credentials may go to hosts they
    are not for. logins: passwords may be tried more than once an account. production: anything
    beyond GET may go to a production environment.
    """

    methods: frozenset[str] = frozenset()
    new_hosts: bool = False
    logins: bool = False
    production: bool = False


class Repeated(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An account whose password would be tried more than once. user: empty where not known."""

    user: str = ""
    host: str
    times: int


class Asking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A method that needs consent, and the hosts it would go to."""

    method: str
    hosts: tuple[str, ...]


class Needs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What must be agreed to before every cell of a choice is sent: each thing by its name.

    methods: those that may change something. hosts: where credentials would go that are not for
    them. logins: accounts that could be locked. production: methods beyond GET that would go to a
    production environment.
    """

    methods: tuple[Asking, ...] = ()
    hosts: tuple[str, ...] = ()
    logins: tuple[Repeated, ...] = ()
    production: tuple[Asking, ...] = ()


class Cell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One request with one credential.

    accepted: None where it was not run or can't be told. cause, finding, title, certainty: of the
    first finding. same_as: the first credential of the row that met the same refusal. not_run: why
    nothing was sent; empty where something was.
    """

    request: str
    credential: str
    row: int = 0
    column: int = 0
    status: int | None = None
    accepted: bool | None = None
    cause: Cause | None = None
    finding: str = ""
    title: str = ""
    certainty: Certainty | None = None
    same_as: str = ""
    attempt: Attempt | None = None
    not_run: str = ""


class Cost(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a run sends at most, stated before it.

    cells: those that will be run. exchanges: messages on the wire at most. methods: with which.
    hosts: to which. apart: seconds between two of them. seconds: how long it takes at least. held:
    how many cells are not run under these terms. refused: why the run can't begin.
    """

    cells: int = 0
    exchanges: int = 0
    methods: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    apart: float = 0.0
    seconds: float = 0.0
    held: int = 0
    refused: str = ""


class Matrix(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All cells of a run, row by row. exchanges: sent; stopped: why the rest was not run.

    details: of each credential, what tells it apart.
    """

    requests: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    exchanges: int = 0
    stopped: str = ""
