"""Keys of one provider at the host of another, or of one environment at the host of the other."""

from inspector.annotate import key_words
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import fresh_keys, known_keys
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, SHOWN, STRONG
from inspector.protocol.keys import key_facts, key_shapes
from inspector.reading import places
from inspector.wording import tr

_OWNER, _ENVIRONMENT, _REGION, _ADDRESS = STRONG, CLEAR, STRONG, SHOWN


def other_provider(case: Case) -> Found:
    """The key was given out by another provider than the one that runs the host."""
    host = case.sent.bare_host
    for sent, checked in fresh_keys(case):
        owner = key_words.stranger(checked.shape, host)
        if owner:
            name = key_words.name_of(checked.shape)
            yield case.suspect(
                "key-of-other-provider",
                _OWNER,
                fact(tr("{name} holds a {kind}.", name=sent.name, kind=name), sent.place),
                fact(
                    tr("{host} is a host of {owner}.", host=host, owner=owner),
                    places.in_line(case.index, "request"),
                ),
                case.status_evidence,
                kind=name,
                owner=owner,
                provider=checked.shape.provider,
            )


def other_environment(case: Case) -> Found:
    """The key is for tests and the host for live use, or the other way round."""
    here = key_shapes.environment_at(case.sent.bare_host)
    words = {"test": tr("tests"), "live": tr("live use")}
    for sent, checked in fresh_keys(case):
        there = checked.shape.environment
        if here and there and here != there:
            yield case.suspect(
                "environment-mismatch",
                _ENVIRONMENT,
                fact(tr("The key is for {environment}.", environment=words[there]), sent.place),
                fact(
                    tr(
                        "{host} is for {environment}.",
                        host=case.sent.bare_host,
                        environment=words[here],
                    ),
                    places.in_line(case.index, "request"),
                ),
                environment=there,
            )


def other_data_centre(case: Case) -> Found:
    """The key names its data centre, and the host is that of another."""
    host = case.sent.bare_host
    for sent, checked in fresh_keys(case):
        known = dict(key_facts.facts(checked.shape.slug, sent.bare))
        region = known.get("region", "")
        first = host.partition(".")[0]
        if region and key_shapes.belongs(checked.shape, host) and first != region:
            yield case.suspect(
                "wrong-region",
                _REGION,
                fact(tr("The key ends in the data centre {name}.", name=region), sent.place),
                fact(
                    tr("The request went to {host}.", host=case.sent.host),
                    places.in_line(case.index, "request"),
                ),
                case.status_evidence,
            )


def other_address(case: Case) -> Found:
    """The token names the address it was made for, and that is another one."""
    host = case.sent.bare_host
    for one, checked in known_keys(case):
        named = dict(key_facts.facts(checked.shape.slug, one.secret)).get("address", "")
        there = key_words.host_of(named) if "://" in named else named.partition("/")[0].lower()
        if not there or host == there or host.endswith(f".{there}"):
            continue
        if not key_shapes.belongs(checked.shape, host):
            continue
        yield case.suspect(
            "environment-mismatch",
            _ADDRESS,
            fact(
                tr("The token says that it was made for {address}.", address=there),
                one.credential.place,
            ),
            fact(
                tr("The request went to {host}.", host=case.sent.host),
                places.in_line(case.index, "request"),
            ),
            case.status_evidence,
            environment=there,
        )
        return


RULES = (other_provider, other_environment, other_data_centre, other_address)
