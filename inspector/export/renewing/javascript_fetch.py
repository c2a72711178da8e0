"""The request for Node.js with fetch that renews its token once where it is refused."""

import json

from inspector.export.code.call import Call, Text
from inspector.export.code.javascript_words import text_of
from inspector.export.code.renewal import Renewal
from inspector.export.snippets import javascript_fetch
from inspector.model.message import readable

NAME = "javascript-fetch"


def write(call: Call, renewal: Renewal) -> str:
    """Return a module; `send` may be called many times at once."""
    name = renewal.token.name
    sends = javascript_fetch.write(call).partition("await ")[2].partition(");\nconsole.log")[0]
    sends = sends.replace(f"process.env.{name}", "token") + ")"
    rows = [f"    [{json.dumps(name)}, {_value(renewal, text)}],\n" for name, text in renewal.form]
    headers = ""
    if renewal.password is not None:
        user = json.dumps(renewal.user + ":", ensure_ascii=False)
        pair = f"{user} + process.env.{renewal.password.name}"
        basic = f'"Basic " + Buffer.from({pair}).toString("base64")'
        headers = f"\n    headers: {{ Authorization: {basic} }},"
    return _CODE.format(
        name=name,
        refresh=f"let refresh = process.env.{renewal.refresh.name};\n" if renewal.refresh else "",
        url=json.dumps(renewal.url, ensure_ascii=False),
        form="[\n" + "".join(rows) + "  ]",
        headers=headers,
        rotates="\n  refresh = made.refresh_token ?? refresh;" if renewal.refresh else "",
        sends=sends,
    )


def _value(renewal: Renewal, text: Text) -> str:
    if text == (renewal.refresh,):
        return "refresh"
    return text_of(tuple(readable(p) if isinstance(p, str) else p for p in text))


_CODE = """let token = process.env.{name} ?? "";
{refresh}let renewing = null;

async function fetchToken() {{
  const form = new URLSearchParams({form});
  const reply = await fetch({url}, {{
    method: "POST",
    body: form,{headers}
  }});
  if (!reply.ok) throw new Error(`No new token came: ${{reply.status}} ${{await reply.text()}}`);
  const made = await reply.json();
  token = made.access_token;{rotates}
}}

// Once for all who were refused with the same token.
async function renew(refused) {{
  if (token === refused) {{
    renewing ??= fetchToken().finally(() => (renewing = null));
    await renewing;
  }}
  return token;
}}

function request(token) {{
  return {sends};
}}

async function send() {{
  const used = token || (await renew(""));
  const response = await request(used);
  return response.status === 401 ? request(await renew(used)) : response;
}}

const response = await send();
console.log(response.status, await response.text());
if (response.status === 401) {{
  console.error("Refused with a new token too.");
  process.exitCode = 1;
}}
"""
