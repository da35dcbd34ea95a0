"""The program's own measurements, each beside the plain way in the same run (`manage.py benchmark`).

They run on databases of their own, never on the one in use, with every write going through to the disk.
"""
