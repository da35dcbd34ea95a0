"""`python -m shinelight.demo [--once] [--port N]`; see the package."""

import argparse
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from shinelight.demo import environment
from shinelight.demo.place import taken_place
from shinelight.demo.problem import DemoError
from shinelight.demo.stack import Stack
from shinelight.local import ports
from shinelight.local.processes import ending_on_signals

INTERRUPTED = 130


def main() -> int:
    """Run the demo and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m shinelight.demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do the main job, print one JSON line last, and end")
    parser.add_argument("--port", type=_port, default=8000, help="the site's port, or the next one that is free")
    wish = parser.parse_args()
    try:
        with ending_on_signals():
            last_line = _run(port=wish.port, once=wish.once)
    except (DemoError, ImproperlyConfigured, OSError, RuntimeError) as error:
        print(f"The demo has failed: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe demo has ended.", file=sys.stderr)
        return INTERRUPTED if wish.once else 0
    print(last_line, flush=True)
    return 0


def _run(*, port: int, once: bool) -> str:
    with taken_place() as place, Stack(place) as stack:
        settings = environment.demo_environment(
            place,
            site=f"http://{ports.LOOPBACK}:{port}",
            broker_url=stack.broker_url,
            email_url=stack.mail_url,
        )
        environment.adopt(settings)
        django.setup()
        # What follows imports models, which Django allows only now.
        last_line: str = import_string("shinelight.demo.show.show")(place, stack, settings, port=port, once=once)
        return last_line


def _port(given: str) -> int:
    port = int(given)
    if not 0 < port < 65536:  # noqa: PLR2004 - the ports there are
        raise ValueError(given)
    return port


if __name__ == "__main__":
    sys.exit(main())
