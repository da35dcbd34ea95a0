"""miércoles, 3 de junio de 2026."""

DATE_FORMAT = r"l, j \d\e F \d\e Y"
