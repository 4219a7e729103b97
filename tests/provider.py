"""A provider of OpenID Connect for tests: on this machine, and everybody who comes is the person it was given."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "adviesspoor", "niet echt geheim"


@contextmanager
def provider(email: str) -> Iterator[str]:
    """The address of the provider's metadata."""
    key = RSAKey.generate_key(2048, {"kid": "een", "use": "sig"})
    asked: dict[str, str] = {}  # nonces by code

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Metadata, keys, and a login that asks nothing."""
            here, wanted = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
            if here.path == "/.well-known/openid-configuration":
                self.tell(
                    {"issuer": base, "authorization_endpoint": f"{base}/login", "token_endpoint": f"{base}/token",
                     "jwks_uri": f"{base}/keys", "response_types_supported": ["code"],
                     "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
                )  # fmt: skip
            elif here.path == "/keys":
                self.tell(KeySet([key]).as_dict(private=False))
            else:
                code = f"code-{len(asked)}"
                asked[code] = wanted.get("nonce", [""])[0]
                back = urlencode({"code": code, "state": wanted["state"][0]})
                self.send_response(302)
                self.send_header("Location", f"{wanted['redirect_uri'][0]}?{back}")
                self.end_headers()

        def do_POST(self) -> None:
            """The token for a code."""
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            now = int(time.time())
            claims = {"iss": base, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 600, "email": email,
                      "nonce": asked[sent["code"][0]]}  # fmt: skip
            token = jwt.encode({"alg": "RS256", "kid": "een"}, claims, key)
            self.tell({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token})

        def tell(self, answer: Mapping[str, Any]) -> None:
            """Answer in JSON."""
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test prints what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{base}/.well-known/openid-configuration"
    finally:
        server.shutdown()
        server.server_close()
