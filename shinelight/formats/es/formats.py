"""miércoles 3 de junio de 2026: “el sábado 26 de diciembre” takes no comma."""

DATE_FORMAT = r"l j \d\e F \d\e Y"
