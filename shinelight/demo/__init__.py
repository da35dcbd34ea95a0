"""`make demo`: the whole program on one machine, with an invented business, doing its main job over the real doors.

`__main__` reads the options and sets the `environment`; `show` tells the story step by step: `stack` starts the
services, `accounts` and `register` fill the database, `walk` asks and approves over HTTP as people do, `mailbox` finds
what arrived, `report` prints it. Nothing here runs outside of demo mode.
"""
