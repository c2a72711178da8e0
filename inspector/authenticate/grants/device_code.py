"""Device code: the person signs in on any browser, with a code that is shown here (RFC 8628)."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import msgspec

from inspector.authenticate.provider import Ended, Provider, ended, granted
from inspector.authenticate.scheme import Answer, Step, Tell, Wait
from inspector.model.exchange import Exchange
from inspector.model.kinds.oauth import Grant
from inspector.model.question import Notice
from inspector.protocol.oauth import device_reply, error_reply, token_requests
from inspector.protocol.oauth.device_reply import DeviceReply
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.urls import host_of
from inspector.wording import tr

GRANT: Grant = "device-code"
NEEDS = ("device", "token")


def obtain(provider: Provider) -> Generator[Step, Answer, KeptToken]:
    """Get a code, show it, and ask until the person has signed in, declines, or time is up."""
    fields = token_requests.device_authorization(provider.credential)
    exchange = yield from provider.post("device", fields, "authorization", "device-code")
    found = _read(exchange)
    until = datetime.now(UTC) + timedelta(seconds=found.expires_in)
    notice = _notice(found, until)
    yield Tell(notice)
    made = yield from _asked(provider, found, notice)
    yield Tell(None)
    return made


def _read(exchange: Exchange) -> DeviceReply:
    found = device_reply.read(granted(exchange, "no-device-code").body)
    if found is None:
        host = host_of(exchange.request.url)
        text = tr("{host} answered, and its answer holds no device code.", host=host)
        raise ended("no-device-code", text, of_last=True)
    return found


def _notice(found: DeviceReply, until: datetime) -> Notice:
    text = tr(
        "Open {address} on any device, sign in, and enter the code {code}.",
        address=found.address,
        code=found.user_code,
    )
    return Notice(
        text=text,
        address=found.address,
        complete=found.complete,
        code=found.user_code,
        ends=until,
    )


def _asked(
    provider: Provider, found: DeviceReply, notice: Notice
) -> Generator[Step, Answer, KeptToken]:
    interval, until = found.interval, notice.ends
    while True:
        yield Wait(until=min(datetime.now(UTC) + timedelta(seconds=interval), until))
        fields = token_requests.device(found.device_code)
        exchange = yield from provider.post("token", fields, "token", "token")
        match _code(exchange):
            case "authorization_pending":
                pass
            case "slow_down":
                interval = device_reply.slower(interval)
                yield Tell(msgspec.structs.replace(notice, pace=interval))
            case "expired_token":
                raise _nobody(found)
            case _:
                return provider.token_of(exchange)
        if datetime.now(UTC) >= until:
            raise _nobody(found)


def _nobody(found: DeviceReply) -> Ended:
    text = tr("Nobody signed in with the code {code} in time.", code=found.user_code)
    return ended("nobody-came-back", text, of_last=True)


def _code(exchange: Exchange) -> str:
    found = error_reply.read(exchange.reply.body) if exchange.reply is not None else None
    return found.code if found is not None else ""
