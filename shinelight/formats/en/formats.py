"""Wednesday, June 3, 2026."""

DATE_FORMAT = "l, F j, Y"
