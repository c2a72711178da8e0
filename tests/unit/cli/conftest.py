"""Runs the command line in this process, and makes verdicts to print."""

from typing import NamedTuple

import pytest

from inspector.cli.program import Faces, run
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import (
    Cause,
    Certainty,
    EntrySummary,
    Evidence,
    Finding,
    NextExperiment,
    RuledOut,
    Todo,
    Verdict,
)
from inspector.model.fix import Change, Field, Fix
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import Answer


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def window():
    """What the faces were asked to do."""
    return []


@pytest.fixture
def cli(capsys, window):
    def cli(*arguments):
        faces = Faces(
            open_window=lambda files: window.append(list(files)) or 0,
            save_picture=lambda path: path.write_bytes(b"png"),
        )
        try:
            status = run(arguments, faces)
        except SystemExit as ended:  # argparse ends the program itself
            status = ended.code
        return Ran(status, *capsys.readouterr())

    return cli


@pytest.fixture
def attempt():
    message = Message(
        method="GET",
        url="http://127.0.0.1/orders",
        target="/orders",
        headers=(Header("Authorization", "Bearer abcdefgh"),),
    )
    reply = Reply(
        status=401,
        reason="Unauthorized",
        headers=(Header("WWW-Authenticate", 'Bearer error="invalid_token"'),),
        body=b"no",
    )
    return Attempt(exchanges=(Exchange(request=message, reply=reply),))


@pytest.fixture
def verdict():
    expired = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="token-expired",
        certainty=Certainty.CERTAIN,
        score=0.9,
        title="Your access token expired 27 minutes ago.",
        explanation="It ended at 14:05:12.",
        evidence=(
            Evidence(statement="The clocks differ by a minute", against=True),
            Evidence(
                statement="The server said invalid_token",
                place=Place(name="WWW-Authenticate", start=7, end=28),
            ),
            Evidence(statement="Without a token: no error code", experiment="without-credentials"),
        ),
        fixes=(
            Fix(
                id="renew",
                title="Get a fresh token and resend",
                changes=(
                    Change(field=Field("credential", "token"), before="••••", after="", ask=True),
                    Change(field=Field("headers", "X-Old"), operation="remove"),
                    Change(field=Field("url"), before="/a", after="/b"),
                ),
                sends="One POST to the token endpoint.",
            ),
        ),
        todo=(Todo("client", "Get a fresh token."),),
        avoid="Renew early.",
        reference="RFC 6750 §3.1",
    )
    revoked = Finding(
        cause=Cause.REVOKED_TOKEN,
        slug="token-revoked",
        certainty=Certainty.POSSIBLE,
        score=0.3,
        title="The token may have been revoked.",
        who_must_act="identity-provider",
        fixes=(Fix(id="tell", title="Tell them", message="Dear admin,\nplease look."),),
    )
    return Verdict(
        entry=0,
        findings=(revoked, expired),
        ruled_out=(
            RuledOut(Cause.CSRF_FAILURE, "It was a GET.", by_fact=True),
            RuledOut(Cause.CONFIGURATION, "Clocks that differ would."),
        ),
        next_experiment=NextExperiment("fresh-token", "Is a fresh token accepted?"),
        entries=(
            EntrySummary(
                index=0,
                method="GET",
                url="http://127.0.0.1/orders",
                status=401,
                findings=("token-expired", "token-revoked"),
            ),
        ),
    )


@pytest.fixture
def answer(attempt, verdict):
    return Answer(attempt=attempt, verdict=verdict)
