"""The proxies that the command line names, for some hosts or for all."""

import pytest

from inspector.cli.commands.send import add_arguments
from inspector.cli.inputs import NotReadable
from inspector.cli.source import named_proxies
from inspector.model.request import HostProxy
from tests.fixtures.scripted import reply


def _named(*given):
    import argparse

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = [word for each in given for word in ("--proxy", each)]
    return named_proxies(parser.parse_args(["http://a/", *words]))


def test_with_and_without_a_host():
    assert _named("http://p:1", "*.corp.example:8443=p:2", "localhost=none") == (
        HostProxy(host="*", proxy="http://p:1"),
        HostProxy(host="*.corp.example:8443", proxy="p:2"),
        HostProxy(host="localhost", proxy="none"),
    )
    assert _named("http://u:a=b@p:1")[0].host == "*"


@pytest.mark.parametrize("text", ["ftp://p:1", "a.example=", "a.example=http://p/x.pac"])
def test_what_is_no_proxy_is_said(text):
    with pytest.raises(NotReadable) as error:
        _named(text)
    assert error.value.problem.where == "--proxy"


def test_it_is_gone_through_and_said(cli, scripted):
    proxy = scripted([reply(body=b"in")])
    ran = cli("send", "http://a.example/x", "--proxy", f"*.example={proxy.url}")
    assert proxy.requests[0].startswith(b"GET http://a.example/x HTTP/1.1")
    assert f"through {proxy.url}" in ran.out


def test_for_all_hosts_it_leaves_this_machine_out(cli, scripted):
    here, proxy = scripted([reply()]), scripted([reply()])
    cli("send", here.url, "--proxy", proxy.url)
    assert (len(here.requests), proxy.requests) == (1, [])
    cli("send", here.url, "--proxy", f"127.0.0.1={proxy.url}")
    assert (len(here.requests), len(proxy.requests)) == (1, 1)
