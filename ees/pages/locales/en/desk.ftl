# The decision at the desk.

desk-file = Recorded on
desk-file-hint = Choose a file only when you are sure that it is this person.
desk-file-new = A new file
desk-file-missing = Choose whether this is a new person or one of the files.
desk-exit-missing = The earlier exit was never recorded
desk-exit-missing-hint = Tick only after proof of an earlier exit. The earlier entry is then kept as one without exit, and the stay needs your decision.
desk-entry-unknown = The entry was never recorded
desk-entry-unknown-hint = Tick only after asking for proof of the entry. The exit is then recorded alone.
desk-confirm = Tick the box to go on.
desk-visa-first = A visa is needed
desk-visa-first-text = Fill in the data of the visa, then calculate: how long the person may stay follows from it.
