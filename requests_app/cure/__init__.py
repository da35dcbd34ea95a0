"""Putting right what was answered wrongly, late or not at all, within 90 days of knowing it, 1798.84(d).

A *knowledge event* says what the business learned, and when. `affected` finds whom it touches, by what their notices
were made from. A *campaign* gives each of them the right answer once.
"""
