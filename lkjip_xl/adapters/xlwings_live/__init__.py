"""The workbook that is open in Excel, read and marked through xlwings.

``areas``      halving a sheet until a property is the same everywhere in each part
``native``     the few properties that xlwings does not know, asked of Excel's own objects
``values``     blocks of values and formulas, as Excel for Windows and for Mac hand them over
``looks``      number formats, fonts and fills
``merges``     merged ranges
``reading``    a sheet as a ``Grid``
``book``       the workbook as a ``ports.Book``
``state``      Excel's settings, put back whatever happens
``tinting``    conditional formats and notes of ours on the staff's cells
``own_sheets`` sheets of ours, drawn into the workbook

Each call to Excel crosses from one process to another and takes about a millisecond, so cells are
never asked one by one.
"""
