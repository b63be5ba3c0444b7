# The individual file, and the receipt.

file-title = Individual file
file-about = About this file
file-number = File number
file-version = Version
file-responsible = Responsible Member State
file-kept = Kept until
file-kept-open = Runs from the next exit or refusal
file-earlier-identity = Another identity
file-documents = Travel documents
file-crossings = Entry/exit records
file-crossings-none = No entry/exit record
file-crossings-none-text = This file holds no entry and no exit.
file-refusals = Refusals of entry
file-refusals-none = Entry was never refused.
add-document-title = Add a travel document
add-document-text = For a person who now travels with another document. The earlier documents stay in the file.
add-document-submit = Add document

crossing-entered = Entered
crossing-left = Left
crossing-until = Last lawful day
crossing-status = State
crossing-unknown = Not known
crossing-none = No exit recorded
crossing-unlimited = Not limited
crossing-receipt = Receipt
status-open = Present
status-closed = Left in time
status-overstay = Over the authorised stay
status-closed-late = Left late
status-revoked = Authorisation taken back
status-unclear = Exit missing

refusal-reasons = Reasons
refusal-a = has no valid travel document(s)
refusal-b = has a false, counterfeit or forged travel document
refusal-c = has no valid visa, travel authorisation or residence permit
refusal-d = has a false, counterfeit or forged visa, travel authorisation or residence permit
refusal-e = has no appropriate documentation justifying the purpose and conditions of stay
refusal-f = has already stayed for 90 days in the preceding 180-day period on the territory of the Member States of the European Union
refusal-g = does not have sufficient means of subsistence in relation to the period and form of stay, or the means to return to the country of origin or transit
refusal-i = is considered to be a threat to public policy, internal security, public health or the international relations of one or more of the Member States of the European Union

receipt-title = Receipt
receipt-heading = Your stay
receipt-print = Print
receipt-choices = Languages of the receipt
receipt-rights = Good to know
receipt-count = The day of entry and the day of exit both count as days of stay.
receipt-access = You may ask which data about you are in the Entry/Exit System, who opened them, and for a copy.
receipt-correct = If something here is wrong, you may ask to have it corrected, completed or erased. Bring proof, such as a ticket or a stamp.
receipt-complain = If you are not satisfied with the answer, you may complain to the data protection supervisory authority or go to court.
receipt-contact = Where to ask:
receipt-days = { $count ->
    [one] You may stay { $count } day
   *[other] You may stay { $count } days
 }
receipt-human = Not calculated yet
receipt-human-line = An officer has to decide, because a record is incomplete.
