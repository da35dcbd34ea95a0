"""Whether the broker can be reached, without which nobody is woken to send anything."""

from celery import current_app
from kombu.exceptions import OperationalError

PATIENCE_SECONDS = 2


def broker_answers() -> bool:
    """Ask the broker for a connection; False where it does not answer in time."""
    try:
        with current_app.connection_for_write(connect_timeout=PATIENCE_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=PATIENCE_SECONDS)
    except (OSError, OperationalError):
        return False
    return True
