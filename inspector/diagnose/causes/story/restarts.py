"""What a server begun anew forgot: sessions in its memory, keys made at its start, open forms."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import hosts, issuer
from inspector.diagnose.weights import CLEAR, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.model.story import LETS_IN
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_CLAIM, OF_A_SERVICE, Names
from inspector.story.ends.forgotten_forms import ForgottenForm, forgotten_form
from inspector.story.interruptions import Sign, began_anew
from inspector.story.lives import Life
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_A_CLAIM, *OF_A_SERVICE, "token-expired", "revoked",
)  # fmt: skip


def lost_at_a_restart(case: Case) -> Found:
    """It was accepted, the server was away or came back as another version, and it is refused."""
    turned_away = case.is_refused or wants_login(case)
    if not turned_away or case.said(*_OTHER_REASON) or case.sent.is_login:
        return
    story = case.trace.story
    for life in story.lives.sent_in(case):
        worked = life.accepted_before(case) if life.kind in LETS_IN else ()
        if not worked or not _may_live(life, case) or _is_of_another(life, case):
            continue
        last = worked[-1]
        signs = began_anew(story, last.entry, case)
        if not signs or last.entry.sent.host != case.sent.host:
            continue
        yield case.refused_for(
            "lost-at-restart",
            STRONG if len(signs) > 1 else CLEAR,
            fact(tr("It was accepted before."), last.credential.place),
            *map(_told, signs),
            name=life.use_in(case).credential.name,
            ago=_ago(life, case),
        )
        return


def _may_live(life: Life, case: Case) -> bool:
    """Whether nothing else ended it: its time, a sign-out, a renewal; nobody takes it again."""
    ended = life.end is not None and life.end.entry.index < case.index
    return not (ended or life.over_for(case) is not None or life.accepted_after(case))


def _is_of_another(life: Life, case: Case) -> bool:
    """Whether another host gave it out, or it names one: a restart here ends nothing there."""
    birth = life.birth
    given = case.trace.case(birth.entry).sent.host if birth is not None else case.sent.host
    named = hosts((issuer(life.use_in(case).credential),))
    return given != case.sent.host or bool(named - {case.sent.host})


def _told(sign: Sign) -> Evidence:
    entry = sign.entry.number
    if not sign.name:
        return fact(tr("Entry {entry} met nobody behind the address.", entry=entry), sign.place)
    said = tr("Entry {entry} names another {name} than before.", entry=entry, name=sign.name)
    return fact(said, sign.place)


def _ago(life: Life, case: Case) -> str:
    idle = life.idle_before(case)
    return span(idle) if idle is not None else ""


# ---------------- A form whose page is older than the server that is to take it
def form_of_before(case: Case) -> Found:
    """Page and cookie are from before a restart: their token is refused, a newer one taken."""
    form = forgotten_form(case.trace.story, case)
    if form is None:
        return
    name = form.token.name
    sent = tr("The token sent in {name} is from before.", name=name)
    yield case.refused_for(
        "csrf-token-lost-at-restart",
        _of_a_form(form),
        fact(sent, form.token.use_in(case).credential.place),
        *map(_told, form.signs),
        *_since(form),
        name=name,
    )


def _of_a_form(form: ForgottenForm) -> float:
    """Without a form that was taken since, what else was filled in may be wrong."""
    if form.taken is None:
        return SOUND
    return SHOWN if form.replaced is not None else STRONG


def _since(form: ForgottenForm) -> Iterator[Evidence]:
    if form.replaced is not None:
        other = tr("The server put another cookie in place of {name}.", name=form.replaced.name)
        yield fact(other, form.replaced.place)
    if form.taken is not None:
        again = tr("The same form was taken with a newer token.")
        yield fact(again, places.in_line(form.taken.index, "reply"))


RULES = (lost_at_a_restart, form_of_before)
