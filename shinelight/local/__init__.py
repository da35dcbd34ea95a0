"""Services of one's own, for the demo, the tests and the benchmarks: broker, database, mail server, web server, worker.

Each module starts one real program on this machine, in a folder of its own and on a free port or socket, and ends it
again. None of them is for production, and none touches a service that is already running.
"""
