"""The duty to tell customers where to write, (b)(1): what the business elected, and whether its pages still do it.

page     what a page about the rights must say, read out of its HTML (pure)
fetch    a page from the web, within limits of time, size and place
check    each business: what was elected, with evidence; each page; tasks opened and closed
"""
