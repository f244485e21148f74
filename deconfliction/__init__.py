"""US–Russian military deconfliction in Syria, 2014–2020: the dataset, its checks and the figures of the report.

The floors of the package, from the ground up; a module imports only from floors below its own:

1. ``schema`` and ``dates``: the codebook, read from ``data/datapackage.json``; bounds of EDTF dates.
2. ``dataset``, ``rules``, ``coverage`` and ``checks``: the tables, typed; every rule that a row, or several tables at
   once, must meet; the report of breaches.
3. ``accounts``, ``channels``, ``evidence``, ``severity``, ``reliability`` and ``selection``: agreed, disputed or
   one-sided; a line's states as intervals; how well an event is attested and how grave it was; how far two codings
   agree; the record as a reader sees it who believes some accounts and not others.
4. ``exports``: the dataset in other formats.
5. ``findings``: each headline number with the rows that it stands on. ``charts``: the look, the figure contract, one
   module a chart form.
6. ``book``: the dataset and the figures as pages of the book (a Sphinx extension).
7. ``execute``, ``build`` and ``__main__``: the commands behind ``make``.
"""
