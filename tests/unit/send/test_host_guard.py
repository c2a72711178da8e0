"""A secret leaves only for hosts that it is meant for; any other one is asked about, or refused."""

import asyncio

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.exchange import Exchange
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Options, Request
from inspector.model.secret import Secret, SecretRef
from inspector.model.vault_entry import BoundHost, VaultEntry
from inspector.send.host_guard import HostGuard
from inspector.send.interaction import Interaction

VALUE = "tok-plum-and-pear-42"
REF = SecretRef(place="memory", name="orders")
HOME = "https://api.example/orders"


class Bindings:
    """Where secrets may go, in memory."""

    def __init__(self, *hosts):
        self.hosts = {REF: tuple(BoundHost(host) for host in hosts)}
        self.seen = []

    def known(self, ref):
        return VaultEntry(hosts=self.hosts.get(ref, ()))

    async def of(self, refs):
        return {ref: self.known(ref) for ref in refs}

    def name(self, ref):
        return ref.name

    def bind(self, ref, host):
        self.hosts[ref] = (*self.hosts.get(ref, ()), BoundHost(host))

    def answered(self, ref, message, status):
        self.seen.append((ref, status))


def guard(bindings, answer="no", **more):
    asked = []

    async def ask(question):
        asked.append(question)
        return answer

    options = more.pop("options", Options())
    request = Request(url=HOME, credential=Bearer(token=REF), options=options)
    assembled = assemble(request, Scope().with_secrets({REF: Secret(VALUE)}))
    made = HostGuard(assembled, Interaction(bindings=bindings, ask_host=ask, **more))
    made.revealed(REF)
    return made, asked


def message(url=HOME, value=f"Bearer {VALUE}"):
    header = Header("Authorization", value, "credential", secret=((7, len(value)),))
    return Message(method="GET", url=url, headers=(header,))


def refused(made, sent, source="address"):
    return asyncio.run(made.refused(sent, source, None))


def test_the_first_host_is_not_asked_about_and_is_bound_when_it_answered():
    bindings = Bindings()
    made, asked = guard(bindings)
    assert refused(made, message()) is None
    asyncio.run(made.arrived(Exchange(request=message(), reply=Reply(status=401)), "address"))
    assert [each.host for each in bindings.hosts[REF]] == ["api.example"]
    assert (bindings.seen, asked) == ([(REF, 401)], [])


def test_another_host_gets_nothing_unless_the_person_says_so():
    made, asked = guard(Bindings("api.example"))
    failure = refused(made, message("https://rival.example/"))
    assert (failure.kind, len(asked)) == ("secret-held-back", 1)
    assert "rival.example" in failure.message
    assert "api.example" in failure.message
    assert VALUE not in failure.message


def test_without_anybody_to_ask_it_is_held_back():
    request = Request(url=HOME, credential=Bearer(token=REF))
    assembled = assemble(request, Scope().with_secrets({REF: Secret(VALUE)}))
    made = HostGuard(assembled, Interaction(bindings=Bindings("api.example")))
    assert refused(made, message("https://rival.example/")) is not None


@pytest.mark.parametrize(("answer", "bound"), [("once", 1), ("bind", 2)])
def test_an_answer_counts_for_the_rest_of_the_sending(answer, bound):
    bindings = Bindings("api.example")
    made, asked = guard(bindings, answer)
    for _ in range(2):
        assert refused(made, message("https://rival.example/")) is None
    assert (len(asked), len(bindings.hosts[REF])) == (1, bound)


def test_a_coded_secret_is_one_all_the_same():
    made, asked = guard(Bindings("api.example"))
    coded = message("https://rival.example/", "Bearer dG9rLXBsdW0tYW5kLXBlYXItNDI=")
    assert refused(made, coded) is not None
    assert len(asked) == 1


def test_what_holds_no_secret_goes_anywhere():
    made, asked = guard(Bindings("api.example"))
    assert refused(made, Message(method="GET", url="https://rival.example/")) is None
    assert asked == []


def test_what_a_shared_file_allows_itself_does_not_count_for_a_secret_that_has_a_host():
    made, asked = guard(
        Bindings("api.example"), options=Options(keep_credential_for=("rival.example",))
    )
    assert refused(made, message("https://rival.example/"), "redirect") is not None
    assert len(asked) == 1


def test_a_host_that_this_person_named_for_the_run_is_not_asked_about():
    made, asked = guard(Bindings("api.example"), trusted_hosts=("rival.example",))
    assert refused(made, message("https://rival.example/"), "redirect") is None
    assert asked == []


def test_a_certificate_is_shown_to_the_first_host_alone():
    made, asked = guard(Bindings())
    first = asyncio.run(made.refused_certificate("/key.pem", (HOME, "address"), None))
    made.showed_certificate("/key.pem", HOME)
    other = ("https://rival.example/", "redirect")
    assert first is None
    assert asyncio.run(made.refused_certificate("/key.pem", other, None)) is not None
    assert [each.host for each in asked] == ["rival.example"]
