"""What the card says that sets a sign-in up: the hosts, what was found, what the person adds."""

from typing import NamedTuple

from inspector.model.sign_in import NamedHost, Offer, SetUp, Walk, Way
from inspector.presentation.tokens.grant_words import redirect_address
from inspector.presentation.verdict.sign_in_words import step_name, whose
from inspector.protocol.oauth import sign_in_faults
from inspector.protocol.urls import authority_of, split
from inspector.wording import tr

STEPS = 4


class HostRow(NamedTuple):
    """A host that is asked. tone: a role of a label; asked: whether it was."""

    name: str
    why: str
    state: str
    tone: str
    asked: bool


class FoundRow(NamedTuple):
    """What was found; there: whether somebody says it."""

    name: str
    value: str
    there: bool


class Head(NamedTuple):
    """The lines above the columns. broken: the sign-in can't go on as it is."""

    lead: str
    title: str
    text: str
    step: int
    step_words: str
    broken: bool


class Button(NamedTuple):
    """The filled button. hint: what it does."""

    icon: str
    text: str
    hint: str


def head(walk: Walk, about: SetUp | None) -> Head:
    """Return what stands above the columns. about: what is asked now, None while nothing is."""
    step, words = _step(walk, about)
    if walk.broken is not None:
        broken, trouble = walk.broken
        fault = sign_in_faults.fault(trouble.slug)
        return Head(
            lead=tr("{step} step: {whose}", step=step_name(broken.name), whose=whose(fault.party)),
            title=sign_in_faults.title(trouble),
            text=tr(
                "{todo} Specified by {reference}.",
                todo=sign_in_faults.todo(trouble),
                reference=fault.reference,
            ),
            step=step,
            step_words="",  # the steps below count what broke, the ways of the card something else
            broken=True,
        )
    return Head(
        lead=tr("The reply says where to sign in"),
        title=tr("Set up sign-in from this reply"),
        text=tr("You add only what nobody publishes. No host is asked before you saw its name."),
        step=step,
        step_words=words,
        broken=False,
    )


def _step(walk: Walk, about: SetUp | None) -> tuple[int, str]:
    number = 2 if walk.offers is None else 3
    if about is None and walk.credential.client_id:
        number = 4
    elif about is None and walk.offers is None and len(walk.hosts) < 2:  # noqa: PLR2004 - the API's alone
        number = 1
    word = {1: tr("ask the API"), 2: tr("agree"), 3: tr("register"), 4: tr("sign in")}[number]
    return number, tr("Step {number} of {count}: {word}", number=number, count=STEPS, word=word)


# ---------------------------------------------------------------- hosts
def host_rows(walk: Walk, about: SetUp | None) -> tuple[HostRow, ...]:
    """Return the hosts in the order in which they were named."""
    asked = {about.host} if about is not None and about.asks == "host" else set()
    return tuple(_host_row(host, asking=host.host in asked) for host in walk.hosts)


def _host_row(host: NamedHost, *, asking: bool) -> HostRow:
    why = tr("Your API: its metadata") if host.state == "yours" else _named(host)
    if host.like:
        why = tr("{why}. Look closely: it is not {like}", why=why, like=host.like)
    if host.state == "yours":
        return HostRow(host.host, why, tr("Asked, answered"), "good", asked=True)
    if host.state == "agreed":
        return HostRow(host.host, why, tr("Asked after you agreed"), "good", asked=True)
    state = tr("Not asked yet; the button below asks it") if asking else tr("Not asked yet")
    return HostRow(host.host, why, state, "warning" if host.like else "quiet", asked=False)


def _named(host: NamedHost) -> str:
    return (
        tr("Named by {by}: login and registration", by=host.by) if host.by else tr("You named it")
    )


# ---------------------------------------------------------------- what was found
def found_rows(walk: Walk) -> tuple[FoundRow, ...]:
    """Return what the API and the login provider say, in the order of the form."""
    credential, offers = walk.credential, walk.offers
    resource = _shortened(credential.target.resources[0]) if credential.target.resources else ""
    return (
        _row(tr("Issuer"), authority_of(credential.issuer) or _next(walk)),
        FoundRow(tr("Grant"), _grant(offers), offers is not None and "S256" in offers),
        _row(tr("Resource"), resource),
        _row(tr("Scope"), credential.scope),
        FoundRow(tr("Register"), _register(offers), bool(set(offers or ()) - {"S256"})),
    )


def _shortened(url: str) -> str:
    return f"{authority_of(url)}{split(url).path}"


def _row(name: str, value: str) -> FoundRow:
    return FoundRow(name, value or tr("nobody says"), bool(value))


def _next(walk: Walk) -> str:
    """Return the provider that was named and not asked yet."""
    return next((one.host for one in walk.hosts if one.state == "not-asked"), "")


def _grant(offers: tuple[Offer, ...] | None) -> str:
    if offers is None:
        return tr("not asked yet")
    return tr("code + PKCE S256") if "S256" in offers else tr("code, S256 is not named")


def _register(offers: tuple[Offer, ...] | None) -> str:
    if offers is None:
        return tr("not asked yet")
    if "registration" in offers:
        return tr("offered there")
    return tr("by a document") if "client-documents" in offers else tr("not offered")


# ---------------------------------------------------------------- what the person adds
def way_words(way: Way, about: SetUp) -> tuple[str, str]:
    """Return what a way is called, and what it means."""
    host, address = about.host, redirect_address(about.walk.credential.login)
    match way:
        case "register":
            text = tr("Name and redirect address go to {host}; undone with “Withdraw”.", host=host)
            return tr("Register this program"), text
        case "localhost":
            text = tr(
                "Registers at {host} with http://localhost in its redirect address.", host=host
            )
            return tr("Register with localhost"), text
    if "client-documents" in (about.walk.offers or ()):
        text = tr(
            "An ID from {host}, or the address of a client metadata document that names {address}.",
            host=host,
            address=address,
        )
    else:
        text = tr("{host} must know its redirect address {address}.", host=host, address=address)
    return tr("Use a client ID you have"), text


def primary(about: SetUp, way: Way | None) -> Button:
    """Return the filled button for what is asked, and for the way that is chosen."""
    host = about.host
    if about.asks == "host":
        hint = tr("Asks {host} what it offers; nothing of yours goes along.", host=host)
        return Button("search", tr("Ask {host}", host=host), hint)
    if way == "client":
        return Button("log-in", tr("Sign in"), tr("Opens the login page of {host}.", host=host))
    again = about.asks == "broken"
    if way == "localhost":
        hint = tr("Registers again at {host}, then opens your browser.", host=host)
        return Button("log-in", tr("Register with localhost instead"), hint)
    hint = tr("Registers at {host}, then opens your browser.", host=host)
    text = tr("Register once more") if again else tr("Register and sign in")
    return Button("log-in", text, hint)


def said(rows: tuple[HostRow, ...] | tuple[FoundRow, ...], title: str) -> str:
    """Return a column, read aloud as one sentence."""
    parts = [
        tr("{name}: {why}, {state}", name=row.name, why=row.why, state=row.state)
        if isinstance(row, HostRow)
        else tr("{name}: {value}", name=row.name, value=row.value)
        for row in rows
    ]
    return tr("{title}: {parts}", title=title, parts="; ".join(parts))
