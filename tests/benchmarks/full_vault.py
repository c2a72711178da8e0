"""What 10,000 kept tokens and 5,000 cookies add to the start of the window."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._figure import Figure
from tests.benchmarks.starting import OURS, started

ROUNDS = 9
ALLOWED = 0.020  # seconds that the start may take longer
FILL = """
import datetime as dt, sys, time
from inspector.vault import file_format
from inspector.vault.file_keeping import FileKeeping
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import Setting
from inspector.protocol.oauth import kept_token
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.settings.places import places
from inspector.vault.choose import open_vault
tokens, cookies = int(sys.argv[1]), int(sys.argv[2])
store = FileKeeping(places().vault, places().vault_seen).open("the passphrase")
def all_of_them(state):
    for number in range(tokens):
        token = KeptToken(access_token=f"{number:08}-{'x' * 40}", obtained=time.time(), life=3600)
        name, text = f"oauth-token-{number:032}", kept_token.written(token)
        state = file_format.with_value(state, store._key, name, text)
    return state
store._change(all_of_them)  # one by one, the file would be written as often
store.close()
vault = open_vault(places().vault, "file", places().vault_seen)
vault.use_file("the passphrase").result(60)
began = time.perf_counter()
assert not vault.persist([vault.put("one more", place="keyring")]).result(60)
print(f"keeping one more takes {(time.perf_counter() - began) * 1000:.0f} ms")
jar = vault.cookies.of("")
now = dt.datetime.now(dt.UTC)
for number in range(cookies):
    line = f"c{number}=value-{number:08}; Path=/; Max-Age=86400"
    jar.take(parse(line, now), Setting(f"https://host-{number % 500}.example/", now))
assert len(jar.contents.cookies) == cookies
assert not vault.cookies.save("").result(300)
vault.close()
"""


def _filled(home, tokens, cookies):
    """Keep that many in the vault file of a home, and start once so that all else is the same."""
    environment = {**os.environ, "REQUEST_INSPECTOR_HOME": home}
    command = [sys.executable, "-c", FILL, str(tokens), str(cookies)]
    subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[2])
    started(OURS, home)


def measure():
    """Yield the figure: how much of what is allowed the fastest of the starts take longer."""
    with tempfile.TemporaryDirectory() as full, tempfile.TemporaryDirectory() as empty:
        _filled(full, 10_000, 5_000)
        _filled(empty, 1, 1)
        pairs = [(started(OURS, full), started(OURS, empty)) for _ in range(ROUNDS)]
    ours, peer = (min(times) for times in zip(*pairs, strict=True))
    detail = f"{ours * 1000:.0f} ms against {peer * 1000:.0f} ms"
    name = "what 10,000 kept tokens and 5,000 cookies add to the start / 20 ms"
    yield Figure(name, (ours - peer) / ALLOWED, 1, detail)
