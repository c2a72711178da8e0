"""An MCP server on the official SDK with its own authorization: tokens, sessions, hosts, origins."""

import base64
import hashlib
import json
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack, contextmanager

from tests.fixtures.mcp_official import PYTHON, OfficialMcpServer
from tests.servers.proving.records import Answers, Place, Refusal, Success, by_client, by_owner

NEEDS = (PYTHON.parent / "mcp",)
INSIDE, ISSUED = Answers(holds="serverInfo"), Answers(holds="access_token")
CALL = json.dumps(
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "proving", "version": "1"},
        },
    }
)
VERIFIER = "a-verifier-of-a-sign-in-that-is-long-enough-43ch"
BACK = "http://127.0.0.1/back"


class Client:
    """Registers, signs in and fetches tokens past the program, as the SDK's own client does."""

    def __init__(self, url):
        self.url, self.base = url, url.removesuffix("/mcp")
        kinds = {"grant_types": ["authorization_code", "refresh_token"], "redirect_uris": [BACK]}
        kinds |= {"response_types": ["code"], "token_endpoint_auth_method": "client_secret_post"}
        found = self._post("/register", json.dumps(kinds).encode(), "application/json")
        self.id, self.secret = found["client_id"], found["client_secret"]

    def _post(self, path, data, kind):
        asked = urllib.request.Request(self.base + path, data, {"Content-Type": kind})
        with urllib.request.urlopen(asked, timeout=60) as reply:
            return json.load(reply)

    def code(self):
        """Sign in and return the code; the server asks nobody."""
        hashed = hashlib.sha256(VERIFIER.encode()).digest()
        fields = {
            "client_id": self.id,
            "response_type": "code",
            "redirect_uri": BACK,
            "code_challenge": base64.urlsafe_b64encode(hashed).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "resource": self.url,
        }
        opener = urllib.request.build_opener(_Stay)
        try:
            opener.open(f"{self.base}/authorize?{urllib.parse.urlencode(fields)}", timeout=60)
        except urllib.error.HTTPError as error:
            query = urllib.parse.urlsplit(error.headers["Location"]).query
            error.close()
            return urllib.parse.parse_qs(query)["code"][0]
        raise AssertionError("the sign-in did not lead back")

    def fields(self, **more):
        """Return the fields that exchange a code for a token."""
        fields = {"grant_type": "authorization_code", "redirect_uri": BACK}
        fields |= {"client_id": self.id, "client_secret": self.secret}
        return {**fields, "code_verifier": VERIFIER, **more}

    def exchange(self, **more):
        """Return a call that exchanges a code for a token."""
        fields = {"code": self.code(), **more}
        data = (f"-d '{name}={text}'" for name, text in self.fields(**fields).items())
        return f"{' '.join(data)} {self.base}/token"

    def token(self):
        """Return a fresh token."""
        data = urllib.parse.urlencode(self.fields(code=self.code())).encode()
        return self._post("/token", data, "application/x-www-form-urlencoded")["access_token"]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@contextmanager
def started(folder):
    """Run three of them; yield the place."""
    with ExitStack() as stack:
        clients = []
        for name, refuses in (("one", False), ("two", False), ("three", True)):
            (folder / name).mkdir()
            server = OfficialMcpServer(folder / name, refuses=refuses)
            stack.callback(server.stop)
            clients.append(Client(server.url))
        one, two, three = clients
        yield Place(
            refusals=(*_tokens(one, two, three), *_endpoint(one), *_places(one)),
            successes=(
                Success(id="call", call=_call(one), answers=INSIDE),
                Success(id="token", call=lambda _put: one.exchange(), answers=ISSUED),
            ),
        )


def _call(client, token=None, more="", url=""):
    """Return a call to the server with a fresh token, or what is given in its place."""

    def made(_put):
        shown = client.token() if token is None else token() if callable(token) else token
        kinds = "-H 'Content-Type: application/json'"
        kinds += " -H 'Accept: application/json, text/event-stream'"
        login = f"-H 'Authorization: Bearer {shown}'" if shown else ""
        return f"{kinds} {login} {more} --data '{CALL}' {url or client.url}"

    return made


