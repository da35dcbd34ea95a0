"""Ask the web server on this machine whether the site works, as its visitors reach it: for health checks.

`python -m shinelight.probe http://127.0.0.1:8000` ends with 0 where it does, with 1 and the answer where it does not.
"""

import os
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

SECONDS = 8
WORKS = 200


def main(server: str, site: str) -> int:
    """Return the exit status, and print what was answered. `site` is SITE_URL: the server knows no other host."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(site).netloc})
        response = connection.getresponse()
        told = response.read().decode(errors="replace")
    except OSError as error:
        print(f"{server} does not answer: {error}")  # noqa: T201 - a program's answer
        return 1
    print(f"{response.status} {told}")  # noqa: T201 - as above
    return 0 if response.status == WORKS else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], os.environ["SITE_URL"]))
