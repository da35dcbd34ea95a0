"""The proof bundle of a campaign: what was known and when, what was put right for whom, and what is left of it.

`words` says what was asked in sentences, `differing` what each notice told and tells, `rows` gives a line a person,
`totals` counts the lines as they are written, `write` puts all of it into one file. Counsel's private words stay out.
"""
