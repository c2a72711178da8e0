"""Starts the programs that several places share, each on free loopback ports."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.fixtures.apache import configuration, loaded
from tests.fixtures.certificates import Certificates
from tests.fixtures.processes import Process, free_ports, give_to
from tests.fixtures.web_servers import password_file

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; default_type text/plain;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {http}
}}
"""
APACHE = configuration("""
TypesConfig /dev/null
<Directory {folder}/www>
  Require all granted
</Directory>
""")


def site(folder):
    """Make a folder with one file, `inside.txt`, and the passwords of one user; return both."""
    www = folder / "www"
    www.mkdir(parents=True)
    www.joinpath("inside.txt").write_text("inside\n")
    return www, password_file(folder / "passwords")


@contextmanager
def nginx(folder, http, port, **values):
    """Run nginx with the content of its http block; `{folder}` and the values are filled in."""
    config = folder / "nginx.conf"
    config.write_text(NGINX.replace("{http}", http).format(folder=folder, port=port, **values))
    give_to(folder, "nobody")
    command = ["/usr/sbin/nginx", "-c", str(config), "-g", "user nobody nogroup;"]
    yield from _until_the_end(Process(command, port, folder / "out.log"))


@contextmanager
def apache(folder, modules, config, **values):
    """Run Apache httpd with modules and a configuration, filled in; yield its address."""
    (port,) = free_ports(1)
    file = folder / "httpd.conf"
    own = {"folder": folder, "port": port, "modules": loaded(modules.split())}
    file.write_text(f"{APACHE}{config}".format(**own, **values))
    give_to(folder, "nobody")
    command = ["/usr/sbin/apache2", "-f", str(file), "-D", "FOREGROUND"]
    process = Process(command, port, folder / "out.log")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stop()


def _until_the_end(process):
    try:
        yield process
    finally:
        process.stop()


def certificates(folder):
    """Return certificates of a private authority in a folder of their own."""
    return Certificates(folder / "certificates")


def pause(seconds):
    """Let a server's own time pass (a rate, a lifetime): it tells nobody when it is over."""
    threading.Event().wait(seconds)


class Checker:
    """What a gateway asks: answers by a function of path and headers; can be away.

    judge: takes the request handler, returns status, headers and body (text or what becomes JSON).
    away: does not listen before `start`.
    """

    def __init__(self, judge, *, away=False):
        (self.port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}"
        self._handler, self._server = _handler(judge), None
        if not away:
            self.start()

    def start(self):
        """Listen, if it does not yet."""
        if self._server is None:
            self._server = _Server(("127.0.0.1", self.port), self._handler)
            self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
            self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Be away."""
        if self._server is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Say nothing: a gateway that waits no longer hangs up."""


def _handler(judge):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "checker/1.0", ""

        def __getattr__(self, name):
            if name.startswith("do_"):  # whatever the method is called
                return self.answer
            raise AttributeError(name)

        def answer(self):
            length = int(self.headers.get("Content-Length") or 0)
            self.content = self.rfile.read(length).decode("utf-8", "replace")
            status, headers, body = judge(self)
            data = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, *_):
            pass

    return Handler
