"""Somebody else's OpenID Connect server, small and real: it hands out codes, tokens and what it says of a person."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENT = ("shinelight", "a secret between two servers that stand for two organizations")


class Organization:
    """The server; `says` is what it says of whoever signs in there next."""

    def __init__(self) -> None:
        self.says: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        organization = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                organization.answer(self, parse_qs(urlsplit(self.path).query))

            def do_POST(self) -> None:
                organization.answer(self, parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: BaseHTTPRequestHandler, given: dict[str, list[str]]) -> None:
        """Answer one address of the standard."""
        path = urlsplit(asked.path).path
        told = {name: values[0] for name, values in given.items()}
        if path == "/authorize":
            code = secrets.token_urlsafe()
            self.codes[code] = told
            asked.send_response(302)
            asked.send_header("Location", f"{told['redirect_uri']}?{urlencode({'code': code, 'state': told['state']})}")
            asked.end_headers()
            return
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self._configuration,
            "/token": lambda: self._token(told),
            "/userinfo": lambda: self.says,
        }
        body = answers[path]()
        asked.send_response(200 if body else 400)
        asked.send_header("Content-Type", "application/json")
        asked.end_headers()
        asked.wfile.write(json.dumps(body).encode())

    def _configuration(self) -> dict[str, Any]:
        addresses = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{name: f"{self.issuer}/{path}" for name, path in addresses.items()},
        }

    def _token(self, told: dict[str, str]) -> dict[str, Any]:
        begun = self.codes.pop(told.get("code", ""), {})
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == begun.get("code_challenge")
        if not proved or (told.get("client_id"), told.get("client_secret")) != CLIENT:
            return {}
        claims = {"iss": self.issuer, "aud": CLIENT[0], "iat": int(time.time()), "exp": int(time.time()) + 60}
        token = jwt.encode({**claims, **self.says}, CLIENT[1], algorithm="HS256")
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token}
