"""What is printed holds no secret, and its places are those of the recording."""

import msgspec

from inspector.cli.masking import masked_verdict
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.finding import EntrySummary, Evidence, Verdict
from inspector.model.message import Header

SECRET = "practice-only-0123456789"


def with_secret(attempt):
    exchange = attempt.exchanges[0]
    headers = (Header("Authorization", f"Bearer {SECRET}"),)
    message = msgspec.structs.replace(exchange.request, headers=headers)
    return Attempt(exchanges=(msgspec.structs.replace(exchange, request=message),))


def test_texts_lose_the_secrets_of_the_exchanges_they_are_about(attempt, verdict):
    finding = msgspec.structs.replace(
        verdict.findings[0],
        title=f"The token {SECRET} was refused.",
        evidence=(Evidence(statement=f"It sent {SECRET}", place=Place(side="request")),),
    )
    masked = masked_verdict(Verdict(entry=0, findings=(finding,)), with_secret(attempt))
    assert SECRET not in repr(masked)
    assert "The token" in masked.findings[0].title


def test_addresses_lose_theirs(attempt):
    entry = EntrySummary(index=0, method="GET", url=f"http://h/?api_key={SECRET}", status=401)
    masked = masked_verdict(Verdict(entries=(entry,)), attempt)
    assert SECRET not in masked.entries[0].url
    assert masked.entries[0].url.startswith("http://h/?api_key=")


def test_known_values_are_masked_wherever_they_stand(attempt, verdict):
    finding = msgspec.structs.replace(verdict.findings[0], title="hidden-value-77 it is")
    masked = masked_verdict(Verdict(findings=(finding,)), attempt, ("hidden-value-77",))
    assert "hidden-value-77" not in repr(masked)


def test_a_whole_part_gets_its_ends_as_recorded(attempt, verdict):
    whole = Place(entry=0, side="request", name="Authorization")
    finding = msgspec.structs.replace(
        verdict.findings[0], evidence=(Evidence(statement="x", place=whole),)
    )
    masked = masked_verdict(Verdict(findings=(finding,)), with_secret(attempt))
    place = masked.findings[0].evidence[0].place
    assert (place.start, place.end) == (0, len(f"Bearer {SECRET}"))


def test_the_rest_stays(attempt, verdict):
    assert masked_verdict(verdict, attempt) == verdict


def test_what_another_exchange_was_sent_is_masked_too(attempt, verdict):
    first = with_secret(attempt).exchanges[0]
    both = Attempt(exchanges=(first, attempt.exchanges[0]))
    place = Place(entry=1, side="request")
    finding = msgspec.structs.replace(
        verdict.findings[0],
        entry=1,
        title=f"The host {SECRET.lower()}.example does not exist.",
        evidence=(Evidence(statement="x", place=place),),
    )
    masked = masked_verdict(Verdict(entry=1, findings=(finding,)), both)
    assert SECRET.lower() not in repr(masked)