def _tokens(one, two, three):
    right = by_client("a token of this server", _call(one), INSIDE, secret=one.token)

    def in_query(put):
        return _call(one, "", url=f"'{one.url}?access_token={one.token()}'")(put)

    return (
        Refusal("no token", "missing-credentials", "no token was sent", _call(one, ""), right),
        Refusal(
            "token that was never given",
            "invalid-credentials",
            "the token is none of the server's",
            _call(one, "q8Zk2fT0bLw7Xn5cVd1"),
            right,
            ambiguous=True,
        ),
        Refusal(
            "token cut short",
            "invalid-credentials",
            "the token lost its last characters",
            _call(one, lambda: one.token()[:-5]),
            right,
            before=(_call(one),),
            ambiguous=True,
        ),
        Refusal(
            "token of another server",
            "wrong-endpoint",
            "the token was given by another server of the same kind",
            _call(one, two.token),
            right,
            also=("invalid-credentials", "configuration"),
            ambiguous=True,
        ),
        Refusal(
            "its own token is not known",
            "configuration",
            "the server takes no token that it gave itself",
            _call(three),
            by_owner("let it keep its tokens", right=_call(one), answers=INSIDE),
            also=("invalid-credentials", "revoked-token"),
            ambiguous=True,
        ),
        Refusal(
            "Basic for a token",
            "scheme-mismatch",
            "a login by Basic was sent where a token is asked for",
            _call(one, "", "-u alice:some-password"),
            right,
        ),
        Refusal(
            "token in the query",
            "missing-credentials",
            "the token stands in the query, the server reads Authorization",
            in_query,
            right,
        ),
    )


def _endpoint(one):
    anew = by_owner("sign in anew", right=lambda _put: one.exchange(), answers=ISSUED)
    used = []

    def first(_put):
        used[:] = [one.code()]
        return one.exchange(code=used[0])

    return (
        Refusal(
            "code used twice",
            "invalid-credentials",
            "the code of the sign-in was exchanged before",
            lambda _put: one.exchange(code=used[0]),
            anew,
            status=400,
            before=(first,),
            also=("revoked-token", "expired-session"),
        ),
        Refusal(
            "another verifier",
            "invalid-credentials",
            "the verifier does not belong to the code (PKCE)",
            lambda _put: one.exchange(code_verifier=VERIFIER[::-1]),
            anew,
            status=400,
            also=("configuration",),
        ),
        Refusal(
            "wrong client secret",
            "invalid-credentials",
            "the secret of the client is wrong",
            lambda _put: one.exchange(client_secret="not-the-secret-4d7c"),
            by_client("the right secret", lambda _put: one.exchange(), ISSUED, secret=one.secret),
        ),
        Refusal(
            "unknown client",
            "invalid-credentials",
            "the server has no such client",
            lambda _put: one.exchange(client_id="0a1b2c3d-0000-4000-8000-000000000000"),
            anew,
            also=("configuration",),
        ),
        Refusal(
            "grant not known",
            "configuration",
            "the server does not know the grant",
            lambda _put: one.exchange(grant_type="client_credentials"),
            anew,
            status=400,
        ),
    )


def _places(one):
    port = one.base.rpartition(":")[2]
    named = f"--resolve files.example:{port}:127.0.0.1"
    return (
        Refusal(
            "host that is not served",
            "wrong-endpoint",
            "the host name is none that the server answers to",
            _call(one, more=named, url=f"http://files.example:{port}/mcp"),
            by_client(
                "a name that is served",
                _call(one),
                INSIDE,
                address=one.url,
                hosts=(f"127.0.0.1:{port}",),
            ),
            status=421,
            also=("configuration",),
        ),
        Refusal(
            "a page elsewhere",
            "csrf-failure",
            "the request says that it comes from a page of another origin",
            _call(one, more="-H 'Origin: https://elsewhere.example'"),
            by_client("no Origin", _call(one), INSIDE),
            status=403,
        ),
        Refusal(
            "session that is not known",
            "expired-session",
            "the session of the protocol is none of the server's (any more)",
            _call(one, more="-H 'Mcp-Session-Id: 5f0c1d2e3b4a59687766554433221100'"),
            by_client("a new session", _call(one), INSIDE),
            status=404,
        ),
    )
