"""Writing marks into a workbook by patching its package, and taking them out again.

A workbook is a zip package of XML parts.  Loading and saving it through a spreadsheet library loses
what the library does not know; here untouched parts keep their compressed bytes, and touched ones
change by splices only.  From the zip upwards:

``archive``   raw zip entries, read and written
``splice``    exchanging bytes of a part, and the reverse
``outline``   where the elements of an XML part begin and end
``dialect``   transitional and strict namespaces; prefixes; text made safe for XML
``draft``     a package being changed: parts patched, added, removed
``parts``     relationships and content types added and taken out
``workbook``  the workbook part where it changes: tabs, defined names, when to compute
``worksheet`` conditional formats and the link to the notes in a sheet
``styles``    formats appended to the book's own
``notes``, ``note_text``, ``drawing``, ``geometry``   cell notes: merged with the staff's, worded,
              boxed, and the room there is for a box
``own_sheets``   the sheets that we add; ``blank_book`` holds them alone
``cells``, ``changing``   cells given other contents
``undo``      the record by which an unchanged copy is restored to the byte
``sweep``     taking marks out of a copy that Excel has saved in between
``foreign``   files that are refused at first sight
``marking``   the calls that others make
"""
