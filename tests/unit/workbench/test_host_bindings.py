"""A secret goes only to hosts it is meant for: on every way that sends, for every scheme."""

import json
import ssl

import msgspec
import pytest

from inspector.compose.scope import Scope
from inspector.model.fix import Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.oauth import ClientProof
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.request import JsonBody, Options, QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.vault.choose import open_vault
from inspector.workbench.build import build
from tests.fixtures.scripted import reply

TOKEN = "t0ken-314159-planted"
CHALLENGE_LINE = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'
CHALLENGE = reply("401 No", CHALLENGE_LINE)


def elsewhere(url):
    """Return the same server under another name."""
    return url.replace("127.0.0.1", "localhost")


@pytest.fixture
def asked(bench):
    """What was asked about hosts; `asked.answer` is what the person says."""

    class Asked(list):
        answer = "no"

        async def ask(self, question):
            self.append(question)
            return self.answer

    made = Asked()
    bench.hosts.ask = made.ask
    return made


@pytest.fixture
def ref(bench):
    return bench.vault.put(TOKEN, label="Orders")


def sent(bench, request):
    return bench.submit(bench.send(request, Scope())).result(60).attempt.exchanges


def held(exchanges):
    failure = exchanges[-1].failure
    return failure is not None and failure.kind == "secret-held-back"


def placed(ref):
    """Every place that a request can have a secret in."""
    named = f"{{{{vault.{ref.name}}}}}"
    return {
        "bearer": {"credential": Bearer(token=ref)},
        "basic": {"credential": Basic(user="ada", password=ref)},
        "digest": {"credential": Digest(user="ada", password=ref)},
        "query": {"credential": ApiKey(name="k", place="query", value=ref)},
        "cookie": {"credential": ApiKey(name="k", place="cookie", value=ref)},
        "template": {"credential": Bearer(token=SecretRef(place="text", name=named))},
        "header": {"headers": (RequestHeader("X-Any", named),)},
        "parameter": {"query": (QueryParam("q", named),)},
        "body": {"method": "POST", "body": JsonBody(text=f'{{"a": "{named}"}}')},
        "basic template": {
            "credential": Basic(user="ada", password=SecretRef(place="text", name=named))
        },
    }


@pytest.mark.parametrize("place", list(placed(SecretRef(name="x"))))
def test_the_first_host_has_it_and_another_one_is_asked_about(bench, scripted, asked, ref, place):
    server = scripted([CHALLENGE, reply()] if place == "digest" else [reply(), reply()])
    wanted = placed(ref)[place]
    bench.submit(bench.vault.resolve_all([ref])).result(60)
    sent(bench, Request(url=server.url, **wanted))
    assert asked == []
    assert bench.vault.entries.known(ref).host_names == ("127.0.0.1",)
    other = scripted([CHALLENGE, reply()])
    exchanges = sent(bench, Request(url=elsewhere(other.url), **wanted))
    assert held(exchanges)
    (question,) = asked
    assert (question.host, question.source) == ("localhost", "address")
    assert [each.host for each in question.bound] == ["127.0.0.1"]
    assert not any(b"response=" in each or TOKEN.encode() in each for each in other.requests)


def test_once_is_once_and_bound_is_for_good(bench, scripted, asked, ref):
    server = scripted([reply(), reply(), reply()])
    request = Request(url=server.url, credential=Bearer(token=ref))
    away = Request(url=elsewhere(server.url), credential=Bearer(token=ref))
    sent(bench, request)
    asked.answer = "once"
    assert sent(bench, away)[-1].reply.status == 200
    assert bench.vault.entries.known(ref).host_names == ("127.0.0.1",)
    asked.answer = "bind"
    assert sent(bench, away)[-1].reply.status == 200
    assert len(asked) == 2
    assert bench.vault.entries.known(ref).host_names == ("127.0.0.1", "localhost")


def test_a_request_without_the_secret_asks_nothing(bench, scripted, asked, ref):
    server = scripted([reply(), reply()])
    sent(bench, Request(url=server.url, credential=Bearer(token=ref)))
    assert not held(sent(bench, Request(url=elsewhere(server.url))))
    assert asked == []


def test_a_host_that_was_never_reached_is_none(bench, scripted, asked, ref):
    server = scripted([reply()])
    sent(bench, Request(url="http://127.0.0.1:1/", credential=Bearer(token=ref)))
    assert bench.vault.entries.known(ref).host_names == ()
    sent(bench, Request(url=elsewhere(server.url), credential=Bearer(token=ref)))
    assert (asked, bench.vault.entries.known(ref).host_names) == ([], ("localhost",))


