"""The WSGI entry for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shinelight.settings")

NEW_OBJECTS = 10_000
"""So many are made before Python looks for rings among them: nearly all that a page makes go by themselves."""

application = get_wsgi_application()

# What is loaded by now stays as long as the process: there is nothing to look for in it.
gc.collect()
gc.freeze()
gc.set_threshold(NEW_OBJECTS)
