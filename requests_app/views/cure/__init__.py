"""Counsel's pages: what the business knew and when, whom it touches, and the campaign that puts it right."""
