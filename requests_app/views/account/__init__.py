"""How the staff come in and what they come in with: allauth's flows behind pages and sentences of our own."""