def test_what_a_file_allows_itself_does_not_count(bench, scripted, asked, ref):
    """A shared collection may name any host in its options."""
    away = scripted([reply()])
    server = scripted([reply(), reply("307 Go", f"Location: {elsewhere(away.url)}")])
    sent(bench, Request(url=server.url, credential=Bearer(token=ref)))
    options = Options(keep_credential_for=("*",))
    hostile = Request(url=server.url, credential=Bearer(token=ref), options=options)
    assert held(sent(bench, hostile))
    assert (asked[0].source, asked[0].status) == ("redirect", 307)
    assert away.requests == []
    hostile = Request(url=elsewhere(away.url), credential=Bearer(token=ref), options=options)
    assert held(sent(bench, hostile))


def test_hosts_that_the_person_named_need_no_question(bench, scripted, asked, ref):
    away = scripted([reply()])
    server = scripted([reply(), reply("307 Go", f"Location: {elsewhere(away.url)}")])
    request = Request(url=server.url, credential=Bearer(token=ref))
    sent(bench, request)
    bench.hosts.trusted = (elsewhere(away.url).split("/")[2],)
    options = Options(keep_credential_for=bench.hosts.trusted)
    kept = Request(url=server.url, credential=Bearer(token=ref), options=options)
    assert sent(bench, kept)[-1].reply.status == 200
    assert TOKEN.encode() in away.requests[0]
    assert asked == []


def test_a_fix_that_lets_a_host_have_it_binds_it(bench, scripted, asked, ref):
    away = scripted([reply()])
    server = scripted([reply(), reply("307 Go", f"Location: {elsewhere(away.url)}")])
    request = Request(url=server.url, credential=Bearer(token=ref))
    sent(bench, request)
    host = elsewhere(away.url).split("/")[2]
    change = Change(field=Field("options", "keep_credential_for"), after=host)
    fix = Fix(id="x", title="x", changes=(change,))
    fixed = bench.submit(bench.fix(request, fix, Scope())).result(60)
    assert sent(bench, fixed.request)[-1].reply.status == 200
    assert asked == []


def test_nobody_asked_is_no(bench, scripted, ref):
    server = scripted([reply()])
    sent(bench, Request(url=server.url, credential=Bearer(token=ref)))
    (exchange,) = sent(bench, Request(url=elsewhere(server.url), credential=Bearer(token=ref)))
    text = exchange.failure.message
    assert text == "Nothing was sent to localhost: “Orders” is meant for 127.0.0.1."
    assert len(server.requests) == 1


def test_an_experiment_does_not_carry_it_elsewhere(bench, scripted, asked, ref):
    server = scripted([reply()])
    away = scripted([reply("401 No", 'WWW-Authenticate: Bearer realm="r"')])
    sent(bench, Request(url=server.url, credential=Bearer(token=ref)))
    asked.answer = "once"
    request = Request(url=elsewhere(away.url), credential=Bearer(token=ref))
    refused = bench.submit(bench.send(request, Scope())).result(60)
    count = len(away.requests)
    plans = [plan.id for plan in bench.experiments(refused, Scope()) if plan.refused == ""]
    assert plans
    asked.answer = "no"
    before = len(asked)
    bench.submit(bench.experiment(refused, plans, Scope())).result(60)
    carried = [each for each in away.requests[count:] if TOKEN.encode() in each]
    assert (carried, len(asked)) == ([], before)


