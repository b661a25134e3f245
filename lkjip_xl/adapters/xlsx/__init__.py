"""Workbooks in .xlsx, .xlsm, .xltx and .xltm files.

The package, for whoever reads or patches it:

``package``    the zip: its parts within limits, and what is wrong with them
``markup``     the XML of a part, streamed into handlers or listed
``relations``  how parts refer to each other
``workbook``   the tabs in their order, and which of them are ours (``own_sheet``)
``strings``, ``styles``, ``formulas``   what cells share

Reading: ``book`` gives a ``Grid`` for each ``sheet``, whose rows ``cells`` takes from the parser.
Writing marks: ``patch``.
"""
