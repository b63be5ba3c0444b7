# The form that begins a check, and what can be wrong with it.

check-zone = Machine-readable zone
check-zone-hint = Scan the document, or type the lines at its foot and press Enter.
check-visa-more = Add a visa
check-visa = Machine-readable zone or number of the visa
check-visa-hint = Only for people who need a visa.
check-by-hand = Type the data instead
check-submit = Check

damage-title = Some characters could not be read
damage-lead = Compare the marked characters with the document, correct them below and check again.
damage-copy = The lines as they were read
damage-place = line { $line }, characters { $from } to { $to }.
zone-shape = Number or length of the lines
zone-kind = Type of document
zone-issuer = Issuing State
zone-names = Names
zone-number = Document number
zone-nationality = Nationality
zone-birth = Date of birth
zone-sex = Sex
zone-expiry = Date of expiry
zone-optional = Optional data
zone-composite = Check digit of the whole

suggest-digit = The letter { $read } may be the digit { $meant }.
suggest-letter = The digit { $read } may be the letter { $meant }.
suggest-check-digit = The check digit does not fit these characters.
error-zone-damaged = Correct the marked characters of the machine-readable zone.
error-zone-empty = Scan a document, or type its data.
error-missing = Fill in: { $field }.
error-date = This date does not exist: { $field }.
error-unreadable = This cannot be right: { $field }.