def _provider(scripted, token_host=""):
    """A provider that names its token endpoint, at another server if that is given."""

    def script(connection):
        asked = connection.request()
        issuer = asked.partition(b"Host: ")[2].partition(b"\r\n")[0].decode()
        document = {
            "issuer": f"http://{issuer}",
            "token_endpoint": f"{token_host or f'http://{issuer}'}/token",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        token = {"access_token": "acc-271828"}
        body = json.dumps(document if asked.startswith(b"GET") else token).encode()
        connection.send(reply("200 OK", "Content-Type: application/json", body=body))

    return scripted(script)


def test_a_token_endpoint_elsewhere_is_asked_about(bench, scripted, asked, ref):
    """The client secret is new, and the provider's own description names another host."""
    thief = scripted([reply("200 OK", body=b'{"access_token":"x"}')])
    api = scripted([reply()])
    provider = _provider(scripted, elsewhere(thief.url))
    credential = OAuth2(
        grant="client-credentials",
        issuer=provider.url,
        client_id="c",
        client=ClientProof(secret=ref, method="client_secret_post"),
    )
    exchanges = sent(bench, Request(url=api.url, credential=credential))
    assert held(exchanges)
    assert [(each.host, each.source) for each in asked] == [("localhost", "provider")]
    assert (thief.requests, api.requests) == ([], [])


def test_the_token_and_the_client_secret_have_hosts_of_their_own(bench, scripted, asked, ref):
    provider = _provider(scripted)
    api = scripted([reply(), reply()])
    credential = OAuth2(
        grant="client-credentials",
        issuer=provider.url,
        client_id="c",
        client=ClientProof(secret=ref, method="client_secret_post"),
    )
    url = elsewhere(api.url)
    assert sent(bench, Request(url=url, credential=credential))[-1].reply.status == 200
    assert asked == []
    assert bench.vault.entries.known(ref).host_names == ("127.0.0.1",)
    assert held(sent(bench, Request(url=api.url, credential=credential)))
    (question,) = asked
    assert (question.secret, question.host) == ("the access token", "127.0.0.1")
    assert len(api.requests) == 1


def test_it_is_known_in_the_next_run(scripted, tmp_path):
    server = scripted([reply(), reply()])
    first = build(open_vault(tmp_path, "memory"))
    first.vault.close()
    first.close()
    vault = open_vault(tmp_path, "file")
    vault.use_file("a good passphrase").result(60)
    bench = build(vault)
    ref = vault.put(TOKEN, label="Orders")
    assert vault.persist([ref]).result(60) == ()
    sent(bench, Request(url=server.url, credential=Bearer(token=ref)))
    bench.close()
    vault.close()
    again = open_vault(tmp_path, "file")
    again.use_file("a good passphrase").result(60)
    bench = build(again)
    assert held(sent(bench, Request(url=elsewhere(server.url), credential=Bearer(token=ref))))
    bench.close()
    again.close()


def test_a_proxys_password_is_not_asked_about_at_the_target(bench, scripted, asked):
    password = bench.vault.put("pr0xy-pass", label="Proxy")
    proxy = scripted([reply("407 No", 'Proxy-Authenticate: Basic realm="p"'), reply(), reply()])
    options = Options(proxy=proxy.url, proxy_credential=Basic(user="u", password=password))
    for host in ("a", "b"):
        sent(bench, Request(url=f"http://{host}.example/", options=options))
    assert asked == []


def test_the_token_service_that_a_registry_names_is_asked_about(bench, scripted, asked, ref):
    service = scripted([reply("200 OK", body=b'{"token": "abc"}')])
    challenge = f'WWW-Authenticate: Bearer realm="{elsewhere(service.url)}/token",service="r"'
    registry = scripted([reply("401 No", challenge), reply("401 No", challenge), reply()])
    request = Request(url=registry.url, credential=RegistryToken(user="ada", password=ref))
    assert held(sent(bench, request))
    (question,) = asked
    assert (question.host, question.source) == ("localhost", "provider")
    assert service.requests == []
    asked.answer = "bind"
    assert [each.reply.status for each in sent(bench, request)] == [401, 200, 200]
    assert len(asked) == 2  # not about the registry, which gets the token and no password
    assert bench.vault.entries.known(ref).host_names == ("localhost",)


# ---------------- Everywhere that a shared file can fill a secret in
def filled_in(ref, other):
    """Return requests that use a secret as a variable where nothing marks it, or for a proxy."""
    named = f"{{{{vault.{ref.name}}}}}"
    login = Basic(user="u", password=ref)
    return {
        "user": {"credential": Basic(user=named, password=other)},
        "user of digest": {"credential": Digest(user=named, password=other)},
        "scheme word": {"credential": Bearer(word=named, token=other)},
        "name of a key": {"credential": ApiKey(name=named, value=other)},
        "name of a parameter": {"credential": ApiKey(name=named, value=other, place="query")},
        "claims": {"credential": SignedJwt(key=other, claims=f'{{"a": "{named}"}}')},
        "method": {"method": named},
        "user of the address": {"url": f"http://{named}:x@HOST/"},
        "host": {"url": f"http://{named}.HOST/"},
        "name of a header": {"headers": (RequestHeader(named, "x"),)},
        "origin": {"options": Options(browser_origin=f"https://{named}.example")},
        "beside a proxy": {
            "credential": Bearer(token=ref),
            "options": Options(proxy_credential=login),
        },
        "login of a proxy": {"options": Options(proxy="HOST", proxy_credential=login)},
        "user of a proxy": {
            "options": Options(proxy="HOST", proxy_credential=Basic(user=named, password=other))
        },
        "address of a proxy": {"options": Options(proxy=f"http://u:{named}@HOST")},
        "host of a proxy": {"options": Options(proxy=f"http://{named}.HOST")},
    }


FILLED_IN = list(filled_in(SecretRef(name="x"), SecretRef(name="y")))


@pytest.mark.parametrize("place", FILLED_IN)
def test_no_place_of_a_shared_file_leads_a_secret_elsewhere(bench, scripted, asked, ref, place):
    home = scripted([reply()])
    sent(bench, Request(url=home.url, credential=Bearer(token=ref)))
    at_proxy = place.endswith("of a proxy")
    wants = 'Proxy-Authenticate: Basic realm="p"' if at_proxy else CHALLENGE_LINE
    thief = scripted([reply("407 No" if at_proxy else "401 No", wants), reply(), reply()])
    host = elsewhere(thief.url).removeprefix("http://")
    fields = filled_in(ref, bench.vault.put("other-0123456789", place="memory"))[place]
    options = fields.pop("options", Options())
    options = msgspec.structs.replace(options, proxy=options.proxy.replace("HOST", host))
    url = fields.pop("url", "http://HOST/").replace("HOST", "a.example" if at_proxy else host)
    exchanges = sent(bench, Request(url=url, options=options, **fields))
    assert held(exchanges)
    assert [each.source for each in asked] == ["proxy" if at_proxy else "address"]
    said = b"".join(thief.requests)
    assert TOKEN.encode() not in said
    assert b"Authorization" not in said or place == "user of digest"


def test_a_proxys_password_is_bound_to_the_proxy_that_took_it(bench, scripted, asked):
    password = bench.vault.put("pr0xy-pass", label="Proxy")
    bench.submit(bench.vault.resolve_all([password])).result(60)
    login = Basic(user="u", password=password)

    def through(proxy):
        options = Options(proxy=proxy, proxy_credential=login)
        return sent(bench, Request(url="http://a.example/", options=options))

    wants = reply("407 No", 'Proxy-Authenticate: Basic realm="p"')
    assert through(scripted([wants, wants]).url)[-1].reply.status == 407
    assert bench.vault.entries.known(password).hosts == ()  # it was not taken
    assert through(scripted([wants, reply()]).url)[-1].reply.status == 200
    assert bench.vault.entries.known(password).host_names == ("127.0.0.1",)
    other = scripted([wants, reply()])
    assert held(through(elsewhere(other.url)))
    (question,) = asked
    assert (question.host, question.source) == ("localhost", "proxy")
    assert other.requests == []
    asked.answer = "bind"
    assert through(elsewhere(other.url))[-1].reply.status == 200
    assert bench.vault.entries.known(password).host_names == ("127.0.0.1", "localhost")


# ---------------- The certificate that a server may ask for
@pytest.fixture
def shown(certificates, scripted):
    """Start TLS servers that ask for a certificate: what each was shown is in `shown.certificates`."""

    def start(*replies):
        seen, context = [], certificates.server_context()
        context.load_verify_locations(certificates.ca)
        context.verify_mode = ssl.CERT_OPTIONAL

        def script(connection):
            for each in replies:
                if not connection.request():
                    return
                seen.append(bool(connection.sock.getpeercert()))
                connection.send(each)

        server = scripted(script, context)
        server.certificates = seen
        return server

    return start


@pytest.fixture
def own(certificates):
    certificate, key = certificates.client
    return Options(ca_file=certificates.ca, client_certificate=certificate, client_key=key)


@pytest.mark.parametrize(("answer", "seen"), [("no", [False]), ("once", [True]), ("bind", [True])])
def test_a_redirect_shows_no_certificate_unasked(bench, shown, asked, own, answer, seen):
    away = shown(reply())
    home = shown(reply("302 Found", f"Location: {elsewhere(away.url)}"))
    asked.answer = answer
    last = sent(bench, Request(url=home.url, options=own))[-1]
    assert (last.reply.status, home.certificates, away.certificates) == (200, [True], seen)
    assert [(each.host, each.source) for each in asked] == [("localhost", "redirect")]
    assert [each.name for each in last.dropped] == (["client certificate"] * (answer == "no"))


def test_a_certificate_stays_with_the_host_it_was_shown_to(bench, shown, asked, own):
    home, other = shown(reply(), reply()), shown(reply())
    sent(bench, Request(url=home.url, options=own))
    assert held(sent(bench, Request(url=elsewhere(other.url), options=own)))
    assert other.certificates == []
    assert [each.source for each in asked] == ["address"]
